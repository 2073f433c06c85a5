using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Processes;

/// <summary>The only frame of a supervisor that is to end: waits until its children have ended.</summary>
internal sealed class SupervisorEnd : SavedFrame
{
    /// <inheritdoc/>
    public override Value Resume(ProcessContext context)
    {
        var process = context.Process!;
        if (!process.TakeOver() || process.Details!.Supervision!.HasEnded)
        {
            context.Leave(Suspension.End);
            return default;
        }

        context.Leave(Suspension.Wait);
        context.Save(this);
        return default;
    }
}
