using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Operations;

/// <summary>Calls the function that CALL_CC was given, on the stack that the capture has emptied.</summary>
/// <param name="receiver">The function.</param>
/// <param name="continuation">Its argument.</param>
internal sealed class ReceiverStart(FunctionValue receiver, ContinuationValue continuation) : SavedFrame
{
    /// <inheritdoc/>
    public override int Address => receiver.Prototype.Target;

    /// <inheritdoc/>
    public override Value Resume(ProcessContext context) => FunctionOperations.Invoke(context, receiver, [Value.From(continuation)]);

    /// <inheritdoc/>
    public override void Measure(HeapMeter meter)
    {
        ArgumentNullException.ThrowIfNull(meter);
        meter.Add(Value.From(receiver));
        meter.Add(continuation);
    }
}
