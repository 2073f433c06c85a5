using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Operations;

/// <summary>The outermost frame of a process that runs a function: calls it.</summary>
/// <param name="function">The function.</param>
/// <param name="arguments">One value for each parameter.</param>
internal sealed class FunctionStart(FunctionValue function, Value[] arguments) : SavedFrame
{
    /// <inheritdoc/>
    public override int Address => function.Prototype.Target;

    /// <inheritdoc/>
    public override Value Resume(ProcessContext context) => FunctionOperations.Invoke(context, function, arguments);

    /// <inheritdoc/>
    public override void Measure(HeapMeter meter)
    {
        ArgumentNullException.ThrowIfNull(meter);
        meter.Add(Value.From(function));
        meter.Add(arguments);
    }
}
