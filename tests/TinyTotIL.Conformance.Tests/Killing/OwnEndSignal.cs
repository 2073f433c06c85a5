using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Conformance.Tests.Killing;

/// <summary>Announces to a process that its next instruction ends it; what has arrived before comes first, as it does before a kill.</summary>
internal sealed class OwnEndSignal : Signal
{
    /// <summary>
    /// Whether the end is to be compared with one by a kill. Not where a question has arrived that is still to be answered: of a question and a kill by somebody else
    /// either may come first, and a process that ends by itself answers before.
    /// </summary>
    public bool IsComparable { get; private set; }

    /// <inheritdoc/>
    public override Message? Handle(Process owner)
    {
        IsComparable = owner.Details?.Questions is null;

        // Erlang: who is killed has no time for anything, so a killed supervisor does not end its children in order, even when it had begun to.
        // That one thing sets it apart from one that ends by itself.
        owner.Details?.Supervision?.Abandon();
        return null;
    }
}
