using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Scheme;

/// <summary>Numbers of values that programs can see, so they are the same in every run: the hash procedures of Scheme.</summary>
internal static class StableHash
{
    private const int MostParts = 256;
    private const uint Seed = 2_166_136_261;
    private const uint Prime = 16_777_619;

    /// <summary>The number of a text.</summary>
    /// <param name="text">The text.</param>
    public static uint Of(ReadOnlySpan<char> text)
    {
        uint hash = Seed;
        foreach (char unit in text)
        {
            hash = Mix(hash, unit);
        }

        return hash;
    }

    /// <summary>The number of a value: values that EQUAL? does not tell apart have the same.</summary>
    /// <param name="value">The value.</param>
    public static uint Of(Value value)
    {
        uint hash = Seed;
        var open = new Stack<Value>();
        open.Push(value);
        for (int left = MostParts; left > 0 && open.TryPop(out var next); left--)
        {
            switch (next.Tag)
            {
                case PairValue pair:
                    open.Push(pair.Cdr);
                    open.Push(pair.Car);
                    break;
                case VectorValue vector:
                    for (int i = Math.Min(vector.Items.Length, left) - 1; i >= 0; i--)
                    {
                        open.Push(vector.Items[i]);
                    }

                    break;
            }

            hash = Mix(hash, OfWhole(next));
        }

        return hash;
    }

    private static uint OfWhole(Value value)
    {
        if (DatumText.TryGet(value, out var text))
        {
            return Of(text);
        }

        return value.Tag switch
        {
            SymbolValue symbol => Of(symbol.Name),
            BigIntegerValue whole => (uint)whole.Number.GetBitLength(),
            _ => Mix(Mix((uint)value.Kind, unchecked((uint)value.Bits)), unchecked((uint)(value.Bits >> 32))),
        };
    }

    private static uint Mix(uint hash, uint part) => unchecked((hash ^ part) * Prime);
}
