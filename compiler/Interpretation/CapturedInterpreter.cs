using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Interpretation;

/// <summary>A machine that belongs to a continuation: each resumption goes on with a machine of its own.</summary>
/// <param name="code">The program.</param>
/// <param name="part">The stacks.</param>
/// <param name="captures">Variables captured for the next closure.</param>
/// <param name="resumption">Index of the instruction to go on with.</param>
/// <param name="awaitsResult">Whether a result comes first.</param>
/// <param name="isRestarting">Whether that instruction has started before.</param>
/// <param name="mark">What an observer knows of it.</param>
internal sealed class CapturedInterpreter(InterpretedCode code, MachinePart part, Scope captures, int resumption, bool awaitsResult, bool isRestarting, IMachineMark? mark) : SavedFrame
{
    /// <summary>A machine with one or two frames takes as much as some twelve frames of compiled code.</summary>
    private const int OwnWeight = 12;

    /// <inheritdoc/>
    public override int Address => resumption;

    /// <inheritdoc/>
    public override int Weight => OwnWeight;

    /// <inheritdoc/>
    public override Value Resume(ProcessContext context) => new Interpreter(code, context, part, captures.Copy(), resumption, awaitsResult, isRestarting) { Mark = mark?.Copy() }.Resume(context);

    /// <inheritdoc/>
    public override void Measure(HeapMeter meter)
    {
        base.Measure(meter);
        part.Measure(meter);
        meter.Add(captures);
    }
}
