using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TinyTotIL.Cli.Protocol;

/// <summary>Writes messages as <see cref="MessageReader"/> reads them. Any thread may write; a message is never divided.</summary>
/// <param name="output">Where the bytes go.</param>
internal sealed class MessageWriter(Stream output)
{
    /// <summary>Names with other letters than a to z stay readable; the text is never part of a web page.</summary>
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Lock _lock = new();

    /// <summary>Writes a message and sends it on its way.</summary>
    /// <param name="message">The message.</param>
    public void Write(JsonObject message)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(body, Options))
        {
            message.WriteTo(json);
        }

        byte[] header = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"Content-Length: {body.WrittenCount}\r\n\r\n"));
        lock (_lock)
        {
            output.Write(header);
            output.Write(body.WrittenSpan);
            output.Flush();
        }
    }
}
