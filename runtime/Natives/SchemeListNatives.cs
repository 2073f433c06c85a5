using System.Globalization;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Natives;

/// <summary>Procedures of Scheme on lists.</summary>
[TtvmLibrary("scheme")]
public static class SchemeListNatives
{
    /// <summary>Whether a value is a proper list: one that ends.</summary>
    /// <param name="value">The value.</param>
    [TtvmFunction("scheme.list?")]
    public static bool IsList(Value value) => LengthOf(value) >= 0;

    /// <summary>Number of elements of a proper list.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="list">The list.</param>
    [TtvmFunction("scheme.length")]
    public static long Length(ProcessContext context, Value list) => TryLength(context, "length", list, out int length) ? length : 0;

    /// <summary>Number of elements of a proper list, or false for one without an end.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="list">The list.</param>
    [TtvmFunction("scheme.length+")]
    public static Value LengthIfFinite(ProcessContext context, Value list)
    {
        long length = LengthOf(list);
        if (length >= 0)
        {
            return length;
        }

        if (length == Improper)
        {
            context.RaiseWrongType("length+", "a list, which may be circular", list);
        }

        return Value.Bool(false);
    }

    /// <summary>The elements from the last to the first.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="list">The list.</param>
    [TtvmFunction("scheme.reverse")]
    public static Value Reverse(ProcessContext context, Value list) => ReverseOnto(context, "reverse", list, Value.EmptyList);

    /// <summary>The elements from the last to the first, then a tail.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="list">The list.</param>
    /// <param name="tail">What follows them.</param>
    [TtvmFunction("scheme.append-reverse")]
    public static Value AppendReverse(ProcessContext context, Value list, Value tail) => ReverseOnto(context, "append-reverse", list, tail);

    /// <summary>
    /// Results that were gathered backwards, in order. Only a continuation could come back to them, and programs that capture any run in processes; elsewhere
    /// they are turned around in place.
    /// </summary>
    /// <param name="context">The running process.</param>
    /// <param name="results">A list that nobody else has.</param>
    [TtvmFunction("scheme.%finish-results")]
    public static Value FinishResults(ProcessContext context, Value results) =>
        context.IsPreemptive ? Reverse(context, results) : TurnAround(results);

    /// <summary>The pairs of a list, turned around in place: the last one comes first. The list is not used otherwise.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="list">The list.</param>
    [TtvmFunction("scheme.reverse!")]
    public static Value ReverseInPlace(ProcessContext context, Value list)
    {
        if (!TryLength(context, "reverse!", list, out _))
        {
            return default;
        }

        return TurnAround(list);
    }

    private static Value TurnAround(Value list)
    {
        var reversed = Value.EmptyList;
        while (list.Tag is PairValue pair)
        {
            (list, pair.Cdr, reversed) = (pair.Cdr, reversed, list);
        }

        return reversed;
    }

    /// <summary>A list without so many of its first elements.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="list">The list.</param>
    /// <param name="count">How many.</param>
    [TtvmFunction("scheme.list-tail")]
    public static Value Tail(ProcessContext context, Value list, Value count) =>
        SchemeArguments.TryCount(context, "list-tail", count, out long steps) ? Walk(context, "list-tail", list, steps, count) : default;

    /// <summary>The element at a position.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="list">The list.</param>
    /// <param name="index">The position, from 0.</param>
    [TtvmFunction("scheme.list-ref")]
    public static Value At(ProcessContext context, Value list, Value index) => PairAt(context, "list-ref", list, index)?.Car ?? default;

    /// <summary>Replaces the element at a position.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="list">The list.</param>
    /// <param name="index">The position, from 0.</param>
    /// <param name="value">The new element.</param>
    [TtvmFunction("scheme.list-set!")]
    public static Value Replace(ProcessContext context, Value list, Value index, Value value)
    {
        if (PairAt(context, "list-set!", list, index) is { } pair)
        {
            pair.Car = value;
        }

        return Value.Unspecified;
    }

    /// <summary>New pairs with the elements of a list; what ends it is kept, and what is no list is itself.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="list">The list.</param>
    [TtvmFunction("scheme.list-copy")]
    public static Value Copy(ProcessContext context, Value list)
    {
        if (list.Tag is not PairValue first)
        {
            return list;
        }

        var guard = new SchemeCycleGuard();
        var head = new PairValue(first.Car, first.Cdr);
        var last = head;
        for (var rest = first.Cdr; rest.Tag is PairValue pair; rest = pair.Cdr)
        {
            if (guard.HasSeen(pair))
            {
                context.RaiseWrongType("list-copy", "a list with an end", list);
                return default;
            }

            var copy = new PairValue(pair.Car, pair.Cdr);
            last.Cdr = Value.From(copy);
            last = copy;
        }

        return Value.From(head);
    }

