using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Operations;

/// <summary>A run of a stack machine that has left the native stack. The machine holds all calls of the run, so it is one frame.</summary>
/// <param name="machine">The machine.</param>
internal sealed class StackMachineFrame(StackMachine machine) : SavedFrame
{
    /// <inheritdoc/>
    public override int Address => machine.LeftAt;

    /// <inheritdoc/>
    public override IMachineView? View => machine;

    /// <inheritdoc/>
    public override Value Resume(ProcessContext context) => StackMachineOperations.GoOn(context, machine);

    /// <inheritdoc/>
    public override SavedFrame Freeze() => new CapturedMachineFrame(machine);

    /// <inheritdoc/>
    public override void Measure(HeapMeter meter) => machine.Measure(meter);
}
