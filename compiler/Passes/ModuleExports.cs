using TinyTotIL.Compiler.Ir;
using TinyTotIL.Runtime.Operations;

namespace TinyTotIL.Compiler.Passes;

/// <summary>What modules surely export, and who reads it.</summary>
/// <remarks>
/// An import that succeeds comes after the whole top level of the module. So an export is known when the top level cannot end
/// normally without it and nothing else can export the name. EXPORT inside a function publishes for whichever module is
/// running, so a name that any function exports is known of no module. HALT inside a function ends a top level wherever it calls.
/// </remarks>
internal sealed class ModuleExports
{
    private static readonly RuntimeOperation Export = RuntimeOperation.Of(ModuleOperations.Export);
    private static readonly RuntimeOperation ExportOr = RuntimeOperation.Of(ModuleOperations.ExportOr);
    private static readonly RuntimeOperation ExportOfMachine = RuntimeOperation.Of(StackMachineOperations.Export);
    private static readonly RuntimeOperation ImportOfFrame = RuntimeOperation.Of(FrameOperations.Import);
    private static readonly RuntimeOperation ImportOfMachine = RuntimeOperation.Of(StackMachineOperations.Import);
    private static readonly RuntimeOperation Halt = RuntimeOperation.Of(ControlOperations.Halt);

    private readonly IrModule _module;
    private readonly Dictionary<(int Module, string Name), IrInstruction> _values = [];
    private readonly HashSet<string> _exportedByFunctions = [];
    private readonly HashSet<int> _readWhole = [];
    private readonly HashSet<(int Module, string Name)> _read = [];
    private bool _functionsHalt;

    /// <summary>Looks through a program.</summary>
    /// <param name="module">The program.</param>
    public ModuleExports(IrModule module)
    {
        _module = module;
        foreach (var function in module.Functions)
        {
            Look(function);
        }

        for (int number = 0; number < module.Modules.Length; number++)
        {
            if (module.Modules[number].TopLevel is >= 0 and int topLevel)
            {
                FindExports(number, module.Functions[topLevel]);
            }
        }

        foreach (var read in module.Functions.SelectMany(InstructionsOf).Where(instruction => ReadBy(instruction) is not null))
        {
            if (ValueOf(read) is null)
            {
                _read.Add(ReadBy(read)!.Value);
            }
        }
    }

    /// <summary>The module and the name whose export an instruction reads; null for any other instruction.</summary>
    /// <param name="instruction">The instruction.</param>
    public static (int Module, string Name)? ReadBy(IrInstruction instruction) =>
        instruction is IrInstruction.CallOperation call && call.Operation == ExportOr ? ((int)call.Immediates[0], (string)call.Immediates[1]) : null;

    /// <summary>The name an instruction exports; null for any other instruction.</summary>
    /// <param name="instruction">The instruction.</param>
    public static string? ExportedBy(IrInstruction instruction) =>
        instruction is IrInstruction.CallOperation call && call.Operation == Export ? (string)call.Immediates[0] : null;

    /// <summary>The constant, or the making of a function without captured values, that gives what an instruction surely reads; null when it is not known.</summary>
    /// <param name="read">An instruction that reads an export.</param>
    public IrInstruction? ValueOf(IrInstruction read)
    {
        // A module may hand on what it has imported; nothing imports in a circle, so the number of modules is a bound.
        var value = read;
        for (int steps = 0; steps <= _module.Modules.Length; steps++)
        {
            if (ReadBy(value) is not { } export)
            {
                return value;
            }

            if (!_values.TryGetValue(export, out value!))
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>Whether anybody may read an export from the table of the module's run.</summary>
    /// <param name="module">Number of the module; what the main program exports, .NET code may read.</param>
    /// <param name="name">The name.</param>
    public bool IsRead(int module, string name) => module == 0 || _readWhole.Contains(module) || _read.Contains((module, name));

    private static IEnumerable<IrInstruction> InstructionsOf(IrFunction function) => function.Blocks.SelectMany(block => block.Instructions);

    private void Look(IrFunction function)
    {
        _functionsHalt |= function.Kind == IrFunctionKind.StackMachineSegment;
        foreach (var call in InstructionsOf(function).OfType<IrInstruction.CallOperation>())
        {
            if (call.Operation == ImportOfFrame || call.Operation == ImportOfMachine)
            {
                _readWhole.Add((int)call.Immediates[0]);
            }
            else if (call.Operation == ExportOfMachine || (call.Operation == Export && function.Kind != IrFunctionKind.TopLevel))
            {
                _exportedByFunctions.Add((string)call.Immediates[0]);
            }

            _functionsHalt |= call.Operation == Halt;
        }
    }

    private void FindExports(int module, IrFunction topLevel)
    {
        var flow = new ControlFlow(topLevel);
        var definitions = new Definitions();
        var exports = new Dictionary<string, (int Block, int Position, IrInstruction.CallOperation Call)?>();
        foreach (int block in flow.Order)
        {
            var instructions = topLevel.Blocks[block].Instructions;
            for (int i = 0; i < instructions.Length; i++)
            {
                definitions.Add(instructions[i]);
                if (ExportedBy(instructions[i]) is { } name)
                {
                    exports[name] = exports.ContainsKey(name) ? null : (block, i, (IrInstruction.CallOperation)instructions[i]);
                }
            }
        }

        if (exports.Count == 0)
        {
            return;
        }

        var ends = EndsOf(topLevel, flow).ToArray();
        var dominators = new DominatorTree(flow);
        foreach (var (name, export) in exports)
        {
            if (export is var (block, position, call)
                && !_exportedByFunctions.Contains(name)
                && definitions[call.Arguments[0]] is { } value && IsKnown(value)
                && Array.TrueForAll(ends, end => end.Block == block ? end.Position > position : dominators.Reaches(block, end.Block)))
            {
                _values.Add((module, name), value);
            }
        }
    }

    /// <summary>Where a top level may end normally: its own ends, and calls of functions that may halt.</summary>
    private IEnumerable<(int Block, int Position)> EndsOf(IrFunction topLevel, ControlFlow flow)
    {
        foreach (int block in flow.Order)
        {
            var (instructions, terminator) = (topLevel.Blocks[block].Instructions, topLevel.Blocks[block].Terminator);
            if (_functionsHalt)
            {
                for (int i = 0; i < instructions.Length; i++)
                {
                    if (MayCall(instructions[i]))
                    {
                        yield return (block, i);
                    }
                }
            }

            if (terminator is Terminator.Return or Terminator.TailCall or Terminator.TailCallValue)
            {
                yield return (block, instructions.Length);
            }
        }
    }

    private static bool MayCall(IrInstruction instruction) =>
        instruction is IrInstruction.Call or IrInstruction.CallValue or IrInstruction.CallOperation { Operation.Foreign: not null };

    private static bool IsKnown(IrInstruction value) => value switch
    {
        IrInstruction.MakeFunction make => make.Captured.IsEmpty,
        IrInstruction.Constant constant => !constant.Value.IsUnset && !constant.Value.IsText,
        _ => ReadBy(value) is not null,
    };
}