    /// <summary>The last pair of a list that has one.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="list">The list.</param>
    [TtvmFunction("scheme.last-pair")]
    public static Value LastPair(ProcessContext context, Value list)
    {
        var guard = new SchemeCycleGuard();
        if (list.Tag is PairValue last)
        {
            while (!guard.HasSeen(last))
            {
                if (last.Cdr.Tag is not PairValue next)
                {
                    return Value.From(last);
                }

                last = next;
            }
        }

        context.RaiseWrongType("last-pair", "a list that has elements and an end", list);
        return default;
    }

    /// <summary>Refuses what a procedure of the library was given in the place of a list.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="procedure">The name of the procedure, a string.</param>
    /// <param name="value">What it was given.</param>
    [TtvmFunction("scheme.%refuse-list")]
    public static Value Refuse(ProcessContext context, string procedure, Value value)
    {
        context.RaiseWrongType(procedure, "a list", value);
        return default;
    }

    /// <summary>Number of elements of a proper list.</summary>
    /// <param name="context">The running process; an error is under way in it when the value is none.</param>
    /// <param name="procedure">The procedure in error texts.</param>
    /// <param name="list">The value.</param>
    /// <param name="length">The number.</param>
    internal static bool TryLength(ProcessContext context, string procedure, Value list, out int length)
    {
        long found = LengthOf(list);
        length = (int)found;
        if (found >= 0)
        {
            return true;
        }

        context.RaiseWrongType(procedure, found == Circular ? "a list with an end" : "a list", list);
        return false;
    }

    /// <summary>A list of values.</summary>
    /// <param name="items">The values.</param>
    internal static Value ListOf(ReadOnlySpan<Value> items)
    {
        var list = Value.EmptyList;
        for (int i = items.Length - 1; i >= 0; i--)
        {
            list = Value.From(new PairValue(items[i], list));
        }

        return list;
    }

    private const long Circular = -1;
    private const long Improper = -2;

    private static long LengthOf(Value list)
    {
        var guard = new SchemeCycleGuard();
        int length = 0;
        object? rest = list.Tag;
        while (rest is PairValue pair)
        {
            if (guard.HasSeen(pair))
            {
                return Circular;
            }

            length++;
            rest = pair.Cdr.Tag;
        }

        return ReferenceEquals(rest, Tag.EmptyList) ? length : Improper;
    }

    private static Value ReverseOnto(ProcessContext context, string procedure, Value list, Value tail)
    {
        if (!TryLength(context, procedure, list, out int length))
        {
            return default;
        }

        long begun = context.BeginWork(length);
        while (list.Tag is PairValue pair)
        {
            tail = Value.From(new PairValue(pair.Car, tail));
            list = pair.Cdr;
        }

        context.EndWork(begun);
        return tail;
    }

    private static PairValue? PairAt(ProcessContext context, string procedure, Value list, Value index)
    {
        if (!SchemeArguments.TryCount(context, procedure, index, out long steps))
        {
            return null;
        }

        var rest = Walk(context, procedure, list, steps, index);
        if (rest.Tag is not PairValue pair)
        {
            RaiseTooShort(context, procedure, index, list);
            return null;
        }

        return pair;
    }

    /// <summary>What follows so many pairs. In a circle whole rounds are left out, so that any number of steps has an end.</summary>
    private static Value Walk(ProcessContext context, string procedure, Value list, long steps, Value shown)
    {
        var guard = new SchemeCycleGuard();
        var rest = list;
        for (long left = steps; left > 0; left--)
        {
            if (rest.Tag is not PairValue pair)
            {
                RaiseTooShort(context, procedure, shown, list);
                return default;
            }

            if (guard.HasSeen(pair))
            {
                return Walk(context, procedure, rest, left % RoundLength(pair), shown);
            }

            rest = pair.Cdr;
        }

        return rest;
    }

    private static long RoundLength(PairValue start)
    {
        long length = 1;
        for (var pair = (PairValue)start.Cdr.Tag!; !ReferenceEquals(pair, start); pair = (PairValue)pair.Cdr.Tag!)
        {
            length++;
        }

        return length;
    }

    private static void RaiseTooShort(ProcessContext context, string procedure, Value position, Value list)
    {
        if (context.Reductions < 0)
        {
            return;
        }

        long length = LengthOf(list);
        if (length == Improper && list.Tag is not PairValue)
        {
            context.RaiseWrongType(procedure, "a list", list);
        }
        else
        {
            context.Raise(string.Create(CultureInfo.InvariantCulture, $"{procedure}: index {SchemeArguments.Shown(position)} is out of range for length {PairsOf(list)}"));
        }
    }

    private static long PairsOf(Value list)
    {
        long count = 0;
        for (; list.Tag is PairValue pair; list = pair.Cdr)
        {
            count++;
        }

        return count;
    }
}
