using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Natives;

/// <summary>Procedures of Scheme on bytevectors.</summary>
[TtvmLibrary("scheme")]
public static class SchemeBytevectorNatives
{
    /// <summary>Whether a value is a bytevector.</summary>
    /// <param name="value">The value.</param>
    [TtvmFunction("scheme.bytevector?"), Pure]
    public static bool IsBytevector(Value value) => value.Tag is BytevectorValue;

    /// <summary>A bytevector of so many zeros.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="count">How many.</param>
    [TtvmFunction("scheme.make-bytevector")]
    public static Value Make(ProcessContext context, Value count) => MakeFilled(context, count, 0);

    /// <summary>A bytevector of so many times one byte.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="count">How many times.</param>
    /// <param name="fill">The byte.</param>
    [TtvmFunction("scheme.make-bytevector")]
    public static Value MakeFilled(ProcessContext context, Value count, Value fill)
    {
        if (!SchemeArguments.TryCount(context, "make-bytevector", count, out long length)
            || !SchemeArguments.TryByte(context, "make-bytevector", fill, out byte value)
            || !BulkLimits.AllowBytes(context, length))
        {
            return default;
        }

        long begun = context.BeginWork((int)length);
        byte[] bytes = new byte[length];
        Array.Fill(bytes, value);
        context.EndWork(begun);
        return Value.From(new BytevectorValue(bytes));
    }

    /// <summary>A bytevector of a list of bytes.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="list">The bytes, a proper list.</param>
    [TtvmFunction("scheme.%bytevector")]
    public static Value FromList(ProcessContext context, Value list)
    {
        if (!SchemeListNatives.TryLength(context, "bytevector", list, out int length))
        {
            return default;
        }

        byte[] bytes = new byte[length];
        for (int i = 0; list.Tag is PairValue pair; i++)
        {
            if (!SchemeArguments.TryByte(context, "bytevector", pair.Car, out bytes[i]))
            {
                return default;
            }

            list = pair.Cdr;
        }

        return Value.From(new BytevectorValue(bytes));
    }

    /// <summary>Number of bytes.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="bytevector">The bytevector.</param>
    [TtvmFunction("scheme.bytevector-length")]
    public static long Length(ProcessContext context, Value bytevector) => TryBytes(context, "bytevector-length", bytevector, out byte[] bytes) ? bytes.Length : 0;

    /// <summary>The byte at a position.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="bytevector">The bytevector.</param>
    /// <param name="index">The position, from 0.</param>
    [TtvmFunction("scheme.bytevector-u8-ref")]
    public static long At(ProcessContext context, Value bytevector, Value index)
    {
        if (bytevector.Tag is BytevectorValue { Bytes: var found } && index.IsInt && (ulong)index.AsInt < (ulong)found.Length)
        {
            return found[index.AsInt];
        }

        return TryBytes(context, "bytevector-u8-ref", bytevector, out byte[] bytes)
            && SchemeArguments.TryIndex(context, "bytevector-u8-ref", index, bytes.Length, out int position) ? bytes[position] : 0;
    }

    /// <summary>Replaces the byte at a position.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="bytevector">The bytevector.</param>
    /// <param name="index">The position, from 0.</param>
    /// <param name="value">The new byte.</param>
    [TtvmFunction("scheme.bytevector-u8-set!")]
    public static Value Replace(ProcessContext context, Value bytevector, Value index, Value value)
    {
        if (TryBytes(context, "bytevector-u8-set!", bytevector, out byte[] bytes)
            && SchemeArguments.TryIndex(context, "bytevector-u8-set!", index, bytes.Length, out int position)
            && SchemeArguments.TryByte(context, "bytevector-u8-set!", value, out byte number)
            && MayChange(context, "bytevector-u8-set!", bytevector))
        {
            bytes[position] = number;
        }

        return Value.Unspecified;
    }

