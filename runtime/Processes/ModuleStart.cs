using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Processes;

/// <summary>The outermost frame of a process that runs a whole program: begins its top level.</summary>
internal sealed class ModuleStart : SavedFrame
{
    /// <inheritdoc/>
    public override int Address => 0;

    /// <inheritdoc/>
    public override Value Resume(ProcessContext context)
    {
        StackSegments.RunBodyHere(context);
        return Value.Null;
    }
}
