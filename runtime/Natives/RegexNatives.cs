using System.Text;
using System.Text.RegularExpressions;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Natives;

/// <summary>Regular expressions in the syntax of .NET. A search that takes too long is an error.</summary>
[TtvmLibrary("regex")]
public static class RegexNatives
{
    /// <summary>1 when a pattern matches somewhere in a text, otherwise 0.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="text">The text.</param>
    /// <param name="pattern">The pattern.</param>
    [TtvmFunction("regex.test")]
    public static long Test(ProcessContext context, string text, string pattern) =>
        RegexSearch.Begin(context, "regex.test", text, pattern)?.Next() is not null ? 1 : 0;

    /// <summary>1 when a pattern matches a text as a whole, otherwise 0.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="text">The text.</param>
    /// <param name="pattern">The pattern.</param>
    [TtvmFunction("regex.match")]
    public static long Match(ProcessContext context, string text, string pattern)
    {
        // The pattern is looked at by itself first, so that one with a parenthesis too many is not put right by those around it.
        return RegexCache.Find(pattern, out _) is null
            ? Test(context, text, pattern)
            : RegexSearch.Begin(context, "regex.match", text, $@"\A(?:{pattern}{(pattern.Contains('#', StringComparison.Ordinal) ? "\n" : "")})\z")?.Next() is not null ? 1 : 0;
    }

    /// <summary>The first match as an object with text, index and groups, or null. A group that took no part is null.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="text">The text.</param>
    /// <param name="pattern">The pattern.</param>
    [TtvmFunction("regex.find")]
    public static Value Find(ProcessContext context, string text, string pattern) =>
        RegexSearch.Begin(context, "regex.find", text, pattern) is { } search && search.Next() is { } match ? search.Describe(match) : Value.Null;

    /// <summary>All matches, each as regex.find gives one.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="text">The text.</param>
    /// <param name="pattern">The pattern.</param>
    [TtvmFunction("regex.find_all")]
    public static ListValue FindAll(ProcessContext context, string text, string pattern)
    {
        if (RegexSearch.Begin(context, "regex.find_all", text, pattern) is not { } search)
        {
            return ListValue.Empty;
        }

        long begun = context.BeginWork(text.Length);
        var found = new List<Value>();
        while (search.Next() is { } match && BulkLimits.AllowList(context, found.Count + 1L))
        {
            found.Add(search.Describe(match));
        }

        context.EndWork(begun);
        return ListValue.FromOwned([.. found]);
    }

    /// <summary>What the groups of the first match took, in an object by their names and numbers without group 0; null without a match.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="text">The text.</param>
    /// <param name="pattern">The pattern.</param>
    [TtvmFunction("regex.groups")]
    public static Value Groups(ProcessContext context, string text, string pattern)
    {
        if (RegexSearch.Begin(context, "regex.groups", text, pattern) is not { } search || search.Next() is not { } match)
        {
            return Value.Null;
        }

        var groups = ObjectValue.Empty;
        for (int i = 1; i < match.Groups.Count; i++)
        {
            groups = groups.Set(match.Groups[i].Name, search.TextOf(match.Groups[i]));
        }

        return Value.From(groups);
    }

    /// <summary>A text with every match replaced.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="text">The text.</param>
    /// <param name="pattern">The pattern.</param>
    /// <param name="replacement">What comes in its place: $1 and ${name} stand for groups, $&amp; for the match, $$ for a dollar sign.</param>
    [TtvmFunction("regex.replace")]
    public static string Replace(ProcessContext context, string text, string pattern, string replacement)
    {
        if (RegexSearch.Begin(context, "regex.replace", text, pattern) is not { } search)
        {
            return "";
        }

        long begun = context.BeginWork(text.Length);
        var result = new StringBuilder();
        long references = replacement.AsSpan().Count('$');
        bool takesAll = replacement.AsSpan().ContainsAny("_`'") && references > 0;
        int end = 0;
        while (search.Next() is { } match)
        {
            // How long the replacement can become is known before it is made.
            long longest = replacement.Length + references * (takesAll ? text.Length : match.Length);
            if (!BulkLimits.AllowText(context, result.Length + longest + (match.Index - end)))
            {
                return "";
            }

            result.Append(text, end, match.Index - end).Append(references > 0 ? WholeCharacters(match.Result(replacement)) : replacement);
            end = search.EndOf(match);
        }

        if (context.Reductions < 0 || !BulkLimits.AllowText(context, (long)result.Length + text.Length - end))
        {
            return "";
        }

        string replaced = result.Append(text, end, text.Length - end).ToString();
        context.EndWork(begun);
        return replaced;
    }

    /// <summary>The parts of a text between the matches; what groups took is not among them.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="text">The text.</param>
    /// <param name="pattern">The pattern.</param>
    [TtvmFunction("regex.split")]
    public static ListValue Split(ProcessContext context, string text, string pattern)
    {
        if (RegexSearch.Begin(context, "regex.split", text, pattern) is not { } search)
        {
            return ListValue.Empty;
        }

        long begun = context.BeginWork(text.Length);
        var parts = new List<Value>();
        int end = 0;
        while (search.Next() is { } match && BulkLimits.AllowList(context, parts.Count + 2L))
        {
            parts.Add(Value.Text(text[end..match.Index]));
            end = search.EndOf(match);
        }

        parts.Add(Value.Text(text[end..]));
        context.EndWork(begun);
        return ListValue.FromOwned([.. parts]);
    }

    /// <summary>A pattern that matches a text as it is.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="text">The text.</param>
    [TtvmFunction("regex.escape"), Pure]
    public static string Escape(ProcessContext context, string text) =>
        BulkLimits.AllowText(context, 2L * text.Length) ? Regex.Escape(text) : "";

    /// <summary>Groups can take one half of a character; what is put together of them must be text all the same.</summary>
    private static string WholeCharacters(string text)
    {
        if (text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0)
        {
            return text;
        }

        var whole = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            whole.Append(rune);
        }

        return whole.ToString();
    }
}
