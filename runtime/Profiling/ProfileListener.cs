using TinyTotIL.Runtime.Observation;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Profiling;

/// <summary>Counts calls and instructions of code that runs on stack machines, interpreted or compiled, in the same tree as code that counts by itself.</summary>
public sealed class ProfileListener : ExecutionListener
{
    /// <inheritdoc/>
    public override void Starting(ProcessContext context, IMachineView machine, int address)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(machine);
        var nodes = (ProfiledCalls)(MachineCalls.Of(machine).Nodes ??= Begin(context, machine, address));
        var node = nodes.Current;
        var fact = context.Image.Facts[address];
        context.Node = node;
        ProfileOperations.Count(node, 1);
        ProfileOperations.CountAllocations(node, fact.Allocates ? 1 : 0);
        ProfileOperations.Reach(context, nodes.Base, machine.Height);
        if (fact.Flow is InstructionFlow.Call or InstructionFlow.TailCall)
        {
            context.OperandBase = nodes.Base + Math.Max(0, machine.Height - TakenBy(fact, machine));
        }
    }

    /// <inheritdoc/>
    public override void Entered(ProcessContext context, IMachineView machine, in MachineCall call)
    {
        ArgumentNullException.ThrowIfNull(context);
        var nodes = ProfiledCalls.Of(machine);

        // What a tail call enters is shown below what it has replaced.
        context.Node = call.IsTail ? nodes.Left ?? nodes.Current : nodes.Current;
        nodes.Push(ProfileOperations.EnterObserved(context, call.Function));
    }

    /// <inheritdoc/>
    public override void Returned(ProcessContext context, IMachineView machine, in MachineCall call) => Leave(context, machine);

    /// <inheritdoc/>
    public override void Abandoned(ProcessContext context, IMachineView machine, in MachineCall call) => Leave(context, machine);

    private static void Leave(ProcessContext context, IMachineView machine)
    {
        var nodes = ProfiledCalls.Of(machine);
        nodes.Pop();
        ProfileOperations.Return(context, nodes.Current);
    }

    /// <summary>A machine begins with the top level of a module, or with a function that something else has called.</summary>
    private static ProfiledCalls Begin(ProcessContext context, IMachineView machine, int address)
    {
        int module = context.Image.ModuleOf(address);
        bool isTopLevel = machine.FrameCount == 1 && context.Image.Modules[module].Start == address;
        var node = ProfileOperations.EnterObserved(context, isTopLevel ? ~module : address);
        return new ProfiledCalls(node, isTopLevel ? 0 : context.OperandBase);
    }

    /// <summary>How many values a call takes from the stack; the function, where it lies there, is one.</summary>
    private static int TakenBy(InstructionFact fact, IMachineView machine) => fact.Mnemonic switch
    {
        "CALL" or "TAIL_CALL" => fact.Parameters,
        "CALL_FUNCTION" or "TAIL_CALL_FUNCTION" => 1 + (machine.Height > 0 && machine.Peek(0).Tag is FunctionValue function ? function.Prototype.Parameters.Length : 0),
        _ => fact.Takes,
    };
}
