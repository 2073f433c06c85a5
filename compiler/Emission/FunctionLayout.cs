using TinyTotIL.Compiler.Ir;

namespace TinyTotIL.Compiler.Emission;

/// <summary>Where everything of a function goes: the order of its blocks, its evaluation stack and its locals. Both methods of a function share it.</summary>
internal sealed class FunctionLayout
{
    /// <summary>Lays out a function.</summary>
    /// <param name="members">What it refers to.</param>
    /// <param name="function">The function.</param>
    public FunctionLayout(ProgramMembers members, IrFunction function)
    {
        Function = function;
        Blocks = new BlockLayout(new ControlFlow(function));
        bool canSuspend = function.Kind != IrFunctionKind.StackMachineSegment && members.Suspending.MaySuspend(function.Number);
        Plan = Stackifier.Run(
            function, Blocks.Linear, members.MayRaise, step => canSuspend && step is IrInstruction.CallOperation { Operation.Suspends: true });
        Allocation = new LocalAllocation(function, Blocks.Linear, Plan);
        Sites = canSuspend ? SuspensionSites.Find(this, members.Suspending.MaySuspend) : null;
    }

    /// <summary>The function.</summary>
    public IrFunction Function { get; }

    /// <summary>The order of its blocks.</summary>
    public BlockLayout Blocks { get; }

    /// <summary>Where registers are, and where instructions are written.</summary>
    public StackPlan Plan { get; }

    /// <summary>The locals of its registers.</summary>
    public LocalAllocation Allocation { get; }

    /// <summary>Where the process may leave the native stack; null when it cannot.</summary>
    public SuspensionSites? Sites { get; }
}
