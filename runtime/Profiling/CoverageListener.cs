using TinyTotIL.Runtime.Observation;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Runtime.Profiling;

/// <summary>Counts how often instructions of code that runs on stack machines start, in the same table as code that counts by itself.</summary>
public sealed class CoverageListener : ExecutionListener
{
    /// <inheritdoc/>
    public override void Starting(ProcessContext context, IMachineView machine, int address)
    {
        ArgumentNullException.ThrowIfNull(context);

        // What EVAL has added lies behind the table.
        if (context.Coverage is { } table && address < table.Length - 1)
        {
            CoverageOperations.Count(context, address, address + 1);
        }
    }
}
