using System.Collections.Immutable;
using TinyTotIL.Compiler.Bytecode;

namespace TinyTotIL.Compiler.Formats;

/// <summary>The labels of a program text. Of several definitions of a name the last one counts, everywhere.</summary>
internal sealed class TtvmLabels
{
    private readonly List<(Label Label, int Line)> _definitions = [];
    private readonly Dictionary<string, int> _last;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lastBySpan;

    /// <summary>No labels yet.</summary>
    public TtvmLabels()
    {
        _last = new Dictionary<string, int>(StringComparer.Ordinal);
        _lastBySpan = _last.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Every name, once.</summary>
    public IReadOnlyCollection<string> Names => _last.Keys;

    /// <summary>Whether any name is defined more than once.</summary>
    public bool HasRepeats => _last.Count < _definitions.Count;

    /// <summary>Adds a definition.</summary>
    /// <param name="name">The name.</param>
    /// <param name="address">What it stands for.</param>
    /// <param name="line">The line it stands on.</param>
    public void Define(string name, int address, int line)
    {
        _last[name] = _definitions.Count;
        _definitions.Add((new Label(name, address), line));
    }

    /// <summary>The line of the definition that counts.</summary>
    /// <param name="name">A name that is defined.</param>
    public int LineOfLast(ReadOnlySpan<char> name) => _definitions[_lastBySpan[name]].Line;

    /// <summary>Finds what a name stands for.</summary>
    /// <param name="name">The name.</param>
    /// <param name="address">The address.</param>
    public bool TryFind(ReadOnlySpan<char> name, out int address)
    {
        bool found = _lastBySpan.TryGetValue(name, out int index);
        address = found ? _definitions[index].Label.Address : 0;
        return found;
    }

    /// <summary>The definitions that count, in source order.</summary>
    public ImmutableArray<Label> ToImmutable()
    {
        var labels = ImmutableArray.CreateBuilder<Label>(_last.Count);
        for (int index = 0; index < _definitions.Count; index++)
        {
            var label = _definitions[index].Label;
            if (_last[label.Name] == index)
            {
                labels.Add(label);
            }
        }

        return labels.MoveToImmutable();
    }
}
