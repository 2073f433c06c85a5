using System.Runtime.CompilerServices;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Scheme;

/// <summary>Numbers of keys, such that keys which are one have one number. They differ from run to run.</summary>
internal static class KeyHash
{
    /// <summary>Parts of a key that are looked at: it may be large, and may contain itself.</summary>
    private const int MostParts = 256;

    /// <summary>Bytes of a bytevector that are looked at.</summary>
    private const int MostBytes = 256;

    /// <summary>The number of a key that EQV? compares.</summary>
    /// <param name="key">The key.</param>
    public static int OfIdentity(Value key) => key.Tag switch
    {
        null => key.Bits.GetHashCode(),
        Tag tag => HashCode.Combine((int)tag.Kind, key.IsBool ? key.AsBool : false, key.Bits),
        BigIntegerValue whole => whole.Number.GetHashCode(),
        RationalValue ratio => HashCode.Combine(ratio.Numerator, ratio.Denominator),
        FunctionValue function => RuntimeHelpers.GetHashCode(function.Prototype),
        string { Length: 0 } => 0,
        var item => RuntimeHelpers.GetHashCode(item),
    };

    /// <summary>The number of a key that EQUAL? compares.</summary>
    /// <param name="key">The key.</param>
    public static int OfContent(Value key)
    {
        if (key.Tag is not (PairValue or VectorValue))
        {
            return OfWhole(key);
        }

        var hash = new HashCode();
        var open = new Stack<Value>();
        open.Push(key);
        for (int left = MostParts; left > 0 && open.TryPop(out var next); left--)
        {
            switch (next.Tag)
            {
                case PairValue pair:
                    hash.Add((int)ValueKind.Pair);
                    open.Push(pair.Cdr);
                    open.Push(pair.Car);
                    break;
                case VectorValue vector:
                    hash.Add(vector.Items.Length);
                    for (int i = Math.Min(vector.Items.Length, left) - 1; i >= 0; i--)
                    {
                        open.Push(vector.Items[i]);
                    }

                    break;
                default:
                    hash.Add(OfWhole(next));
                    break;
            }
        }

        return hash.ToHashCode();
    }

    private static int OfWhole(Value key)
    {
        if (DatumText.TryGet(key, out var text))
        {
            return string.GetHashCode(text);
        }

        switch (key.Tag)
        {
            case BytevectorValue bytevector:
                return OfBytes(bytevector.Bytes);
            case BytesValue bytes:
                return OfBytes(bytes.Bytes);
            case ListValue list:
                return list.Count;
            case ObjectValue fields:
                return fields.Count;
            default:
                return OfIdentity(key);
        }
    }

    private static int OfBytes(byte[] bytes)
    {
        var hash = new HashCode();
        hash.Add(bytes.Length);
        hash.AddBytes(bytes.AsSpan(0, Math.Min(bytes.Length, MostBytes)));
        return hash.ToHashCode();
    }
}
