using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Observation;

/// <summary>Is told what each instruction of a program does, in either engine. Workers call at the same time for different processes.</summary>
/// <remarks>
/// Nothing is told of an instruction that failed but <see cref="Caught"/>, if there was a handler. An error that a method raises in the context
/// stops the instruction that comes next.
/// </remarks>
public abstract class ExecutionListener
{
    /// <summary>A function is about to run that no instruction has called: a process begins with it, or .NET code calls it.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="machine">Its stacks, with the frame of the function.</param>
    /// <param name="function">The function.</param>
    /// <param name="arguments">One value for each of its parameters.</param>
    public virtual void Began(ProcessContext context, IMachineView machine, FunctionValue function, IReadOnlyList<Value> arguments)
    {
    }

    /// <summary>An instruction is about to start.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="machine">Its stacks.</param>
    /// <param name="address">Index of the instruction.</param>
    public virtual void Starting(ProcessContext context, IMachineView machine, int address)
    {
    }

    /// <summary>An instruction that is no return has done its work; a call, when what it called has returned.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="machine">Its stacks, as the instruction has left them.</param>
    /// <param name="address">Index of the instruction.</param>
    public virtual void Completed(ProcessContext context, IMachineView machine, int address)
    {
    }

    /// <summary>A function has been entered: its frame is current and holds its arguments.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="machine">Its stacks.</param>
    /// <param name="call">The call; <see cref="MachineCalls"/> knows those around it.</param>
    public virtual void Entered(ProcessContext context, IMachineView machine, in MachineCall call)
    {
    }

    /// <summary>A function has returned, or was left by a tail call: its frame is gone, and what it has left is on the stack.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="machine">Its stacks.</param>
    /// <param name="call">The call.</param>
    public virtual void Returned(ProcessContext context, IMachineView machine, in MachineCall call)
    {
    }

    /// <summary>A call was given up because of an error, or because its machine has ended.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="machine">Its stacks.</param>
    /// <param name="call">The call.</param>
    public virtual void Abandoned(ProcessContext context, IMachineView machine, in MachineCall call)
    {
    }

    /// <summary>An error was brought to a handler; frames above the handler's are gone.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="machine">Its stacks, as the handler finds them.</param>
    /// <param name="failed">Index of the instruction of this machine that started last before the error.</param>
    /// <param name="handler">Index of the first instruction of the handler.</param>
    public virtual void Caught(ProcessContext context, IMachineView machine, int failed, int handler)
    {
    }

    /// <summary>A machine has ended.</summary>
    /// <param name="context">The running process; <see cref="ProcessContext.Reductions"/> says how the machine ended.</param>
    /// <param name="machine">The machine.</param>
    public virtual void Ended(ProcessContext context, IMachineView machine)
    {
    }

    /// <summary>What is to be shown when the program has ended without an error: lines, or none.</summary>
    public virtual IEnumerable<string> Report() => [];
}
