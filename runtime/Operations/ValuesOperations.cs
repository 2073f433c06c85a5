using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Operations;

/// <summary>Several results in one value.</summary>
public static class ValuesOperations
{
    /// <summary>VALUES: one result is itself.</summary>
    /// <param name="owned">The results, deepest first, in an array that nobody writes to any more.</param>
    public static Value Of(Value[] owned) => owned.Length == 1 ? owned[0] : Value.From(new MultipleValues(owned));

    /// <summary>UNPACK_VALUES, first half: raises an error unless a value has a number of results.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="results">The value.</param>
    /// <param name="count">How many are expected.</param>
    /// <returns>The same value.</returns>
    public static Value Expect(ProcessContext context, Value results, int count)
    {
        int given = CountOf(results);
        if (given != count)
        {
            context.Raise($"{Text(count)} expected but got {given}");
        }

        return results;
    }

    /// <summary>UNPACK_REST, first half: raises an error unless a value has enough results.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="results">The value.</param>
    /// <param name="count">How many are needed.</param>
    /// <returns>The same value.</returns>
    public static Value ExpectAtLeast(ProcessContext context, Value results, int count)
    {
        int given = CountOf(results);
        if (given < count)
        {
            context.Raise($"at least {Text(count)} expected but got {given}");
        }

        return results;
    }

    /// <summary>One of the results in a value.</summary>
    /// <param name="results">The value.</param>
    /// <param name="number">Number of the result, from 0; there is such a one.</param>
    [Pure]
    public static Value At(Value results, int number) => results.Tag is MultipleValues several ? several.Items[number] : results;

    /// <summary>A list of the results in a value from one on.</summary>
    /// <param name="results">The value.</param>
    /// <param name="first">Number of the first; there are at least as many.</param>
    public static Value From(Value results, int first) =>
        results.Tag is MultipleValues several ? ListOf(several.Items.AsSpan(first))
        : first == 0 ? Value.From(new PairValue(results, Value.EmptyList)) : Value.EmptyList;

    /// <summary>A list of Lisp.</summary>
    /// <param name="items">Its elements.</param>
    internal static Value ListOf(ReadOnlySpan<Value> items)
    {
        var list = Value.EmptyList;
        for (int i = items.Length - 1; i >= 0; i--)
        {
            list = Value.From(new PairValue(items[i], list));
        }

        return list;
    }

    private static int CountOf(Value results) => results.Tag is MultipleValues several ? several.Items.Length : 1;

    private static string Text(int count) => count == 1 ? "1 value" : $"{count} values";
}
