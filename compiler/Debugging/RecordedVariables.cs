using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Debugging;

/// <summary>The variables of a frame at a moment: all of them, or one change to those of the moment before.</summary>
internal sealed class RecordedVariables
{
    /// <summary>A chain of changes may be this much longer than the variables are many.</summary>
    private const int SpareChanges = 16;

    private readonly RecordedVariables? _before;
    private readonly Scope? _all;
    private readonly string _name = "";
    private readonly Value _value;
    private readonly bool _isRemoval;
    private readonly int _changes;

    private RecordedVariables(Scope all) => (_all, Count) = (all, all.Count);

    private RecordedVariables(RecordedVariables before, string name, Value value, bool isRemoval, int count)
    {
        (_before, _name, _value, _isRemoval) = (before, name, value, isRemoval);
        _changes = before._changes + 1;
        Count = count;
    }

    /// <summary>How many there are.</summary>
    public int Count { get; }

    /// <summary>Copies variables.</summary>
    /// <param name="scope">The variables.</param>
    public static RecordedVariables Of(Scope scope) => new(scope.Copy());

    /// <summary>These after one of them was set or removed.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="now">All variables as they are now.</param>
    public RecordedVariables With(string name, Scope now) => _changes > now.Count + SpareChanges
        ? Of(now)
        : now.TryGet(name, out var value)
            ? new RecordedVariables(this, name, value, isRemoval: false, now.Count)
            : new RecordedVariables(this, name, default, isRemoval: true, now.Count);

    /// <summary>The variables, in a scope of their own.</summary>
    public Scope ToScope()
    {
        var changes = new Stack<RecordedVariables>();
        var start = this;
        for (; start._before is { } before; start = before)
        {
            changes.Push(start);
        }

        var scope = start._all!.Copy();
        foreach (var change in changes)
        {
            if (change._isRemoval)
            {
                scope.Remove(change._name);
            }
            else
            {
                scope.Set(change._name, change._value);
            }
        }

        return scope;
    }
}