    /// <summary>Makes every byte of a bytevector one value.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="bytevector">The bytevector.</param>
    /// <param name="fill">The byte.</param>
    [TtvmFunction("scheme.bytevector-fill!")]
    public static Value Fill(ProcessContext context, Value bytevector, Value fill) => FillPart(context, bytevector, fill, 0, LengthOf(bytevector));

    /// <summary>Makes bytes of a bytevector one value, from a position on.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="bytevector">The bytevector.</param>
    /// <param name="fill">The byte.</param>
    /// <param name="start">The first position.</param>
    [TtvmFunction("scheme.bytevector-fill!")]
    public static Value FillFrom(ProcessContext context, Value bytevector, Value fill, Value start) =>
        FillPart(context, bytevector, fill, start, LengthOf(bytevector));

    /// <summary>Makes bytes of a bytevector one value.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="bytevector">The bytevector.</param>
    /// <param name="fill">The byte.</param>
    /// <param name="start">The first position.</param>
    /// <param name="end">The position after the last.</param>
    [TtvmFunction("scheme.bytevector-fill!")]
    public static Value FillPart(ProcessContext context, Value bytevector, Value fill, Value start, Value end)
    {
        if (TryPart(context, "bytevector-fill!", bytevector, start, end, out byte[] bytes, out var part)
            && SchemeArguments.TryByte(context, "bytevector-fill!", fill, out byte value)
            && MayChange(context, "bytevector-fill!", bytevector))
        {
            bytes.AsSpan(part).Fill(value);
        }

        return Value.Unspecified;
    }

    /// <summary>A new bytevector with the bytes of another one.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="bytevector">The bytevector.</param>
    [TtvmFunction("scheme.bytevector-copy")]
    public static Value Copy(ProcessContext context, Value bytevector) => CopyPart(context, bytevector, 0, LengthOf(bytevector));

    /// <summary>A new bytevector with the bytes of another one from a position on.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="bytevector">The bytevector.</param>
    /// <param name="start">The first position.</param>
    [TtvmFunction("scheme.bytevector-copy")]
    public static Value CopyFrom(ProcessContext context, Value bytevector, Value start) => CopyPart(context, bytevector, start, LengthOf(bytevector));

    /// <summary>A new bytevector with some of the bytes of another one.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="bytevector">The bytevector.</param>
    /// <param name="start">The first position.</param>
    /// <param name="end">The position after the last.</param>
    [TtvmFunction("scheme.bytevector-copy")]
    public static Value CopyPart(ProcessContext context, Value bytevector, Value start, Value end)
    {
        if (!TryPart(context, "bytevector-copy", bytevector, start, end, out byte[] bytes, out var part))
        {
            return default;
        }

        long begun = context.BeginWork(bytes.Length);
        var copy = new BytevectorValue(bytes[part]);
        context.EndWork(begun);
        return Value.From(copy);
    }

    /// <summary>Copies the bytes of a bytevector into another one, which may be the same.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="target">The bytevector that changes.</param>
    /// <param name="at">The first position in it.</param>
    /// <param name="source">The bytevector that is read.</param>
    [TtvmFunction("scheme.bytevector-copy!")]
    public static Value CopyInto(ProcessContext context, Value target, Value at, Value source) =>
        CopyPartInto(context, target, at, source, 0, LengthOf(source));

    /// <summary>Copies bytes of a bytevector, from a position on, into another one, which may be the same.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="target">The bytevector that changes.</param>
    /// <param name="at">The first position in it.</param>
    /// <param name="source">The bytevector that is read.</param>
    /// <param name="start">The first position in that.</param>
    [TtvmFunction("scheme.bytevector-copy!")]
    public static Value CopyFromInto(ProcessContext context, Value target, Value at, Value source, Value start) =>
        CopyPartInto(context, target, at, source, start, LengthOf(source));

