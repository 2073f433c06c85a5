using System.Runtime.CompilerServices;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Operations;

/// <summary>Operations on lists. An index is checked before the list, as upstream pops it first.</summary>
public static class ListOperations
{
    private const string List = "a list";

    /// <summary>MAKE_LIST: a list of values popped from the operand stack.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="owned">The elements, deepest first, in an array that nobody writes to any more.</param>
    [Pure(MakesObject = true)]
    public static Value Make(ProcessContext context, Value[] owned)
    {
        if (owned.Length > ListValue.MaximumLength)
        {
            RaiseTooLong(context, ListValue.MaximumLength);
            return default;
        }

        return Value.From(ListValue.FromOwned(owned));
    }

    /// <summary>NEW_LIST.</summary>
    /// <param name="context">The running process.</param>
    [Pure(MakesObject = true)]
    public static Value New(ProcessContext context) => Value.From(ListValue.Empty);

    /// <summary>LEN: number of elements, or of fields.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">A list or object.</param>
    [Pure]
    public static Value Length(ProcessContext context, Value a)
    {
        if (a.Tag is ListValue list)
        {
            return Value.Int(list.Count);
        }

        if (a.Tag is ObjectValue fields)
        {
            return Value.Int(fields.Count);
        }

        context.RaiseTypeMismatch("LEN", "a list or object", a);
        return default;
    }

    /// <summary>INDEX: one element.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="list">The list.</param>
    /// <param name="index">The index from 0.</param>
    [Pure]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Index(ProcessContext context, Value list, Value index) =>
        list.Tag is ListValue items && index.IsInt && (ulong)index.Bits < (ulong)items.Count
            ? items[(int)index.Bits]
            : BadIndex(context, "INDEX", list, index);

    /// <summary>LIST_APPEND: the list with a value at the end.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="list">The list.</param>
    /// <param name="value">The value.</param>
    [Pure(MakesObject = true)]
    public static Value Append(ProcessContext context, Value list, Value value) =>
        AppendUpTo(ListValue.MaximumLength, context, list, value);

    /// <summary>LIST_SET: the list with one element replaced.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="list">The list.</param>
    /// <param name="index">The index from 0.</param>
    /// <param name="value">The new element.</param>
    [Pure(MakesObject = true)]
    public static Value Set(ProcessContext context, Value list, Value index, Value value) =>
        list.Tag is ListValue items && index.IsInt && (ulong)index.Bits < (ulong)items.Count
            ? Value.From(SetOf(context, items, index.Bits, value))
            : BadIndex(context, "LIST_SET", list, index);

    /// <summary>LIST_SLICE: the elements from one position up to but not including another; both are clamped.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="list">The list.</param>
    /// <param name="from">The first position.</param>
    /// <param name="to">One past the last position.</param>
    [Pure(MakesObject = true)]
    public static Value Slice(ProcessContext context, Value list, Value from, Value to)
    {
        if (!from.IsInt || !to.IsInt)
        {
            context.RaiseTypeMismatch("LIST_SLICE", "two integer positions", from, to);
            return default;
        }

        if (list.Tag is not ListValue items)
        {
            context.RaiseTypeMismatch("LIST_SLICE", List, list);
            return default;
        }

        int first = (int)Math.Clamp(from.Bits, 0, items.Count);
        int end = (int)Math.Clamp(to.Bits, first, items.Count);
        long begun = context.BeginWork(end - first);
        var slice = items.Slice(first, end);
        context.EndWork(begun);
        return Value.From(slice);
    }

    /// <summary>Puts an element of a list to be made into its array, in a place not yet written.</summary>
    /// <param name="items">The array.</param>
    /// <param name="index">The place.</param>
    /// <param name="value">The element.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Put(Value[] items, int index, Value value) => Value.Fill(ref items[index], value);

    /// <summary>LEN of what is known to be a list.</summary>
    /// <param name="list">The list.</param>
    [Pure]
    public static long LengthOf(ListValue list) => list.Count;

    /// <summary>INDEX of what is known to be a list by what is known to be an integer.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="list">The list.</param>
    /// <param name="index">The index from 0.</param>
    [Pure]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value ElementOf(ProcessContext context, ListValue list, long index) =>
        (ulong)index < (ulong)list.Count ? list[(int)index] : BadIndex(context, "INDEX", Value.From(list), Value.Int(index));

