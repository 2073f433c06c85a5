using System.Runtime.ExceptionServices;
using System.Text;
using System.Text.Unicode;

namespace TinyTotIL.Runtime.Host;

/// <summary>The console of this process: UTF-8 output in a buffer of our own, input through <see cref="StandardInput"/>.</summary>
/// <remarks>
/// Output leaves the buffer when it is full, at the end of each line if a terminal shows it, before a read that may
/// wait, before anything goes to standard error, on <see cref="Flush"/>, and otherwise soon after it was written: a thread
/// started by the first write that stays behind sees to that, so that a pipe's reader can follow a long program.
/// </remarks>
internal sealed class SystemConsole : IConsole
{
    private const int BufferSize = 32 * 1024;

    /// <summary>Longest time output waits: unnoticed by people, and seldom enough to cost nothing.</summary>
    private const int FlushDelayMilliseconds = 20;

    private const int FlusherStackBytes = 256 * 1024;

    /// <summary>Guards the output fields; a monitor, because the flusher waits on it.</summary>
    private readonly object _gate = new();
    private readonly IStandardStreams _streams;
    private readonly StandardInput _input;
    private readonly byte[] _buffer = new byte[BufferSize];
    private int _used;
    private char _firstHalf;
    private bool _flusherStarted;
    private bool _flusherIdle;
    private Exception? _failure;

    /// <summary>A console over raw streams.</summary>
    /// <param name="streams">The streams.</param>
    public SystemConsole(IStandardStreams streams)
    {
        _streams = streams;
        _input = new StandardInput(buffer =>
        {
            Flush();
            return streams.Read(buffer);
        });
    }

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<char> text)
    {
        lock (_gate)
        {
            ThrowIfFailed();
            bool endsLine = _streams.IsOutputTerminal && text.Contains('\n');
            Encode(text);
            if (endsLine)
            {
                FlushBuffer();
            }
            else if (_used > 0)
            {
                ExpectFlush();
            }
        }
    }

    /// <inheritdoc/>
    public void Flush()
    {
        lock (_gate)
        {
            ThrowIfFailed();
            FlushBuffer();
        }
    }

    /// <inheritdoc/>
    public void WriteErrorLine(string line)
    {
        lock (_gate)
        {
            // A failure is for the next write to report; a message for standard error still has a reader.
            FlushKeepingFailure();
        }

        _streams.WriteError(Encoding.UTF8.GetBytes(line + "\n"));
    }

    /// <inheritdoc/>
    public string ReadLine(Func<bool>? isWanted = null) => _input.ReadLine(isWanted);

    /// <inheritdoc/>
    public int ReadByte(Func<bool>? isWanted = null) => _input.ReadByte(isWanted);

    /// <inheritdoc/>
    public string ReadToEnd(Func<bool>? isWanted = null) => _input.ReadToEnd(isWanted);

    private void Encode(ReadOnlySpan<char> text)
    {
        // A character of two halves may be split between two writes.
        if (_firstHalf != 0 && !text.IsEmpty)
        {
            bool isPair = char.IsLowSurrogate(text[0]);
            ReadOnlySpan<char> character = isPair ? [_firstHalf, text[0]] : ['\uFFFD'];
            _firstHalf = '\0';
            text = isPair ? text[1..] : text;
            Encode(character);
        }

        while (!text.IsEmpty)
        {
            // Returns with text left when the buffer is full, or when the first half of a character ends the text.
            Utf8.FromUtf16(text, _buffer.AsSpan(_used), out int read, out int written, replaceInvalidSequences: true, isFinalBlock: false);
            _used += written;
            text = text[read..];
            if (text is [var half] && char.IsHighSurrogate(half))
            {
                _firstHalf = half;
                return;
            }

            if (!text.IsEmpty)
            {
                FlushBuffer();
            }
        }
    }

    private void FlushBuffer()
    {
        int count = _used;
        if (count > 0)
        {
            _used = 0;
            _streams.WriteOutput(_buffer.AsSpan(0, count));
        }
    }

    private void FlushKeepingFailure()
    {
        try
        {
            FlushBuffer();
        }
        catch (Exception failure) when (failure is OutputClosedException or HostException)
        {
            _failure = failure;
        }
    }

    private void ThrowIfFailed()
    {
        if (_failure is not null)
        {
            ExceptionDispatchInfo.Throw(_failure);
        }
    }

    private void ExpectFlush()
    {
        if (_flusherIdle)
        {
            _flusherIdle = false;
            Monitor.Pulse(_gate);
        }
        else if (!_flusherStarted)
        {
            _flusherStarted = true;
            new Thread(FlushInTime, FlusherStackBytes) { IsBackground = true, Name = "output" }.UnsafeStart();
        }
    }

    private void FlushInTime()
    {
        lock (_gate)
        {
            while (_failure is null)
            {
                Monitor.Wait(_gate, FlushDelayMilliseconds);
                FlushKeepingFailure();
                _flusherIdle = true;
                while (_flusherIdle)
                {
                    Monitor.Wait(_gate);
                }
            }
        }
    }
}
