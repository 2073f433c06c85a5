using System.Diagnostics;
using System.Text.RegularExpressions;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Natives;

/// <summary>Finds the matches of a pattern one after the other, in the time that is due to a text of its length.</summary>
/// <remarks>
/// .NET matches UTF-16 units, so a point can match one half of a character. A match that ends within a character is taken to its end, and one
/// that begins within it is none.
/// </remarks>
internal sealed class RegexSearch
{
    /// <summary>A second for each so many units of text, beyond the first.</summary>
    private const int UnitsPerSecond = 1_000_000;

    private const double FirstSeconds = 0.9;

    /// <summary>How often a match is begun on a machine that is busy with others.</summary>
    private const int MostAttempts = 20;

    private readonly ProcessContext _context;
    private readonly string _function;
    private readonly string _text;
    private readonly Regex _regex;
    private readonly TimeSpan _mostTime;
    private readonly TimeSpan _begun = SystemThreadTime.Now;
    private long _ticks;
    private Match? _match;
    private int _knownUnit;
    private int _knownCharacter;

    private RegexSearch(ProcessContext context, string function, string text, Regex regex)
    {
        (_context, _function, _text, _regex) = (context, function, text, regex);
        _mostTime = TimeSpan.FromSeconds(FirstSeconds + ((double)text.Length / UnitsPerSecond));
    }

    /// <summary>Begins a search; null after an error in the pattern.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="function">What errors name.</param>
    /// <param name="text">The text.</param>
    /// <param name="pattern">The pattern.</param>
    public static RegexSearch? Begin(ProcessContext context, string function, string text, string pattern)
    {
        if (RegexCache.Find(pattern, out string error) is { } regex)
        {
            return new RegexSearch(context, function, text, regex);
        }

        context.Raise($"{function}: {error}");
        return null;
    }

    /// <summary>What a group took, or null if it took no part.</summary>
    /// <param name="group">The group.</param>
    public Value TextOf(Group group)
    {
        if (!group.Success)
        {
            return Value.Null;
        }

        int start = IsWithinCharacter(group.Index) ? group.Index - 1 : group.Index;
        return Value.Text(_text[start..EndOf(group)]);
    }

    /// <summary>Where a match or a group ends.</summary>
    /// <param name="group">It.</param>
    public int EndOf(Group group) => group.Length > 0 && IsWithinCharacter(group.Index + group.Length) ? group.Index + group.Length + 1 : group.Index + group.Length;

    /// <summary>The next match; null when there is none or after an error.</summary>
    public Match? Next()
    {
        do
        {
            _match = Search();
            if (_match is null || (_match.Success && Stopwatch.GetElapsedTime(0, _ticks) > _mostTime && Computed > _mostTime))
            {
                _context.Raise($"{_function}: the pattern takes too long on this text");
                return null;
            }
        }
        while (_match.Success && IsWithinCharacter(_match.Index));

        return _match.Success ? _match : null;
    }

    /// <summary>A match as an object.</summary>
    /// <param name="match">The match.</param>
    public Value Describe(Match match)
    {
        _knownCharacter += TextPositions.Count(_text.AsSpan(_knownUnit, match.Index - _knownUnit));
        _knownUnit = match.Index;
        var groups = new Value[match.Groups.Count - 1];
        for (int i = 0; i < groups.Length; i++)
        {
            groups[i] = TextOf(match.Groups[i + 1]);
        }

        return Value.From(ObjectValue.Empty
            .Set("text", TextOf(match))
            .Set("index", Value.Int(_knownCharacter))
            .Set("groups", Value.From(ListValue.FromOwned(groups))));
    }

    private bool IsWithinCharacter(int unit) =>
        unit > 0 && unit < _text.Length && char.IsLowSurrogate(_text[unit]) && char.IsHighSurrogate(_text[unit - 1]);

    /// <summary>Processor time since the search began, which is asked for seldom: it costs as much as a match.</summary>
    private TimeSpan Computed => SystemThreadTime.Now - _begun;

    /// <summary>Searches once; null when that took too long.</summary>
    /// <remarks>
    /// .NET's limit is the time that passes. What counts is the time computed, as it is not for other programs to decide what this one does: a
    /// search that reaches the limit before half of it was computed is begun again.
    /// </remarks>
    private Match? Search()
    {
        for (int attempt = 0; attempt < MostAttempts; attempt++)
        {
            long begun = Stopwatch.GetTimestamp();
            try
            {
                return _match is null ? _regex.Match(_text) : _match.NextMatch();
            }
            catch (RegexMatchTimeoutException) when (Computed < _regex.MatchTimeout * (attempt + 1) / 2)
            {
                // Once more.
            }
            catch (RegexMatchTimeoutException)
            {
                break;
            }
            finally
            {
                _ticks += Stopwatch.GetTimestamp() - begun;
            }
        }

        return null;
    }
}
