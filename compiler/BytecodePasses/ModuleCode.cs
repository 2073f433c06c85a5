using System.Collections.Immutable;
using TinyTotIL.Compiler.Bytecode;

namespace TinyTotIL.Compiler.BytecodePasses;

/// <summary>The code of one module between two passes, with what is known of it.</summary>
/// <remarks>
/// It never changes: a pass describes its changes as a <see cref="CodeEdit"/>, which makes the next one. Facts are found
/// when a pass first asks, and shared by all passes that look at the same code.
/// </remarks>
internal sealed class ModuleCode
{
    private readonly Lazy<CodeFlow> _flow;
    private readonly Lazy<FrameFacts> _facts;
    private readonly Lazy<bool[]> _mayRaise;
    private readonly Lazy<VariableLiveness> _liveness;

    /// <summary>Describes the code after some passes.</summary>
    /// <param name="module">The code.</param>
    /// <param name="origins">For each instruction, its address before the first pass.</param>
    /// <param name="constants">Evaluates operations.</param>
    public ModuleCode(BytecodeModule module, ImmutableArray<int> origins, Constants constants)
    {
        Module = module;
        Origins = origins;
        Constants = constants;
        IsOpen = module.Instructions.Any(instruction => instruction.Opcode is Opcode.Import or Opcode.Export);
        DumpsScope = module.Instructions.Any(instruction => instruction.Opcode == Opcode.DumpScope);
        _flow = new(() => new CodeFlow(module));
        _facts = new(() => FrameFacts.Find(this));
        _mayRaise = new(FindRaising);
        _liveness = new(() => VariableLiveness.Find(this));
    }

    /// <summary>The code.</summary>
    public BytecodeModule Module { get; }

    /// <summary>The instructions.</summary>
    public ImmutableArray<Instruction> Instructions => Module.Instructions;

    /// <summary>For each instruction, its address before the first pass.</summary>
    public ImmutableArray<int> Origins { get; }

    /// <summary>Evaluates operations.</summary>
    public Constants Constants { get; }

    /// <summary>
    /// Whether other modules' code and this one's may meet on one stack of frames. Then an error here may reach a handler of theirs, one
    /// whose function has returned long ago, which goes on in the frame that failed and can read all its variables.
    /// </summary>
    public bool IsOpen { get; }

    /// <summary>Whether a frame may be shown as a whole, its names in the order in which they were set.</summary>
    public bool DumpsScope { get; }

    /// <summary>Where control goes.</summary>
    public CodeFlow Flow => _flow.Value;

    /// <summary>What is known of stack and variables.</summary>
    public FrameFacts Facts => _facts.Value;

    /// <summary>For each instruction, whether it may raise an error, ceilings of memory aside.</summary>
    public bool[] MayRaise => _mayRaise.Value;

    /// <summary>Which variables are still read.</summary>
    public VariableLiveness Liveness => _liveness.Value;

    /// <summary>A module before the first pass.</summary>
    /// <param name="module">The module.</param>
    public static ModuleCode Of(BytecodeModule module) =>
        new(module, [.. Enumerable.Range(0, module.Instructions.Length)], new Constants());

    private bool[] FindRaising()
    {
        var mayRaise = new bool[Instructions.Length];
        Array.Fill(mayRaise, true);
        Facts.ForEach((index, before) => mayRaise[index] = !SafeOperations.CannotRaise(Instructions[index], before));
        return mayRaise;
    }
}
