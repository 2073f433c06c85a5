using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Natives;

/// <summary>Functions of bytes, which do not change: results are new ones.</summary>
[TtvmLibrary("bytes")]
public static class BytesNatives
{
    private const int BitsOfByte = 8;

    /// <summary>Number of bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    [TtvmFunction("bytes.length"), Pure]
    public static long Length(BytesValue bytes) => bytes.Bytes.Length;

    /// <summary>The byte at a position, 0 to 255.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="bytes">The bytes.</param>
    /// <param name="index">The position; the first is 0.</param>
    [TtvmFunction("bytes.get"), Pure]
    public static long Get(ProcessContext context, BytesValue bytes, long index)
    {
        if ((ulong)index < (ulong)bytes.Bytes.Length)
        {
            return bytes.Bytes[index];
        }

        RaiseOutside(context, "bytes.get", index, 1, bytes);
        return 0;
    }

    /// <summary>The bytes from a position up to, and without, another one. Positions outside stand for the nearest end.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="bytes">The bytes.</param>
    /// <param name="from">The first position.</param>
    /// <param name="to">The position after the last.</param>
    [TtvmFunction("bytes.slice")]
    public static BytesValue Slice(ProcessContext context, BytesValue bytes, long from, long to)
    {
        int start = (int)Math.Clamp(from, 0, bytes.Bytes.Length);
        int end = (int)Math.Clamp(to, start, bytes.Bytes.Length);
        if (end - start == bytes.Bytes.Length)
        {
            return bytes;
        }

        long begun = context.BeginWork(end - start);
        var part = new BytesValue(bytes.Bytes[start..end]);
        context.EndWork(begun);
        return part;
    }

    /// <summary>Bytes with others behind them.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The first bytes.</param>
    /// <param name="b">The others.</param>
    [TtvmFunction("bytes.concat")]
    public static BytesValue Concat(ProcessContext context, BytesValue a, BytesValue b)
    {
        long length = (long)a.Bytes.Length + b.Bytes.Length;
        if (!BulkLimits.AllowBytes(context, length))
        {
            return a;
        }

        long begun = context.BeginWork((int)length);
        var both = new BytesValue([.. a.Bytes, .. b.Bytes]);
        context.EndWork(begun);
        return both;
    }

    /// <summary>Bytes of a list of Ints.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="list">Ints from 0 to 255.</param>
    [TtvmFunction("bytes.from_list")]
    public static Value FromList(ProcessContext context, ListValue list)
    {
        if (!BulkLimits.AllowBytes(context, list.Count))
        {
            return default;
        }

        long begun = context.BeginWork(list.Count);
        byte[] bytes = new byte[list.Count];
        for (int i = 0; i < bytes.Length; i++)
        {
            var element = list[i];
            if (!element.IsInt || element.AsInt is < 0 or > byte.MaxValue)
            {
                context.RaiseTypeMismatch("bytes.from_list", "ints from 0 to 255", element);
                return default;
            }

            bytes[i] = (byte)element.AsInt;
        }

        context.EndWork(begun);
        return Value.From(new BytesValue(bytes));
    }

    /// <summary>The list of bytes as Ints from 0 to 255.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="bytes">The bytes.</param>
    [TtvmFunction("bytes.to_list")]
    public static ListValue ToList(ProcessContext context, BytesValue bytes)
    {
        if (!BulkLimits.AllowList(context, bytes.Bytes.Length))
        {
            return ListValue.Empty;
        }

        long begun = context.BeginWork(bytes.Bytes.Length);
        var list = ListValue.FromOwned(Array.ConvertAll(bytes.Bytes, static one => Value.Int(one)));
        context.EndWork(begun);
        return list;
    }

    /// <summary>Bytes several times in a row.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="bytes">The bytes.</param>
    /// <param name="count">How many times; none for 0 or less.</param>
    [TtvmFunction("bytes.repeat")]
    public static Value Repeat(ProcessContext context, BytesValue bytes, long count)
    {
        int length = bytes.Bytes.Length;
        long times = length == 0 ? 0 : Math.Max(count, 0);
        if (!BulkLimits.AllowBytes(context, times > Array.MaxLength ? long.MaxValue : times * length))
        {
            return default;
        }

        long begun = context.BeginWork((int)times * length);
        byte[] all = new byte[times * length];
        for (int start = 0; start < all.Length; start += length)
        {
            bytes.Bytes.CopyTo(all, start);
        }

        context.EndWork(begun);
        return Value.From(new BytesValue(all));
    }

