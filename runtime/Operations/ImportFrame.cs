using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Operations;

/// <summary>An IMPORT that waits for the module's top level, which has left the stack.</summary>
/// <param name="importer">The run that imports.</param>
/// <param name="run">The module's run.</param>
internal sealed class ImportFrame(ModuleRun importer, ModuleRun run) : SavedFrame
{
    /// <inheritdoc/>
    public override Value Resume(ProcessContext context)
    {
        ModuleOperations.Finish(context, importer, run);
        return Value.Null;
    }
}
