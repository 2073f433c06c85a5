using System.Collections.Concurrent;

namespace TinyTotIL.Runtime.Values;

/// <summary>The field names of small objects in order, shared by all objects that got them in that order.</summary>
/// <remarks>
/// Shapes form a tree: adding a field leads from a shape to one child, found again by the next object. The tree is
/// shared by all processes and never shrinks, so it is bounded: in children per shape, in shapes altogether and in the
/// length of a name. Beyond the bounds there is no child, and the object keeps its fields in a map.
/// </remarks>
internal sealed class Shape
{
    /// <summary>Shapes in the tree that programs use.</summary>
    private const int ShapeBudget = 1 << 14;

    private const int MostChildren = 512;

    /// <summary>Computed names can be huge, and the tree would keep them alive.</summary>
    private const int LongestName = 64;

    private readonly string[] _names;
    private readonly Budget _budget;
    private Shape? _firstChild;
    private ConcurrentDictionary<string, Shape>? _otherChildren;

    private Shape(string[] names, Budget budget)
    {
        _names = names;
        _budget = budget;
    }

    /// <summary>The shape without fields that programs start from.</summary>
    public static Shape Root { get; } = CreateRoot(ShapeBudget);

    /// <summary>A shape that no object has.</summary>
    public static Shape Impossible { get; } = CreateRoot(0);

    /// <summary>The names in order, interned; never written to.</summary>
    public string[] Names => _names;

    /// <summary>Starts a tree of its own.</summary>
    /// <param name="budget">How many shapes it may get.</param>
    public static Shape CreateRoot(int budget) => new([], new Budget { Left = budget });

    /// <summary>The slot of a field, or -1.</summary>
    /// <param name="name">The field.</param>
    public int IndexOf(string name)
    {
        // Names are literals nearly always, so the same field is nearly always the same string.
        int slot = IndexOfInterned(name);
        return slot >= 0 ? slot : Array.IndexOf(_names, name);
    }

    /// <summary>The slot of a field whose name is interned, or -1.</summary>
    /// <param name="name">The field.</param>
    public int IndexOfInterned(string name)
    {
        var names = _names;
        for (int i = 0; i < names.Length; i++)
        {
            if (ReferenceEquals(names[i], name))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The shape with one more field, or null where the tree may not grow.</summary>
    /// <param name="name">A field this shape does not have.</param>
    public Shape? With(string name)
    {
        var first = Volatile.Read(ref _firstChild);
        if (first is not null && first.LastName == name)
        {
            return first;
        }

        return _otherChildren is { } others && others.TryGetValue(name, out var known) ? known : AddChild(name);
    }

    private string LastName => _names[^1];

    private Shape? AddChild(string name)
    {
        if (name.Length > LongestName || _otherChildren is { } others && others.Count >= MostChildren || !_budget.TryTake())
        {
            return null;
        }

        // Not the text of a program itself, whose life may be over long before that of the tree.
        string interned = string.IsInterned(name) ?? string.Intern(new string(name.AsSpan()));
        var child = new Shape([.. _names, interned], _budget);
        var first = Interlocked.CompareExchange(ref _firstChild, child, null);
        if (first is null)
        {
            return child;
        }

        if (first.LastName == name)
        {
            return first;
        }

        if (_otherChildren is null)
        {
            Interlocked.CompareExchange(ref _otherChildren, new(concurrencyLevel: 1, capacity: 7), null);
        }

        return _otherChildren!.GetOrAdd(name, child);
    }

    /// <summary>How many shapes a tree may still get.</summary>
    private sealed class Budget
    {
        public int Left;

        public bool TryTake() => Volatile.Read(ref Left) > 0 && Interlocked.Decrement(ref Left) >= 0;
    }
}
