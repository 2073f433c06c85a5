using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Operations;

/// <summary>A call, through a value, of a function of the host that the process waits for.</summary>
/// <param name="function">The function.</param>
/// <param name="arguments">The arguments.</param>
internal sealed class HostFunctionFrame(HostFunction function, Value[] arguments) : SavedFrame
{
    /// <inheritdoc/>
    public override Value Resume(ProcessContext context)
    {
        var result = HostFunctionOperations.Invoke(context, function, arguments);
        if (context.Reductions == ProcessContext.Suspending)
        {
            context.Save(this);
        }

        return result;
    }

    /// <inheritdoc/>
    public override void Measure(HeapMeter meter)
    {
        ArgumentNullException.ThrowIfNull(meter);
        meter.Add(arguments);
    }
}
