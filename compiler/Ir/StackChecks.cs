namespace TinyTotIL.Compiler.Ir;

/// <summary>Which functions must look at the native stack before they go on, so that no depth of calls exhausts it.</summary>
/// <remarks>
/// Part of the stack is kept in reserve below the limit that functions look at. Calls that fit it need not look: every way
/// through calls meets a function that looks before the reserve is used up. Functions in a cycle look, and functions that
/// call a value, since what they reach is not known; of the others those look below which too much has gathered. A
/// function that <see cref="IrFunction.NeverRaises"/> does not look, because there is nothing it could do about what it sees.
/// <para>
/// In a program with processes to look is to count reductions: only when a time slice is over does a function see how much of the native
/// stack is left. So a slice must not be able to use more of it than there is, and a function counts more the larger its frame is.
/// </para>
/// </remarks>
internal sealed class StackChecks
{
    /// <summary>The most calls under way at once that do not look. A frame without registers takes about a hundred bytes.</summary>
    public const int MostCalls = 32;

    /// <summary>The most registers and variables in them, of 16 bytes each: with the frames well below the 64 KB that are always free.</summary>
    public const int MostRegisters = 1024;

    /// <summary>
    /// What of the native stack one reduction stands for: a slice of 4,000 uses 12 MB at most. A register takes 16 bytes, and as much
    /// again before the method is optimized.
    /// </summary>
    private const long BytesPerReduction = 3072;

    private const long BytesPerCall = 160;
    private const long BytesPerRegister = 32;

    private readonly bool[] _looks;
    private readonly int[] _costs;

    /// <summary>Decides for a program.</summary>
    /// <param name="module">The program.</param>
    public StackChecks(IrModule module)
    {
        var calls = new CallGraph(module);
        _looks = new bool[module.Functions.Length];
        _costs = new int[_looks.Length];
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

        if (module.UsesProcesses)
        {
            FindCosts(module, number => (height[number] * BytesPerCall) + (registers[number] * BytesPerRegister));
        }
    }

    /// <summary>Whether a function looks at the stack when it is called.</summary>
    /// <param name="function">Its number.</param>
    public bool Looks(int function) => _looks[function];

    /// <summary>The reductions a function that looks counts, in a program with processes.</summary>
    /// <param name="function">Its number.</param>
    public int CostOf(int function) => _costs[function];

    /// <summary>Registers and variables of a function, as far as they may need room; capped far above what counts as little.</summary>
    /// <param name="function">The function.</param>
    public static int RegistersOf(IrFunction function) => Math.Min(AllRegistersOf(function), MostRegisters + 1);

    private static int AllRegistersOf(IrFunction function) =>
        function.Variables.Length + function.Blocks.Sum(block => block.Parameters.Length + block.Instructions.Count(step => step.Target is not null));

    /// <summary>
    /// A function pays for its own frame and for those it leads to that do not look; with a call of a value that may be any function
    /// there is a value of.
    /// </summary>
    private void FindCosts(IrModule module, Func<int, long> below)
    {
        long behindValues = module.Prototypes.Where(prototype => prototype.Function >= 0 && !_looks[prototype.Function])
            .Select(prototype => below(prototype.Function) + BytesPerCall).DefaultIfEmpty().Max();
        foreach (var function in module.Functions)
        {
            if (_looks[function.Number])
            {
                long own = BytesPerCall + (AllRegistersOf(function) * BytesPerRegister);
                long bytes = Math.Max(own, below(function.Number)) + (function.Blocks.Any(CallsValue) ? behindValues : 0);
                _costs[function.Number] = 1 + (int)Math.Min(bytes / BytesPerReduction, int.MaxValue / 2);
            }
        }
    }

    private static bool CallsValue(BasicBlock block) =>
        block.Terminator is Terminator.TailCallValue || block.Instructions.Any(instruction => instruction is IrInstruction.CallValue);
}
