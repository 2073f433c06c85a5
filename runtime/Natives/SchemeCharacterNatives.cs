using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Scheme;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Natives;

/// <summary>Procedures of Scheme on characters.</summary>
[TtvmLibrary("scheme")]
public static class SchemeCharacterNatives
{
    /// <summary>Whether a value is a character.</summary>
    /// <param name="value">The value.</param>
    [TtvmFunction("scheme.char?"), Pure]
    public static bool IsCharacter(Value value) => value.IsCharacter;

    /// <summary>The number of a character: its Unicode scalar value.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="character">The character.</param>
    [TtvmFunction("scheme.char->integer"), Pure]
    public static long NumberOf(ProcessContext context, Value character) => Expect(context, "char->integer", character) ? character.Bits : 0;

    /// <summary>The character with a number.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="number">From 0 to 0x10FFFF, and not from 0xD800 to 0xDFFF.</param>
    [TtvmFunction("scheme.integer->char"), Pure]
    public static Value OfNumber(ProcessContext context, Value number)
    {
        if (number.IsInt && number.AsInt is >= 0 and <= 0x10FFFF and not (>= 0xD800 and <= 0xDFFF))
        {
            return Value.Character((int)number.AsInt);
        }

        context.RaiseWrongType("integer->char", "the number of a Unicode character", number);
        return default;
    }

    /// <summary>Whether two characters are the same.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">One character.</param>
    /// <param name="b">The other.</param>
    [TtvmFunction("scheme.char=?"), Pure]
    public static bool AreEqual(ProcessContext context, Value a, Value b) => Expect(context, "char=?", a) && Expect(context, "char=?", b) && a.Bits == b.Bits;

    /// <summary>Whether a character has a lower number than another.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">One character.</param>
    /// <param name="b">The other.</param>
    [TtvmFunction("scheme.char<?"), Pure]
    public static bool IsLess(ProcessContext context, Value a, Value b) => Expect(context, "char<?", a) && Expect(context, "char<?", b) && a.Bits < b.Bits;

    /// <summary>Whether a character has a higher number than another.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">One character.</param>
    /// <param name="b">The other.</param>
    [TtvmFunction("scheme.char>?"), Pure]
    public static bool IsGreater(ProcessContext context, Value a, Value b) => Expect(context, "char>?", a) && Expect(context, "char>?", b) && a.Bits > b.Bits;

    /// <summary>Whether a character has no higher number than another.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">One character.</param>
    /// <param name="b">The other.</param>
    [TtvmFunction("scheme.char<=?"), Pure]
    public static bool IsLessOrEqual(ProcessContext context, Value a, Value b) => Expect(context, "char<=?", a) && Expect(context, "char<=?", b) && a.Bits <= b.Bits;

    /// <summary>Whether a character has no lower number than another.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">One character.</param>
    /// <param name="b">The other.</param>
    [TtvmFunction("scheme.char>=?"), Pure]
    public static bool IsGreaterOrEqual(ProcessContext context, Value a, Value b) => Expect(context, "char>=?", a) && Expect(context, "char>=?", b) && a.Bits >= b.Bits;

    /// <summary>Whether two characters are the same but for their case.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">One character.</param>
    /// <param name="b">The other.</param>
    [TtvmFunction("scheme.char-ci=?"), Pure]
    public static bool AreEqualFolded(ProcessContext context, Value a, Value b) =>
        Expect(context, "char-ci=?", a) && Expect(context, "char-ci=?", b) && CharacterCase.Fold((int)a.Bits) == CharacterCase.Fold((int)b.Bits);

    /// <summary>Whether a character comes before another when case does not count.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">One character.</param>
    /// <param name="b">The other.</param>
    [TtvmFunction("scheme.char-ci<?"), Pure]
    public static bool IsLessFolded(ProcessContext context, Value a, Value b) =>
        Expect(context, "char-ci<?", a) && Expect(context, "char-ci<?", b) && CharacterCase.Fold((int)a.Bits) < CharacterCase.Fold((int)b.Bits);

    /// <summary>Whether a character comes after another when case does not count.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">One character.</param>
    /// <param name="b">The other.</param>
    [TtvmFunction("scheme.char-ci>?"), Pure]
    public static bool IsGreaterFolded(ProcessContext context, Value a, Value b) =>
        Expect(context, "char-ci>?", a) && Expect(context, "char-ci>?", b) && CharacterCase.Fold((int)a.Bits) > CharacterCase.Fold((int)b.Bits);

