using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Streams;

/// <summary>What a stream handle stands for: bytes that are read from the front, and those that are written.</summary>
/// <remarks>
/// Several processes may use one at once, on several threads: each operation is whole. What is read goes through a buffer, so that text can be
/// cut between characters and lines.
/// </remarks>
internal abstract class ByteStream : IHandleResource
{
    private const string NotOpen = "the stream is closed";

    /// <summary>Bytes taken at once at most, as many as READ_FILE reads.</summary>
    private const int MostBytes = 1 << 29;

    /// <summary>Characters of text, or bytes of a line, taken at once at most.</summary>
    private const int LongestText = 1 << 27;

    /// <summary>How many copies there may be for a moment: the buffer, the one that it grows into, and what is given.</summary>
    private const int Copies = 4;

    private readonly object _gate = new();
    private byte[] _buffer = [];
    private int _start;
    private int _end;
    private int _isClosed;

    /// <summary>Whether reading or writing may wait for someone else.</summary>
    public virtual bool MayWait => false;

    /// <summary>Whether it is open.</summary>
    public bool IsOpen => Volatile.Read(ref _isClosed) == 0;

    /// <summary>Is told when it is closed.</summary>
    public Action<ByteStream>? Closed { get; set; }

    /// <summary>Bytes in the buffer.</summary>
    protected int Buffered => _end - _start;

    /// <inheritdoc/>
    public bool Close()
    {
        if (Interlocked.Exchange(ref _isClosed, 1) != 0)
        {
            return false;
        }

        Free();
        Closed?.Invoke(this);
        return true;
    }

    /// <summary>Takes characters from the front.</summary>
    /// <param name="count">How many at most.</param>
    /// <param name="most">Bytes that may be made.</param>
    /// <returns>The characters; none at the end.</returns>
    /// <exception cref="HostException">Reading failed, this is no text, or it is too much.</exception>
    public string ReadText(long count, long most)
    {
        lock (_gate)
        {
            CheckOpen();
            var text = new StringBuilder();
            while (count > 0 && HasWholeCharacter())
            {
                count -= TakeCharacters(text, count);
                CheckTaken(text.Length, MostCharacters(most));
            }

            return text.ToString();
        }
    }

    /// <summary>Takes a line from the front, without its LF or CRLF; null at the end.</summary>
    /// <param name="most">Bytes that may be made.</param>
    /// <exception cref="HostException">Reading failed, this is no text, or the line is too long for a text.</exception>
    public string? ReadLine(long most)
    {
        lock (_gate)
        {
            CheckOpen();
            int searched = 0;
            int length;
            while ((length = _buffer.AsSpan(_start + searched, Buffered - searched).IndexOf((byte)'\n')) < 0)
            {
                searched = Buffered;
                if (searched > MostCharacters(most))
                {
                    throw new HostException("a line is too long");
                }

                if (!Fill())
                {
                    return searched == 0 ? null : TakeLine(searched, ending: 0);
                }
            }

            return TakeLine(searched + length, ending: 1);
        }
    }

    /// <summary>Takes bytes from the front.</summary>
    /// <param name="count">How many at most.</param>
    /// <param name="most">Bytes that may be made.</param>
    /// <returns>The bytes; none at the end.</returns>
    /// <exception cref="HostException">Reading failed, or it is too much.</exception>
    public byte[] ReadBytes(long count, long most)
    {
        lock (_gate)
        {
            CheckOpen();
            while (Buffered < count && Fill())
            {
                CheckTaken(Math.Min(count, Buffered), Math.Min(MostBytes, most / Copies));
            }

            byte[] taken = _buffer.AsSpan(_start, (int)Math.Min(count, Buffered)).ToArray();
            _start += taken.Length;
            return taken;
        }
    }

    /// <summary>Takes what is there, at least one byte.</summary>
    /// <param name="target">Where to put it.</param>
    /// <returns>How many bytes it is; 0 at the end.</returns>
    /// <exception cref="HostException">Reading failed.</exception>
    public int Read(Span<byte> target)
    {
        lock (_gate)
        {
            CheckOpen();
            if (Buffered == 0 && !Fill())
            {
                return 0;
            }

            int count = Math.Min(target.Length, Buffered);
            _buffer.AsSpan(_start, count).CopyTo(target);
            _start += count;
            return count;
        }
    }

    /// <summary>Whether nothing is left to read.</summary>
    /// <exception cref="HostException">Reading failed.</exception>
    public bool IsAtEnd()
    {
        lock (_gate)
        {
            CheckOpen();
            return Buffered == 0 && !Fill();
        }
    }

