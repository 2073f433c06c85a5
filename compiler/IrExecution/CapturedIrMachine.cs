using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.IrExecution;

/// <summary>A machine that belongs to a continuation: each resumption goes on with a machine of its own.</summary>
/// <param name="frame">The innermost call, which nobody changes any more.</param>
/// <param name="resumption">How it goes on.</param>
internal sealed class CapturedIrMachine(IrFrame frame, Resumption resumption) : SavedFrame
{
    /// <summary>A machine with one or two frames takes as much as some eight frames of compiled code.</summary>
    private const int OwnWeight = 8;

    /// <inheritdoc/>
    public override int Address => frame.Address;

    /// <inheritdoc/>
    public override int Weight => OwnWeight;

    /// <inheritdoc/>
    public override Value Resume(ProcessContext context) => new IrMachine(frame, resumption).Resume(context);

    /// <inheritdoc/>
    public override void Measure(HeapMeter meter)
    {
        base.Measure(meter);
        frame.Measure(meter);
    }
}
