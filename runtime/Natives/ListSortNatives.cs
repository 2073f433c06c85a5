using System.Runtime.CompilerServices;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Natives;

/// <summary>Sorting. It is stable: elements that compare as equal keep their order.</summary>
[TtvmLibrary("list")]
public static class ListSortNatives
{
    /// <summary>The elements in order: numbers by value, whether Int or Float, with NaN last; texts by the numbers of their characters.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="list">Numbers or texts, not both.</param>
    [TtvmFunction("list.sort")]
    public static ListValue Sort(ProcessContext context, ListValue list)
    {
        if (list.Count < 2 || !ValueOrder.AreOrdered(context, "list.sort", list, out var content))
        {
            return list;
        }

        long begun = context.BeginWork(list.Count);
        var sorted = content switch
        {
            ValueOrder.Content.Ints => SortInts(list),
            ValueOrder.Content.Texts => SortTexts(list),
            _ => Pick(list, OrderOf(list, content)),
        };
        context.EndWork(begun);
        return ListValue.FromOwned(sorted);
    }

    /// <summary>The elements in the order of keys, which are numbers or texts.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="list">The elements.</param>
    /// <param name="keys">The key of each.</param>
    [TtvmFunction("list.sort_by_keys")]
    public static ListValue SortByKeys(ProcessContext context, ListValue list, ListValue keys)
    {
        if (!ListNatives.HaveOneLength(context, "list.sort_by_keys", list, keys)
            || !ValueOrder.AreOrdered(context, "list.sort_by_keys", keys, out var content))
        {
            return list;
        }

        long begun = context.BeginWork(list.Count);
        var sorted = Pick(list, OrderOf(keys, content));
        context.EndWork(begun);
        return ListValue.FromOwned(sorted);
    }

    /// <summary>Whether what a function that compares gave for two elements says that the first comes after the second: whether it is above 0.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="result">What it gave, an Int or a Float.</param>
    [TtvmFunction("list.comes_after"), Pure]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool ComesAfter(ProcessContext context, Value result) => result.IsInt ? result.Bits > 0 : ComesAfterOther(context, result);

    private static bool ComesAfterOther(ProcessContext context, Value result)
    {
        if (result.IsFloat)
        {
            return result.AsFloat > 0;
        }

        context.RaiseTypeMismatch("sort_with", "int or float as result of the comparison", result);
        return false;
    }

    /// <summary>Ints that are equal cannot be told apart, so any way of sorting is stable.</summary>
    private static Value[] SortInts(ListValue list)
    {
        var numbers = Ints(list);
        Array.Sort(numbers);
        return Array.ConvertAll(numbers, Value.Int);
    }

    private static Value[] SortTexts(ListValue list)
    {
        var texts = list.ToArray();
        Array.Sort(texts, static (a, b) => TextPositions.Compare(a, b));
        return texts;
    }

    private static long[] Ints(ListValue list)
    {
        var numbers = new long[list.Count];
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = list[i].AsInt;
        }

        return numbers;
    }

    /// <summary>Where the elements that come first, second and so on are in the list.</summary>
    private static int[] OrderOf(ListValue keys, ValueOrder.Content content)
    {
        var order = new int[keys.Count];
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        switch (content)
        {
            case ValueOrder.Content.Ints:
                var numbers = Ints(keys);
                Array.Sort(numbers, order);
                RestoreEqual(order, numbers);
                break;
            case ValueOrder.Content.Floats:
                var floats = new double[keys.Count];
                for (int i = 0; i < floats.Length; i++)
                {
                    floats[i] = keys[i].AsFloat;
                }

                Array.Sort(order, (a, b) => ValueOrder.Compare(floats[a], floats[b]) is var result and not 0 ? result : a.CompareTo(b));
                break;
            default:
                var values = keys.ToArray();
                Array.Sort(order, (a, b) => ValueOrder.Compare(values[a], values[b]) is var result and not 0 ? result : a.CompareTo(b));
                break;
        }

        return order;
    }

    /// <summary>Puts elements with one key back into the order they had.</summary>
    private static void RestoreEqual(int[] order, long[] keys)
    {
        for (int start = 0; start < keys.Length;)
        {
            int end = start + 1;
            while (end < keys.Length && keys[end] == keys[start])
            {
                end++;
            }

            if (end - start > 1)
            {
                Array.Sort(order, start, end - start);
            }

            start = end;
        }
    }

    private static Value[] Pick(ListValue list, int[] order)
    {
        var picked = new Value[order.Length];
        for (int i = 0; i < picked.Length; i++)
        {
            picked[i] = list[order[i]];
        }

        return picked;
    }
}