    /// <summary>INDEX of what is known to be a list by what is known to be an index into it.</summary>
    /// <param name="list">The list.</param>
    /// <param name="index">The index from 0, less than the length.</param>
    [Pure]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value ElementWithin(ListValue list, long index) => list[(int)index];

    /// <summary>LIST_APPEND to what is known to be a list.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="list">The list.</param>
    /// <param name="value">The value.</param>
    [Pure(MakesObject = true)]
    public static ListValue AppendOf(ProcessContext context, ListValue list, Value value) =>
        AppendUpTo(ListValue.MaximumLength, context, list, value);

    /// <summary>LIST_SET of what is known to be a list at what is known to be an integer.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="list">The list.</param>
    /// <param name="index">The index from 0.</param>
    /// <param name="value">The new element.</param>
    [Pure(MakesObject = true)]
    public static ListValue SetOf(ProcessContext context, ListValue list, long index, Value value)
    {
        if ((ulong)index < (ulong)list.Count)
        {
            long begun = context.BeginWork(list.Count);
            var changed = list.Set((int)index, value);
            context.EndWork(begun);
            return changed;
        }

        BadIndex(context, "LIST_SET", Value.From(list), Value.Int(index));
        return list;
    }

    /// <summary>LIST_APPEND to a list that nobody else holds and nobody uses afterwards.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="list">The list.</param>
    /// <param name="value">The value.</param>
    public static Value AppendOwned(ProcessContext context, Value list, Value value) =>
        list.Tag is ListValue items ? Value.From(AppendOwnedOf(context, items, value)) : Append(context, list, value);

    /// <summary>LIST_APPEND to what is known to be a list that nobody else holds and nobody uses afterwards.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="list">The list.</param>
    /// <param name="value">The value.</param>
    public static ListValue AppendOwnedOf(ProcessContext context, ListValue list, Value value) =>
        list.Count < ListValue.MaximumLength && list.TryAppendOwned(value) ? list : AppendOf(context, list, value);

    /// <summary>LIST_SET of a list that nobody else holds and nobody uses afterwards.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="list">The list.</param>
    /// <param name="index">The index from 0.</param>
    /// <param name="value">The new element.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value SetOwned(ProcessContext context, Value list, Value index, Value value) =>
        list.Tag is ListValue items && index.IsInt && (ulong)index.Bits < (ulong)items.Count
            ? Value.From(items.SetOwned((int)index.Bits, value))
            : BadIndex(context, "LIST_SET", list, index);

    /// <summary>LIST_SET of what is known to be a list that nobody else holds and nobody uses afterwards.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="list">The list.</param>
    /// <param name="index">The index from 0.</param>
    /// <param name="value">The new element.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ListValue SetOwnedOf(ProcessContext context, ListValue list, long index, Value value) =>
        (ulong)index < (ulong)list.Count ? list.SetOwned((int)index, value) : SetOf(context, list, index, value);

    /// <summary>LIST_APPEND with a limit on the length of the result.</summary>
    internal static Value AppendUpTo(int limit, ProcessContext context, Value list, Value value)
    {
        if (list.Tag is not ListValue items)
        {
            context.RaiseTypeMismatch("LIST_APPEND", List, list);
            return default;
        }

        return Value.From(AppendUpTo(limit, context, items, value));
    }

    private static ListValue AppendUpTo(int limit, ProcessContext context, ListValue list, Value value)
    {
        if (list.Count < limit)
        {
            return list.TryAppend(value) ?? AppendToCopy(context, list, value);
        }

        RaiseTooLong(context, limit);
        return list;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ListValue AppendToCopy(ProcessContext context, ListValue list, Value value)
    {
        long begun = context.BeginWork(list.Count);
        var longer = list.AppendToCopy(value);
        context.EndWork(begun);
        return longer;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Value BadIndex(ProcessContext context, string operation, Value list, Value index)
    {
        if (!index.IsInt)
        {
            context.RaiseTypeMismatch(operation, "an integer index", index);
        }
        else if (list.Tag is ListValue items)
        {
            context.Raise(ErrorText.IndexOutOfBounds(index.AsInt, items.Count));
        }
        else
        {
            context.RaiseTypeMismatch(operation, List, list);
        }

        return default;
    }

    private static void RaiseTooLong(ProcessContext context, int limit) =>
        context.Raise(ErrorText.Unsupported($"list longer than {limit} elements"));
}
