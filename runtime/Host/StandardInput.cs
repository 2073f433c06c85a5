using System.Text;

namespace TinyTotIL.Runtime.Host;

/// <summary>Standard input: one buffer shared by the three readers of the language.</summary>
/// <remarks>
/// READ_LINE and READ_INPUT cannot fail, so bytes that are not UTF-8 become U+FFFD. A byte-order mark is text. At a
/// terminal the end of input can be followed by more; every reader asks the system again.
/// </remarks>
internal sealed class StandardInput
{
    private const int BufferSize = 16 * 1024;

    /// <summary>Longest input taken at once; an endless line must not take all memory of the machine.</summary>
    private const int MaximumBytes = 1 << 29;

    private readonly Lock _gate = new();
    private readonly Func<byte[], int> _read;
    private byte[] _buffer = [];
    private int _start;
    private int _end;

    /// <summary>Reads through a function.</summary>
    /// <param name="read">Fills the start of an array; returns the number of bytes, 0 at the end.</param>
    public StandardInput(Func<byte[], int> read) => _read = read;

    /// <summary>Whether there is input that has been taken from the system. Asked without the lock, which a reader that waits has.</summary>
    public bool HasBuffered => Volatile.Read(ref _start) < Volatile.Read(ref _end);

    /// <summary>Whether what has been taken from the system holds a whole line; no while someone reads.</summary>
    public bool HasLine
    {
        get
        {
            if (!_gate.TryEnter())
            {
                return false;
            }

            try
            {
                return _buffer.AsSpan(_start, _end - _start).Contains((byte)'\n');
            }
            finally
            {
                _gate.Exit();
            }
        }
    }

    /// <summary>Reads a line without its LF or CRLF; empty at the end of input.</summary>
    /// <param name="isWanted">Whether the line, once it is there, still has a reader; otherwise it stays. Null for always.</param>
    public string ReadLine(Func<bool>? isWanted = null)
    {
        lock (_gate)
        {
            MemoryStream? earlier = null;
            do
            {
                var rest = _buffer.AsSpan(_start, _end - _start);
                int end = rest.IndexOf((byte)'\n');
                if (end >= 0)
                {
                    if (isWanted?.Invoke() == false)
                    {
                        return PutBack(earlier);
                    }

                    _start += end + 1;
                    return earlier is null ? DecodeLine(rest[..end]) : DecodeLine(Append(earlier, rest[..end]));
                }

                if (!rest.IsEmpty)
                {
                    Append(earlier ??= new MemoryStream(), rest);
                }
            }
            while (Fill());

            return earlier is null ? ""
                : isWanted?.Invoke() == false ? PutBack(earlier)
                : Encoding.UTF8.GetString(Content(earlier));
        }
    }

    /// <summary>Reads one byte; -1 at the end of input.</summary>
    /// <param name="isWanted">As for a line.</param>
    public int ReadByte(Func<bool>? isWanted = null)
    {
        lock (_gate)
        {
            return (_start < _end || Fill()) && isWanted?.Invoke() != false ? _buffer[_start++] : -1;
        }
    }

    /// <summary>Reads all that is left.</summary>
    /// <param name="isWanted">As for a line.</param>
    public string ReadToEnd(Func<bool>? isWanted = null)
    {
        lock (_gate)
        {
            var all = new MemoryStream();
            do
            {
                Append(all, _buffer.AsSpan(_start, _end - _start));
            }
            while (Fill());

            return isWanted?.Invoke() == false ? PutBack(all) : Encoding.UTF8.GetString(Content(all));
        }
    }

    private static string DecodeLine(ReadOnlySpan<byte> line) =>
        Encoding.UTF8.GetString(line is [.. var content, (byte)'\r'] ? content : line);

    private static Span<byte> Append(MemoryStream stream, ReadOnlySpan<byte> bytes)
    {
        if (stream.Length + bytes.Length > MaximumBytes)
        {
            throw new InsufficientMemoryException($"More than {MaximumBytes} bytes of input were asked for at once.");
        }

        stream.Write(bytes);
        return Content(stream);
    }

    private static Span<byte> Content(MemoryStream stream) => stream.GetBuffer().AsSpan(0, (int)stream.Length);

    /// <summary>Leaves what was read to the next reader, before what is left in the buffer.</summary>
    /// <param name="earlier">What was read and is not in the buffer any more; null for nothing.</param>
    /// <returns>What a reader gets that is gone.</returns>
    private string PutBack(MemoryStream? earlier)
    {
        if (earlier is not null)
        {
            _buffer = [.. Content(earlier), .. _buffer.AsSpan(_start, _end - _start)];
            (_start, _end) = (0, _buffer.Length);
        }

        return "";
    }

    private bool Fill()
    {
        // What was put back had an array of its own size.
        if (_buffer.Length != BufferSize)
        {
            _buffer = new byte[BufferSize];
        }

        // The position moves only once the read has succeeded, whatever it throws.
        _start = _end = 0;
        _end = _read(_buffer);
        return _end > 0;
    }
}
