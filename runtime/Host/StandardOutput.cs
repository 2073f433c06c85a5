using System.Runtime.ExceptionServices;
using System.Text;
using System.Text.Unicode;

namespace TinyTotIL.Runtime.Host;

/// <summary>Standard output and error: UTF-8 in a buffer of our own.</summary>
/// <remarks>
/// <para>
/// Output leaves the buffer when it is full, at the end of each line if a terminal shows it, before a read that may
/// wait, before anything goes to standard error, on <see cref="Flush"/>, and otherwise soon after it was written: a thread
/// started by the first write that stays behind sees to that, so that a pipe's reader can follow a long program.
/// </para>
/// <para>
/// When it writes behind, that thread alone writes, and the buffer grows meanwhile: who prints does not wait for whoever reads. Messages for standard error take
/// their place in the same order.
/// </para>
/// </remarks>
internal sealed class StandardOutput
{
    /// <summary>Bytes after which those that write behind and are able to wait should.</summary>
    public const int ManyBytes = 256 * 1024;

    /// <summary>Bytes after which everyone waits: output must not take all memory.</summary>
    public const int MostBytes = 16 << 20;

    private const int BufferSize = 32 * 1024;

    /// <summary>Longest time output waits: unnoticed by people, and seldom enough to cost nothing.</summary>
    private const int FlushDelayMilliseconds = 20;

    private const int WriterStackBytes = 256 * 1024;

    /// <summary>Guards the fields; a monitor, because the writer waits on it.</summary>
    private readonly object _gate = new();
    private readonly IStandardStreams _streams;
    private byte[] _buffer = new byte[BufferSize];
    private byte[]? _spare;
    private int _used;
    private char _firstHalf;

    /// <summary>Messages for standard error, each after so many bytes of the buffer.</summary>
    private List<(int After, byte[] Text)>? _messages;
    private int _messageBytes;

    /// <summary>Called when what was taken leaves few bytes.</summary>
    private List<Action>? _waiting;

    private bool _writesBehind;
    private bool _isWriting;
    private bool _isUrgent;
    private bool _hasWriter;
    private bool _writerIsIdle;
    private Exception? _failure;

    /// <summary>Whether someone has been told of the failure, so that the last flush need not tell it again.</summary>
    private bool _isFailureKnown;

    /// <summary>Writes to given streams.</summary>
    /// <param name="streams">The streams.</param>
    public StandardOutput(IStandardStreams streams) => _streams = streams;

    /// <summary>Whether so much is kept that those who can wait should. Read without the lock, where it may be a moment old.</summary>
    public bool IsBehind => Volatile.Read(ref _writesBehind) && Pending >= ManyBytes;

    /// <summary>Chooses whether writing waits for whoever reads. Turning it off waits until everything is written.</summary>
    /// <param name="isOn">Whether it does not.</param>
    public void WriteBehind(bool isOn)
    {
        lock (_gate)
        {
            if (_writesBehind && !isOn)
            {
                AwaitWriter();
            }

            _writesBehind = isOn;
        }
    }

    /// <summary>Writes text to standard output.</summary>
    /// <param name="text">The text.</param>
    public void Write(ReadOnlySpan<char> text)
    {
        lock (_gate)
        {
            ThrowIfFailed();
            bool endsLine = _streams.IsOutputTerminal && text.Contains('\n');
            Encode(text);
            if (_writesBehind)
            {
                ExpectWriter(isUrgent: endsLine || _used >= BufferSize);
            }
            else if (endsLine)
            {
                FlushBuffer();
            }
            else if (_used > 0)
            {
                ExpectWriter(isUrgent: false);
            }
        }
    }

    /// <summary>Sends what is in the buffer on its way, and waits until it is.</summary>
    public void Flush()
    {
        lock (_gate)
        {
            if (_writesBehind)
            {
                AwaitWriter();
            }

            if (_failure is null)
            {
                FlushBuffer();
            }
            else if (!_isFailureKnown)
            {
                ThrowIfFailed();
            }
        }
    }

    /// <summary>Writes text to standard error, after the output so far.</summary>
    /// <param name="message">The text.</param>
    public void WriteError(string message)
    {
        byte[] text = Encoding.UTF8.GetBytes(message);
        lock (_gate)
        {
            if (_writesBehind && _failure is null)
            {
                AwaitRoom();
                (_messages ??= []).Add((_used, text));
                _messageBytes += text.Length;
                ExpectWriter(isUrgent: true);
                return;
            }

            // A failure is for the next write to report; a message for standard error still has a reader.
            FlushKeepingFailure();
        }

        _streams.WriteError(text);
    }

