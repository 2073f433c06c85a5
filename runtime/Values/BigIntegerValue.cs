using System.Numerics;

namespace TinyTotIL.Runtime.Values;

/// <summary>An exact integer that does not fit 64 bits: one that does is always an Int.</summary>
public sealed class BigIntegerValue : HeapValue
{
    private BigIntegerValue(BigInteger number) => Number = number;

    /// <summary>The number.</summary>
    public readonly BigInteger Number;

    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.BigInteger;

    /// <summary>An exact integer in its only form.</summary>
    /// <param name="number">The number.</param>
    public static Value Normalize(BigInteger number) =>
        number >= long.MinValue && number <= long.MaxValue ? Value.Int((long)number) : Value.From(new BigIntegerValue(number));
}
