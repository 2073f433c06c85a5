using System.Globalization;
using System.Text;
using System.Text.Json;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Formats;

/// <summary>Parses JSON text held in memory.</summary>
internal static class JsonText
{
    private const int ValueBytes = 16;

    /// <summary>Parses a text that is one value.</summary>
    /// <param name="text">A string or a view.</param>
    /// <param name="budget">What may be allocated.</param>
    /// <exception cref="DataFormatException">It is not JSON.</exception>
    public static Value Parse(object text, BulkBudget budget)
    {
        var result = default(Value);
        Read(text, budget, isSeveral: false, value => result = value);
        return result;
    }

    /// <summary>Parses a text of any number of values, one after another.</summary>
    /// <param name="text">A string or a view.</param>
    /// <param name="budget">What may be allocated.</param>
    /// <exception cref="DataFormatException">It is not JSON.</exception>
    public static ListValue ParseSeveral(object text, BulkBudget budget)
    {
        var result = new List<Value>();
        Read(text, budget, isSeveral: true, value =>
        {
            budget.Charge(2 * ValueBytes);
            result.Add(value);
        });
        return ListValue.FromOwned([.. result]);
    }

    private static void Read(object text, BulkBudget budget, bool isSeveral, Action<Value> take)
    {
        JsonOutline.Check(TextValue.SpanOf(text), budget);
        using var feed = new JsonTextFeed(text, budget);
        if (isSeveral)
        {
            feed.Parser.ExpectSeveral();
        }

        try
        {
            while (feed.TryRead(out var value))
            {
                take(value);
            }
        }
        catch (JsonException error)
        {
            throw Problem(TextValue.SpanOf(text), error.LineNumber ?? 0, error.BytePositionInLine ?? 0, reason: null);
        }
        catch (InvalidOperationException)
        {
            throw Problem(TextValue.SpanOf(text), line: 0, feed.Parser.Consumed, feed.Parser.Problem);
        }
    }

    /// <summary>Says where a text is wrong.</summary>
    /// <param name="text">The text.</param>
    /// <param name="line">Lines before the place.</param>
    /// <param name="bytes">Bytes from their end to the place, in UTF-8.</param>
    /// <param name="reason">What is wrong there; null when it is what stands there.</param>
    private static DataFormatException Problem(ReadOnlySpan<char> text, long line, long bytes, string? reason)
    {
        int start = 0;
        for (long i = 0; i < line; i++)
        {
            start += text[start..].IndexOf('\n') + 1;
        }

        int place = start;
        while (bytes > 0 && place < text.Length)
        {
            Rune.DecodeFromUtf16(text[place..], out var rune, out int units);
            place += units;
            bytes -= rune.Utf8SequenceLength;
        }

        // Of a text that ends after a comma the reader names the comma.
        place = text[place..].Trim() is "," ? text.Length : place;
        var before = text[..place];
        int lines = before.Count('\n');
        int column = place - (before.LastIndexOf('\n') + 1);
        return Problem(lines, column, reason ?? Unexpected(text[place..]));
    }

    private static DataFormatException Problem(long line, long column, string reason) =>
        new(string.Create(CultureInfo.InvariantCulture, $"Invalid JSON at line {line + 1}, column {column + 1}: {reason}"));

    private static string Unexpected(ReadOnlySpan<char> rest)
    {
        if (rest.IsEmpty)
        {
            return "unexpected end of text";
        }

        Rune.DecodeFromUtf16(rest, out var rune, out _);
        return $"unexpected {DisplayText.Escape(rune.ToString())}";
    }
}
