using System.Text.Unicode;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Formats;

/// <summary>A text as UTF-8. Half of a surrogate pair becomes U+FFFD.</summary>
/// <param name="text">A string or a view.</param>
internal sealed class TextSource(object text) : ByteSource
{
    private readonly int _length = TextValue.LengthOf(text);
    private int _next;

    /// <inheritdoc/>
    public override bool IsAtEnd => _next == _length;

    /// <inheritdoc/>
    public override int Read(Span<byte> target)
    {
        Utf8.FromUtf16(TextValue.SpanOf(text)[_next..], target, out int used, out int written);
        _next += used;
        return written;
    }
}
