using TinyTotIL.Runtime.Observation;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Hooks;

/// <summary>Tells hooks of instructions, and of what each is about to do, which shows before it starts.</summary>
/// <param name="hooks">The hooks.</param>
internal sealed class HookListener(HookSet hooks) : ExecutionListener
{
    private const HookKinds AfterwardsKinds = HookKinds.AfterInstruction | HookKinds.StackPush;

    /// <inheritdoc/>
    public override void Began(ProcessContext context, IMachineView machine, FunctionValue function, IReadOnlyList<Value> arguments)
    {
        if ((hooks.EnabledKinds & HookKinds.Call) != 0)
        {
            int target = function.Prototype.Target;
            hooks.Raise(HookReading.CallOf(context, target, arguments), new HookContext(context.Image, context, machine, target));
        }
    }

    /// <inheritdoc/>
    public override void Starting(ProcessContext context, IMachineView machine, int address)
    {
        var kinds = hooks.EnabledKinds;
        if ((kinds & ~AfterwardsKinds) == 0)
        {
            return;
        }

        var fact = context.Image.Facts[address];
        var at = new HookContext(context.Image, context, machine, address);
        if ((kinds & HookKinds.BeforeInstruction) != 0)
        {
            hooks.Raise(new HookEvent { Kind = HookKinds.BeforeInstruction, Process = context.ProcessId }, at);
        }

        if ((kinds & HookKinds.StackPop) != 0)
        {
            for (int depth = 0; depth < HookReading.Pops(fact, machine); depth++)
            {
                hooks.Raise(new HookEvent { Kind = HookKinds.StackPop, Process = context.ProcessId, Value = machine.Peek(depth) }, at);
            }
        }

        if (HookReading.Access(context, machine, fact) is { } access && (kinds & access.Kind) != 0)
        {
            hooks.Raise(access, at);
        }

        if ((kinds & HookKinds.Call) != 0 && HookReading.Call(context, machine, fact) is { } call)
        {
            hooks.Raise(call, at);
        }

        if ((kinds & HookKinds.Return) != 0 && fact.Flow == InstructionFlow.Return)
        {
            hooks.Raise(
                new HookEvent
                {
                    Kind = HookKinds.Return,
                    Process = context.ProcessId,
                    Name = context.Image.Symbols.FunctionAt(address) ?? "",
                    Value = machine.Height > 0 ? machine.Peek(0) : Value.Null,
                },
                at);
        }
    }

    /// <inheritdoc/>
    public override void Completed(ProcessContext context, IMachineView machine, int address)
    {
        var kinds = hooks.EnabledKinds & AfterwardsKinds;
        if (kinds == 0)
        {
            return;
        }

        var at = new HookContext(context.Image, context, machine, address);
        if ((kinds & HookKinds.StackPush) != 0)
        {
            // What a function leaves was told of when the function pushed it.
            int pushed = context.Image.Facts[address].Flow == InstructionFlow.Call ? 0 : MachineCalls.PushedSince(machine, context.Image.Facts[address].Takes);
            for (int depth = pushed - 1; depth >= 0; depth--)
            {
                hooks.Raise(new HookEvent { Kind = HookKinds.StackPush, Process = context.ProcessId, Value = machine.Peek(depth) }, at);
            }
        }

        hooks.Raise(new HookEvent { Kind = HookKinds.AfterInstruction, Process = context.ProcessId }, at);
    }

    /// <inheritdoc/>
    public override void Returned(ProcessContext context, IMachineView machine, in MachineCall call)
    {
        // The instruction that returns has done its work too, though nothing of it can be seen any more but what it leaves.
        if ((hooks.EnabledKinds & HookKinds.AfterInstruction) != 0 && MachineCalls.LastOf(machine) is var last && context.Image.Facts[last].Flow == InstructionFlow.Return)
        {
            hooks.Raise(new HookEvent { Kind = HookKinds.AfterInstruction, Process = context.ProcessId }, new HookContext(context.Image, context, machine, last));
        }
    }
}
