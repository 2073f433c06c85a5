using System.Text;
using System.Text.Unicode;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Natives;

/// <summary>Procedures of Scheme that make vectors of lists and strings, strings of bytevectors, and back.</summary>
[TtvmLibrary("scheme")]
public static class SchemeVectorConversionNatives
{
    /// <summary>A vector with the elements of a proper list.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="list">The list.</param>
    [TtvmFunction("scheme.list->vector")]
    public static Value FromList(ProcessContext context, Value list)
    {
        if (!SchemeListNatives.TryLength(context, "list->vector", list, out int length))
        {
            return default;
        }

        long begun = context.BeginWork(length);
        var items = new Value[length];
        for (int i = 0; list.Tag is PairValue pair; i++)
        {
            Value.Fill(ref items[i], pair.Car);
            list = pair.Cdr;
        }

        context.EndWork(begun);
        return Value.From(new VectorValue(items));
    }

    /// <summary>A vector with the elements of a proper list from the last to the first.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="list">The list.</param>
    [TtvmFunction("scheme.%reverse-list->vector")]
    public static Value FromReversedList(ProcessContext context, Value list)
    {
        var vector = FromList(context, list);
        if (vector.Tag is VectorValue { Items: var items })
        {
            Array.Reverse(items);
        }

        return vector;
    }

    /// <summary>A list of the elements of a vector.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="vector">The vector.</param>
    [TtvmFunction("scheme.vector->list")]
    public static Value ToList(ProcessContext context, Value vector) => ToListOfPart(context, vector, 0, SchemeVectorNatives.LengthOf(vector));

    /// <summary>A list of the elements of a vector from a position on.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="vector">The vector.</param>
    /// <param name="start">The first position.</param>
    [TtvmFunction("scheme.vector->list")]
    public static Value ToListFrom(ProcessContext context, Value vector, Value start) =>
        ToListOfPart(context, vector, start, SchemeVectorNatives.LengthOf(vector));

    /// <summary>A list of some of the elements of a vector.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="vector">The vector.</param>
    /// <param name="start">The first position.</param>
    /// <param name="end">The position after the last.</param>
    [TtvmFunction("scheme.vector->list")]
    public static Value ToListOfPart(ProcessContext context, Value vector, Value start, Value end)
    {
        if (!SchemeVectorNatives.TryPart(context, "vector->list", vector, start, end, out var items, out var part))
        {
            return default;
        }

        long begun = context.BeginWork(items.Length);
        var list = SchemeListNatives.ListOf(items.AsSpan(part));
        context.EndWork(begun);
        return list;
    }

    /// <summary>A string of a vector of characters.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="vector">The vector.</param>
    [TtvmFunction("scheme.vector->string")]
    public static Value ToText(ProcessContext context, Value vector) => ToTextOfPart(context, vector, 0, SchemeVectorNatives.LengthOf(vector));

    /// <summary>A string of the characters of a vector from a position on.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="vector">The vector.</param>
    /// <param name="start">The first position.</param>
    [TtvmFunction("scheme.vector->string")]
    public static Value ToTextFrom(ProcessContext context, Value vector, Value start) =>
        ToTextOfPart(context, vector, start, SchemeVectorNatives.LengthOf(vector));

    /// <summary>A string of some of the characters of a vector.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="vector">The vector.</param>
    /// <param name="start">The first position.</param>
    /// <param name="end">The position after the last.</param>
    [TtvmFunction("scheme.vector->string")]
    public static Value ToTextOfPart(ProcessContext context, Value vector, Value start, Value end)
    {
        if (!SchemeVectorNatives.TryPart(context, "vector->string", vector, start, end, out var items, out var part)
            || !BulkLimits.AllowText(context, 2L * items.Length))
        {
            return default;
        }

        long begun = context.BeginWork(items.Length);
        var text = new StringBuilder();
        Span<char> units = stackalloc char[2];
        foreach (var item in items.AsSpan(part))
        {
            if (!item.IsCharacter)
            {
                context.RaiseWrongType("vector->string", "a vector of characters", item);
                return default;
            }

            text.Append(units[..TextScalars.Encode((int)item.Bits, units)]);
        }

        context.EndWork(begun);
        return Value.From(MutableText.Of(text.ToString()));
    }

    /// <summary>A vector of the characters of a string.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="text">The string.</param>
    [TtvmFunction("scheme.string->vector")]
    public static Value OfText(ProcessContext context, Value text) => OfTextPart(context, text, 0, Value.Unset);

    /// <summary>A vector of the characters of a string from a position on.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="text">The string.</param>
    /// <param name="start">The first position.</param>
    [TtvmFunction("scheme.string->vector")]
    public static Value OfTextFrom(ProcessContext context, Value text, Value start) => OfTextPart(context, text, start, Value.Unset);

