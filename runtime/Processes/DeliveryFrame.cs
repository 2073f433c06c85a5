using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Processes;

/// <summary>
/// The innermost frame of a continuation: hands what arrives to the CALL_CC that waits in the next frame. That instruction is run again when its frame is resumed,
/// as every instruction that leaves the stack, and finds its result.
/// </summary>
internal sealed class DeliveryFrame : SavedFrame
{
    /// <inheritdoc/>
    public override Value Resume(ProcessContext context)
    {
        context.Deliver();
        return default;
    }
}
