using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Processes;

/// <summary>One function call of a process that has left the native stack: where it stands, and what it needs to go on.</summary>
/// <remarks>
/// <para>
/// A function that must leave the stack saves itself by <see cref="ProcessContext.Save"/> and returns; so does its caller, and so on
/// down to the loop that runs the process. That loop resumes the innermost frame alone. When its function returns, the next frame out
/// is resumed with the result, and so on: a deep stack is saved once and each frame is resumed once, however often the
/// innermost function waits.
/// </para>
/// <para>
/// A frame is resumed once for each time it was saved, unless a continuation has captured it: then any number of times, and it must not change by that
/// (<see cref="Freeze"/>). Nothing that belongs to a thread, the context least of all, may be kept in it: the next slice of the
/// process may run elsewhere.
/// </para>
/// </remarks>
public abstract class SavedFrame
{
    /// <summary>The frame of the caller; null for the outermost one.</summary>
    public SavedFrame? Caller { get; internal set; }

    /// <summary>Index in the linked program of the instruction at which the function left; -1 where that is not known.</summary>
    public virtual int Address => -1;

    /// <summary>The stacks, of a machine; null for a frame of a compiled function.</summary>
    public virtual IMachineView? View => null;

    /// <summary>For how many saved frames of a process it counts, if a continuation holds it: those are limited in number, and some are larger than others.</summary>
    public virtual int Weight => 1;

    /// <summary>Goes on where the function left.</summary>
    /// <remarks>
    /// A function that waits for the result of a call finds it in <see cref="ProcessContext.Resumed"/>. When
    /// <see cref="ProcessContext.Reductions"/> is negative that call has raised, halted or exited instead, and the function must do what it
    /// does after such a call: go to its handler, or return.
    /// </remarks>
    /// <param name="context">The context of the worker that runs the process now.</param>
    /// <returns>The function's topmost result; anything when it has none or when it has left the stack again.</returns>
    public abstract Value Resume(ProcessContext context);

    /// <summary>The frame as a continuation keeps it: one that may be resumed again and again. It stands in the place of this one from now on.</summary>
    /// <returns>This frame when resuming does not change it.</returns>
    public virtual SavedFrame Freeze() => this;

    /// <summary>Shows a meter what the frame holds.</summary>
    /// <param name="meter">The meter.</param>
    public virtual void Measure(HeapMeter meter) => ArgumentNullException.ThrowIfNull(meter);
}
