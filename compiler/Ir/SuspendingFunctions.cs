namespace TinyTotIL.Compiler.Ir;

/// <summary>Which functions of a program with processes may leave the native stack in the middle, to go on later.</summary>
internal sealed class SuspendingFunctions
{
    private readonly bool _usesProcesses;
    private readonly bool[] _suspends;

    /// <summary>Decides for a program whose check points have been put in.</summary>
    /// <param name="module">The program.</param>
    public SuspendingFunctions(IrModule module)
    {
        _usesProcesses = module.UsesProcesses;
        _suspends = new bool[module.Functions.Length];
        if (!_usesProcesses)
        {
            return;
        }

        // Functions in a cycle have check points, so one walk is enough.
        foreach (int number in new CallGraph(module).BottomUp)
        {
            var function = module.Functions[number];
            _suspends[number] = function.Kind != IrFunctionKind.StackMachineSegment && function.Blocks.Any(MayLeave);
        }
    }

    /// <summary>Whether a call of a function may come back with the process leaving the stack.</summary>
    /// <param name="function">Its number.</param>
    public bool MaySuspend(int function) => _suspends[function];

    /// <summary>Whether the process may leave the stack in an instruction, so that the function must be able to go on there.</summary>
    /// <param name="instruction">The instruction, of a function that is no segment of the stack machine.</param>
    public bool MaySuspend(IrInstruction instruction) => _usesProcesses && instruction switch
    {
        IrInstruction.CheckPoint or IrInstruction.CallValue => true,
        IrInstruction.CallOperation call => call.Operation.Suspends,
        IrInstruction.Call call => _suspends[call.Callee],
        _ => false,
    };

    private bool MayLeave(BasicBlock block) =>
        block.Instructions.Any(MaySuspend)
        || block.Instructions.Any(LastCaptures.IsLast)
        || block.Terminator is Terminator.TailCallValue
        || (block.Terminator is Terminator.TailCall call && _suspends[call.Callee]);
}
