namespace TinyTotIL.Runtime.Values;

/// <summary>A pair of Lisp. Lists are chains of pairs that end with <see cref="Value.EmptyList"/>.</summary>
public sealed class PairValue : HeapValue
{
    /// <summary>The first value.</summary>
    public Value Car;

    /// <summary>The second value.</summary>
    public Value Cdr;

    /// <summary>Makes a pair.</summary>
    /// <param name="car">The first value.</param>
    /// <param name="cdr">The second value.</param>
    public PairValue(Value car, Value cdr)
    {
        Value.Fill(ref Car, car);
        Value.Fill(ref Cdr, cdr);
    }

    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.Pair;
}
