namespace TinyTotIL.Runtime.Processes;

/// <summary>Stand-in.</summary>
public sealed class PatternSet(string[] words)
{
    /// <summary>Stand-in.</summary>
    public static PatternSet? TryParse(string text, out string? problem)
    {
        string[] words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string? bad = Array.Find(words, w => w is not ("any" or "int" or "string"));
        problem = bad is null ? words.Length == 0 ? "there is no pattern" : null : $"'{bad}' is no pattern";
        return problem is null ? new PatternSet(words) : null;
    }

    /// <summary>Stand-in.</summary>
    public static PatternSet Parse(string text) => TryParse(text, out _)!;

    internal int Match(Message m) => Array.FindIndex(words, w => w == "any" || (w == "int" ? m.Value.IsInt : m.Value.IsText));
}
