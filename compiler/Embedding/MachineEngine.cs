using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL;

/// <summary>What runs the code of a machine. Its callers see to it that one call runs at a time.</summary>
internal abstract class MachineEngine : IDisposable
{
    /// <summary>The run of the main program, whose exports can be called.</summary>
    public abstract ModuleRun Module { get; }

    /// <summary>Runs the top level.</summary>
    /// <param name="turn">Whose it is.</param>
    public abstract Task RunTopLevelAsync(MachineTurn turn);

    /// <summary>Calls a function with the variables of the machine.</summary>
    /// <param name="function">The function.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="turn">Whose it is.</param>
    public abstract Task<Value> CallAsync(FunctionValue function, Value[] arguments, MachineTurn turn);

    /// <inheritdoc/>
    public abstract void Dispose();
}
