using TinyTotIL.Compiler.Ir;

namespace TinyTotIL.Compiler.Passes;

/// <summary>In a program with processes, puts points into the code at which a process counts reductions and lets others run.</summary>
/// <remarks>
/// <code>
/// func f1 sum(n: int) -> 1 int {          func f1 sum(n: int) -> 1 int {
///   b0:                                     b0:
///     r0: int = get n                         r0: int = get n
///     branch r0 ? b2 : b1                     branch r0 ? b2 : b1
///   b1:                                     b1:
///     r1: int = const 0             =>        r1: int = const 0
///     return r1                               return r1
///   b2:                                     b2:
///     ...                                     check_point call 1
///     r4: int = call f1(r3)                   ...
///     ...                                     r4: int = call f1(r3)
/// </code>
/// <para>
/// No way round the code is without one: they stand where every loop begins, and in the functions that look at the native stack
/// (<see cref="StackChecks"/>), which a chain of calls cannot avoid; there behind the cases that call nothing, so that
/// those cost nothing. It runs last, at every level: no pass need know of these points, and no program may do without.
/// </para>
/// </remarks>
internal static class CheckPoints
{
    /// <summary>The step. It cannot be switched off.</summary>
    public static Pass Step { get; } = new("check-points", "Lets processes take turns.", 0, Run);

    /// <summary>Whether code of a function may come round without a call.</summary>
    /// <param name="function">The function.</param>
    public static bool HasLoop(IrFunction function)
    {
        var flow = new ControlFlow(function);
        return flow.Order.Any(block => IsReentered(flow, block));
    }

    private static IrModule Run(IrModule module)
    {
        if (!module.UsesProcesses)
        {
            return module;
        }

        var checks = new StackChecks(module);
        var functions = module.Functions.ToBuilder();
        for (int i = 0; i < functions.Count; i++)
        {
            if (functions[i] is { Kind: not IrFunctionKind.StackMachineSegment, NeverRaises: false } function)
            {
                var marked = function with { Blocks = [.. function.Blocks.Select(LastCaptures.Mark)] };
                functions[i] = WithPoints(module, marked, checks.Looks(i) ? checks.CostOf(i) : 0);
            }
        }

        return module with { Functions = functions.MoveToImmutable() };
    }

    private static IrFunction WithPoints(IrModule module, IrFunction function, int entryCost)
    {
        var flow = new ControlFlow(function);
        var costs = new int[function.Blocks.Length];
        foreach (int block in flow.Order)
        {
            costs[block] = IsReentered(flow, block) ? 1 : 0;
        }

        var blocks = function.Blocks.ToBuilder();
        foreach (int block in flow.Order.Where(block => costs[block] > 0))
        {
            blocks[block] = WithPoint(blocks[block], costs[block], CheckPointPlace.Loop);
        }

        if (entryCost > 0)
        {
            int first = FirstOnTheWay(module, flow, costs);
            blocks[first] = WithPoint(function.Blocks[first], entryCost, costs[first] == 0 ? CheckPointPlace.Call : CheckPointPlace.Loop);
        }

        return QuietLoops.Run(module, function with { Blocks = blocks.MoveToImmutable() });
    }

    /// <summary>
    /// Whether a way back, in depth-first order, leads to a block. Every cycle has one, also a cycle with two ways in, and an error on
    /// its way to a handler goes back like a jump.
    /// </summary>
    private static bool IsReentered(ControlFlow flow, int block)
    {
        int position = flow.PositionOf(block);
        return flow.PredecessorsOf(block).Any(source => flow.PositionOf(source) >= position)
            || flow.ProtectedBy(block).Any(source => flow.PositionOf(source) >= position);
    }

    /// <summary>The block that all ways from the entry to a call pass first, as far down as branches lead to nothing but a return on one side.</summary>
    private static int FirstOnTheWay(IrModule module, ControlFlow flow, int[] loops)
    {
        var blocks = flow.Function.Blocks;
        var leads = LeadsToCalls(module, flow, loops);
        int block = 0;
        while (blocks[block] is { Handler: null, Terminator: Terminator.Branch branch } here && !here.Instructions.Any(step => Calls(module, step)) && loops[block] == 0)
        {
            var (one, other) = (branch.IfFalsy.Block, branch.Otherwise.Block);
            int next = leads[one] ? one : other;
            if (leads[one] == leads[other] || flow.PredecessorsOf(next).Count > 1 || flow.ProtectedBy(next).Count > 0)
            {
                break;
            }

            block = next;
        }

        return block;
    }

    /// <summary>Blocks from which a way leads to a call that may need the stack, or to a loop.</summary>
    private static bool[] LeadsToCalls(IrModule module, ControlFlow flow, int[] loops)
    {
        var leads = new bool[flow.Function.Blocks.Length];
        var pending = new Stack<int>();
        foreach (int number in flow.Order)
        {
            var block = flow.Function.Blocks[number];
            if (loops[number] > 0 || block.Terminator is Terminator.TailCall or Terminator.TailCallValue || block.Instructions.Any(step => Calls(module, step)))
            {
                leads[number] = true;
                pending.Push(number);
            }
        }

        while (pending.TryPop(out int reached))
        {
            foreach (int source in flow.PredecessorsOf(reached).Concat(flow.ProtectedBy(reached)))
            {
                if (!leads[source])
                {
                    leads[source] = true;
                    pending.Push(source);
                }
            }
        }

        return leads;
    }

    private static bool Calls(IrModule module, IrInstruction instruction) => instruction switch
    {
        IrInstruction.Call call => !module.Functions[call.Callee].NeverRaises,
        IrInstruction.CallValue => true,
        _ => false,
    };

    /// <summary>A handler takes its exception first: until then code cannot stop anywhere.</summary>
    private static BasicBlock WithPoint(BasicBlock block, int cost, CheckPointPlace place)
    {
        int position = block.Instructions is [IrInstruction.CatchException, ..] ? 1 : 0;
        int address = position < block.Instructions.Length ? block.Instructions[position].Address : block.Terminator.Address;
        return block with { Instructions = block.Instructions.Insert(position, new IrInstruction.CheckPoint(cost, place, address)) };
    }
}
