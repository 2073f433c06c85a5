using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace TinyTotIL.Runtime.Values;

/// <summary>A value of the language, in 16 bytes.</summary>
/// <remarks>
/// <para>
/// A value is a tag and 64 bits. <b>A null tag means integer</b>, so the commonest test in compiled code is one
/// comparison with zero and <c>default(Value)</c> is the integer 0. Floats, booleans and null carry one of the
/// static instances of <see cref="Values.Tag"/>. Everything else is its own tag: a <see cref="string"/> (short or
/// constant text), or a <see cref="HeapValue"/>.
/// </para>
/// <para>
/// It is passed and returned by value: on x64 System V the struct travels in two registers both ways. Boxing every
/// value cost 2.3 times as much on call-heavy code and 40 times on loops; a sentinel tag for integers cost 1.6;
/// passing by reference cost 1.8 to 2.6 (see docs/decisions/0001-value-representation.md).
/// </para>
/// <para>
/// Invariants: the bits of a value whose tag is none of null, <see cref="Values.Tag.Float"/> and <see cref="Values.Tag.Character"/> are zero. A value is
/// not written atomically, so a location shared between threads needs publication by a reference or a lock.
/// </para>
/// </remarks>
[DebuggerDisplay("{DebuggerText,nq}")]
[DebuggerTypeProxy(typeof(ValueView))]
public readonly struct Value
{
    /// <summary>Null for an integer; otherwise a <see cref="Values.Tag"/>, a <see cref="string"/> or a <see cref="HeapValue"/>.</summary>
    public readonly object? Tag;

    /// <summary>The integer, or the bits of the float; otherwise zero.</summary>
    public readonly long Bits;

    /// <summary>Puts the two halves together. The caller keeps the invariants of the type.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Value(object? tag, long bits)
    {
        Tag = tag;
        Bits = bits;
    }

    /// <summary>The null value.</summary>
    public static Value Null => new(Values.Tag.Null, 0);

    /// <summary>The mark of a variable that holds no value.</summary>
    public static Value Unset => new(Values.Tag.Unset, 0);

    /// <summary>The empty list of Lisp.</summary>
    public static Value EmptyList => new(Values.Tag.EmptyList, 0);

    /// <summary>What reading gives at the end of the input.</summary>
    public static Value EndOfFile => new(Values.Tag.EndOfFile, 0);

    /// <summary>The result of what has none worth having.</summary>
    public static Value Unspecified => new(Values.Tag.Unspecified, 0);

    /// <summary>What debuggers show.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal string DebuggerText => ValueView.Describe(this);

    /// <summary>The kind of this value.</summary>
    public ValueKind Kind => Tag switch
    {
        null => ValueKind.Int,
        Tag tag => tag.Kind,
        string => ValueKind.Text,
        HeapValue heap => heap.Kind,
        _ => throw new InvalidOperationException("A value carries a tag of an unknown type."),
    };

    /// <summary>Whether this is an integer.</summary>
    public bool IsInt => Tag is null;

    /// <summary>Whether this is a float.</summary>
    public bool IsFloat => ReferenceEquals(Tag, Values.Tag.Float);

    /// <summary>Whether this is true or false.</summary>
    public bool IsBool => ReferenceEquals(Tag, Values.Tag.True) || ReferenceEquals(Tag, Values.Tag.False);

    /// <summary>Whether this is null.</summary>
    public bool IsNull => ReferenceEquals(Tag, Values.Tag.Null);

    /// <summary>Whether this is text, flat or buffered.</summary>
    public bool IsText => Tag is string or TextValue;

    /// <summary>Whether this marks a variable without a value.</summary>
    public bool IsUnset => ReferenceEquals(Tag, Values.Tag.Unset);

    /// <summary>Whether this is the empty list of Lisp.</summary>
    public bool IsEmptyList => ReferenceEquals(Tag, Values.Tag.EmptyList);

    /// <summary>Whether this is a character, whose Unicode scalar value the bits hold.</summary>
    public bool IsCharacter => ReferenceEquals(Tag, Values.Tag.Character);

    /// <summary>Whether this is false, the only value that a condition of Lisp takes for false.</summary>
    public bool IsFalse => ReferenceEquals(Tag, Values.Tag.False);

    /// <summary>The integer; meaningful when <see cref="IsInt"/>.</summary>
    public long AsInt => Bits;

    /// <summary>The float; meaningful when <see cref="IsFloat"/>.</summary>
    public double AsFloat => BitConverter.Int64BitsToDouble(Bits);

    /// <summary>The boolean; meaningful when <see cref="IsBool"/>.</summary>
    public bool AsBool => ReferenceEquals(Tag, Values.Tag.True);

    /// <summary>The text as a string; meaningful when <see cref="IsText"/>. Buffered text is copied once and remembered.</summary>
    public string AsText => Tag as string ?? Unsafe.As<TextValue>(Tag)!.ToString();

    /// <summary>Makes an integer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Int(long value) => new(null, value);

    /// <summary>Makes a float.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Float(double value) => new(Values.Tag.Float, BitConverter.DoubleToInt64Bits(value));

    /// <summary>Makes a boolean.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Bool(bool value) => new(value ? Values.Tag.True : Values.Tag.False, 0);

    /// <summary>Makes a character.</summary>
    /// <param name="scalar">Its Unicode scalar value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Character(int scalar) => new(Values.Tag.Character, scalar);

    /// <summary>Makes text.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Text(string value) => new(value, 0);

    /// <summary>Wraps a heap value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value From(HeapValue value) => new(value, 0);

    /// <summary>Puts a value where there was none: the place holds <c>default</c>.</summary>
    /// <remarks>Writing a reference to the heap costs several times what writing a number does, and integers need none.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Fill(ref Value place, in Value value)
    {
        Unsafe.AsRef(in place.Bits) = value.Bits;
        if (value.Tag is { } tag)
        {
            Unsafe.AsRef(in place.Tag) = tag;
        }
    }

    /// <summary>Puts a value in the place of another. An integer over an integer is written without its tag.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Replace(ref Value place, in Value value)
    {
        if (value.Tag is null && place.Tag is null)
        {
            Unsafe.AsRef(in place.Bits) = value.Bits;
        }
        else
        {
            place = value;
        }
    }

    /// <summary>Whether a conditional jump treats this as false: integer 0, false or null, and nothing else.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsFalsy() =>
        Tag is null ? Bits == 0 : ReferenceEquals(Tag, Values.Tag.False) || ReferenceEquals(Tag, Values.Tag.Null);

    /// <summary>Makes an integer from .NET code.</summary>
    public static implicit operator Value(long value) => Int(value);

    /// <summary>Makes a float from .NET code.</summary>
    public static implicit operator Value(double value) => Float(value);

    /// <summary>Makes a boolean from .NET code.</summary>
    public static implicit operator Value(bool value) => Bool(value);

    /// <summary>Makes text from .NET code; null becomes the null value.</summary>
    public static implicit operator Value(string? value) => value is null ? Null : Text(value);

    /// <summary>Reads an integer in .NET code.</summary>
    /// <exception cref="InvalidCastException">The value is not an integer.</exception>
    public static explicit operator long(Value value) =>
        value.IsInt ? value.Bits : throw NotA("Int", value);

    /// <summary>Reads a float in .NET code; an integer is converted.</summary>
    /// <exception cref="InvalidCastException">The value is not a number.</exception>
    public static explicit operator double(Value value) =>
        value.IsFloat ? value.AsFloat : value.IsInt ? value.Bits : throw NotA("Float", value);

    /// <summary>Reads a boolean in .NET code.</summary>
    /// <exception cref="InvalidCastException">The value is not a boolean.</exception>
    public static explicit operator bool(Value value) =>
        value.IsBool ? value.AsBool : throw NotA("Bool", value);

    /// <summary>Reads text in .NET code.</summary>
    /// <exception cref="InvalidCastException">The value is not text.</exception>
    public static explicit operator string(Value value) =>
        value.IsText ? value.AsText : throw NotA("Str", value);

    /// <summary>The Display form, with function addresses as their own module numbers them.</summary>
    public override string ToString() => ValueText.Display(this, AddressSpace.OwnNumbers);

    /// <summary>Speaks of kinds by the language's names, which differ from ours only for text.</summary>
    private static InvalidCastException NotA(string wanted, Value value) =>
        new($"The value is {(value.IsText ? "Str" : value.Kind.ToString())}, not {wanted}.");
}
