using System.Globalization;
using System.Text;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Processes;

/// <summary>How message patterns are written: separated by spaces, a kind, and after a colon what is asked for.</summary>
internal static class PatternText
{
    private static readonly (string Name, ValueKind Kind)[] Types =
    [
        ("int", ValueKind.Int), ("float", ValueKind.Float), ("string", ValueKind.Text),
        ("bool", ValueKind.Bool), ("list", ValueKind.List), ("object", ValueKind.Object),
    ];

    /// <summary>The name of a type in patterns.</summary>
    /// <param name="kind">One of the six that have one.</param>
    public static string NameOf(ValueKind kind) => Array.Find(Types, type => type.Kind == kind).Name;

    /// <summary>A float as a literal.</summary>
    /// <param name="number">The float.</param>
    public static string Show(double number) => FloatText.Debug(number, stackalloc char[FloatText.LongestForm]).ToString();

    /// <summary>Text in quotation marks.</summary>
    /// <param name="text">The text.</param>
    public static string Quote(string text)
    {
        var output = new StringBuilder();
        QuotedText.Write(output, text);
        return output.ToString();
    }

    /// <summary>Text as it is where it can stand without quotation marks, and in them elsewhere.</summary>
    /// <param name="text">The text.</param>
    public static string QuoteIfNeeded(string text) =>
        text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || "_-.:/!?@#$%&*+=<>~^|()[]{},'".Contains(c)) ? text : Quote(text);

    /// <summary>Reads patterns.</summary>
    /// <param name="text">The text.</param>
    /// <param name="problem">What is wrong, as a sentence without its end; null when nothing is.</param>
    /// <returns>The patterns; null when something is wrong.</returns>
    public static MessagePattern[]? TryRead(ReadOnlySpan<char> text, out string? problem)
    {
        // Nearly always there is one, and a list of these would have to be compiled first in each program that starts.
        var patterns = new MessagePattern[1];
        int count = 0;
        text = text.Trim();
        while (!text.IsEmpty)
        {
            if (TryReadOne(ref text, out problem) is not { } pattern)
            {
                return null;
            }

            if (count == patterns.Length)
            {
                Array.Resize(ref patterns, 2 * count);
            }

            patterns[count++] = pattern;
            text = text.TrimStart();
        }

        problem = count == 0 ? "there is no pattern" : null;
        return problem is not null ? null : count == patterns.Length ? patterns : patterns[..count];
    }

    private static MessagePattern? TryReadOne(ref ReadOnlySpan<char> text, out string? problem)
    {
        var word = text[..LengthOfWord(text)];
        int colon = word.IndexOf(':');
        var name = colon < 0 ? word : word[..colon];
        if (colon >= 0 && colon + 1 < text.Length && text[colon + 1] == '"')
        {
            var quoted = text[(colon + 1)..];
            if (QuotedText.Read(quoted, out string value, out int length, out _) != QuotedTextError.None)
            {
                problem = $"the text in quotation marks of '{DisplayText.Shorten(word)}' is not well-formed";
                return null;
            }

            text = quoted[length..];
            if (!text.IsEmpty && !char.IsWhiteSpace(text[0]))
            {
                problem = $"a space is missing after {Quote(value)}";
                return null;
            }

            return Check(WithText(name, value), $"{name}:{Quote(value)}", out problem);
        }

        text = text[word.Length..];
        var pattern = colon < 0 ? WithoutArgument(name) : WithArgument(name, word[(colon + 1)..]);
        return Check(pattern, word.ToString(), out problem);
    }

    private static MessagePattern? Check(MessagePattern? pattern, string written, out string? problem)
    {
        problem = pattern is null ? $"'{DisplayText.Shorten(written)}' is no pattern" : null;
        return pattern;
    }

    private static int LengthOfWord(ReadOnlySpan<char> text)
    {
        int length = 0;
        while (length < text.Length && !char.IsWhiteSpace(text[length]))
        {
            length++;
        }

        return length;
    }

    private static MessagePattern? WithoutArgument(ReadOnlySpan<char> name)
    {
        foreach (var (type, kind) in Types)
        {
            if (name.SequenceEqual(type))
            {
                return new MessagePattern(PatternKind.Type, (long)kind, null);
            }
        }

        return name switch
        {
            "any" => MessagePattern.Of(PatternKind.Any),
            "exit" => MessagePattern.Of(PatternKind.Exit),
            "down" => MessagePattern.Of(PatternKind.Down),
            _ => null,
        };
    }

    private static MessagePattern? WithText(ReadOnlySpan<char> name, string text) => name switch
    {
        "value" => new MessagePattern(PatternKind.Text, 0, text),
        "tag" => new MessagePattern(PatternKind.Tag, 0, text),
        "signal" => new MessagePattern(PatternKind.Signal, 0, text),
        _ => null,
    };

    private static MessagePattern? WithArgument(ReadOnlySpan<char> name, ReadOnlySpan<char> argument) => name switch
    {
        _ when argument.IsEmpty => null,
        "value" => WithLiteral(argument),
        "exit" => TryReadPid(argument, out long pid) ? new MessagePattern(PatternKind.ExitOf, pid, null) : null,
        "down" => TryReadPid(argument, out long pid) ? new MessagePattern(PatternKind.DownOf, pid, null) : null,
        _ => WithText(name, argument.ToString()),
    };

    private static bool TryReadPid(ReadOnlySpan<char> text, out long pid) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out pid);

    private static MessagePattern? WithLiteral(ReadOnlySpan<char> literal)
    {
        switch (literal)
        {
            case "true":
                return MessagePattern.Of(PatternKind.True);
            case "false":
                return MessagePattern.Of(PatternKind.False);
            case "null":
                return MessagePattern.Of(PatternKind.Null);
            case "inf":
                return MessagePattern.ForValue(double.PositiveInfinity);
            case "-inf":
                return MessagePattern.ForValue(double.NegativeInfinity);
        }

        if (long.TryParse(literal, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long integer))
        {
            return MessagePattern.ForValue(integer);
        }

        // A whole number too large for an integer is a mistake and not a float.
        const NumberStyles FloatStyle = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return literal.IndexOfAny('.', 'e', 'E') >= 0
            && double.TryParse(literal, FloatStyle, CultureInfo.InvariantCulture, out double number)
                ? MessagePattern.ForValue(number)
                : null;
    }
}
