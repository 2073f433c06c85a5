using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Natives;

/// <summary>Procedures of Scheme on strings and their characters. Positions count characters: Unicode scalar values.</summary>
/// <remarks>What procedures make can be changed; literals and the names of symbols cannot.</remarks>
[TtvmLibrary("scheme")]
public static class SchemeStringNatives
{
    private const int Space = ' ';

    /// <summary>Whether a value is a string.</summary>
    /// <param name="value">The value.</param>
    [TtvmFunction("scheme.string?"), Pure]
    public static bool IsString(Value value) => value.IsText || value.Tag is MutableText;

    /// <summary>A string of spaces.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="length">How many.</param>
    [TtvmFunction("scheme.make-string")]
    public static Value Make(ProcessContext context, Value length) => MakeOf(context, length, Value.Character(Space));

    /// <summary>A string of one character several times over.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="length">How many times.</param>
    /// <param name="character">The character.</param>
    [TtvmFunction("scheme.make-string")]
    public static Value MakeOf(ProcessContext context, Value length, Value character)
    {
        if (!SchemeArguments.TryCount(context, "make-string", length, out long count)
            || !SchemeCharacterNatives.Expect(context, "make-string", character)
            || !BulkLimits.AllowText(context, Math.Min(count, int.MaxValue) * 2))
        {
            return default;
        }

        long begun = context.BeginWork((int)count);
        var text = MutableText.Repeat((int)count, (int)character.Bits);
        context.EndWork(begun);
        return Value.From(text);
    }

    /// <summary>Number of characters.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="text">The string.</param>
    [TtvmFunction("scheme.string-length"), Pure]
    public static long Length(ProcessContext context, Value text) => Expect(context, "string-length", text) ? LengthOf(text) : 0;

    /// <summary>The character at a position.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="text">The string.</param>
    /// <param name="index">The position.</param>
    [TtvmFunction("scheme.string-ref")]
    public static Value Ref(ProcessContext context, Value text, Value index)
    {
        if (index.IsInt)
        {
            if (text.Tag is MutableText changeable)
            {
                if ((ulong)index.Bits < (ulong)changeable.Length)
                {
                    return Value.Character(changeable[(int)index.Bits]);
                }
            }
            else if (text.Tag is string literal && (ulong)index.Bits < (ulong)literal.Length && TextPositions.IsPlain(literal))
            {
                return Value.Character(literal[(int)index.Bits]);
            }
        }

        return RefSlow(context, text, index);
    }

    /// <summary>Replaces a character.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="text">The string.</param>
    /// <param name="index">The position.</param>
    /// <param name="character">The new character.</param>
    [TtvmFunction("scheme.string-set!")]
    public static Value Set(ProcessContext context, Value text, Value index, Value character)
    {
        if (TryChangeable(context, "string-set!", text, out var changeable)
            && SchemeArguments.TryIndex(context, "string-set!", index, changeable.Length, out int position)
            && SchemeCharacterNatives.Expect(context, "string-set!", character))
        {
            changeable[position] = (int)character.Bits;
        }

        return Value.Unspecified;
    }

    /// <summary>A string without characters.</summary>
    [TtvmFunction("scheme.string")]
    public static Value OfNone() => Value.From(MutableText.Of("", 0));

    /// <summary>A string of one character.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="character">The character.</param>
    [TtvmFunction("scheme.string")]
    public static Value OfOne(ProcessContext context, Value character) =>
        SchemeCharacterNatives.Expect(context, "string", character) ? Value.From(MutableText.Repeat(1, (int)character.Bits)) : default;

    /// <summary>A string of two characters.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="first">The first.</param>
    /// <param name="second">The second.</param>
    [TtvmFunction("scheme.string")]
    public static Value OfTwo(ProcessContext context, Value first, Value second)
    {
        if (!SchemeCharacterNatives.Expect(context, "string", first) || !SchemeCharacterNatives.Expect(context, "string", second))
        {
            return default;
        }

        var text = MutableText.Repeat(2, (int)first.Bits);
        text[1] = (int)second.Bits;
        return Value.From(text);
    }

    /// <summary>No string.</summary>
    [TtvmFunction("scheme.string-append")]
    public static Value AppendNone() => OfNone();

    /// <summary>A copy of a string.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="text">The string.</param>
    [TtvmFunction("scheme.string-append")]
    public static Value AppendOne(ProcessContext context, Value text) =>
        Expect(context, "string-append", text) ? Value.From(CharactersOf(text).Slice(0, LengthOf(text))) : default;

    /// <summary>Two strings one after the other.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="first">The first.</param>
    /// <param name="second">The second.</param>
    [TtvmFunction("scheme.string-append")]
    public static Value Append(ProcessContext context, Value first, Value second) =>
        Expect(context, "string-append", first) && Expect(context, "string-append", second) ? Join(context, first, second) : default;