    /// <summary>A vector of some of the characters of a string.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="text">The string.</param>
    /// <param name="start">The first position.</param>
    /// <param name="end">The position after the last.</param>
    [TtvmFunction("scheme.string->vector")]
    public static Value OfTextPart(ProcessContext context, Value text, Value start, Value end)
    {
        if (!TryTextPart(context, "string->vector", text, start, end, out var characters, out var part)
            || !BulkLimits.AllowList(context, characters.Length))
        {
            return default;
        }

        long begun = context.BeginWork(characters.Length);
        var (first, length) = part.GetOffsetAndLength(characters.Length);
        var items = new Value[length];
        for (int i = 0; i < length; i++)
        {
            items[i] = Value.Character(characters[first + i]);
        }

        context.EndWork(begun);
        return Value.From(new VectorValue(items));
    }

    /// <summary>The string that bytes are in UTF-8.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="bytevector">The bytes.</param>
    [TtvmFunction("scheme.utf8->string")]
    public static Value Decode(ProcessContext context, Value bytevector) => DecodePart(context, bytevector, 0, SchemeBytevectorNatives.LengthOf(bytevector));

    /// <summary>The string that bytes from a position on are in UTF-8.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="bytevector">The bytes.</param>
    /// <param name="start">The first position.</param>
    [TtvmFunction("scheme.utf8->string")]
    public static Value DecodeFrom(ProcessContext context, Value bytevector, Value start) =>
        DecodePart(context, bytevector, start, SchemeBytevectorNatives.LengthOf(bytevector));

    /// <summary>The string that some bytes are in UTF-8.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="bytevector">The bytes.</param>
    /// <param name="start">The first position.</param>
    /// <param name="end">The position after the last.</param>
    [TtvmFunction("scheme.utf8->string")]
    public static Value DecodePart(ProcessContext context, Value bytevector, Value start, Value end)
    {
        if (!SchemeBytevectorNatives.TryPart(context, "utf8->string", bytevector, start, end, out byte[] bytes, out var part)
            || !BulkLimits.AllowText(context, bytes.Length))
        {
            return default;
        }

        if (!Utf8.IsValid(bytes.AsSpan(part)))
        {
            context.Raise("utf8->string: the bytes are not valid UTF-8");
            return default;
        }

        long begun = context.BeginWork(bytes.Length);
        var text = MutableText.Of(Encoding.UTF8.GetString(bytes.AsSpan(part)));
        context.EndWork(begun);
        return Value.From(text);
    }

    /// <summary>The bytes of a string in UTF-8.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="text">The string.</param>
    [TtvmFunction("scheme.string->utf8")]
    public static Value Encode(ProcessContext context, Value text) =>
        SchemeArguments.TryText(context, "string->utf8", text, out string all) ? EncodeText(context, all) : default;

    /// <summary>The bytes of the characters of a string from a position on in UTF-8.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="text">The string.</param>
    /// <param name="start">The first position.</param>
    [TtvmFunction("scheme.string->utf8")]
    public static Value EncodeFrom(ProcessContext context, Value text, Value start) => EncodePart(context, text, start, Value.Unset);

    /// <summary>The bytes of some characters of a string in UTF-8.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="text">The string.</param>
    /// <param name="start">The first position.</param>
    /// <param name="end">The position after the last.</param>
    [TtvmFunction("scheme.string->utf8")]
    public static Value EncodePart(ProcessContext context, Value text, Value start, Value end)
    {
        if (!TryTextPart(context, "string->utf8", text, start, end, out var characters, out var part))
        {
            return default;
        }

        var (first, length) = part.GetOffsetAndLength(characters.Length);
        return EncodeText(context, characters.Slice(first, first + length).ToString());
    }

    private static Value EncodeText(ProcessContext context, string text)
    {
        if (!BulkLimits.AllowBytes(context, Encoding.UTF8.GetByteCount(text)))
        {
            return default;
        }

        long begun = context.BeginWork(text.Length);
        var bytes = new BytevectorValue(Encoding.UTF8.GetBytes(text));
        context.EndWork(begun);
        return Value.From(bytes);
    }

    /// <summary>Reads text whose characters have positions, and a part of it; an unset end is the end of the text.</summary>
    private static bool TryTextPart(ProcessContext context, string procedure, Value text, Value start, Value end, out MutableText characters, out Range part)
    {
        part = default;
        if (text.Tag is MutableText changeable)
        {
            characters = changeable;
        }
        else if (SchemeArguments.TryText(context, procedure, text, out string plain))
        {
            characters = MutableText.Of(plain);
        }
        else
        {
            characters = MutableText.Of("");
            return false;
        }

        return SchemeArguments.TryPart(context, procedure, start, end.IsUnset ? characters.Length : end, characters.Length, out part);
    }
}
