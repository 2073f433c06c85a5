using System.Text.RegularExpressions;

namespace TinyTotIL.Runtime.Natives;

/// <summary>Regular expressions made from patterns, a bounded number of which are kept.</summary>
internal static class RegexCache
{
    /// <summary>More patterns than this in use at once are made anew.</summary>
    private const int Capacity = 128;

    /// <summary>Longer patterns are made anew each time.</summary>
    private const int LongestKept = 1000;

    /// <summary>Longest pattern at all: parsing and building take time and memory in proportion to it, and more.</summary>
    private const int LongestPattern = 10_000;

    private static readonly Lock Lock = new();
    private static readonly Dictionary<string, Regex> Known = new(StringComparer.Ordinal);
    private static readonly Queue<string> Order = new();

    /// <summary>How long one match may take where patterns can explode.</summary>
    private static readonly TimeSpan BacktrackingTime = TimeSpan.FromMilliseconds(500);

    /// <summary>How long one match may take where that is in proportion to the text.</summary>
    private static readonly TimeSpan LinearTime = TimeSpan.FromSeconds(10);

    /// <summary>The regular expression of a pattern, or null and what is wrong with it.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="error">What is wrong.</param>
    public static Regex? Find(string pattern, out string error)
    {
        error = "";
        lock (Lock)
        {
            if (Known.TryGetValue(pattern, out var known))
            {
                return known;
            }
        }

        if (pattern.Length > LongestPattern)
        {
            error = $"the pattern is longer than {LongestPattern} characters";
            return null;
        }

        var made = Make(pattern, out error);
        if (made is not null && pattern.Length <= LongestKept)
        {
            Keep(pattern, made);
        }

        return made;
    }

    private static Regex? Make(string pattern, out string error)
    {
        error = "";
        try
        {
            return new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, LinearTime);
        }
        catch (NotSupportedException)
        {
            // Back-references, look-around and the like need the matcher that tries one way after the other, within its time.
            return new Regex(pattern, RegexOptions.CultureInvariant, BacktrackingTime);
        }
        catch (RegexParseException exception)
        {
            error = exception.Message;
            return null;
        }
    }

    private static void Keep(string pattern, Regex made)
    {
        lock (Lock)
        {
            if (!Known.TryAdd(pattern, made))
            {
                return;
            }

            Order.Enqueue(pattern);
            if (Order.Count > Capacity)
            {
                Known.Remove(Order.Dequeue());
            }
        }
    }
}
