using System.Text;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Natives;

/// <summary>Counts the characters of text: Unicode scalar values, while .NET counts UTF-16 units.</summary>
/// <remarks>
/// Where no character takes two units, the numbers are the same. Whether that is so takes a look at every unit, so the last texts that
/// were found to be like that are remembered: programs walk through one text by position.
/// </remarks>
internal static class TextPositions
{
    /// <summary>Shorter text is remembered as a whole, longer text weakly.</summary>
    private const int LongText = 128;

    /// <summary>Shorter text is looked through faster than remembered.</summary>
    private const int ShortText = 16;

    [ThreadStatic]
    private static WeakReference<string>? _plain;

    /// <summary>The last short one, which may well be kept.</summary>
    [ThreadStatic]
    private static string? _shortPlain;

    /// <summary>Number of characters.</summary>
    /// <param name="text">The text.</param>
    public static int Count(ReadOnlySpan<char> text)
    {
        int first = text.IndexOfAnyInRange('\uD800', '\uDFFF');
        if (first < 0)
        {
            return text.Length;
        }

        int count = text.Length;
        for (int i = first; i + 1 < text.Length; i++)
        {
            if (char.IsSurrogatePair(text[i], text[i + 1]))
            {
                count--;
                i++;
            }
        }

        return count;
    }

    /// <summary>Number of characters of a text that may be asked for again.</summary>
    /// <param name="text">The text.</param>
    public static int Count(string text) => IsPlain(text) ? text.Length : Count(text.AsSpan());

    /// <summary>Where the character with a number begins, in units; the length of the text when there is none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="position">Number of the character from 0.</param>
    public static int UnitOf(string text, long position) => UnitOf(text, position, from: 0);

    /// <summary>Where the character begins that is some characters after a unit.</summary>
    /// <param name="text">The text.</param>
    /// <param name="characters">How many characters to go.</param>
    /// <param name="from">The unit to begin at.</param>
    public static int UnitOf(string text, long characters, int from)
    {
        if (characters >= text.Length - from)
        {
            return text.Length;
        }

        if (IsPlain(text))
        {
            return from + (int)characters;
        }

        int unit = from;
        for (; characters > 0 && unit < text.Length; characters--)
        {
            unit += LengthAt(text, unit);
        }

        return unit;
    }

    /// <summary>The number of the character that begins at a unit; -1 of -1.</summary>
    /// <param name="text">The text.</param>
    /// <param name="unit">The unit.</param>
    public static int CharacterAt(string text, int unit) => unit <= 0 || IsPlain(text) ? unit : Count(text.AsSpan(0, unit));

    /// <summary>How many units the character takes that begins at one.</summary>
    /// <param name="text">The text.</param>
    /// <param name="unit">The unit; within the text.</param>
    public static int LengthAt(string text, int unit) =>
        char.IsHighSurrogate(text[unit]) && unit + 1 < text.Length && char.IsLowSurrogate(text[unit + 1]) ? 2 : 1;

    /// <summary>The character that begins at a unit.</summary>
    /// <param name="text">The text.</param>
    /// <param name="unit">The unit; within the text.</param>
    public static int CodeAt(string text, int unit) => Rune.TryGetRuneAt(text, unit, out var rune) ? rune.Value : text[unit];

    /// <summary>Texts of one character, shared where they are common.</summary>
    /// <param name="text">The text.</param>
    /// <param name="unit">Where the character begins.</param>
    /// <param name="length">How many units it takes.</param>
    public static string CharacterText(string text, int unit, int length) =>
        length == 1 && text[unit] < Common.Length ? Common[text[unit]] : text.Substring(unit, length);

    private static string[] Common { get; } = [.. Enumerable.Range(0, 256).Select(code => ((char)code).ToString())];

    /// <summary>Whether each character takes one unit.</summary>
    /// <param name="text">The text.</param>
    public static bool IsPlain(string text)
    {
        if (text.Length < LongText)
        {
            return (text.Length >= ShortText && ReferenceEquals(_shortPlain, text)) || IsShortPlain(text);
        }

        if (_plain is { } known && known.TryGetTarget(out string? plain) && ReferenceEquals(plain, text))
        {
            return true;
        }

        if (text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') >= 0)
        {
            return false;
        }

        if (_plain is null)
        {
            _plain = new WeakReference<string>(text);
        }
        else
        {
            _plain.SetTarget(text);
        }

        return true;
    }

    private static bool IsShortPlain(string text)
    {
        bool isPlain = text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0;
        if (isPlain && text.Length >= ShortText)
        {
            _shortPlain = text;
        }

        return isPlain;
    }

    /// <summary>Orders two texts as their characters are numbered, which UTF-16 units alone do not.</summary>
    /// <param name="a">One text.</param>
    /// <param name="b">The other.</param>
    public static int Compare(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        int same = a.CommonPrefixLength(b);
        if (same == a.Length || same == b.Length)
        {
            return a.Length.CompareTo(b.Length);
        }

        char left = a[same];
        char right = b[same];
        bool isLeftHigh = char.IsSurrogate(left);
        return isLeftHigh == char.IsSurrogate(right) ? left.CompareTo(right) : isLeftHigh ? 1 : -1;
    }

    /// <summary>Orders two text values.</summary>
    /// <param name="a">One text.</param>
    /// <param name="b">The other.</param>
    public static int Compare(Value a, Value b) => Compare(TextValue.SpanOf(a), TextValue.SpanOf(b));
}
