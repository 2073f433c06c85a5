namespace TinyTotIL.Compiler.Verification;

/// <summary>
/// The functions that may be found in one place: a variable, a stack slot, a parameter, a field. Cells are joined by
/// inclusion, so a function that enters one reaches all that it can flow to.
/// </summary>
internal sealed class FlowCell
{
    private readonly HashSet<FlowCell> _successors = [];
    private readonly HashSet<BlockShape> _readers = [];
    private readonly List<FunctionShape> _targets = [];
    private readonly HashSet<FunctionShape> _known = [];

    /// <summary>
    /// The cell whose functions are this one's too; null for none. Where most places may hold any function, each points to the one list of them.
    /// </summary>
    public FlowCell? Shared { get; set; }

    /// <summary>The functions found so far, in the order of discovery.</summary>
    public IReadOnlyList<FunctionShape> Targets => Shared is null ? _targets : [.. _targets.Union(Shared._targets)];

    /// <summary>The functions that are not those of another cell.</summary>
    public IReadOnlyList<FunctionShape> OwnTargets => _targets;

    /// <summary>Cells that hold at least what this one holds.</summary>
    public IReadOnlyCollection<FlowCell> Successors => _successors;

    /// <summary>Blocks that call what this cell holds, to be looked at again when it grows.</summary>
    public IReadOnlyCollection<BlockShape> Readers => _readers;

    /// <summary>Adds a function; false when it was known.</summary>
    /// <param name="target">The function.</param>
    public bool Add(FunctionShape target)
    {
        if (!_known.Add(target))
        {
            return false;
        }

        _targets.Add(target);
        return true;
    }

    /// <summary>Whether a function is among those that are not another cell's.</summary>
    /// <param name="target">The function.</param>
    public bool OwnTargetsContain(FunctionShape target) => _known.Contains(target);

    /// <summary>Makes another cell include this one; false when it already does.</summary>
    /// <param name="successor">The including cell.</param>
    public bool AddSuccessor(FlowCell successor) => successor != this && _successors.Add(successor);

    /// <summary>Registers a block that calls what this cell holds.</summary>
    /// <param name="reader">The block.</param>
    public void AddReader(BlockShape reader)
    {
        _readers.Add(reader);
        Shared?._readers.Add(reader);
    }
}
