using System.Runtime.CompilerServices;

namespace TinyTotIL.Runtime.Processes;

/// <summary>A function as called by the functions above it: a node of the tree of calls of one process.</summary>
/// <remarks>
/// A function that calls itself, at once or through others, stays one node: its call goes on at the node above that it has
/// already. So the tree is as deep as there are functions, not as calls go. Only the worker that runs the process changes a node,
/// but for its time.
/// </remarks>
public sealed class ProfileNode
{
    /// <summary>What stands for the process itself, outside any code.</summary>
    public const int Process = int.MinValue;

    /// <summary>What stands for all callers in a tree that has become too large.</summary>
    public const int Others = int.MinValue + 1;

    private const int NoFunction = int.MinValue + 2;

    private readonly ProfileCells[] _cells = GC.AllocateArray<ProfileCells>(1, pinned: true);
    private readonly List<ProfileNode> _children = [];

    /// <summary>Makes a node.</summary>
    /// <param name="tree">The tree it belongs to.</param>
    /// <param name="function">Index of the function's first instruction; for a top level, the complement of the module's number.</param>
    /// <param name="parent">What has called it first; null for the root.</param>
    internal ProfileNode(ProfileTree tree, int function, ProfileNode? parent)
    {
        (Tree, Function, Parent) = (tree, function, parent);
        Depth = parent is null ? 0 : parent.Depth + 1;
        Cells.NewestFunction = NoFunction;
    }

    /// <summary>What is counted of it.</summary>
    public ref ProfileCells Cells => ref _cells[0];

    /// <summary>Where that lies; good as long as the tree is there.</summary>
    public unsafe long Address => (long)Unsafe.AsPointer(ref Cells);

    /// <summary>Index of the function's first instruction; negative for what is none.</summary>
    public int Function { get; }

    /// <summary>The node above; null for the root.</summary>
    public ProfileNode? Parent { get; }

    /// <summary>The nodes below, in the order in which they were called first.</summary>
    public IReadOnlyList<ProfileNode> Children => _children;

    /// <summary>Nodes above.</summary>
    public int Depth { get; }

    /// <summary>Times it was entered.</summary>
    public long Calls => Cells.Calls + Cells.Entries;

    /// <summary>Instructions of the function that have started.</summary>
    public long Instructions => Cells.Instructions + Cells.MoreInstructions + (Cells.Entries * Cells.InstructionsOfEntry);

    /// <summary>Values it has made.</summary>
    public long Allocations => Cells.Allocations;

    /// <summary>Its own time, without that of functions it has called, in ticks of the stopwatch.</summary>
    public long Ticks => Volatile.Read(ref Cells.Ticks);

    /// <summary>The tree it belongs to.</summary>
    internal ProfileTree Tree { get; }

    /// <summary>Where calls of other functions lead to: below, or to a node above.</summary>
    internal Dictionary<int, ProfileNode> Links { get; } = [];

    /// <summary>Adds the figures of a node that nothing changes any more.</summary>
    /// <param name="other">The node.</param>
    internal void Add(ProfileNode other)
    {
        Cells.Calls += other.Calls;
        Cells.Instructions += other.Instructions;
        Cells.Allocations += other.Allocations;
        Cells.Ticks += other.Ticks;
    }

    /// <summary>Adds a node below.</summary>
    /// <param name="function">Its function.</param>
    internal ProfileNode AddChild(int function)
    {
        var child = new ProfileNode(Tree, function, this);
        _children.Add(child);
        return child;
    }
}
