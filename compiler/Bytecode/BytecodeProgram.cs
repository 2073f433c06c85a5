using System.Collections.Frozen;
using System.Collections.Immutable;
using TinyTotIL.Compiler.Natives;
using TinyTotIL.Runtime.Natives;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Compiler.Bytecode;

/// <summary>Linked modules in one index space.</summary>
/// <remarks>
/// Module 0 is the main program. Each module occupies its instructions and then one implicit HALT, so that running off
/// the end, and any address past it, needs no special case anywhere. Operands keep the addresses of their module;
/// <see cref="TargetOf"/> gives the index they lead to.
/// </remarks>
internal sealed class BytecodeProgram
{
    /// <summary>Names of the runtime functions of Lisp begin so.</summary>
    private const string LispSubject = "scheme.";

    private readonly int[] _targets;
    private readonly Dictionary<string, int> _modulesByPath = [];
    private readonly NativeTable? _natives;
    private readonly GlobalNames? _names;
    private readonly List<string> _globals = [];
    private readonly Dictionary<string, int> _globalSlots = new(StringComparer.Ordinal);

    /// <summary>Links modules in order; number 0 is the main program.</summary>
    /// <param name="modules">Path, module or null, and the reason it could not be linked or null.</param>
    /// <param name="programs">Modules that can be started as processes, by the name SPAWN knows them by; null for none.</param>
    /// <param name="natives">Functions that NATIVE finds; null for the runtime's library.</param>
    /// <param name="aliases">Other paths by which IMPORT names modules; null for none.</param>
    /// <param name="globals">Numbers the variables of a program that runs, which this joins; null for a program of its own.</param>
    public BytecodeProgram(
        IReadOnlyList<(string Path, BytecodeModule? Module, string? LoadError)> modules,
        IReadOnlyDictionary<string, int>? programs = null,
        NativeTable? natives = null,
        IReadOnlyDictionary<string, int>? aliases = null,
        GlobalNames? globals = null)
    {
        _names = globals;
        _natives = natives;
        Programs = programs ?? FrozenDictionary<string, int>.Empty;
        Aliases = aliases ?? FrozenDictionary<string, int>.Empty;
        var linked = ImmutableArray.CreateBuilder<LinkedModule>(modules.Count);
        var code = ImmutableArray.CreateBuilder<Instruction>();
        foreach (var (path, module, loadError) in modules)
        {
            int length = module?.Instructions.Length ?? 0;
            // The main program is not importable under its own name: an import of its path is a second module.
            if (linked.Count > 0)
            {
                _modulesByPath.Add(path, linked.Count);
            }

            linked.Add(new LinkedModule(path, code.Count, length, module, loadError));
            code.AddRange(module?.Instructions ?? []);
            code.Add(new Instruction(Opcode.Halt, Operand.None.Instance, length == 0 ? 0 : code[^1].Line));
        }

        Modules = linked.ToImmutable();
        Instructions = code.ToImmutable();
        // Code that joins a program must be able to wait where that is, whatever it does itself.
        UsesProcesses = JoinsProgram || Natives.RunsInProcesses || Instructions.Any(instruction => instruction.Info.Has(InstructionTraits.NeedsProcesses)
            || (instruction.Operand is Operand.Native native && Natives.WithName(native.Name).Any(function => function.NeedsProcesses)));
        UsesLisp = JoinsProgram || Instructions.Any(instruction => instruction.Info.IsOfLisp
            || (instruction.Operand is Operand.Native native && native.Name.StartsWith(LispSubject, StringComparison.Ordinal)));
        foreach (var instruction in Instructions)
        {
            if (instruction.NamesGlobal && instruction.Operand is Operand.Text global
                && _globalSlots.TryAdd(global.Value, _names?.SlotOf(global.Value) ?? _globals.Count))
            {
                _globals.Add(global.Value);
            }
        }

        // The instruction behind each module is nobody's and leads nowhere.
        _targets = new int[Instructions.Length];
        Array.Fill(_targets, -1);
        for (int module = 0; module < Modules.Length; module++)
        {
            for (int index = Modules[module].Start; index < Modules[module].End; index++)
            {
                _targets[index] = Instructions[index].Operand switch
                {
                    Operand.Target target => Resolve(module, target.Address),
                    Operand.Call call => Resolve(module, call.Address),
                    Operand.TimedPatterns timed => Resolve(module, timed.Address),
                    Operand.Catch handler => Resolve(module, handler.End),
                    Operand.Text text when Instructions[index].Opcode == Opcode.Import => ModuleNamed(text.Value),
                    _ => -1,
                };
            }
        }
    }

