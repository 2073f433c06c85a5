namespace TinyTotIL.Runtime.Processes;

/// <summary>Who called whom in one process, and where it is.</summary>
public sealed class ProfileTree
{
    /// <summary>Nodes a tree may have; from there on calls are counted by function only.</summary>
    internal const int MostNodes = 200_000;

    private readonly Dictionary<long, ProfileNode> _byAddress = [];
    private readonly int _mostNodes;
    private int _nodes = 1;
    private ProfileNode? _others;

    /// <summary>Makes a tree of nothing but a root.</summary>
    /// <param name="process">Number of the process.</param>
    /// <param name="mostNodes">Nodes it may have.</param>
    internal ProfileTree(long process, int mostNodes = MostNodes)
    {
        (ProcessId, _mostNodes) = (process, mostNodes);
        Root = new ProfileNode(this, ProfileNode.Process, parent: null);
        _byAddress.Add(Root.Address, Root);
        Current = Root.Address;
    }

    /// <summary>Number of the process.</summary>
    public long ProcessId { get; }

    /// <summary>The process itself.</summary>
    public ProfileNode Root { get; }

    /// <summary>Address of the node of the code that goes on when the process does.</summary>
    internal long Current { get; set; }

    /// <summary>Values on the operand stack below what is called next.</summary>
    internal long Base { get; set; }

    /// <summary>The function that the process began with; that of a group all its processes.</summary>
    internal int Start => Root.Children is [var first, ..] ? first.Function : ProfileNode.Process;

    /// <summary>Processes whose calls are added up here.</summary>
    public int Processes { get; private set; } = 1;

    /// <summary>A tree for what many processes have called.</summary>
    internal static ProfileTree ForGroup() => new(process: 0) { Processes = 0 };

    /// <summary>Adds what another process has called.</summary>
    /// <param name="other">Its tree; nothing changes it any more.</param>
    internal void Add(ProfileTree other)
    {
        Processes++;
        var pending = new Stack<(ProfileNode From, ProfileNode To)>();
        pending.Push((other.Root, Root));
        while (pending.TryPop(out var pair))
        {
            pair.To.Add(pair.From);
            foreach (var child in pair.From.Children)
            {
                pending.Push((child, Find(pair.To, child.Function)));
            }
        }
    }

    /// <summary>Where a call leads to that is not the one a node has made last.</summary>
    /// <param name="caller">Address of the calling node. One of another tree counts as the root.</param>
    /// <param name="function">What is called.</param>
    internal ProfileNode Find(long caller, int function) => Find(_byAddress.GetValueOrDefault(caller, Root), function);

    /// <summary>The same for code that counts by itself.</summary>
    /// <param name="caller">Address of the calling node.</param>
    /// <param name="function">What is called.</param>
    /// <param name="instructions">Instructions that an entry stands for.</param>
    /// <param name="isNewest">Whether the code finds the node without asking the next time.</param>
    internal ProfileNode FindForEntry(long caller, int function, int instructions, bool isNewest)
    {
        var node = _byAddress.GetValueOrDefault(caller, Root);
        var found = Find(node, function);
        found.Cells.InstructionsOfEntry = instructions;
        if (isNewest)
        {
            (node.Cells.NewestFunction, node.Cells.Newest) = (function, found.Address);
        }

        return found;
    }

    /// <summary>Where a call leads to.</summary>
    /// <param name="caller">The calling node.</param>
    /// <param name="function">What is called.</param>
    internal static ProfileNode Find(ProfileNode caller, int function)
    {
        if (!caller.Links.TryGetValue(function, out var node))
        {
            caller.Links.Add(function, node = caller.Tree.Link(caller, function));
        }

        return node;
    }

    private ProfileNode Link(ProfileNode caller, int function)
    {
        for (var above = caller; above is not null; above = above.Parent)
        {
            if (above.Function == function)
            {
                return above;
            }
        }

        if (_nodes < _mostNodes)
        {
            _nodes++;
            return Add(caller, function);
        }

        // Below this there is one node for each function, so that what is counted stays right.
        _others ??= Add(Root, ProfileNode.Others);
        if (!_others.Links.TryGetValue(function, out var node))
        {
            _others.Links.Add(function, node = Add(_others, function));
        }

        return node;
    }

    private ProfileNode Add(ProfileNode parent, int function)
    {
        var node = parent.AddChild(function);
        _byAddress.Add(node.Address, node);
        return node;
    }
}
