using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Operations;

/// <summary>A run of a stack machine that belongs to a continuation: each resumption goes on with a machine of its own.</summary>
/// <param name="machine">The machine as it was; it never runs again.</param>
internal sealed class CapturedMachineFrame(StackMachine machine) : SavedFrame
{
    /// <inheritdoc/>
    public override int Address => machine.LeftAt;

    /// <inheritdoc/>
    public override Value Resume(ProcessContext context) => StackMachineOperations.GoOn(context, machine.Copy());

    /// <inheritdoc/>
    public override void Measure(HeapMeter meter) => machine.Measure(meter);
}
