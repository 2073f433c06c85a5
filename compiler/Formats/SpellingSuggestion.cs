namespace TinyTotIL.Compiler.Formats;

/// <summary>Finds the word someone probably meant.</summary>
public static class SpellingSuggestion
{
    /// <summary>Longer words are not compared: the cost grows with the product of the lengths.</summary>
    private const int LongestWord = 48;

    /// <summary>Functions of one name that are worth naming.</summary>
    private const int MostFunctions = 4;

    /// <summary>More candidates than this are not searched: an error message is not worth a noticeable wait.</summary>
    private const int MostCandidates = 10_000;

    /// <summary>The function of a subject (<c>math.gcd</c>) that someone probably meant; several, as <c>a' or 'b</c>, where only the subject is missing.</summary>
    /// <param name="name">The name as written.</param>
    /// <param name="candidates">The names that would have been right.</param>
    public static string? NearestFunction(string name, IReadOnlyCollection<string> candidates)
    {
        int point = name.LastIndexOf('.');
        string[] same = [.. candidates.Where(candidate => candidate.AsSpan(candidate.LastIndexOf('.') + 1).SequenceEqual(name.AsSpan(point + 1)))
            .Distinct().Order(StringComparer.Ordinal).Take(MostFunctions)];
        string? others = same.Length > 0 ? string.Join("' or '", same) : null;
        return point < 0 ? others ?? Nearest(name, candidates) : Nearest(name, candidates) ?? others;
    }

    /// <summary>The candidate nearest to a word, or null when none is near: another case, or about one slip in three letters.</summary>
    /// <param name="word">The word as written.</param>
    /// <param name="candidates">The words that would have been right.</param>
    public static string? Nearest(ReadOnlySpan<char> word, IReadOnlyCollection<string> candidates)
    {
        if (word.Length > LongestWord || candidates.Count > MostCandidates)
        {
            return null;
        }

        string? best = null;
        int bestDistance = Math.Max(1, word.Length / 3) + 1;
        foreach (string candidate in candidates)
        {
            int distance = word.Equals(candidate, StringComparison.OrdinalIgnoreCase) ? 0 : Distance(word, candidate, bestDistance);
            if (distance < bestDistance || (distance == bestDistance && best is not null && string.CompareOrdinal(candidate, best) < 0))
            {
                (best, bestDistance) = (candidate, distance);
            }
        }

        return best;
    }

    /// <summary>
    /// Insertions, deletions, replacements and exchanges of neighbours that lead from one word to the other; some number
    /// above the limit as soon as it is certain to exceed it.
    /// </summary>
    private static int Distance(ReadOnlySpan<char> word, string candidate, int limit)
    {
        if (candidate.Length > LongestWord || Math.Abs(word.Length - candidate.Length) > limit)
        {
            return limit + 1;
        }

        Span<int> beforeLast = stackalloc int[LongestWord + 1];
        Span<int> last = stackalloc int[LongestWord + 1];
        Span<int> current = stackalloc int[LongestWord + 1];
        for (int column = 0; column <= candidate.Length; column++)
        {
            last[column] = column;
        }

        for (int row = 1; row <= word.Length; row++)
        {
            current[0] = row;
            for (int column = 1; column <= candidate.Length; column++)
            {
                int replaced = last[column - 1] + (word[row - 1] == candidate[column - 1] ? 0 : 1);
                int best = Math.Min(replaced, Math.Min(last[column], current[column - 1]) + 1);
                bool exchanged = row > 1 && column > 1 && word[row - 1] == candidate[column - 2] && word[row - 2] == candidate[column - 1];
                current[column] = exchanged ? Math.Min(best, beforeLast[column - 2] + 1) : best;
            }

            var reused = beforeLast;
            beforeLast = last;
            last = current;
            current = reused;
        }

        return last[candidate.Length];
    }
}
