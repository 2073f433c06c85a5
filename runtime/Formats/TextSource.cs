using System.Text;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Formats;

/// <summary>A text as UTF-8. Half of a surrogate pair becomes U+FFFD.</summary>
/// <param name="text">A string or a view.</param>
internal sealed class TextSource(object text) : ByteSource
{
    private readonly Encoder _encoder = Encoding.UTF8.GetEncoder();
    private readonly int _length = TextValue.LengthOf(text);
    private int _next;
    private bool _isFlushed;

    /// <inheritdoc/>
    public override bool IsAtEnd => _isFlushed;

    /// <inheritdoc/>
    public override int Read(Span<byte> target)
    {
        if (_isFlushed)
        {
            return 0;
        }

        _encoder.Convert(TextValue.SpanOf(text)[_next..], target, flush: true, out int used, out int written, out bool isComplete);
        _next += used;
        _isFlushed = isComplete && _next == _length;
        return written;
    }
}
