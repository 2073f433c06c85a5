using System.Diagnostics.CodeAnalysis;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Runtime.Hooks;

/// <summary>The words for kinds of hooks, and what code must tell of itself for each.</summary>
public static class HookNeeds
{
    /// <summary>The words of a command line, what they stand for, and what code must tell.</summary>
    private static readonly (string Word, HookKinds Kinds, Instrumentation Needs)[] Words =
    [
        ("instructions", HookKinds.BeforeInstruction | HookKinds.AfterInstruction, Instrumentation.Instructions),
        ("stack", HookKinds.StackPush | HookKinds.StackPop, Instrumentation.Instructions),
        ("calls", HookKinds.Call | HookKinds.Return, Instrumentation.Calls),
        ("variables", HookKinds.VariableRead | HookKinds.VariableWrite, Instrumentation.Variables),
        ("fields", HookKinds.FieldRead | HookKinds.FieldWrite, Instrumentation.Fields),
        ("elements", HookKinds.ElementRead | HookKinds.ElementWrite, Instrumentation.Elements),
        ("closures", HookKinds.Closure, Instrumentation.Closures),
        ("processes", HookKinds.Spawn | HookKinds.Send | HookKinds.Receive | HookKinds.Exit, Instrumentation.None),
    ];

    /// <summary>The words there are, <c>all</c> first.</summary>
    public static IReadOnlyList<string> Names => ["all", .. Words.Select(row => row.Word)];

    /// <summary>What code must tell of itself for hooks.</summary>
    /// <param name="kinds">What they are told of.</param>
    public static Instrumentation Of(HookKinds kinds) =>
        Words.Where(row => (row.Kinds & kinds) != 0).Aggregate(Instrumentation.None, (needs, row) => needs | row.Needs);

    /// <summary>The words for what hooks ask for and code does not tell; null when nothing is missing.</summary>
    /// <param name="told">What the code tells.</param>
    /// <param name="kinds">What the hooks are told of.</param>
    public static string? MissingIn(Instrumentation told, HookKinds kinds)
    {
        // Who tells of every instruction tells of all that they do.
        string[] missing = told.HasFlag(Instrumentation.Instructions)
            ? []
            : [.. Words.Where(row => (row.Kinds & kinds) != 0 && !told.HasFlag(row.Needs)).Select(row => row.Word)];
        return missing.Length == 0 ? null : string.Join(',', missing);
    }

    /// <summary>Reads words with commas between.</summary>
    /// <param name="text">The text.</param>
    /// <param name="kinds">What it stands for.</param>
    /// <param name="problem">What is wrong with it, in one line; null when nothing is.</param>
    public static bool TryRead(string text, out HookKinds kinds, [NotNullWhen(false)] out string? problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        kinds = HookKinds.None;
        problem = null;
        foreach (string word in text.Split(',', StringSplitOptions.TrimEntries))
        {
            int row = Array.FindIndex(Words, each => each.Word == word);
            if (row < 0 && word != "all")
            {
                problem = $"'{Errors.DisplayText.Escape(Errors.DisplayText.Shorten(word))}' is not a kind of hook; there are {string.Join(", ", Names)}";
                return false;
            }

            kinds |= row < 0 ? HookKinds.All : Words[row].Kinds;
        }

        return true;
    }
}
