using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL;

/// <summary>What runs the code of a machine. Its callers see to it that one call runs at a time.</summary>
internal abstract class MachineEngine : IDisposable
{
    /// <summary>The run of the main program, whose exports can be called.</summary>
    public abstract ModuleRun Module { get; }

    /// <summary>Runs the top level.</summary>
    /// <param name="cancellation">Ends it.</param>
    public abstract Task RunTopLevelAsync(CancellationToken cancellation);

    /// <summary>Calls a function with the variables of the machine.</summary>
    /// <param name="function">The function.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="cancellation">Ends it.</param>
    public abstract Task<Value> CallAsync(FunctionValue function, Value[] arguments, CancellationToken cancellation);

    /// <inheritdoc/>
    public abstract void Dispose();
}
