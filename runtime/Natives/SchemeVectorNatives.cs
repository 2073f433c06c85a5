using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Natives;

/// <summary>Procedures of Scheme that make and change vectors as a whole.</summary>
[TtvmLibrary("scheme")]
public static class SchemeVectorNatives
{
    /// <summary>Whether a value is a vector.</summary>
    /// <param name="value">The value.</param>
    [TtvmFunction("scheme.vector?"), Pure]
    public static bool IsVector(Value value) => value.Tag is VectorValue;

    /// <summary>A vector of so many elements.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="count">How many.</param>
    [TtvmFunction("scheme.make-vector")]
    public static Value Make(ProcessContext context, Value count)
    {
        if (!SchemeArguments.TryCount(context, "make-vector", count, out long length))
        {
            return default;
        }

        if (length > VectorOperations.MaximumLength)
        {
            VectorOperations.RaiseTooLong(context, count);
            return default;
        }

        if (!BulkLimits.AllowList(context, length))
        {
            return default;
        }

        long begun = context.BeginWork((int)length);
        var items = new Value[length];
        Array.Fill(items, Value.Unspecified);
        context.EndWork(begun);
        return Value.From(new VectorValue(items));
    }

    /// <summary>Makes every element of a vector one value.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="vector">The vector.</param>
    /// <param name="fill">The value.</param>
    [TtvmFunction("scheme.vector-fill!")]
    public static Value Fill(ProcessContext context, Value vector, Value fill) => FillPart(context, vector, fill, 0, LengthOf(vector));

    /// <summary>Makes elements of a vector one value, from a position on.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="vector">The vector.</param>
    /// <param name="fill">The value.</param>
    /// <param name="start">The first position.</param>
    [TtvmFunction("scheme.vector-fill!")]
    public static Value FillFrom(ProcessContext context, Value vector, Value fill, Value start) => FillPart(context, vector, fill, start, LengthOf(vector));

    /// <summary>Makes elements of a vector one value.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="vector">The vector.</param>
    /// <param name="fill">The value.</param>
    /// <param name="start">The first position.</param>
    /// <param name="end">The position after the last.</param>
    [TtvmFunction("scheme.vector-fill!")]
    public static Value FillPart(ProcessContext context, Value vector, Value fill, Value start, Value end)
    {
        if (TryPart(context, "vector-fill!", vector, start, end, out var items, out var part) && MayChange(context, "vector-fill!", vector))
        {
            items.AsSpan(part).Fill(fill);
        }

        return Value.Unspecified;
    }

    /// <summary>A new vector with the elements of another one.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="vector">The vector.</param>
    [TtvmFunction("scheme.vector-copy")]
    public static Value Copy(ProcessContext context, Value vector) => CopyPart(context, vector, 0, LengthOf(vector));

    /// <summary>A new vector with the elements of another one from a position on.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="vector">The vector.</param>
    /// <param name="start">The first position.</param>
    [TtvmFunction("scheme.vector-copy")]
    public static Value CopyFrom(ProcessContext context, Value vector, Value start) => CopyPart(context, vector, start, LengthOf(vector));

    /// <summary>A new vector with some of the elements of another one.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="vector">The vector.</param>
    /// <param name="start">The first position.</param>
    /// <param name="end">The position after the last.</param>
    [TtvmFunction("scheme.vector-copy")]
    public static Value CopyPart(ProcessContext context, Value vector, Value start, Value end)
    {
        if (!TryPart(context, "vector-copy", vector, start, end, out var items, out var part))
        {
            return default;
        }

        long begun = context.BeginWork(items.Length);
        var copy = new VectorValue(items[part]);
        context.EndWork(begun);
        return Value.From(copy);
    }

    /// <summary>Copies the elements of a vector into another one, which may be the same.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="target">The vector that changes.</param>
    /// <param name="at">The first position in it.</param>
    /// <param name="source">The vector that is read.</param>
    [TtvmFunction("scheme.vector-copy!")]
    public static Value CopyInto(ProcessContext context, Value target, Value at, Value source) =>
        CopyPartInto(context, target, at, source, 0, LengthOf(source));

