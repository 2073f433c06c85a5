using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Scheme;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Natives;

/// <summary>Procedures of Scheme on parts of strings, and between strings and lists.</summary>
[TtvmLibrary("scheme")]
public static class SchemeStringPartNatives
{
    /// <summary>A copy of some of the characters.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="text">The string.</param>
    /// <param name="start">The first position.</param>
    /// <param name="end">The position after the last.</param>
    [TtvmFunction("scheme.substring")]
    public static Value Substring(ProcessContext context, Value text, Value start, Value end) => Copy(context, "substring", text, start, end);

    /// <summary>A copy of the characters.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="text">The string.</param>
    [TtvmFunction("scheme.string-copy")]
    public static Value CopyAll(ProcessContext context, Value text) => Copy(context, "string-copy", text, Value.Int(0), Value.Unset);

    /// <summary>A copy of the characters from a position on.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="text">The string.</param>
    /// <param name="start">The first position.</param>
    [TtvmFunction("scheme.string-copy")]
    public static Value CopyFrom(ProcessContext context, Value text, Value start) => Copy(context, "string-copy", text, start, Value.Unset);

    /// <summary>A copy of the characters of a part.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="text">The string.</param>
    /// <param name="start">The first position.</param>
    /// <param name="end">The position after the last.</param>
    [TtvmFunction("scheme.string-copy")]
    public static Value CopyPart(ProcessContext context, Value text, Value start, Value end) => Copy(context, "string-copy", text, start, end);

    /// <summary>A list of the characters.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="text">The string.</param>
    [TtvmFunction("scheme.string->list")]
    public static Value ToList(ProcessContext context, Value text) => List(context, "string->list", text, Value.Int(0), Value.Unset);

    /// <summary>A list of the characters from a position on.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="text">The string.</param>
    /// <param name="start">The first position.</param>
    [TtvmFunction("scheme.string->list")]
    public static Value ToListFrom(ProcessContext context, Value text, Value start) => List(context, "string->list", text, start, Value.Unset);

    /// <summary>A list of the characters of a part.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="text">The string.</param>
    /// <param name="start">The first position.</param>
    /// <param name="end">The position after the last.</param>
    [TtvmFunction("scheme.string->list")]
    public static Value ToListPart(ProcessContext context, Value text, Value start, Value end) => List(context, "string->list", text, start, end);

    /// <summary>A string of a list of characters.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="list">The list.</param>
    [TtvmFunction("scheme.list->string")]
    public static Value OfList(ProcessContext context, Value list) => OfList(context, "list->string", list, isBackwards: false);

    /// <summary>A string of a list of characters from the last to the first.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="list">The list.</param>
    [TtvmFunction("scheme.%reverse-list->string")]
    public static Value OfReversedList(ProcessContext context, Value list) => OfList(context, "string-map", list, isBackwards: true);

    /// <summary>Puts one character in the place of all.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="text">The string.</param>
    /// <param name="character">The character.</param>
    [TtvmFunction("scheme.string-fill!")]
    public static Value Fill(ProcessContext context, Value text, Value character) => FillPart(context, text, character, Value.Int(0), Value.Unset);

    /// <summary>Puts one character in the place of those from a position on.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="text">The string.</param>
    /// <param name="character">The character.</param>
    /// <param name="start">The first position.</param>
    [TtvmFunction("scheme.string-fill!")]
    public static Value FillFrom(ProcessContext context, Value text, Value character, Value start) => FillPart(context, text, character, start, Value.Unset);

    /// <summary>Puts one character in the place of those of a part.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="text">The string.</param>
    /// <param name="character">The character.</param>
    /// <param name="start">The first position.</param>
    /// <param name="end">The position after the last.</param>
    [TtvmFunction("scheme.string-fill!")]
    public static Value FillPart(ProcessContext context, Value text, Value character, Value start, Value end)
    {
        if (SchemeStringNatives.TryChangeable(context, "string-fill!", text, out var target)
            && SchemeCharacterNatives.Expect(context, "string-fill!", character)
            && TryPart(context, "string-fill!", target.Length, start, end, out int first, out int after))
        {
            long begun = context.BeginWork(after - first);
            target.Fill((int)character.Bits, first, after);
            context.EndWork(begun);
        }

        return Value.Unspecified;
    }

    /// <summary>Copies the characters of a string into another, or to another place in the same.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="to">The string that changes.</param>
    /// <param name="at">Position of the first character that is replaced.</param>
    /// <param name="from">The string they are copied from.</param>
    [TtvmFunction("scheme.string-copy!")]
    public static Value Replace(ProcessContext context, Value to, Value at, Value from) => ReplacePart(context, to, at, from, Value.Int(0), Value.Unset);

