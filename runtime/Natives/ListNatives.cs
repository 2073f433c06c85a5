using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Natives;

/// <summary>Functions of lists that look at their elements or answer with one.</summary>
[TtvmLibrary("list")]
public static class ListNatives
{
    /// <summary>The list itself; an error in the name of a function of the library when it is none.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="list">What should be a list.</param>
    /// <param name="function">The function that was given it.</param>
    [TtvmFunction("list.expect"), Pure]
    public static ListValue Expect(ProcessContext context, Value list, string function)
    {
        if (list.Tag is ListValue items)
        {
            return items;
        }

        context.RaiseTypeMismatch(function, "a list", list);
        return ListValue.Empty;
    }

    /// <summary>Number of elements of a list or of fields of an object.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="value">A list or an object.</param>
    [TtvmFunction("list.length"), Pure]
    public static long Length(ProcessContext context, Value value)
    {
        switch (value.Tag)
        {
            case ListValue list:
                return list.Count;
            case ObjectValue fields:
                return fields.Count;
            default:
                context.RaiseTypeMismatch("list.length", "a list or object", value);
                return 0;
        }
    }

    /// <summary>The first element, or null.</summary>
    /// <param name="list">The list.</param>
    [TtvmFunction("list.first"), Pure]
    public static Value First(ListValue list) => list.Count > 0 ? list[0] : Value.Null;

    /// <summary>The last element, or null.</summary>
    /// <param name="list">The list.</param>
    [TtvmFunction("list.last"), Pure]
    public static Value Last(ListValue list) => list.Count > 0 ? list[list.Count - 1] : Value.Null;

    /// <summary>The element at a position; one below zero counts from the end, -1 is the last.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="list">The list.</param>
    /// <param name="index">The position.</param>
    [TtvmFunction("list.at"), Pure]
    public static Value At(ProcessContext context, ListValue list, long index)
    {
        long position = index < 0 ? index + list.Count : index;
        if ((ulong)position < (ulong)list.Count)
        {
            return list[(int)position];
        }

        RaiseOutOfBounds(context, index, list);
        return default;
    }

    /// <summary>1 when a value is in a list, otherwise 0.</summary>
    /// <param name="list">The list.</param>
    /// <param name="value">What is looked for.</param>
    [TtvmFunction("list.contains"), Pure]
    public static long Contains(ListValue list, Value value) => IndexOf(list, value) >= 0 ? 1 : 0;

