using System.Globalization;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Scheme;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Natives;

/// <summary>Positions and sizes that procedures of Scheme are given.</summary>
internal static class SchemeArguments
{
    /// <summary>Reads an exact integer that is not negative; one too large for 64 bits counts as the largest.</summary>
    /// <param name="context">The running process; an error is under way in it when there is none.</param>
    /// <param name="procedure">The procedure in error texts.</param>
    /// <param name="value">The argument.</param>
    /// <param name="count">The number.</param>
    public static bool TryCount(ProcessContext context, string procedure, Value value, out long count)
    {
        count = value.IsInt ? value.AsInt : value.Tag is BigIntegerValue { Number.Sign: > 0 } ? long.MaxValue : -1;
        if (count >= 0)
        {
            return true;
        }

        context.RaiseWrongType(procedure, "an exact integer that is not negative", value);
        return false;
    }

    /// <summary>A number that was given, in error texts: one too large for 64 bits is shown as it is, up to some digits.</summary>
    /// <param name="number">The number.</param>
    public static string Shown(Value number) => DatumWriter.ToText(number, DatumStyle.Write, ErrorText.MostShownDatum, nameOf: null);

    /// <summary>Reads a position within a sequence.</summary>
    /// <param name="context">The running process; an error is under way in it when it is none.</param>
    /// <param name="procedure">The procedure in error texts.</param>
    /// <param name="value">The argument.</param>
    /// <param name="length">The length of the sequence.</param>
    /// <param name="index">The position.</param>
    public static bool TryIndex(ProcessContext context, string procedure, Value value, int length, out int index)
    {
        index = 0;
        if (!TryCount(context, procedure, value, out long wanted))
        {
            return false;
        }

        if (wanted >= length)
        {
            context.Raise(string.Create(CultureInfo.InvariantCulture, $"{procedure}: index {Shown(value)} is out of range for length {length}"));
            return false;
        }

        index = (int)wanted;
        return true;
    }

    /// <summary>Reads where a part of a sequence begins and ends.</summary>
    /// <param name="context">The running process; an error is under way in it when there is no such part.</param>
    /// <param name="procedure">The procedure in error texts.</param>
    /// <param name="start">The first position.</param>
    /// <param name="end">The position after the last.</param>
    /// <param name="length">The length of the sequence.</param>
    /// <param name="part">The part.</param>
    public static bool TryPart(ProcessContext context, string procedure, Value start, Value end, int length, out Range part)
    {
        part = default;
        if (!TryCount(context, procedure, start, out long first) || !TryCount(context, procedure, end, out long after))
        {
            return false;
        }

        if (first > after || after > length)
        {
            context.Raise(string.Create(CultureInfo.InvariantCulture, $"{procedure}: the part from {Shown(start)} to {Shown(end)} is out of range for length {length}"));
            return false;
        }

        part = (int)first..(int)after;
        return true;
    }

    /// <summary>Reads an exact integer from 0 to 255.</summary>
    /// <param name="context">The running process; an error is under way in it when it is none.</param>
    /// <param name="procedure">The procedure in error texts.</param>
    /// <param name="value">The argument.</param>
    /// <param name="number">The number.</param>
    public static bool TryByte(ProcessContext context, string procedure, Value value, out byte number)
    {
        number = unchecked((byte)value.Bits);
        if (value.IsInt && value.AsInt is >= byte.MinValue and <= byte.MaxValue)
        {
            return true;
        }

        context.RaiseWrongType(procedure, "an exact integer from 0 to 255", value);
        return false;
    }

    /// <summary>Whether what is copied fits where it goes.</summary>
    /// <param name="context">The running process; an error is under way in it when it does not.</param>
    /// <param name="procedure">The procedure in error texts.</param>
    /// <param name="room">Elements there is room for.</param>
    /// <param name="wanted">Elements that are copied.</param>
    public static bool HasRoom(ProcessContext context, string procedure, int room, int wanted)
    {
        if (wanted <= room)
        {
            return true;
        }

        context.Raise(string.Create(CultureInfo.InvariantCulture, $"{procedure}: {wanted} elements do not fit where there is room for {room}"));
        return false;
    }

    /// <summary>Reads text, as it is now.</summary>
    /// <param name="context">The running process; an error is under way in it when the value is none.</param>
    /// <param name="procedure">The procedure in error texts.</param>
    /// <param name="value">The argument.</param>
    /// <param name="text">The text.</param>
    public static bool TryText(ProcessContext context, string procedure, Value value, out string text)
    {
        if (value.IsText || value.Tag is MutableText)
        {
            text = value.Tag!.ToString()!;
            return true;
        }

        text = "";
        context.RaiseWrongType(procedure, "a string", value);
        return false;
    }
}
