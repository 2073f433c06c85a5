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
internal sealed class CapturedInterpreter(InterpretedCode code, MachinePart part, Scope captures, int resumption, bool awaitsResult, bool isRestarting, IMachineMark? mark) : SavedFrame, IMachineView
{
    /// <summary>A machine with one or two frames takes as much as some twelve frames of compiled code.</summary>
    private const int OwnWeight = 12;

    /// <inheritdoc/>
    public override int Address => resumption;

    /// <inheritdoc/>
    public override int Weight => OwnWeight;

    /// <summary>While the receiver runs, the calls that were captured are under way as well.</summary>
    public override IMachineView View => this;

    /// <inheritdoc/>
    int IMachineView.Height => part.TotalHeight;

    /// <inheritdoc/>
    int IMachineView.FrameCount => part.TotalFrames;

    /// <inheritdoc/>
    int IMachineView.HandlerCount => part.TotalHandlers;

    /// <summary>Each machine that goes on from here counts anew.</summary>
    int IMachineView.CatchCount => 0;

    /// <inheritdoc/>
    Scope IMachineView.Captures => captures;

    /// <summary>What waits for it is the next saved frame.</summary>
    IMachineView? IMachineView.Outer => null;

    /// <inheritdoc/>
    public object? Mark { get; set; } = mark;

    /// <inheritdoc/>
    Value IMachineView.Peek(int depth) => part.Peek(depth);

    /// <inheritdoc/>
    Scope IMachineView.VariablesAt(int depth) => part.FrameAt(depth).Scope;

    /// <inheritdoc/>
    int IMachineView.ReturnIndexAt(int depth) => part.FrameAt(depth).ReturnAddress;

    /// <inheritdoc/>
    public override Value Resume(ProcessContext context) => new Interpreter(code, context, part, captures.Copy(), resumption, awaitsResult, isRestarting) { Mark = (Mark as IMachineMark)?.Copy() }.Resume(context);

    /// <inheritdoc/>
    public override void Measure(HeapMeter meter)
    {
        base.Measure(meter);
        part.Measure(meter);
        meter.Add(captures);
    }
}
