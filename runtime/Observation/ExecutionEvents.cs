using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Observation;

/// <summary>Derives from the starts of instructions what they did, and tells listeners: which completed, called, returned, failed.</summary>
/// <remarks>
/// That an instruction has done its work shows when the next one of its machine starts, so what is told of it is told then, with the stacks as it left
/// them. Engines need no other place that tells of anything, and cannot differ in the order of what they tell.
/// </remarks>
/// <param name="listeners">Who is told, in this order.</param>
public sealed class ExecutionEvents(params ExecutionListener[] listeners) : MachineObserver
{
    private const int Everything = 0;

    /// <summary>What listeners want to show when the program has ended without an error.</summary>
    public IEnumerable<string> Report() => listeners.SelectMany(listener => listener.Report());

    /// <inheritdoc/>
    public override void Began(ProcessContext context, IMachineView machine, FunctionValue function, IReadOnlyList<Value> arguments)
    {
        foreach (var listener in listeners)
        {
            listener.Began(context, machine, function, arguments);
        }
    }

    /// <inheritdoc/>
    public override void Before(ProcessContext context, IMachineView machine, int address)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(machine);
        if (machine.Mark is not MachineCalls calls)
        {
            machine.Mark = calls = new MachineCalls { Catches = machine.CatchCount };
        }
        else
        {
            TellOfLast(context, machine, calls, address);
        }

        (calls.Last, calls.Frames, calls.Height) = (address, machine.FrameCount, machine.Height);
        for (int i = 0; i < listeners.Length && context.Reductions >= 0; i++)
        {
            listeners[i].Starting(context, machine, address);
        }
    }

    /// <inheritdoc/>
    public override void Ended(ProcessContext context, IMachineView machine)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(machine);
        if (machine.Mark is MachineCalls calls)
        {
            bool hasReturned = context.Reductions >= 0 && context.Image.Facts[calls.Last].Flow is InstructionFlow.Return or InstructionFlow.TailCall;
            if (hasReturned && calls.TryPop(Everything, out var call))
            {
                TellOfReturn(context, machine, call);
            }

            Abandon(context, machine, calls, Everything);
        }

        foreach (var listener in listeners)
        {
            listener.Ended(context, machine);
        }
    }

    private void TellOfLast(ProcessContext context, IMachineView machine, MachineCalls calls, int address)
    {
        int last = calls.Last;
        int frames = machine.FrameCount;
        if (machine.CatchCount != calls.Catches)
        {
            calls.Catches = machine.CatchCount;
            Abandon(context, machine, calls, frames);
            for (int i = 0; i < listeners.Length && context.Reductions >= 0; i++)
            {
                listeners[i].Caught(context, machine, last, address);
            }

            return;
        }

        var fact = context.Image.Facts[last];
        switch (fact.Flow)
        {
            case InstructionFlow.Call when frames > calls.Frames:
                TellOfEntry(context, machine, calls, new MachineCall(address, last, ArgumentsOf(fact, machine, calls), frames, IsTail: false));
                break;
            case InstructionFlow.TailCall when frames == calls.Frames:
                if (calls.TryPop(frames - 1, out var replaced))
                {
                    TellOfReturn(context, machine, replaced);
                }

                TellOfEntry(context, machine, calls, new MachineCall(address, last, ArgumentsOf(fact, machine, calls), frames, IsTail: true));
                break;
            case InstructionFlow.TailCall or InstructionFlow.Return:
                if (calls.TryPop(frames, out var left))
                {
                    TellOfReturn(context, machine, left);
                }

                Complete(context, machine, address - 1);
                break;
            default:
                Complete(context, machine, last);
                break;
        }
    }

    /// <summary>A call of a procedure says how many values it passes; the others have taken as many as are gone, and the function.</summary>
    private static int ArgumentsOf(InstructionFact fact, IMachineView machine, MachineCalls calls) => fact switch
    {
        { Target: >= 0 } => fact.Parameters,
        { Takes: > 1, Mnemonic: "CALL_PROCEDURE" or "TAIL_CALL_PROCEDURE" } => fact.Takes - 1,
        { Mnemonic: "CALL_FUNCTION" or "TAIL_CALL_FUNCTION" } => Math.Max(0, calls.Height - 1 - machine.Height),
        _ => machine.VariablesAt(0).Count,
    };

    private void Complete(ProcessContext context, IMachineView machine, int address)
    {
        for (int i = 0; i < listeners.Length && context.Reductions >= 0; i++)
        {
            listeners[i].Completed(context, machine, address);
        }
    }

    private void TellOfEntry(ProcessContext context, IMachineView machine, MachineCalls calls, in MachineCall call)
    {
        calls.Push(call);
        for (int i = 0; i < listeners.Length && context.Reductions >= 0; i++)
        {
            listeners[i].Entered(context, machine, call);
        }
    }

    private void TellOfReturn(ProcessContext context, IMachineView machine, in MachineCall call)
    {
        for (int i = 0; i < listeners.Length && context.Reductions >= 0; i++)
        {
            listeners[i].Returned(context, machine, call);
        }
    }

    private void Abandon(ProcessContext context, IMachineView machine, MachineCalls calls, int frames)
    {
        while (calls.TryPop(frames, out var call))
        {
            foreach (var listener in listeners)
            {
                listener.Abandoned(context, machine, call);
            }
        }
    }
}
