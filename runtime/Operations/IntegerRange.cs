namespace TinyTotIL.Runtime.Operations;

/// <summary>The integers of the language that a .NET integer type can hold.</summary>
/// <param name="Least">The least.</param>
/// <param name="Most">The greatest.</param>
public readonly record struct IntegerRange(long Least, long Most)
{
    /// <summary>The range of a type; null when it is no integer type.</summary>
    /// <param name="type">The type.</param>
    public static IntegerRange? Of(Type type) =>
        type == typeof(long) ? new(long.MinValue, long.MaxValue)
        : type == typeof(int) ? new(int.MinValue, int.MaxValue)
        : type == typeof(short) ? new(short.MinValue, short.MaxValue)
        : type == typeof(sbyte) ? new(sbyte.MinValue, sbyte.MaxValue)
        : type == typeof(byte) ? new(0, byte.MaxValue)
        : type == typeof(ushort) ? new(0, ushort.MaxValue)
        : type == typeof(uint) ? new(0, uint.MaxValue)
        : type == typeof(ulong) ? new(0, long.MaxValue)
        : default(IntegerRange?);

    /// <summary>Whether a number is in it.</summary>
    /// <param name="number">The number.</param>
    public bool Contains(long number) => number >= Least && number <= Most;
}
