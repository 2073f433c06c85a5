using System.Collections.Immutable;
using TinyTotIL.Compiler.Ir;

namespace TinyTotIL.Compiler.Passes;

/// <summary>Finds block parameters that receive the same register on every edge, themselves aside.</summary>
/// <remarks>
/// When a parameter goes away, those it is passed to are looked at again: they may have become trivial. They are kept in
/// linked lists, so that the readers of a parameter become readers of its replacement in one step.
/// </remarks>
internal sealed class TrivialParameters
{
    private const int None = -1;

    private readonly IReadOnlyList<Register> _parameters;
    private readonly IReadOnlyList<ImmutableArray<Register>> _values;
    private readonly RegisterReplacement _replacement;
    private readonly Func<Register, Register> _resolve;
    private readonly Dictionary<int, int> _indexes;

    /// <summary>For each parameter the first and the last of its readers; links lead from one to the next.</summary>
    private readonly int[] _firstReader;
    private readonly int[] _lastReader;
    private readonly List<(int Reader, int Next)> _links = [];

    private TrivialParameters(
        IReadOnlyList<Register> parameters,
        IReadOnlyList<ImmutableArray<Register>> values,
        RegisterReplacement replacement,
        Func<Register, Register> resolve)
    {
        (_parameters, _values, _replacement, _resolve) = (parameters, values, replacement, resolve);
        _indexes = new Dictionary<int, int>(parameters.Count);
        (_firstReader, _lastReader) = (new int[parameters.Count], new int[parameters.Count]);
        for (int i = 0; i < parameters.Count; i++)
        {
            _indexes.Add(parameters[i].Number, i);
            _firstReader[i] = _lastReader[i] = None;
        }
    }

    /// <summary>Replaces the trivial ones among some parameters.</summary>
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
        var search = new TrivialParameters(parameters, values, replacement, resolve);
        search.FindReaders();
        search.Run();
    }

    private void FindReaders()
    {
        for (int i = 0; i < _parameters.Count; i++)
        {
            foreach (var value in _values[i])
            {
                if (_indexes.TryGetValue(_resolve(value).Number, out int read) && read != i)
                {
                    _links.Add((i, _firstReader[read]));
                    _firstReader[read] = _links.Count - 1;
                    _lastReader[read] = _lastReader[read] == None ? _links.Count - 1 : _lastReader[read];
                }
            }
        }
    }

    private void Run()
    {
        var pending = new Queue<int>(Enumerable.Range(0, _parameters.Count));
        while (pending.TryDequeue(out int index))
        {
            if (_replacement.IsReplaced(_parameters[index]) || SingleValue(index) is not { } value)
            {
                continue;
            }

            _replacement.Replace(_parameters[index], value);
            for (int link = _firstReader[index]; link != None; link = _links[link].Next)
            {
                pending.Enqueue(_links[link].Reader);
            }

            if (_firstReader[index] != None && _indexes.TryGetValue(value.Number, out int replacing))
            {
                HandOnReaders(index, replacing);
            }
        }
    }

    private void HandOnReaders(int from, int to)
    {
        _links[_lastReader[from]] = (_links[_lastReader[from]].Reader, _firstReader[to]);
        _firstReader[to] = _firstReader[from];
        _lastReader[to] = _lastReader[to] == None ? _lastReader[from] : _lastReader[to];
    }

    /// <summary>The one register a parameter receives, itself aside; null when there are several.</summary>
    private Register? SingleValue(int index)
    {
        Register? single = null;
        foreach (var given in _values[index])
        {
            var value = _resolve(given);
            if (value == _parameters[index])
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
