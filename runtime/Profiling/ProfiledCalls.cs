using TinyTotIL.Runtime.Observation;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Runtime.Profiling;

/// <summary>The addresses of the nodes of the calls under way on a machine.</summary>
/// <param name="first">That of the code it began with.</param>
/// <param name="below">Values on the operand stacks of those that wait for it.</param>
internal sealed class ProfiledCalls(long first, long below) : IMachineMark
{
    private Link _innermost = new(first, null);

    /// <summary>Values on the operand stacks of those that wait for it.</summary>
    public long Base => below;

    /// <summary>The node of the code that runs.</summary>
    public long Current => _innermost.Node;

    /// <summary>The node of the call that was left last.</summary>
    public long? Left { get; private set; }

    /// <summary>Those of a machine whose calls are counted.</summary>
    /// <param name="machine">The machine; it has started an instruction.</param>
    public static ProfiledCalls Of(IMachineView machine) => (ProfiledCalls)MachineCalls.Of(machine).Nodes!;

    /// <inheritdoc/>
    public IMachineMark Copy() => new ProfiledCalls(Current, below) { _innermost = _innermost, Left = Left };

    /// <summary>Enters a call.</summary>
    /// <param name="node">Its node.</param>
    public void Push(long node) => _innermost = new Link(node, _innermost);

    /// <summary>Leaves the innermost call.</summary>
    public void Pop()
    {
        Left = Current;
        _innermost = _innermost.Outer ?? _innermost;
    }

    /// <summary>A node and that of the call around it; machines that were captured share them.</summary>
    private sealed record Link(long Node, Link? Outer);
}
