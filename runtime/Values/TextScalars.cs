namespace TinyTotIL.Runtime.Values;

/// <summary>Characters of text as Unicode scalar values, while .NET counts UTF-16 units. Half of a pair, which only other programs give us, counts as a character.</summary>
internal static class TextScalars
{
    /// <summary>Number of characters.</summary>
    /// <param name="text">The text.</param>
    public static int Count(ReadOnlySpan<char> text)
    {
        int first = text.IndexOfAnyInRange('\uD800', '\uDFFF');
        int count = text.Length;
        for (int i = first; i >= 0 && i + 1 < text.Length; i++)
        {
            if (char.IsSurrogatePair(text[i], text[i + 1]))
            {
                count--;
                i++;
            }
        }

        return count;
    }

    /// <summary>The character that begins at a unit.</summary>
    /// <param name="text">The text.</param>
    /// <param name="unit">The unit, within the text; one past the character afterwards.</param>
    public static int Next(ReadOnlySpan<char> text, ref int unit)
    {
        char high = text[unit++];
        return char.IsHighSurrogate(high) && unit < text.Length && char.IsLowSurrogate(text[unit])
            ? char.ConvertToUtf32(high, text[unit++])
            : high;
    }

    /// <summary>Takes text apart.</summary>
    /// <param name="text">The text.</param>
    /// <param name="target">Room for as many characters as it has.</param>
    public static void Decode(ReadOnlySpan<char> text, Span<int> target)
    {
        int unit = 0;
        for (int i = 0; unit < text.Length; i++)
        {
            target[i] = Next(text, ref unit);
        }
    }

    /// <summary>Writes a character.</summary>
    /// <param name="scalar">The character.</param>
    /// <param name="target">Room for two units.</param>
    /// <returns>How many units it takes.</returns>
    public static int Encode(int scalar, Span<char> target)
    {
        if (scalar <= char.MaxValue)
        {
            target[0] = (char)scalar;
            return 1;
        }

        target[0] = (char)(0xD7C0 + (scalar >> 10));
        target[1] = (char)(0xDC00 + (scalar & 0x3FF));
        return 2;
    }
}
