using System.Runtime.CompilerServices;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Scheme;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Operations;

/// <summary>Operations on vectors.</summary>
public static class VectorOperations
{
    /// <summary>Most elements of a vector.</summary>
    public const int MaximumLength = 1 << 27;

    private const string Vector = "a vector";

    /// <summary>VECTOR: a vector of values popped from the operand stack.</summary>
    /// <param name="owned">The elements, deepest first, in an array that nobody writes to any more.</param>
    public static Value Of(Value[] owned) => Value.From(new VectorValue(owned));

    /// <summary>MAKE_VECTOR.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="length">Number of elements.</param>
    /// <param name="fill">What each of them is.</param>
    public static Value Make(ProcessContext context, Value length, Value fill)
    {
        if (!length.IsInt || length.Bits is < 0 or > MaximumLength)
        {
            if ((length.IsInt && length.Bits > 0) || length.Tag is BigIntegerValue { Number.Sign: > 0 })
            {
                RaiseTooLong(context, length);
            }
            else
            {
                context.RaiseWrongType("make-vector", "a length", length);
            }

            return default;
        }

        long begun = context.BeginWork((int)length.Bits);
        var items = new Value[(int)length.Bits];
        if (!fill.IsInt || fill.Bits != 0)
        {
            Array.Fill(items, fill);
        }

        context.EndWork(begun);
        return Value.From(new VectorValue(items));
    }

    /// <summary>VECTOR_REF.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="vector">The vector.</param>
    /// <param name="index">The index from 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Ref(ProcessContext context, Value vector, Value index) =>
        vector.Tag is VectorValue items && index.IsInt && (ulong)index.Bits < (ulong)items.Items.Length
            ? items.Items[index.Bits]
            : RaiseBadIndex(context, "vector-ref", vector, index);

    /// <summary>VECTOR_SET.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="vector">The vector.</param>
    /// <param name="index">The index from 0.</param>
    /// <param name="value">The new element.</param>
    public static void Set(ProcessContext context, Value vector, Value index, Value value)
    {
        if (vector.Tag is VectorValue { IsConstant: false } items && index.IsInt && (ulong)index.Bits < (ulong)items.Items.Length)
        {
            Value.Replace(ref items.Items[index.Bits], value);
        }
        else
        {
            RaiseBadIndex(context, "vector-set!", vector, index);
        }
    }

    /// <summary>VECTOR_LENGTH.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="vector">The vector.</param>
    [Pure]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Length(ProcessContext context, Value vector) =>
        vector.Tag is VectorValue items ? Value.Int(items.Items.Length) : RaiseNoVector(context, "vector-length", vector);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Value RaiseNoVector(ProcessContext context, string procedure, Value value)
    {
        context.RaiseWrongType(procedure, Vector, value);
        return default;
    }

    /// <summary>Raises the error of a vector that would be longer than any may be.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="length">How long it would be.</param>
    internal static void RaiseTooLong(ProcessContext context, Value length)
    {
        string shown = DatumWriter.ToText(length, DatumStyle.Write, ErrorText.MostShownDatum, nameOf: null);
        context.Raise($"make-vector: a vector of {shown} elements is too long, at most {MaximumLength} are possible");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Value RaiseBadIndex(ProcessContext context, string procedure, Value vector, Value index)
    {
        if (vector.Tag is not VectorValue items)
        {
            return RaiseNoVector(context, procedure, vector);
        }

        if (!index.IsInt)
        {
            context.RaiseWrongType(procedure, "an index", index);
        }
        else if ((ulong)index.Bits >= (ulong)items.Items.Length)
        {
            context.Raise($"{procedure}: index {index.Bits} is out of range for length {items.Items.Length}");
        }
        else
        {
            context.Raise($"{procedure}: a literal vector cannot be changed");
        }

        return default;
    }
}