    /// <summary>Position of the first element that is the same as a value, or -1.</summary>
    /// <param name="list">The list.</param>
    /// <param name="value">What is looked for.</param>
    [TtvmFunction("list.index_of"), Pure]
    public static long IndexOf(ListValue list, Value value)
    {
        for (int i = 0; i < list.Count; i++)
        {
            var element = list[i];
            if (value.IsInt ? element.IsInt && element.AsInt == value.AsInt : !element.IsInt && ValueIdentity.AreSame(element, value))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>1 when two values are the same: of one kind and with the same content, lists and objects compared as a whole.</summary>
    /// <param name="a">One value.</param>
    /// <param name="b">The other.</param>
    [TtvmFunction("list.same"), Pure]
    public static long Same(Value a, Value b) => ValueIdentity.AreSame(a, b) ? 1 : 0;

    /// <summary>The sum of numbers: Int 0 of none; integers wrap around, and a float makes it a float from there on.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="list">The numbers.</param>
    [TtvmFunction("list.sum"), Pure]
    public static Value Sum(ProcessContext context, ListValue list)
    {
        long whole = 0;
        int i = 0;
        for (; i < list.Count && list[i].IsInt; i++)
        {
            whole = unchecked(whole + list[i].AsInt);
        }

        if (i == list.Count)
        {
            return whole;
        }

        double sum = whole;
        for (; i < list.Count; i++)
        {
            var value = list[i];
            if (!value.IsInt && !value.IsFloat)
            {
                context.RaiseTypeMismatch("list.sum", "a list of numbers (int or float)", value);
                return default;
            }

            sum += value.IsInt ? value.AsInt : value.AsFloat;
        }

        return sum;
    }

    /// <summary>The largest element in the order of sorting, the first of several; null of an empty list.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="list">Numbers or texts.</param>
    [TtvmFunction("list.max"), Pure]
    public static Value Max(ProcessContext context, ListValue list) => ElementOrNull(list, Outermost(context, "list.max", list, 1));

    /// <summary>The smallest element in the order of sorting, the first of several; null of an empty list.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="list">Numbers or texts.</param>
    [TtvmFunction("list.min"), Pure]
    public static Value Min(ProcessContext context, ListValue list) => ElementOrNull(list, Outermost(context, "list.min", list, -1));

    /// <summary>The element with the largest key, the first of several; null of an empty list.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="list">The elements.</param>
    /// <param name="keys">The key of each, a number or a text.</param>
    [TtvmFunction("list.max_by_keys"), Pure]
    public static Value MaxByKeys(ProcessContext context, ListValue list, ListValue keys) =>
        HaveOneLength(context, "list.max_by_keys", list, keys) ? ElementOrNull(list, Outermost(context, "list.max_by_keys", keys, 1)) : default;

    /// <summary>The element with the smallest key, the first of several; null of an empty list.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="list">The elements.</param>
    /// <param name="keys">The key of each, a number or a text.</param>
    [TtvmFunction("list.min_by_keys"), Pure]
    public static Value MinByKeys(ProcessContext context, ListValue list, ListValue keys) =>
        HaveOneLength(context, "list.min_by_keys", list, keys) ? ElementOrNull(list, Outermost(context, "list.min_by_keys", keys, -1)) : default;

    /// <summary>The elements without those that are the same as one before them.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="list">The list.</param>
    [TtvmFunction("list.unique")]
    public static ListValue Unique(ProcessContext context, ListValue list)
    {
        long begun = context.BeginWork(list.Count);
        var seen = new ContentSet(context);
        var unique = new List<Value>();
        for (int i = 0; i < list.Count && context.Reductions >= 0; i++)
        {
            if (seen.Add(list[i]))
            {
                unique.Add(list[i]);
            }
        }

        context.EndWork(begun);
        return ListValue.FromOwned([.. unique]);
    }

    /// <summary>Groups elements by keys: a list of [key, elements], in the order in which the keys first occur.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="list">The elements.</param>
    /// <param name="keys">The key of each.</param>
    [TtvmFunction("list.group_by_keys")]
    public static ListValue GroupByKeys(ProcessContext context, ListValue list, ListValue keys)
    {
        if (!HaveOneLength(context, "list.group_by_keys", list, keys))
        {
            return ListValue.Empty;
        }

        long begun = context.BeginWork(list.Count);
        var groups = new Dictionary<string, List<Value>>(StringComparer.Ordinal);
        var order = new List<(Value Key, List<Value> Elements)>();
        for (int i = 0; i < list.Count && context.Reductions >= 0; i++)
        {
            string key = ContentKey.Of(context, keys[i]);
            if (!groups.TryGetValue(key, out var elements))
            {
                groups.Add(key, elements = []);
                order.Add((keys[i], elements));
            }

            elements.Add(list[i]);
        }

        var result = order.ConvertAll(group => Value.From(ListValue.FromOwned([group.Key, Value.From(ListValue.FromOwned([.. group.Elements]))])));
        context.EndWork(begun);
        return ListValue.FromOwned([.. result]);
    }

    /// <summary>Whether two lists are equally long; an error if not.</summary>
    internal static bool HaveOneLength(ProcessContext context, string function, ListValue a, ListValue b)
    {
        if (a.Count == b.Count)
        {
            return true;
        }

        context.Raise(ErrorText.Unsupported($"{function} of lists of different lengths"));
        return false;
    }

    /// <summary>The library shows a negative index as it is, where INDEX shows it without a sign.</summary>
    internal static void RaiseOutOfBounds(ProcessContext context, long index, ListValue list) =>
        context.Raise($"Index {index} out of bounds for list of length {list.Count}");

    private static Value ElementOrNull(ListValue list, int index) => index < 0 ? Value.Null : list[index];

    private static int Outermost(ProcessContext context, string function, ListValue list, int sign)
    {
        if (list.Count == 0 || !ValueOrder.AreOrdered(context, function, list, out _))
        {
            return -1;
        }

        int found = 0;
        for (int i = 1; i < list.Count; i++)
        {
            if (Math.Sign(ValueOrder.Compare(list[i], list[found])) == sign)
            {
                found = i;
            }
        }

        return found;
    }
}