    /// <summary>Copies the characters from a position on of a string into another, or to another place in the same.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="to">The string that changes.</param>
    /// <param name="at">Position of the first character that is replaced.</param>
    /// <param name="from">The string they are copied from.</param>
    /// <param name="start">The first position there.</param>
    [TtvmFunction("scheme.string-copy!")]
    public static Value ReplaceFrom(ProcessContext context, Value to, Value at, Value from, Value start) => ReplacePart(context, to, at, from, start, Value.Unset);

    /// <summary>Copies some of the characters of a string into another, or to another place in the same.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="to">The string that changes.</param>
    /// <param name="at">Position of the first character that is replaced.</param>
    /// <param name="from">The string they are copied from.</param>
    /// <param name="start">The first position there.</param>
    /// <param name="end">The position after the last there.</param>
    [TtvmFunction("scheme.string-copy!")]
    public static Value ReplacePart(ProcessContext context, Value to, Value at, Value from, Value start, Value end)
    {
        if (!SchemeStringNatives.TryChangeable(context, "string-copy!", to, out var target)
            || !SchemeStringNatives.Expect(context, "string-copy!", from)
            || !TryPart(context, "string-copy!", target.Length, at, Value.Unset, out int place, out int room))
        {
            return default;
        }

        var source = SchemeStringNatives.CharactersOf(from);
        if (TryPart(context, "string-copy!", source.Length, start, end, out int first, out int after)
            && SchemeArguments.HasRoom(context, "string-copy!", room - place, after - first))
        {
            long begun = context.BeginWork(after - first);
            target.Replace(place, source, first, after - first);
            context.EndWork(begun);
        }

        return Value.Unspecified;
    }

    /// <summary>The string in upper case; a character may become several.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="text">The string.</param>
    [TtvmFunction("scheme.string-upcase")]
    public static Value Up(ProcessContext context, Value text) => Convert(context, "string-upcase", text, TextCase.Up);

    /// <summary>The string in lower case; a sigma at the end of a word becomes the final one.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="text">The string.</param>
    [TtvmFunction("scheme.string-downcase")]
    public static Value Down(ProcessContext context, Value text) => Convert(context, "string-downcase", text, TextCase.Down);

    /// <summary>The string as it is compared where case does not count.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="text">The string.</param>
    [TtvmFunction("scheme.string-foldcase")]
    public static Value Fold(ProcessContext context, Value text) => Convert(context, "string-foldcase", text, TextCase.Fold);

    private static Value Convert(ProcessContext context, string procedure, Value text, Func<string, string> convert)
    {
        if (!SchemeArguments.TryText(context, procedure, text, out string all))
        {
            return default;
        }

        long begun = context.BeginWork(all.Length);
        var converted = MutableText.Of(convert(all));
        context.EndWork(begun);
        return Value.From(converted);
    }

    private static Value Copy(ProcessContext context, string procedure, Value text, Value start, Value end)
    {
        if (!SchemeStringNatives.Expect(context, procedure, text))
        {
            return default;
        }

        var source = SchemeStringNatives.CharactersOf(text);
        if (!TryPart(context, procedure, source.Length, start, end, out int first, out int after))
        {
            return default;
        }

        long begun = context.BeginWork(after - first);
        var copy = source.Slice(first, after);
        context.EndWork(begun);
        return Value.From(copy);
    }

    private static Value List(ProcessContext context, string procedure, Value text, Value start, Value end)
    {
        if (!SchemeStringNatives.Expect(context, procedure, text))
        {
            return default;
        }

        var source = SchemeStringNatives.CharactersOf(text);
        if (!TryPart(context, procedure, source.Length, start, end, out int first, out int after) || !BulkLimits.AllowList(context, 2L * (after - first)))
        {
            return default;
        }

        long begun = context.BeginWork(after - first);
        var list = Value.EmptyList;
        for (int i = after - 1; i >= first; i--)
        {
            list = Value.From(new PairValue(Value.Character(source[i]), list));
        }

        context.EndWork(begun);
        return list;
    }

    private static Value OfList(ProcessContext context, string procedure, Value list, bool isBackwards)
    {
        if (!SchemeListNatives.TryLength(context, procedure, list, out int length) || !BulkLimits.AllowText(context, 2L * length))
        {
            return default;
        }

        long begun = context.BeginWork(length);
        var text = MutableText.Repeat(length, 0);
        for (int i = 0; list.Tag is PairValue pair; i++)
        {
            if (!SchemeCharacterNatives.Expect(context, procedure, pair.Car))
            {
                return default;
            }

            text[isBackwards ? length - 1 - i : i] = (int)pair.Car.Bits;
            list = pair.Cdr;
        }

        context.EndWork(begun);
        return Value.From(text);
    }

    /// <summary>Reads a part of a string; an unset end is the end of the string.</summary>
    private static bool TryPart(ProcessContext context, string procedure, int length, Value start, Value end, out int first, out int after)
    {
        bool isPart = SchemeArguments.TryPart(context, procedure, start, end.IsUnset ? Value.Int(length) : end, length, out var part);
        (first, after) = (part.Start.Value, part.End.Value);
        return isPart;
    }
}
