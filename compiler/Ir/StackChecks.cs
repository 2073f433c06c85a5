namespace TinyTotIL.Compiler.Ir;

/// <summary>Which functions must look at the native stack before they go on, so that no depth of calls exhausts it.</summary>
/// <remarks>
/// Part of the stack is kept in reserve below the limit that functions look at. Calls that fit it need not look: every way
/// through calls meets a function that looks before the reserve is used up. Functions in a cycle look, and functions that
/// call a value, since what they reach is not known; of the others those look below which too much has gathered. A
/// function that <see cref="IrFunction.NeverRaises"/> does not look, because there is nothing it could do about what it sees.
/// </remarks>
internal sealed class StackChecks
{
    /// <summary>The most calls under way at once that do not look. A frame without registers takes about a hundred bytes.</summary>
    public const int MostCalls = 32;

    /// <summary>The most registers and variables in them, of 16 bytes each: with the frames well below the 64 KB that are always free.</summary>
    public const int MostRegisters = 1024;

    private readonly bool[] _looks;

    /// <summary>Decides for a program.</summary>
    /// <param name="module">The program.</param>
    public StackChecks(IrModule module)
    {
        var calls = new CallGraph(module);
        _looks = new bool[module.Functions.Length];
        var height = new int[_looks.Length];
        var registers = new int[_looks.Length];
        foreach (int number in calls.BottomUp)
        {
            var function = module.Functions[number];
            registers[number] = RegistersOf(function);
            foreach (int callee in calls.CalleesOf(number))
            {
                if (!_looks[callee])
                {
                    height[number] = Math.Max(height[number], height[callee] + 1);
                    registers[number] = Math.Max(registers[number], RegistersOf(function) + registers[callee]);
                }
            }

            bool isDeep = !calls.CalleesOf(number).IsEmpty && (height[number] > MostCalls || registers[number] > MostRegisters);
            _looks[number] = function is { Kind: IrFunctionKind.Direct, NeverRaises: false }
                && (isDeep || calls.IsRecursive(number) || (!module.Prototypes.IsEmpty && function.Blocks.Any(CallsValue)));
        }
    }

    /// <summary>Whether a function looks at the stack when it is called.</summary>
    /// <param name="function">Its number.</param>
    public bool Looks(int function) => _looks[function];

    /// <summary>Registers and variables of a function, as far as they may need room; capped far above what counts as little.</summary>
    /// <param name="function">The function.</param>
    public static int RegistersOf(IrFunction function) =>
        Math.Min(
            function.Variables.Length + function.Blocks.Sum(block => block.Parameters.Length + block.Instructions.Count(step => step.Target is not null)),
            MostRegisters + 1);

    private static bool CallsValue(BasicBlock block) =>
        block.Terminator is Terminator.TailCallValue || block.Instructions.Any(instruction => instruction is IrInstruction.CallValue);
}
