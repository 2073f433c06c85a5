using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Natives;

/// <summary>Procedures of Scheme that make lists.</summary>
[TtvmLibrary("scheme")]
public static class SchemeListMakingNatives
{
    /// <summary>A list of so many elements.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="count">How many.</param>
    [TtvmFunction("scheme.make-list")]
    public static Value Make(ProcessContext context, Value count) => MakeFilled(context, count, Value.Unspecified);

    /// <summary>A list of so many times one value.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="count">How many times.</param>
    /// <param name="fill">The value.</param>
    [TtvmFunction("scheme.make-list")]
    public static Value MakeFilled(ProcessContext context, Value count, Value fill)
    {
        // A pair is as large as three elements of a list that has an array.
        if (!SchemeArguments.TryCount(context, "make-list", count, out long length) || !BulkLimits.AllowList(context, length > int.MaxValue ? length : 3 * length))
        {
            return default;
        }

        long begun = context.BeginWork((int)length);
        var list = Value.EmptyList;
        for (long i = 0; i < length; i++)
        {
            list = Value.From(new PairValue(fill, list));
        }

        context.EndWork(begun);
        return list;
    }

    /// <summary>The elements of a list but for the last, which is the tail of the result: what CONS* makes of its arguments.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="items">The arguments, a proper list.</param>
    [TtvmFunction("scheme.%list-star")]
    public static Value Star(ProcessContext context, Value items)
    {
        var backwards = SchemeListNatives.Reverse(context, items);
        if (backwards.Tag is not PairValue { Car: var result } last)
        {
            context.RaiseWrongType("cons*", "a list with elements", items);
            return default;
        }

        for (var rest = last.Cdr; rest.Tag is PairValue pair; rest = pair.Cdr)
        {
            result = Value.From(new PairValue(pair.Car, result));
        }

        return result;
    }

    /// <summary>The elements of a list, then those of another one, which is shared; instead of it there may be any value.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="list">The list.</param>
    /// <param name="tail">What follows its elements.</param>
    [TtvmFunction("scheme.append")]
    public static Value Append(ProcessContext context, Value list, Value tail)
    {
        if (list.Tag is not PairValue first)
        {
            if (list.IsEmptyList)
            {
                return tail;
            }

            context.RaiseWrongType("append", "a list", list);
            return default;
        }

        if (!SchemeListNatives.TryLength(context, "append", list, out int length))
        {
            return default;
        }

        long begun = context.BeginWork(length);
        var head = new PairValue(first.Car, tail);
        var last = head;
        for (var rest = first.Cdr; rest.Tag is PairValue pair; rest = pair.Cdr)
        {
            var copy = new PairValue(pair.Car, tail);
            last.Cdr = Value.From(copy);
            last = copy;
        }

        context.EndWork(begun);
        return Value.From(head);
    }
}