    /// <summary>Copies bytes of a bytevector into another one, which may be the same.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="target">The bytevector that changes.</param>
    /// <param name="at">The first position in it.</param>
    /// <param name="source">The bytevector that is read.</param>
    /// <param name="start">The first position in that.</param>
    /// <param name="end">The position after the last.</param>
    [TtvmFunction("scheme.bytevector-copy!")]
    public static Value CopyPartInto(ProcessContext context, Value target, Value at, Value source, Value start, Value end)
    {
        if (TryPart(context, "bytevector-copy!", target, at, LengthOf(target), out byte[] room, out var place)
            && MayChange(context, "bytevector-copy!", target)
            && TryPart(context, "bytevector-copy!", source, start, end, out byte[] bytes, out var part)
            && SchemeArguments.HasRoom(context, "bytevector-copy!", room.AsSpan(place).Length, bytes.AsSpan(part).Length))
        {
            bytes.AsSpan(part).CopyTo(room.AsSpan(place));
        }

        return Value.Unspecified;
    }

    /// <summary>A bytevector with the bytes of two.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="first">The first bytevector.</param>
    /// <param name="second">The second one.</param>
    [TtvmFunction("scheme.bytevector-append")]
    public static Value Append(ProcessContext context, Value first, Value second) =>
        Join(context, Value.From(new PairValue(first, Value.From(new PairValue(second, Value.EmptyList)))));

    /// <summary>A bytevector with the bytes of a list of bytevectors.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="bytevectors">The bytevectors, a proper list.</param>
    [TtvmFunction("scheme.%bytevector-append")]
    public static Value Join(ProcessContext context, Value bytevectors)
    {
        long length = 0;
        for (var rest = bytevectors; rest.Tag is PairValue pair; rest = pair.Cdr)
        {
            if (!TryBytes(context, "bytevector-append", pair.Car, out byte[] bytes))
            {
                return default;
            }

            length += bytes.Length;
        }

        if (!BulkLimits.AllowBytes(context, length))
        {
            return default;
        }

        long begun = context.BeginWork((int)length);
        byte[] all = new byte[length];
        int at = 0;
        for (var rest = bytevectors; rest.Tag is PairValue { Car.Tag: BytevectorValue part } pair; rest = pair.Cdr)
        {
            part.Bytes.CopyTo(all, at);
            at += part.Bytes.Length;
        }

        context.EndWork(begun);
        return Value.From(new BytevectorValue(all));
    }

    /// <summary>Reads a bytevector and a part of it.</summary>
    /// <param name="context">The running process; an error is under way in it when there is no such part.</param>
    /// <param name="procedure">The procedure in error texts.</param>
    /// <param name="bytevector">The bytevector.</param>
    /// <param name="start">The first position.</param>
    /// <param name="end">The position after the last.</param>
    /// <param name="bytes">The bytes of the bytevector.</param>
    /// <param name="part">The part.</param>
    internal static bool TryPart(ProcessContext context, string procedure, Value bytevector, Value start, Value end, out byte[] bytes, out Range part)
    {
        part = default;
        return TryBytes(context, procedure, bytevector, out bytes) && SchemeArguments.TryPart(context, procedure, start, end, bytes.Length, out part);
    }

    /// <summary>Where a bytevector ends; what is no bytevector is refused when it is read.</summary>
    /// <param name="bytevector">The bytevector.</param>
    internal static Value LengthOf(Value bytevector) => bytevector.Tag is BytevectorValue { Bytes: var bytes } ? bytes.Length : 0;

    private static bool TryBytes(ProcessContext context, string procedure, Value bytevector, out byte[] bytes)
    {
        if (bytevector.Tag is BytevectorValue { Bytes: var found })
        {
            bytes = found;
            return true;
        }

        bytes = [];
        context.RaiseWrongType(procedure, "a bytevector", bytevector);
        return false;
    }

    private static bool MayChange(ProcessContext context, string procedure, Value bytevector)
    {
        if (bytevector.Tag is BytevectorValue { IsConstant: true })
        {
            context.Raise($"{procedure}: a literal cannot be changed");
            return false;
        }

        return true;
    }
}
