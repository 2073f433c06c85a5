using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Natives;

/// <summary>Functions that make lists of lists.</summary>
[TtvmLibrary("list")]
public static class ListPartNatives
{
    /// <summary>An empty list to which elements can be appended without copying those before them.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="room">How many.</param>
    [TtvmFunction("list.with_room"), Pure(MakesObject = true)]
    public static ListValue WithRoom(ProcessContext context, long room)
    {
        if (!BulkLimits.AllowList(context, room))
        {
            return ListValue.Empty;
        }

        long begun = context.BeginWork((int)room);
        var list = ListValue.WithRoom((int)room);
        context.EndWork(begun);
        return list;
    }

    /// <summary>A list without the room for further elements that it has, if that is much.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="list">The list.</param>
    [TtvmFunction("list.trim")]
    public static ListValue Trim(ProcessContext context, ListValue list)
    {
        long begun = context.BeginWork(list.Count);
        var trimmed = list.Trimmed();
        context.EndWork(begun);
        return trimmed;
    }

    /// <summary>A list with a value in front.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="value">The value.</param>
    /// <param name="list">The list.</param>
    [TtvmFunction("list.prepend")]
    public static ListValue Prepend(ProcessContext context, Value value, ListValue list) => Insert(context, list, 0, value);

    /// <summary>A list with a value before the element at a position, or at the end.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="list">The list.</param>
    /// <param name="index">The position; from 0 to the length.</param>
    /// <param name="value">The value.</param>
    [TtvmFunction("list.insert_at")]
    public static ListValue Insert(ProcessContext context, ListValue list, long index, Value value)
    {
        if ((ulong)index > (ulong)list.Count)
        {
            ListNatives.RaiseOutOfBounds(context, index, list);
            return list;
        }

        if (!BulkLimits.AllowList(context, list.Count + 1L))
        {
            return list;
        }

        return Make(context, list.Count + 1, (list, value, (int)index), static (target, from) =>
        {
            var (source, inserted, at) = from;
            for (int i = 0; i < target.Length; i++)
            {
                target[i] = i < at ? source[i] : i == at ? inserted : source[i - 1];
            }
        });
    }

    /// <summary>A list without the element at a position.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="list">The list.</param>
    /// <param name="index">The position.</param>
    [TtvmFunction("list.remove_at")]
    public static ListValue Remove(ProcessContext context, ListValue list, long index)
    {
        if ((ulong)index >= (ulong)list.Count)
        {
            ListNatives.RaiseOutOfBounds(context, index, list);
            return list;
        }

        return Make(context, list.Count - 1, (list, (int)index), static (target, from) =>
        {
            for (int i = 0; i < target.Length; i++)
            {
                target[i] = from.list[i < from.Item2 ? i : i + 1];
            }
        });
    }

    /// <summary>The elements from the last to the first.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="list">The list.</param>
    [TtvmFunction("list.reverse")]
    public static ListValue Reverse(ProcessContext context, ListValue list) => Make(context, list.Count, list, static (target, source) =>
    {
        for (int i = 0; i < target.Length; i++)
        {
            target[i] = source[target.Length - 1 - i];
        }
    });

    /// <summary>The elements of one list and then those of another.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The first list.</param>
    /// <param name="b">The second.</param>
    [TtvmFunction("list.concat")]
    public static ListValue Concat(ProcessContext context, ListValue a, ListValue b)
    {
        if (!BulkLimits.AllowList(context, (long)a.Count + b.Count))
        {
            return a;
        }

        return Make(context, a.Count + b.Count, (a, b), static (target, lists) =>
        {
            for (int i = 0; i < target.Length; i++)
            {
                target[i] = i < lists.a.Count ? lists.a[i] : lists.b[i - lists.a.Count];
            }
        });
    }

    /// <summary>A list with each list in it replaced by its elements; lists in those stay.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="list">The list.</param>
    [TtvmFunction("list.flatten")]
    public static ListValue Flatten(ProcessContext context, ListValue list)
    {
        long count = 0;
        for (int i = 0; i < list.Count; i++)
        {
            count += list[i].Tag is ListValue inner ? inner.Count : 1;
        }

        if (!BulkLimits.AllowList(context, count))
        {
            return list;
        }

        return Make(context, (int)count, list, static (target, source) =>
        {
            for (int i = 0, end = 0; i < source.Count; i++)
            {
                if (source[i].Tag is not ListValue inner)
                {
                    target[end++] = source[i];
                    continue;
                }

                for (int j = 0; j < inner.Count; j++)
                {
                    target[end++] = inner[j];
                }
            }
        });
    }