    /// <summary>Three strings one after the other.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="first">The first.</param>
    /// <param name="second">The second.</param>
    /// <param name="third">The third.</param>
    [TtvmFunction("scheme.string-append")]
    public static Value AppendThree(ProcessContext context, Value first, Value second, Value third)
    {
        if (!Expect(context, "string-append", first) || !Expect(context, "string-append", second) || !Expect(context, "string-append", third))
        {
            return default;
        }

        // A long text is extended in place; short ones are copied once.
        var (start, middle, end) = (ContentOf(first), ContentOf(second), ContentOf(third));
        long units = (long)TextValue.LengthOf(start) + TextValue.LengthOf(middle) + TextValue.LengthOf(end);
        if (units >= TextValue.SharedFrom)
        {
            var front = Join(context, first, second);
            return front.Tag is MutableText ? Join(context, front, third) : default;
        }

        string joined = string.Concat(TextValue.SpanOf(start), TextValue.SpanOf(middle), TextValue.SpanOf(end));
        return Value.From(MutableText.Of(joined));
    }

    /// <summary>Strings one after the other.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="texts">A list of them.</param>
    [TtvmFunction("scheme.%string-append")]
    public static Value AppendAll(ProcessContext context, Value texts)
    {
        long units = 0;
        for (var rest = texts; rest.Tag is PairValue pair; rest = pair.Cdr)
        {
            if (!Expect(context, "string-append", pair.Car))
            {
                return default;
            }

            units += TextValue.LengthOf(ContentOf(pair.Car));
        }

        if (!BulkLimits.AllowText(context, units))
        {
            return default;
        }

        long begun = context.BeginWork((int)units);
        int length = 0;
        string joined = string.Create((int)units, texts, (target, texts) =>
        {
            for (; texts.Tag is PairValue pair; texts = pair.Cdr)
            {
                var part = TextValue.SpanOf(ContentOf(pair.Car));
                part.CopyTo(target);
                target = target[part.Length..];
                length += LengthOf(pair.Car);
            }
        });
        context.EndWork(begun);
        return Value.From(MutableText.Of(joined, length));
    }

    /// <summary>Whether a value is a string; an error if not.</summary>
    internal static bool Expect(ProcessContext context, string procedure, Value value)
    {
        if (value.IsText || value.Tag is MutableText)
        {
            return true;
        }

        context.RaiseWrongType(procedure, "a string", value);
        return false;
    }

    /// <summary>Number of characters of a string.</summary>
    internal static int LengthOf(Value text) => text.Tag switch
    {
        MutableText changeable => changeable.Length,
        string flat => TextPositions.Count(flat),
        var view => TextPositions.Count(TextValue.SpanOf(view!)),
    };

    /// <summary>The UTF-16 units of a string, as they are now.</summary>
    internal static ReadOnlySpan<char> UnitsOf(Value text) =>
        text.Tag is not MutableText changeable ? TextValue.SpanOf(text)
        : changeable.TryGetUnits(out var units) ? units
        : changeable.ToString();

    /// <summary>The characters of a string, which may be a literal, by position.</summary>
    internal static MutableText CharactersOf(Value text) => text.Tag as MutableText ?? MutableText.Of(text.Tag!, LengthOf(text));

    /// <summary>A string that can be changed; an error for others.</summary>
    internal static bool TryChangeable(ProcessContext context, string procedure, Value value, out MutableText text)
    {
        text = (value.Tag as MutableText)!;
        if (text is not null)
        {
            return true;
        }

        context.RaiseWrongType(procedure, "a string that can be changed, which a literal is not,", value);
        return false;
    }

    private static object ContentOf(Value text) => text.Tag is MutableText changeable ? changeable.Content : text.Tag!;

    private static Value Join(ProcessContext context, Value first, Value second)
    {
        var (left, right) = (ContentOf(first), ContentOf(second));
        int units = TextValue.LengthOf(left) + TextValue.LengthOf(right);
        if (units < TextValue.SharedFrom && left is string start && right is string end)
        {
            return Value.From(MutableText.Of(string.Concat(start, end)));
        }

        if (!BulkLimits.AllowText(context, units))
        {
            return default;
        }

        long begun = context.BeginWork(units);
        var joined = MutableText.Of(TextValue.Concat(left, right), LengthOf(first) + LengthOf(second));
        context.EndWork(begun);
        return Value.From(joined);
    }

    private static Value RefSlow(ProcessContext context, Value text, Value index)
    {
        if (!Expect(context, "string-ref", text) || !SchemeArguments.TryIndex(context, "string-ref", index, LengthOf(text), out int position))
        {
            return default;
        }

        if (text.Tag is MutableText changeable)
        {
            return Value.Character(changeable[position]);
        }

        string flat = text.AsText;
        int unit = TextPositions.UnitOf(flat, position);
        return Value.Character(TextScalars.Next(flat, ref unit));
    }
}
