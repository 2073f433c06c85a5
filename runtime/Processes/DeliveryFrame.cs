using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Processes;

/// <summary>
/// The innermost frame of a continuation: hands what arrives to the CALL_CC that waits in the next frame. That instruction is run again when its frame is resumed,
/// as every instruction that leaves the stack, and finds its result.
/// </summary>
/// <param name="hidesCall">Whether the CALL_CC is the last thing its function does, so that traces do not show it, wherever the compiler has put it.</param>
internal sealed class DeliveryFrame(bool hidesCall) : SavedFrame
{
    /// <inheritdoc/>
    public override Value Resume(ProcessContext context)
    {
        context.Deliver(hidesCall);
        return default;
    }
}