    /// <summary>Writes everything.</summary>
    /// <param name="content">What to write.</param>
    /// <exception cref="HostException">Writing failed.</exception>
    public void Write(ReadOnlySpan<byte> content)
    {
        lock (_gate)
        {
            CheckOpen();
            Put(content);
        }
    }

    /// <summary>Gets more to read.</summary>
    /// <param name="target">Where to put it.</param>
    /// <returns>How many bytes it is; 0 at the end.</returns>
    protected abstract int Get(Span<byte> target);

    /// <summary>Bytes asked for at once; 0 when there is never more than the buffer has.</summary>
    protected abstract int PieceBytes { get; }

    /// <summary>Writes everything.</summary>
    /// <param name="content">What to write.</param>
    protected abstract void Put(ReadOnlySpan<byte> content);

    /// <summary>Frees what it holds, also while another thread uses it.</summary>
    protected abstract void Free();

    /// <summary>Puts bytes at the end of the buffer.</summary>
    /// <param name="content">The bytes.</param>
    protected void Append(ReadOnlySpan<byte> content)
    {
        Reserve(content.Length);
        content.CopyTo(_buffer.AsSpan(_end));
        _end += content.Length;
    }

    private static long MostCharacters(long most) => Math.Min(LongestText, most / Copies / sizeof(char));

    private static void CheckTaken(long taken, long most)
    {
        if (taken > most)
        {
            throw new HostException(string.Create(CultureInfo.InvariantCulture, $"there is more than {most} to be read at once"));
        }
    }

    private void CheckOpen()
    {
        if (!IsOpen)
        {
            throw new HostException(NotOpen);
        }
    }

    /// <summary>Makes sure that a whole character can be taken; false at the end.</summary>
    private bool HasWholeCharacter()
    {
        while (Buffered == 0 || Rune.DecodeFromUtf8(_buffer.AsSpan(_start, Buffered), out _, out _) == OperationStatus.NeedMoreData)
        {
            if (!Fill())
            {
                return Buffered == 0 ? false : throw new HostException(ErrorText.NotUtf8);
            }
        }

        return true;
    }

    /// <summary>Takes at most so many characters of those that are whole in the buffer; the first one is.</summary>
    private long TakeCharacters(StringBuilder text, long most)
    {
        var bytes = _buffer.AsSpan(_start, Buffered);
        if (bytes.Length <= most && Ascii.IsValid(bytes))
        {
            text.Append(Encoding.ASCII.GetString(bytes));
            _start += bytes.Length;
            return bytes.Length;
        }

        long count = 0;
        int length = 0;
        while (length < bytes.Length && (count < most || IsContinuation(bytes[length])))
        {
            count += IsContinuation(bytes[length++]) ? 0 : 1;
        }

        bytes = bytes[..length];
        if (!Utf8.IsValid(bytes))
        {
            // The last character may not be whole yet; it begins less than four bytes before the end.
            int last = bytes.Length - 1;
            while (last > 0 && IsContinuation(bytes[last]))
            {
                last--;
            }

            bytes = bytes[..last];
            count--;
            if (bytes.IsEmpty || !Utf8.IsValid(bytes))
            {
                throw new HostException(ErrorText.NotUtf8);
            }
        }

        text.Append(Encoding.UTF8.GetString(bytes));
        _start += bytes.Length;
        return count;
    }

    private static bool IsContinuation(byte value) => (value & 0xC0) == 0x80;

    private string TakeLine(int length, int ending)
    {
        var bytes = _buffer.AsSpan(_start, length);
        _start += length + ending;
        if (!Utf8.IsValid(bytes))
        {
            throw new HostException(ErrorText.NotUtf8);
        }

        return Encoding.UTF8.GetString(ending > 0 && bytes is [.., (byte)'\r'] ? bytes[..^1] : bytes);
    }

    /// <summary>Gets more into the buffer; false at the end.</summary>
    private bool Fill()
    {
        if (PieceBytes == 0)
        {
            return false;
        }

        Reserve(PieceBytes);
        int count = Get(_buffer.AsSpan(_end));
        _end += count;
        return count > 0;
    }

    /// <summary>Makes room at the end of the buffer: first that in front of what is left to read.</summary>
    private void Reserve(int count)
    {
        if (count <= _buffer.Length - _end)
        {
            return;
        }

        int left = Buffered;
        if (left + (long)count > Array.MaxLength)
        {
            throw new HostException("the stream holds too much");
        }

        // Moving pays when more has been read than is left.
        var target = left + count <= _buffer.Length && _start >= left ? _buffer : new byte[Math.Min(Array.MaxLength, Math.Max(left + (long)count, 2L * left))];
        _buffer.AsSpan(_start, left).CopyTo(target);
        (_buffer, _start, _end) = (target, 0, left);
    }
}