    /// <summary>The modules; number 0 is the main program.</summary>
    public ImmutableArray<LinkedModule> Modules { get; }

    /// <summary>Modules that can be started as processes, by the name SPAWN knows them by.</summary>
    public IReadOnlyDictionary<string, int> Programs { get; }

    /// <summary>Modules that IMPORT also finds by other paths than their own.</summary>
    public IReadOnlyDictionary<string, int> Aliases { get; }

    /// <summary>All instructions, an implicit HALT after those of each module.</summary>
    public ImmutableArray<Instruction> Instructions { get; }

    /// <summary>Names of the variables of the whole program, in the order of their slots unless another program numbers them.</summary>
    public IReadOnlyList<string> Globals => _globals;

    /// <summary>The slot of a variable that an instruction of the program names.</summary>
    /// <param name="name">The variable.</param>
    public int GlobalOf(string name) => _globalSlots[name];

    /// <summary>Whether the program has process instructions: then all its code runs in processes, and must be able to wait.</summary>
    public bool UsesProcesses { get; }

    /// <summary>Whether this is code that joins a program which runs.</summary>
    public bool JoinsProgram => _names is not null;

    /// <summary>Whether the program may have values that can be changed, as Lisp has: they are copied between processes.</summary>
    public bool UsesLisp { get; }

    /// <summary>What the program needs beyond the runtime's own library.</summary>
    public DataLibraries Needs
    {
        get
        {
            var needs = DataLibraries.None;
            for (int index = 0; index < Instructions.Length; index++)
            {
                var instruction = Instructions[index];
                needs |= instruction.Info.Has(InstructionTraits.NeedsDelimitedText) ? DataLibraries.DelimitedText : DataLibraries.None;
                needs |= instruction.Info.Has(InstructionTraits.NeedsDatabases) ? DataLibraries.Databases : DataLibraries.None;
                if (instruction.Operand is Operand.Native native)
                {
                    needs = Natives.WithName(native.Name).Aggregate(needs, (all, function) => all | function.Needs);
                }
            }

            return needs;
        }
    }

    /// <summary>The same program with other code in its modules.</summary>
    /// <param name="modules">As many modules, of the same paths.</param>
    public BytecodeProgram With(IReadOnlyList<(string Path, BytecodeModule? Module, string? LoadError)> modules) => new(modules, Programs, _natives, Aliases, _names);

    /// <summary>Functions that NATIVE finds.</summary>
    public NativeTable Natives => _natives ?? NativeTable.Library;

    /// <summary>The function a NATIVE calls; null for other instructions, and when there is none, which the verifier refuses.</summary>
    /// <param name="index">Index of the instruction.</param>
    public NativeFunction? NativeOf(int index) =>
        Instructions[index].Operand is Operand.Native native
            ? NativeBindings.Of(Modules[ModuleOf(index)].Module!).Find(native, Natives)
            : null;

    /// <summary>
    /// Where an instruction's operand leads: the index of the instruction an address stands for, or the number of the
    /// module an IMPORT names; -1 for other operands. For a structured TRY it is the index of its CATCH, and errors
    /// enter one instruction further; for a structured CATCH the index of its END_TRY.
    /// </summary>
    /// <param name="index">Index of the instruction.</param>
    public int TargetOf(int index) => _targets[index];

    /// <summary>The module that holds an instruction.</summary>
    /// <param name="index">Index of the instruction.</param>
    public int ModuleOf(int index) => AddressTable.LastAtOrBefore(Modules.AsSpan(), index, module => module.Start);

    /// <summary>The index an address of a module stands for; its implicit HALT for addresses past its end.</summary>
    /// <param name="module">Number of the module.</param>
    /// <param name="address">Address in the module's own numbering.</param>
    public int Resolve(int module, ulong address)
    {
        var linked = Modules[module];
        return address < (ulong)linked.Length ? linked.Start + (int)address : linked.End;
    }

    private int ModuleNamed(string path) => _modulesByPath.TryGetValue(path, out int module) ? module : Aliases[path];
}