    /// <summary>The first position at which bytes contain others, or -1.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="bytes">The bytes.</param>
    /// <param name="part">The others.</param>
    [TtvmFunction("bytes.index_of"), Pure]
    public static long IndexOf(ProcessContext context, BytesValue bytes, BytesValue part)
    {
        long begun = context.BeginWork(bytes.Bytes.Length);
        long index = bytes.Bytes.AsSpan().IndexOf(part.Bytes);
        context.EndWork(begun);
        return index;
    }

    /// <summary>1 when two values are the same bytes, otherwise 0.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The first bytes.</param>
    /// <param name="b">The others.</param>
    [TtvmFunction("bytes.equal"), Pure]
    public static long AreEqual(ProcessContext context, BytesValue a, BytesValue b)
    {
        long begun = context.BeginWork(Math.Min(a.Bytes.Length, b.Bytes.Length));
        bool areEqual = a.Bytes.AsSpan().SequenceEqual(b.Bytes);
        context.EndWork(begun);
        return areEqual ? 1 : 0;
    }

    /// <summary>The number that some bytes stand for, 0 or more; 8 bytes are all bits of an Int, its sign among them.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="bytes">The bytes.</param>
    /// <param name="at">The position of the first.</param>
    /// <param name="size">How many, 1 to 8.</param>
    /// <param name="isBigEndian">Whether the most significant byte is the first, as in most protocols, or the last.</param>
    [TtvmFunction("bytes.read_int"), Pure]
    public static long ReadInt(ProcessContext context, BytesValue bytes, long at, long size, bool isBigEndian)
    {
        if (!IsSize(context, "bytes.read_int", size))
        {
            return 0;
        }

        if (at < 0 || at > bytes.Bytes.Length - size)
        {
            RaiseOutside(context, "bytes.read_int", at, size, bytes);
            return 0;
        }

        ulong number = 0;
        for (int i = 0; i < size; i++)
        {
            number = (number << BitsOfByte) | bytes.Bytes[at + (isBigEndian ? i : size - 1 - i)];
        }

        return (long)number;
    }

    /// <summary>The bytes of a number; a negative one is written in two's complement.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="value">The number; it must fit.</param>
    /// <param name="size">How many bytes, 1 to 8.</param>
    /// <param name="isBigEndian">Whether the most significant byte is the first, as in most protocols, or the last.</param>
    [TtvmFunction("bytes.write_int")]
    public static Value WriteInt(ProcessContext context, long value, long size, bool isBigEndian)
    {
        if (!IsSize(context, "bytes.write_int", size))
        {
            return default;
        }

        int bits = (int)size * BitsOfByte;
        if (size < sizeof(long) && (value >= 1L << bits || value < -(1L << (bits - 1))))
        {
            context.Raise($"bytes.write_int: {value} does not fit into {Count(size)}");
            return default;
        }

        byte[] bytes = new byte[size];
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[isBigEndian ? bytes.Length - 1 - i : i] = (byte)(value >> (i * BitsOfByte));
        }

        return Value.From(new BytesValue(bytes));
    }

    /// <summary>The text that UTF-8 bytes stand for; an error for others.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="bytes">The bytes.</param>
    [TtvmFunction("bytes.to_text")]
    public static string ToText(ProcessContext context, BytesValue bytes) => StringNatives.TextOf(context, "bytes.to_text", bytes);

    /// <summary>The UTF-8 bytes of a text.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="text">The text.</param>
    [TtvmFunction("bytes.from_text")]
    public static BytesValue FromText(ProcessContext context, string text) => StringNatives.ToBytes(context, text);

    private static bool IsSize(ProcessContext context, string function, long size)
    {
        if (size is >= 1 and <= sizeof(long))
        {
            return true;
        }

        context.Raise($"{function}: an Int has 1 to 8 bytes, not {size}");
        return false;
    }

    private static void RaiseOutside(ProcessContext context, string function, long at, long count, BytesValue bytes) =>
        context.Raise($"{function}: no {(count == 1 ? "byte" : Count(count))} at {at} of {Count(bytes.Bytes.Length)}");

    private static string Count(long bytes) => bytes == 1 ? "1 byte" : $"{bytes} bytes";
}