    /// <summary>Copies elements of a vector, from a position on, into another one, which may be the same.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="target">The vector that changes.</param>
    /// <param name="at">The first position in it.</param>
    /// <param name="source">The vector that is read.</param>
    /// <param name="start">The first position in that.</param>
    [TtvmFunction("scheme.vector-copy!")]
    public static Value CopyFromInto(ProcessContext context, Value target, Value at, Value source, Value start) =>
        CopyPartInto(context, target, at, source, start, LengthOf(source));

    /// <summary>Copies elements of a vector into another one, which may be the same.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="target">The vector that changes.</param>
    /// <param name="at">The first position in it.</param>
    /// <param name="source">The vector that is read.</param>
    /// <param name="start">The first position in that.</param>
    /// <param name="end">The position after the last.</param>
    [TtvmFunction("scheme.vector-copy!")]
    public static Value CopyPartInto(ProcessContext context, Value target, Value at, Value source, Value start, Value end)
    {
        if (TryPart(context, "vector-copy!", target, at, LengthOf(target), out var room, out var place)
            && MayChange(context, "vector-copy!", target)
            && TryPart(context, "vector-copy!", source, start, end, out var items, out var part)
            && SchemeArguments.HasRoom(context, "vector-copy!", room.AsSpan(place).Length, items.AsSpan(part).Length))
        {
            items.AsSpan(part).CopyTo(room.AsSpan(place));
        }

        return Value.Unspecified;
    }

    /// <summary>A vector with the elements of two.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="first">The first vector.</param>
    /// <param name="second">The second one.</param>
    [TtvmFunction("scheme.vector-append")]
    public static Value Append(ProcessContext context, Value first, Value second) =>
        Join(context, Value.From(new PairValue(first, Value.From(new PairValue(second, Value.EmptyList)))));

    /// <summary>A vector with the elements of a list of vectors.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="vectors">The vectors, a proper list.</param>
    [TtvmFunction("scheme.%vector-append")]
    public static Value Join(ProcessContext context, Value vectors)
    {
        long length = 0;
        for (var rest = vectors; rest.Tag is PairValue pair; rest = pair.Cdr)
        {
            if (pair.Car.Tag is not VectorValue vector)
            {
                context.RaiseWrongType("vector-append", "a vector", pair.Car);
                return default;
            }

            length += vector.Items.Length;
        }

        if (!BulkLimits.AllowList(context, length))
        {
            return default;
        }

        long begun = context.BeginWork((int)length);
        var all = new Value[length];
        int at = 0;
        for (var rest = vectors; rest.Tag is PairValue { Car.Tag: VectorValue vector } pair; rest = pair.Cdr)
        {
            vector.Items.CopyTo(all, at);
            at += vector.Items.Length;
        }

        context.EndWork(begun);
        return Value.From(new VectorValue(all));
    }

    /// <summary>Reads a vector and a part of it.</summary>
    /// <param name="context">The running process; an error is under way in it when there is no such part.</param>
    /// <param name="procedure">The procedure in error texts.</param>
    /// <param name="vector">The vector.</param>
    /// <param name="start">The first position.</param>
    /// <param name="end">The position after the last.</param>
    /// <param name="items">The elements of the vector.</param>
    /// <param name="part">The part.</param>
    internal static bool TryPart(ProcessContext context, string procedure, Value vector, Value start, Value end, out Value[] items, out Range part)
    {
        if (vector.Tag is VectorValue { Items: var found })
        {
            items = found;
            return SchemeArguments.TryPart(context, procedure, start, end, items.Length, out part);
        }

        (items, part) = ([], default);
        context.RaiseWrongType(procedure, "a vector", vector);
        return false;
    }

    /// <summary>Where a vector ends; what is no vector is refused when it is read.</summary>
    /// <param name="vector">The vector.</param>
    internal static Value LengthOf(Value vector) => vector.Tag is VectorValue { Items: var items } ? items.Length : 0;

    private static bool MayChange(ProcessContext context, string procedure, Value vector)
    {
        if (vector.Tag is VectorValue { IsConstant: true })
        {
            context.Raise($"{procedure}: a literal cannot be changed");
            return false;
        }

        return true;
    }
}