    /// <summary>Asks to be called when little is left to write.</summary>
    /// <param name="resume">What is called, once, on any thread.</param>
    /// <returns>Whether there is so much that it pays to wait.</returns>
    public bool WhenTaken(Action resume)
    {
        lock (_gate)
        {
            if (!IsBehind || _failure is not null)
            {
                return false;
            }

            (_waiting ??= []).Add(resume);
            return true;
        }
    }

    private int Pending => Volatile.Read(ref _used) + Volatile.Read(ref _messageBytes);

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
                MakeRoom();
            }
        }
    }

    private void MakeRoom()
    {
        if (!_writesBehind)
        {
            FlushBuffer();
            return;
        }

        AwaitRoom();
        ThrowIfFailed();
        if (_buffer.Length - _used < BufferSize)
        {
            Array.Resize(ref _buffer, 2 * _buffer.Length);
        }
    }

    /// <summary>Waits while there is more than may be kept.</summary>
    private void AwaitRoom()
    {
        while (Pending >= MostBytes && _failure is null)
        {
            ExpectWriter(isUrgent: true);
            Monitor.Wait(_gate);
        }
    }

    private void AwaitWriter()
    {
        while (Pending > 0 || _isWriting)
        {
            ExpectWriter(isUrgent: true);
            Monitor.Wait(_gate);
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
            _isFailureKnown = true;
            ExceptionDispatchInfo.Throw(_failure);
        }
    }

    private void ExpectWriter(bool isUrgent)
    {
        if (_writerIsIdle || (isUrgent && !_isUrgent))
        {
            _writerIsIdle = false;
            _isUrgent |= isUrgent;
            Monitor.PulseAll(_gate);
        }

        if (!_hasWriter)
        {
            _hasWriter = true;
            _isUrgent = isUrgent;
            new Thread(WriteInTime, WriterStackBytes) { IsBackground = true, Name = "output" }.UnsafeStart();
        }
    }

    private void WriteInTime()
    {
        lock (_gate)
        {
            // After a failure too: there may be messages left.
            while (true)
            {
                if (!_isUrgent)
                {
                    Monitor.Wait(_gate, FlushDelayMilliseconds);
                }

                _isUrgent = false;
                if (_writesBehind)
                {
                    WriteAll();
                }
                else
                {
                    FlushKeepingFailure();
                }

                _writerIsIdle = Pending == 0;
                while (_writerIsIdle)
                {
                    Monitor.Wait(_gate);
                }
            }
        }
    }

    /// <summary>Writes what there is, leaving the lock to others meanwhile.</summary>
    private void WriteAll()
    {
        var (bytes, count, messages) = (_buffer, _used, _messages);
        (_buffer, _spare) = (_spare ?? new byte[BufferSize], null);
        (_used, _messages, _messageBytes) = (0, null, 0);
        _isWriting = true;
        Monitor.Exit(_gate);
        var failure = _failure;
        try
        {
            WriteParts(bytes.AsSpan(0, count), messages, ref failure);
        }
        finally
        {
            Monitor.Enter(_gate);
            _isWriting = false;
            _failure = failure;
            _spare = bytes.Length == BufferSize ? bytes : null;
            Monitor.PulseAll(_gate);
        }

        if (!IsBehind || failure is not null)
        {
            _waiting?.ForEach(resume => resume());
            _waiting = null;
        }
    }

    /// <summary>Writes output with messages in between. Messages still have a reader when the output has none.</summary>
    private void WriteParts(ReadOnlySpan<byte> output, List<(int After, byte[] Text)>? messages, ref Exception? failure)
    {
        int written = 0;
        for (int i = 0; messages is not null && i < messages.Count; i++)
        {
            var (after, text) = messages[i];
            failure ??= TryWrite(output[written..after]);
            written = after;
            _streams.WriteError(text);
        }

        failure ??= TryWrite(output[written..]);
    }

    private Exception? TryWrite(ReadOnlySpan<byte> bytes)
    {
        try
        {
            if (!bytes.IsEmpty)
            {
                _streams.WriteOutput(bytes);
            }

            return null;
        }
        catch (Exception failure) when (failure is OutputClosedException or HostException)
        {
            return failure;
        }
    }
}
