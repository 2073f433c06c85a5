using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Conformance.Tests.Killing;

/// <summary>Stands for the instruction at which a process ends by itself, with the reason that others are told of one that was killed.</summary>
internal sealed class OwnEnd : SavedFrame
{
    /// <inheritdoc/>
    public override Value Resume(ProcessContext context)
    {
        ProcessOperations.ExitSelf(context, Value.Text(ExitReason.Killed));
        return default;
    }
}
