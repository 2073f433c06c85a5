using System.Text.RegularExpressions;

namespace TinyTotIL.Conformance.Tests.LanguageServer;

/// <summary>A text as an editor has it, in the simplest way: a string that is searched and copied as a whole for every change.</summary>
/// <param name="text">What it holds at first.</param>
internal sealed class PlainText(string text)
{
    private int[]? _starts;

    /// <summary>What it holds now.</summary>
    public string Value { get; private set; } = text;

    /// <summary>A place anywhere in it, or a little behind the end of a line or of the text.</summary>
    /// <param name="random">Chooses.</param>
    public (int Line, int Character) AnyPlace(Random random)
    {
        int[] starts = Starts();
        int line = random.Next(20) == 0 ? starts.Length - 1 + random.Next(3) : random.Next(starts.Length);
        int length = line >= starts.Length ? 2 : (line + 1 < starts.Length ? starts[line + 1] : Value.Length) - starts[line];
        return (line, random.Next(length + 3));
    }

    /// <summary>Replaces what lies between two places.</summary>
    /// <param name="from">Where it begins.</param>
    /// <param name="to">Where it ends.</param>
    /// <param name="piece">What comes there.</param>
    public void Replace((int Line, int Character) from, (int Line, int Character) to, string piece)
    {
        int start = OffsetOf(from), end = OffsetOf(to);
        Value = Value[..start] + piece + Value[end..];
        _starts = null;
    }

    /// <summary>The offset of a place.</summary>
    /// <param name="place">The place.</param>
    public int OffsetOf((int Line, int Character) place)
    {
        int[] starts = Starts();
        if (place.Line >= starts.Length)
        {
            return Value.Length;
        }

        int length = Regex.Match(Value[starts[place.Line]..], @"\A[^\r\n]*").Length;
        return starts[place.Line] + Math.Min(place.Character, length);
    }

    private int[] Starts() => _starts ??= [0, .. Regex.Matches(Value, @"\r\n|\n|\r").Select(found => found.Index + found.Length)];
}