    /// <summary>Pairs [a, b] of the elements at the same positions, as many as the shorter list has.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The list of the first elements.</param>
    /// <param name="b">The list of the second.</param>
    [TtvmFunction("list.zip")]
    public static ListValue Zip(ProcessContext context, ListValue a, ListValue b) =>
        Make(context, Math.Min(a.Count, b.Count), (a, b), static (target, lists) =>
        {
            for (int i = 0; i < target.Length; i++)
            {
                target[i] = Value.From(ListValue.FromOwned([lists.a[i], lists.b[i]]));
            }
        });

    /// <summary>Two lists in a list: the first elements of pairs, and the second.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="list">Lists of two elements.</param>
    [TtvmFunction("list.unzip")]
    public static ListValue Unzip(ProcessContext context, ListValue list)
    {
        for (int i = 0; i < list.Count; i++)
        {
            if (list[i].Tag is not ListValue { Count: 2 })
            {
                context.RaiseTypeMismatch("list.unzip", "lists of two elements", list[i]);
                return list;
            }
        }

        var sides = new Value[2];
        for (int side = 0; side < 2; side++)
        {
            sides[side] = Value.From(Make(context, list.Count, (list, side), static (target, from) =>
            {
                for (int i = 0; i < target.Length; i++)
                {
                    target[i] = ((ListValue)from.list[i].Tag!)[from.side];
                }
            }));
        }

        return ListValue.FromOwned(sides);
    }

    /// <summary>Integers from one up to but not including another.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="from">The first.</param>
    /// <param name="to">One past the last.</param>
    [TtvmFunction("list.range")]
    public static ListValue Range(ProcessContext context, long from, long to) => Steps(context, from, to, 1);

    /// <summary>Integers from one towards another, which is not included.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="from">The first.</param>
    /// <param name="to">Where they end.</param>
    /// <param name="step">How far apart they are; below zero counts down, 0 is an error.</param>
    [TtvmFunction("list.range")]
    public static ListValue Steps(ProcessContext context, long from, long to, long step)
    {
        if (step == 0)
        {
            context.Raise("list.range: the step is 0");
            return ListValue.Empty;
        }

        var distance = step > 0 ? (Int128)to - from : (Int128)from - to;
        var size = Int128.Abs(step);
        var count = distance <= 0 ? 0 : (distance + size - 1) / size;
        if (!BulkLimits.AllowList(context, count > long.MaxValue ? long.MaxValue : (long)count))
        {
            return ListValue.Empty;
        }

        return Make(context, (int)count, (from, step), static (target, numbers) =>
        {
            for (int i = 0; i < target.Length; i++)
            {
                target[i] = Value.Int(numbers.from + i * numbers.step);
            }
        });
    }

    /// <summary>One value several times.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="value">The value.</param>
    /// <param name="count">How many times; none below 1.</param>
    [TtvmFunction("list.repeat")]
    public static ListValue Repeat(ProcessContext context, Value value, long count)
    {
        count = Math.Max(0, count);
        return BulkLimits.AllowList(context, count)
            ? Make(context, (int)count, value, static (target, element) => Array.Fill(target, element))
            : ListValue.Empty;
    }

    /// <summary>Lists of so many elements each; the last may have fewer.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="list">The list.</param>
    /// <param name="size">How many; at least 1.</param>
    [TtvmFunction("list.chunk")]
    public static ListValue Chunk(ProcessContext context, ListValue list, long size)
    {
        if (size < 1)
        {
            context.Raise("list.chunk: the size is below 1");
            return list;
        }

        int each = (int)Math.Min(size, Math.Max(1, list.Count));
        return Make(context, (list.Count + each - 1) / each, (list, each), static (target, from) =>
        {
            for (int i = 0; i < target.Length; i++)
            {
                int start = i * from.each;
                target[i] = Value.From(from.list.Slice(start, Math.Min(from.list.Count, start + from.each)));
            }
        });
    }

    /// <summary>Pairs [position, element], positions from 0.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="list">The list.</param>
    [TtvmFunction("list.enumerate")]
    public static ListValue Enumerate(ProcessContext context, ListValue list) => Make(context, list.Count, list, static (target, source) =>
    {
        for (int i = 0; i < target.Length; i++)
        {
            target[i] = Value.From(ListValue.FromOwned([Value.Int(i), source[i]]));
        }
    });

    private static ListValue Make<T>(ProcessContext context, int count, T state, Action<Value[], T> fill)
    {
        long begun = context.BeginWork(count);
        var items = new Value[count];
        fill(items, state);
        context.EndWork(begun);
        return ListValue.FromOwned(items);
    }
}
