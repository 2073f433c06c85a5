using System.Runtime.CompilerServices;

namespace TinyTotIL.Runtime.Values;

/// <summary>Text too long to copy at each CONCAT: a view of a shared buffer that can grow at both ends.</summary>
/// <remarks>
/// Joining a short piece to the newest view of a buffer, on either side, writes only the piece. A buffer without room
/// is replaced by one of twice the length, so n joins cost time proportional to the characters joined. Ropes were
/// rejected: every reader would need a walk, and deep ones need care against stack overflow.
/// </remarks>
public sealed class TextValue : HeapValue
{
    /// <summary>The longest text, in UTF-16 units; below the limit of a .NET string with room for escapes.</summary>
    public const int MaximumLength = 1 << 29;

    /// <summary>From this length on, joined text is a view; shorter results are plain strings, cheaper to copy than to share.</summary>
    public const int SharedFrom = 256;

    private readonly TextBuffer _buffer;
    private readonly int _start;
    private string? _text;

    private TextValue(TextBuffer buffer, int start, int length)
    {
        _buffer = buffer;
        _start = start;
        Length = length;
    }

    /// <summary>Number of UTF-16 units.</summary>
    public int Length { get; }

    /// <summary>The characters.</summary>
    public ReadOnlySpan<char> Span => _buffer.Slice(_start, Length);

    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.Text;

    /// <summary>Number of UTF-16 units of a text value, without flattening it.</summary>
    /// <param name="text">A text value.</param>
    public static int LengthOf(Value text) => LengthOf(text.Tag!);

    /// <summary>The characters of a text value, without flattening it.</summary>
    /// <param name="text">A text value.</param>
    public static ReadOnlySpan<char> SpanOf(Value text) => SpanOf(text.Tag!);

    /// <summary>Number of UTF-16 units of a text, without flattening it.</summary>
    /// <param name="text">A string or a view.</param>
    internal static int LengthOf(object text) => text is string flat ? flat.Length : Unsafe.As<TextValue>(text).Length;

    /// <summary>The characters of a text, without flattening it.</summary>
    /// <param name="text">A string or a view.</param>
    internal static ReadOnlySpan<char> SpanOf(object text) => text is string flat ? flat : Unsafe.As<TextValue>(text).Span;

    /// <summary>Joins two texts whose lengths together do not exceed <see cref="MaximumLength"/>.</summary>
    /// <param name="left">A text value.</param>
    /// <param name="right">A text value.</param>
    public static Value Concat(Value left, Value right) => new(Concat(left.Tag!, right.Tag!), 0);

    /// <summary>Joins two texts whose lengths together do not exceed <see cref="MaximumLength"/>.</summary>
    /// <param name="left">A string or a view.</param>
    /// <param name="right">A string or a view.</param>
    internal static object Concat(object left, object right)
    {
        if (left is TextValue view && right is string piece && piece.Length <= view.Length)
        {
            return piece.Length == 0 ? view : view.TryAppend(piece) ?? Join(view, view.Span, null, piece);
        }

        var leftSpan = SpanOf(left);
        var rightSpan = SpanOf(right);
        if (rightSpan.IsEmpty)
        {
            return left;
        }

        if (leftSpan.IsEmpty)
        {
            return right;
        }

        return leftSpan.Length + rightSpan.Length < SharedFrom
            ? string.Concat(leftSpan, rightSpan)
            : Join(left as TextValue, leftSpan, right as TextValue, rightSpan);
    }

    /// <summary>The text as a string, copied at the first call and remembered.</summary>
    public override string ToString() => _text ??= Span.ToString();

    private static TextValue Join(TextValue? left, ReadOnlySpan<char> leftSpan, TextValue? right, ReadOnlySpan<char> rightSpan)
    {
        // Extending the longer side copies the shorter one.
        bool appends = leftSpan.Length >= rightSpan.Length;
        var joined = appends
            ? left?.TryAppend(rightSpan) ?? right?.TryPrepend(leftSpan)
            : right?.TryPrepend(leftSpan) ?? left?.TryAppend(rightSpan);
        if (joined is not null)
        {
            return joined;
        }

        // A buffer that has grown on one side before keeps room there, or alternating joins would copy each time.
        int length = leftSpan.Length + rightSpan.Length;
        int spare = Math.Min(length, MaximumLength - length);
        var grown = (appends ? left : right)?._buffer;
        var buffer = new TextBuffer(
            length,
            spareFront: !appends || grown is { GrowsFront: true } ? spare : 0,
            spareBack: appends || grown is { GrowsBack: true } ? spare : 0);
        int start = !appends || grown is { GrowsFront: true } ? spare : 0;
        leftSpan.CopyTo(buffer.Slice(start, leftSpan.Length));
        rightSpan.CopyTo(buffer.Slice(start + leftSpan.Length, rightSpan.Length));
        return new TextValue(buffer, start, length);
    }

    private TextValue? TryAppend(ReadOnlySpan<char> piece)
    {
        int end = _start + Length;
        if (!_buffer.TryClaimBack(end, piece.Length))
        {
            return null;
        }

        piece.CopyTo(_buffer.Slice(end, piece.Length));
        return new TextValue(_buffer, _start, Length + piece.Length);
    }

    private TextValue? TryPrepend(ReadOnlySpan<char> piece)
    {
        int start = _start - piece.Length;
        if (!_buffer.TryClaimFront(_start, piece.Length))
        {
            return null;
        }

        piece.CopyTo(_buffer.Slice(start, piece.Length));
        return new TextValue(_buffer, start, Length + piece.Length);
    }
}
