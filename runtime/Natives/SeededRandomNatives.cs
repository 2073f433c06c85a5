using System.Numerics;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Natives;

/// <summary>
/// Random numbers that follow from a seed, the same ones everywhere: xoshiro256** by Blackman and Vigna, whose state is filled by splitmix64 from
/// the seed. The state is a list of four Ints; each function gives what it drew and the state to go on with.
/// </summary>
[TtvmLibrary("math")]
public static class SeededRandomNatives
{
    private const int Words = 4;

    /// <summary>The state that follows from a seed.</summary>
    /// <param name="seed">Any integer.</param>
    [TtvmFunction("math.random_seed")]
    public static ListValue Seed(long seed)
    {
        ulong mixed = (ulong)seed;
        var state = new Value[Words];
        for (int i = 0; i < Words; i++)
        {
            mixed += 0x9E3779B97F4A7C15;
            ulong word = mixed;
            word = (word ^ (word >> 30)) * 0xBF58476D1CE4E5B9;
            word = (word ^ (word >> 27)) * 0x94D049BB133111EB;
            state[i] = Value.Int((long)(word ^ (word >> 31)));
        }

        return ListValue.FromOwned(state);
    }

    /// <summary>A Float from 0 up to but not including 1, in 2^53 steps: [number, state].</summary>
    /// <param name="context">The running process.</param>
    /// <param name="state">The state.</param>
    [TtvmFunction("math.random_float")]
    public static ListValue Float(ProcessContext context, ListValue state)
    {
        var words = Read(context, "math.random_float", state);
        double number = words is null ? 0 : (Next(words) >> 11) * (1.0 / (1L << 53));
        return Result(Value.Float(number), words);
    }

    /// <summary>An Int from one up to but not including another, each as likely: [number, state].</summary>
    /// <param name="context">The running process.</param>
    /// <param name="state">The state.</param>
    /// <param name="from">The smallest.</param>
    /// <param name="to">One past the largest.</param>
    [TtvmFunction("math.random_int")]
    public static ListValue Int(ProcessContext context, ListValue state, long from, long to)
    {
        if (from >= to)
        {
            context.Raise("math.random_int: there is no number in the range");
            return ListValue.Empty;
        }

        var words = Read(context, "math.random_int", state);
        long number = words is null ? 0 : unchecked(from + (long)Below(words, unchecked((ulong)(to - from))));
        return Result(Value.Int(number), words);
    }

    /// <summary>The elements of a list in random order, each order as likely: [list, state].</summary>
    /// <param name="context">The running process.</param>
    /// <param name="state">The state.</param>
    /// <param name="list">The list.</param>
    [TtvmFunction("math.random_shuffle")]
    public static ListValue Shuffle(ProcessContext context, ListValue state, ListValue list)
    {
        if (Read(context, "math.random_shuffle", state) is not { } words)
        {
            return ListValue.Empty;
        }

        long begun = context.BeginWork(list.Count);
        var items = list.ToArray();
        for (int i = items.Length - 1; i > 0; i--)
        {
            int other = (int)Below(words, (ulong)i + 1);
            (items[i], items[other]) = (items[other], items[i]);
        }

        context.EndWork(begun);
        return Result(Value.From(ListValue.FromOwned(items)), words);
    }

    private static ListValue Result(Value drawn, ulong[]? words) => words is null
        ? ListValue.Empty
        : ListValue.FromOwned([drawn, Value.From(ListValue.FromOwned(Array.ConvertAll(words, word => Value.Int((long)word))))]);

    private static ulong[]? Read(ProcessContext context, string function, ListValue state)
    {
        var words = new ulong[Words];
        ulong any = 0;
        for (int i = 0; i < Words && state.Count == Words && state[i].IsInt; i++)
        {
            words[i] = (ulong)state[i].AsInt;
            any |= words[i];
        }

        // The generator never leaves the state of zeros.
        if (any != 0)
        {
            return words;
        }

        context.RaiseTypeMismatch(function, "what random_seed or a random function gave as its state", Value.From(state));
        return null;
    }

    private static ulong Next(ulong[] words)
    {
        ulong result = BitOperations.RotateLeft(words[1] * 5, 7) * 9;
        ulong shifted = words[1] << 17;
        words[2] ^= words[0];
        words[3] ^= words[1];
        words[1] ^= words[2];
        words[0] ^= words[3];
        words[2] ^= shifted;
        words[3] = BitOperations.RotateLeft(words[3], 45);
        return result;
    }

    /// <summary>A number below a bound; draws that would make small numbers likelier are drawn again.</summary>
    private static ulong Below(ulong[] words, ulong bound)
    {
        ulong unfair = (0 - bound) % bound;
        ulong drawn;
        do
        {
            drawn = Next(words);
        }
        while (drawn < unfair);

        return drawn % bound;
    }
}
