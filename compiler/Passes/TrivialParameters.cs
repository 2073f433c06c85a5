using System.Collections.Immutable;
using TinyTotIL.Compiler.Ir;

namespace TinyTotIL.Compiler.Passes;

/// <summary>Finds block parameters that receive the same register on every edge, themselves aside.</summary>
internal static class TrivialParameters
{
    /// <summary>Replaces the trivial ones among some parameters; one that goes can make others trivial.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="values">What each of them receives.</param>
    /// <param name="replacement">Receives what is to be read in their place.</param>
    /// <param name="resolve">What is known to be read in place of a register, by <paramref name="replacement"/> or otherwise.</param>
    public static void Replace(
        IReadOnlyList<Register> parameters,
        IReadOnlyList<ImmutableArray<Register>> values,
        RegisterReplacement replacement,
        Func<Register, Register> resolve)
    {
        var readers = ReadersOf(parameters, values, resolve);
        var pending = new Queue<int>(Enumerable.Range(0, parameters.Count));
        while (pending.TryDequeue(out int index))
        {
            var parameter = parameters[index];
            if (replacement.IsReplaced(parameter) || SingleValue(parameter, values[index], resolve) is not { } value)
            {
                continue;
            }

            replacement.Replace(parameter, value);
            if (readers.Remove(parameter.Number, out var own))
            {
                own.ForEach(pending.Enqueue);
                Add(readers, value, own);
            }
        }
    }

    private static Dictionary<int, List<int>> ReadersOf(
        IReadOnlyList<Register> parameters, IReadOnlyList<ImmutableArray<Register>> values, Func<Register, Register> resolve)
    {
        var readers = parameters.ToDictionary(parameter => parameter.Number, _ => new List<int>());
        for (int i = 0; i < parameters.Count; i++)
        {
            foreach (var value in values[i])
            {
                readers.GetValueOrDefault(resolve(value).Number)?.Add(i);
            }
        }

        return readers;
    }

    /// <summary>Who read the replaced parameter now reads the value; the shorter list is copied, so that chains stay cheap.</summary>
    private static void Add(Dictionary<int, List<int>> readers, Register value, List<int> added)
    {
        if (!readers.TryGetValue(value.Number, out var own))
        {
            return;
        }

        var (shorter, longer) = own.Count < added.Count ? (own, added) : (added, own);
        longer.AddRange(shorter);
        readers[value.Number] = longer;
    }

    private static Register? SingleValue(Register parameter, ImmutableArray<Register> values, Func<Register, Register> resolve)
    {
        Register? single = null;
        foreach (var given in values)
        {
            var value = resolve(given);
            if (value == parameter)
            {
                continue;
            }

            if (single is { } other && other != value)
            {
                return null;
            }

            single = value;
        }

        return single;
    }
}
