using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Scheme;

/// <summary>The characters of strings of both kinds: those that can change and those that cannot.</summary>
internal static class DatumText
{
    /// <summary>The characters of a string; false for any other value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="text">The characters; a later change of the string may or may not show.</param>
    public static bool TryGet(in Value value, out ReadOnlySpan<char> text)
    {
        if (value.Tag is string flat)
        {
            text = flat;
            return true;
        }

        return TryGetOther(value.Tag, out text);
    }

    private static bool TryGetOther(object? tag, out ReadOnlySpan<char> text)
    {
        switch (tag)
        {
            case TextValue view:
                text = view.Span;
                return true;
            case MutableText mutable:
                if (!mutable.TryGetUnits(out text))
                {
                    text = TextValue.SpanOf(mutable.Content);
                }

                return true;
            default:
                text = default;
                return false;
        }
    }
}
