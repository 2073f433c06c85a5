using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Hosting;

/// <summary>The only frame of a process that does nothing but pass on what it is sent to code outside.</summary>
/// <param name="take">Is given each message, in order, by the worker that runs the process. It must be quick, and not throw.</param>
internal sealed class OutsideMailbox(Action<ProcessContext, Message> take) : SavedFrame
{
    /// <inheritdoc/>
    public override Value Resume(ProcessContext context)
    {
        var process = context.Process!;
        while (process.TakeFirst() is { } message)
        {
            take(context, message);
        }

        ReceiveOperations.LeaveWithout(context, process, PatternSet.Any);
        context.Save(this);
        return default;
    }
}
