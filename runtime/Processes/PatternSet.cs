using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Processes;

/// <summary>The patterns of one selective receive. Each place in a program has one, made once.</summary>
public sealed class PatternSet
{
    private readonly MessagePattern[] _patterns;

    private PatternSet(MessagePattern[] patterns)
    {
        _patterns = patterns;
        foreach (var pattern in patterns)
        {
            Kinds |= 1 << (int)pattern.Kind;
        }
    }

    /// <summary>What a receive without patterns takes: any message.</summary>
    internal static PatternSet Any { get; } = new([MessagePattern.Of(PatternKind.Any)]);

    /// <summary>The patterns, in the order of their numbers.</summary>
    public ReadOnlySpan<MessagePattern> Patterns => _patterns;

    /// <summary>How many patterns there are.</summary>
    internal int Count => _patterns.Length;

    /// <summary>The pattern with a number.</summary>
    /// <param name="number">The number.</param>
    internal ref readonly MessagePattern this[int number] => ref _patterns[number];

    /// <summary>The kinds of the patterns, a bit for each.</summary>
    internal int Kinds { get; }

    /// <summary>Whether any message will do.</summary>
    internal bool HasAny => (Kinds & (1 << (int)PatternKind.Any)) != 0;

    /// <summary>Reads the patterns of a place in a program.</summary>
    /// <param name="text">Patterns, separated by spaces.</param>
    /// <param name="problem">What is wrong, as a sentence without its end; null when nothing is.</param>
    /// <returns>The patterns; null when something is wrong.</returns>
    public static PatternSet? TryParse(string text, out string? problem) =>
        PatternText.TryRead(text, out problem) is { } patterns ? new PatternSet(patterns) : null;

    /// <summary>Reads patterns known to be right; what compiled code calls.</summary>
    /// <remarks>Their texts are made the same objects as equal texts in the program's code: most tags are such, and then one comparison of references will do.</remarks>
    /// <param name="text">Patterns, separated by spaces.</param>
    /// <exception cref="ArgumentException">Something is wrong with them.</exception>
    public static PatternSet Parse(string text)
    {
        var patterns = PatternText.TryRead(text, out string? problem) ?? throw new ArgumentException(problem, nameof(text));
        for (int i = 0; i < patterns.Length; i++)
        {
            patterns[i] = patterns[i] with { Text = patterns[i].Text is { } own ? string.Intern(own) : null };
        }

        return new PatternSet(patterns);
    }

    /// <summary>Reads patterns that a program has computed: each a text, as it would be written, or another simple value that is asked for.</summary>
    /// <param name="list">The list.</param>
    /// <param name="problem">What is wrong; null when nothing is.</param>
    /// <returns>The patterns; null when something is wrong.</returns>
    internal static PatternSet? TryRead(ListValue list, out string? problem)
    {
        var patterns = new MessagePattern[list.Count];
        problem = list.Count == 0 ? "there is no pattern" : null;
        for (int i = 0; i < patterns.Length && problem is null; i++)
        {
            if (list[i].IsText)
            {
                var read = PatternText.TryRead(list[i].AsText, out problem);
                problem ??= read!.Length == 1 ? null : "a text of the list holds several patterns";
                patterns[i] = read is [var single, ..] ? single : default;
            }
            else if (MessagePattern.ForValue(list[i]) is { } pattern)
            {
                patterns[i] = pattern;
            }
            else
            {
                problem = "a value of the list cannot be a pattern";
            }
        }

        return problem is null ? new PatternSet(patterns) : null;
    }

    /// <summary>The first pattern that a message matches; -1 for none.</summary>
    /// <param name="message">The message.</param>
    internal int Match(Message message)
    {
        for (int i = 0; i < _patterns.Length; i++)
        {
            if (_patterns[i].Matches(message))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The patterns as a program writes them.</summary>
    public override string ToString() => string.Join(' ', _patterns);
}
