using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Processes;

/// <summary>Is told of each instruction, by the interpreter or by code that was compiled to be observed, before the instruction does anything.</summary>
/// <remarks>
/// Both engines run a stack machine then and show it as an <see cref="IMachineView"/>, so that an observer is written once. Programs with processes
/// call from the thread of whatever worker runs the process.
/// </remarks>
public abstract class MachineObserver
{
    /// <summary>
    /// An instruction is about to start. One that has waited and is looked at again is not told of again. When the method raises an error in the
    /// context, the instruction does not run.
    /// </summary>
    /// <param name="context">The running process.</param>
    /// <param name="machine">Its stacks, as the instruction finds them; only valid during the call.</param>
    /// <param name="address">Index of the instruction in the linked program.</param>
    public abstract void Before(ProcessContext context, IMachineView machine, int address);

    /// <summary>A machine is about to run a function that no instruction has called: a process begins with it, or .NET code calls it.</summary>
    /// <param name="context">The running process. No error may be raised in it.</param>
    /// <param name="machine">Its stacks, with the frame of the function; only valid during the call.</param>
    /// <param name="function">The function.</param>
    /// <param name="arguments">One value for each of its parameters.</param>
    public virtual void Began(ProcessContext context, IMachineView machine, FunctionValue function, IReadOnlyList<Value> arguments)
    {
    }

    /// <summary>An error was raised on a machine, and no handler has been looked for yet: all frames are as the instruction has left them. Told once for each error.</summary>
    /// <param name="context">The running process; <see cref="ProcessContext.Raised"/> is the error.</param>
    /// <param name="machine">Its stacks; only valid during the call. What the instruction has taken may be gone from the operand stack.</param>
    /// <param name="address">Index of the instruction that failed.</param>
    public virtual void Raised(ProcessContext context, IMachineView machine, int address)
    {
    }

    /// <summary>A machine will execute nothing more: its run has returned, ended by HALT or EXIT, or left with an error.</summary>
    /// <param name="context">The running process; <see cref="ProcessContext.Reductions"/> says how the machine ended.</param>
    /// <param name="machine">The machine.</param>
    public virtual void Ended(ProcessContext context, IMachineView machine)
    {
    }
}
