using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace TinyTotIL.Cli.Protocol;

/// <summary>
/// Reads messages as the Language Server Protocol and the Debug Adapter Protocol frame them: header lines, an empty line,
/// then as many bytes of JSON as <c>Content-Length</c> says.
/// </summary>
/// <remarks>
/// Whoever is at the other end may send anything. No memory is taken for bytes that have not come, no header may grow
/// without end, and what is wrong with one message does not stop the next, as long as it is known where that begins.
/// </remarks>
/// <param name="input">Where the bytes come from; one reader at a time.</param>
internal sealed class MessageReader(Stream input)
{
    /// <summary>Longer messages are passed over.</summary>
    public const int MostBytes = 64 << 20;

    /// <summary>Longer headers are no headers.</summary>
    public const int MostHeaderBytes = 8 << 10;

    private const int ChunkBytes = 64 << 10;
    private const string LengthHeader = "Content-Length";

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 128 };

    private readonly byte[] _buffer = new byte[ChunkBytes];
    private int _start;
    private int _end;

    /// <summary>Waits for the next message.</summary>
    public ReceivedMessage Read()
    {
        if (ReadHeader(out string header) is { } problem)
        {
            return problem;
        }

        var (length, invalid) = LengthIn(header);
        if (invalid is not null)
        {
            return new ReceivedMessage(MessageOutcome.Broken, default, $"'{invalid}' is not the length of a message");
        }

        if (length is null)
        {
            // Perhaps only the header is wrong: the next thing may be another one.
            return new ReceivedMessage(MessageOutcome.Unreadable, default, $"a header has no {LengthHeader}");
        }

        return length > MostBytes ? PassOver(length.Value) : ReadBody((int)length);
    }

    private static ReceivedMessage Unreadable(string problem) => new(MessageOutcome.Unreadable, default, problem);

    private static ReceivedMessage CutShort() => new(MessageOutcome.Broken, default, "the input ends inside a message");

    /// <summary>The length that a header states: null for none, or what stands there when it is no length.</summary>
    private static (long? Length, string? Invalid) LengthIn(string header)
    {
        foreach (string line in header.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon >= 0 && line[..colon].Trim().Equals(LengthHeader, StringComparison.OrdinalIgnoreCase))
            {
                string value = line[(colon + 1)..].Trim();
                return long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out long length) ? (length, null) : (null, value);
            }
        }

        return (null, null);
    }

    /// <summary>Reads up to the empty line; gives what to return instead when there is no such line.</summary>
    private ReceivedMessage? ReadHeader(out string header)
    {
        var text = new StringBuilder();
        header = "";
        bool isLineEmpty = true;
        while (true)
        {
            if (_start == _end && !Fill())
            {
                return text.Length == 0 ? new ReceivedMessage(MessageOutcome.End, default, "") : CutShort();
            }

            char unit = (char)_buffer[_start++];
            if (unit == '\n' && isLineEmpty && text.Length > 0)
            {
                header = text.ToString();
                return null;
            }

            // Empty lines in front of a header are what a careless client left behind.
            isLineEmpty = unit == '\n' || (isLineEmpty && unit == '\r');
            if (isLineEmpty && text.Length == 0)
            {
                continue;
            }

            text.Append(unit);
            if (text.Length > MostHeaderBytes)
            {
                return new ReceivedMessage(MessageOutcome.Broken, default, "a header has no end");
            }
        }
    }

    private ReceivedMessage PassOver(long length)
    {
        long left = length;
        while (left > 0)
        {
            if (_start == _end && !Fill())
            {
                return CutShort();
            }

            int taken = (int)Math.Min(left, _end - _start);
            _start += taken;
            left -= taken;
        }

        return Unreadable(string.Create(CultureInfo.InvariantCulture, $"a message of {length} bytes is too long: {MostBytes} are the most"));
    }

    private ReceivedMessage ReadBody(int length)
    {
        // The writer grows with what comes, whatever was announced.
        var body = new ArrayBufferWriter<byte>(Math.Clamp(length, 1, ChunkBytes));
        while (body.WrittenCount < length)
        {
            if (_start == _end && !Fill())
            {
                return CutShort();
            }

            int taken = Math.Min(length - body.WrittenCount, _end - _start);
            body.Write(_buffer.AsSpan(_start, taken));
            _start += taken;
        }

        try
        {
            using var document = JsonDocument.Parse(body.WrittenMemory, Options);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new ReceivedMessage(MessageOutcome.Message, document.RootElement.Clone(), "")
                : Unreadable("a message is not a JSON object");
        }
        catch (JsonException error)
        {
            return Unreadable($"a message is not JSON: {error.Message}");
        }
    }

    private bool Fill()
    {
        _start = 0;
        _end = input.Read(_buffer);
        return _end > 0;
    }
}