    /// <summary>Whether a character does not come after another when case does not count.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">One character.</param>
    /// <param name="b">The other.</param>
    [TtvmFunction("scheme.char-ci<=?"), Pure]
    public static bool IsLessOrEqualFolded(ProcessContext context, Value a, Value b) =>
        Expect(context, "char-ci<=?", a) && Expect(context, "char-ci<=?", b) && CharacterCase.Fold((int)a.Bits) <= CharacterCase.Fold((int)b.Bits);

    /// <summary>Whether a character does not come before another when case does not count.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">One character.</param>
    /// <param name="b">The other.</param>
    [TtvmFunction("scheme.char-ci>=?"), Pure]
    public static bool IsGreaterOrEqualFolded(ProcessContext context, Value a, Value b) =>
        Expect(context, "char-ci>=?", a) && Expect(context, "char-ci>=?", b) && CharacterCase.Fold((int)a.Bits) >= CharacterCase.Fold((int)b.Bits);

    /// <summary>Whether a character is a letter.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="character">The character.</param>
    [TtvmFunction("scheme.char-alphabetic?"), Pure]
    public static bool IsAlphabetic(ProcessContext context, Value character) => Expect(context, "char-alphabetic?", character) && CharacterCase.IsAlphabetic((int)character.Bits);

    /// <summary>Whether a character is a decimal digit of some script.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="character">The character.</param>
    [TtvmFunction("scheme.char-numeric?"), Pure]
    public static bool IsNumeric(ProcessContext context, Value character) => Expect(context, "char-numeric?", character) && CharacterCase.IsDigit((int)character.Bits);

    /// <summary>Whether a character is white space.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="character">The character.</param>
    [TtvmFunction("scheme.char-whitespace?"), Pure]
    public static bool IsSpace(ProcessContext context, Value character) => Expect(context, "char-whitespace?", character) && CharacterCase.IsSpace((int)character.Bits);

    /// <summary>Whether a character is of upper case.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="character">The character.</param>
    [TtvmFunction("scheme.char-upper-case?"), Pure]
    public static bool IsUpper(ProcessContext context, Value character) => Expect(context, "char-upper-case?", character) && CharacterCase.IsUpper((int)character.Bits);

    /// <summary>Whether a character is of lower case.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="character">The character.</param>
    [TtvmFunction("scheme.char-lower-case?"), Pure]
    public static bool IsLower(ProcessContext context, Value character) => Expect(context, "char-lower-case?", character) && CharacterCase.IsLower((int)character.Bits);

    /// <summary>The value of a decimal digit of some script, or false.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="character">The character.</param>
    [TtvmFunction("scheme.digit-value"), Pure]
    public static Value DigitOf(ProcessContext context, Value character)
    {
        int digit = Expect(context, "digit-value", character) ? CharacterCase.DigitOf((int)character.Bits) : -1;
        return digit >= 0 ? Value.Int(digit) : Value.Bool(false);
    }

    /// <summary>The one character of upper case that stands for a character.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="character">The character.</param>
    [TtvmFunction("scheme.char-upcase"), Pure]
    public static Value Up(ProcessContext context, Value character) =>
        Expect(context, "char-upcase", character) ? Value.Character(CharacterCase.Up((int)character.Bits)) : default;

    /// <summary>The one character of lower case that stands for a character.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="character">The character.</param>
    [TtvmFunction("scheme.char-downcase"), Pure]
    public static Value Down(ProcessContext context, Value character) =>
        Expect(context, "char-downcase", character) ? Value.Character(CharacterCase.Down((int)character.Bits)) : default;

    /// <summary>The one character that stands for a character where case does not count.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="character">The character.</param>
    [TtvmFunction("scheme.char-foldcase"), Pure]
    public static Value Fold(ProcessContext context, Value character) =>
        Expect(context, "char-foldcase", character) ? Value.Character(CharacterCase.Fold((int)character.Bits)) : default;

    /// <summary>Whether a value is a character; an error if not.</summary>
    internal static bool Expect(ProcessContext context, string procedure, Value value)
    {
        if (value.IsCharacter)
        {
            return true;
        }

        context.RaiseWrongType(procedure, "a character", value);
        return false;
    }
}
