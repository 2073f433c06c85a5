using System.Reflection;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Permissions;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Processes;

/// <summary>What the runtime knows of a linked program: its modules, and on demand its symbols.</summary>
public sealed class ProgramImage
{
    /// <summary>Not a frozen one: the code of that would be compiled in each program that starts.</summary>
    private static readonly Dictionary<string, int> NoPrograms = [];

    private readonly Func<ProgramSymbols> _loadSymbols;
    private readonly Lock _units = new();
    private ProgramSymbols? _symbols;
    private InstructionFacts? _facts;
    private int _reserved;

    /// <summary>Describes a program.</summary>
    /// <param name="modules">The modules; number 0 is the main program. Their starts ascend.</param>
    /// <param name="loadSymbols">Reads names and lines; called at most once, and only to report an error.</param>
    public ProgramImage(ModuleImage[] modules, Func<ProgramSymbols> loadSymbols)
    {
        Modules = modules;
        _loadSymbols = loadSymbols;
    }

    /// <summary>The modules; number 0 is the main program.</summary>
    public ModuleImage[] Modules { get; }

    /// <summary>
    /// Addresses of the compiled stack-machine segments, (context, index) -> index; zero where no segment was needed.
    /// </summary>
    public nint[] Segments { get; init; } = [];

    /// <summary>The prototypes of a compiled program; null when it is interpreted.</summary>
    public FunctionPrototype[]? Prototypes { get; init; }

    /// <summary>What an engine that executes the program without machine code of its own keeps with it; null otherwise.</summary>
    public object? Execution { get; init; }

    /// <summary>The assembly of a compiled program.</summary>
    public Assembly? Assembly { get; init; }

    /// <summary>Whether the program has process instructions: then every module and function runs in a process.</summary>
    public bool UsesProcesses { get; init; }

    /// <summary>Whether it has values that can be changed: those of Lisp. They are copied between processes, and errors can be raised again.</summary>
    public bool UsesLisp { get; init; }

    /// <summary>Whether HASH gives upstream's hash instead of SHA-256.</summary>
    public bool HashesAsUpstream { get; init; }

    /// <summary>Modules that SPAWN starts as processes, by name. One that could not be linked has the reason.</summary>
    public IReadOnlyDictionary<string, int> SpawnPrograms { get; init; } = NoPrograms;

    /// <summary>What it may do outside itself, whoever runs it.</summary>
    public PermissionPolicy Permissions { get; init; } = PermissionPolicy.Everything;

    /// <summary>Names of the variables of the whole program.</summary>
    public GlobalNames Globals { get; init; } = GlobalNames.None();

    /// <summary>Takes decoded instructions that join a program that is interpreted, and the index of the first; null when it is compiled.</summary>
    public Action<int, object>? AddInstructions { get; init; }

    /// <summary>What EVAL asks; null where there is no compiler.</summary>
    public IEvaluator? Evaluator { get; set; }

    /// <summary>What its code tells of itself; everything, when it is interpreted.</summary>
    public Instrumentation Instrumentation { get; init; }

    /// <summary>What is shown of it, whoever runs it.</summary>
    public ExecutionReports Reports { get; init; }

    /// <summary>What observers may know of its instructions; nothing, unless its code tells of them.</summary>
    public InstructionFacts Facts => Volatile.Read(ref _facts) ?? Interlocked.CompareExchange(ref _facts, LoadFacts(), null) ?? _facts;

    /// <summary>Reads the facts; called at most once, and only for an observer.</summary>
    public Func<InstructionFacts> LoadFacts { private get; init; } = () => InstructionFacts.Empty;

    /// <summary>Instructions covered by one segment.</summary>
    public int SegmentLength { get; init; } = 1;

    /// <summary>Names and source lines.</summary>
    public ProgramSymbols Symbols => Volatile.Read(ref _symbols) ?? Interlocked.CompareExchange(ref _symbols, _loadSymbols(), null) ?? _symbols;

    /// <summary>Takes addresses for code that is compiled while the program runs: they lie behind those of the program.</summary>
    /// <param name="count">How many.</param>
    /// <returns>The first of them.</returns>
    public int ReserveAddresses(int count)
    {
        int own = Modules[^1].Start + Modules[^1].Length + 1;
        return own + Interlocked.Add(ref _reserved, count) - count;
    }

    /// <summary>Lets traces name what is in code that was compiled while the program runs.</summary>
    /// <param name="start">The first of its addresses.</param>
    /// <param name="symbols">Its symbols, as if its addresses began at 0.</param>
    /// <param name="facts">What observers may know of its instructions; null when its code does not tell of them.</param>
    public void AddUnit(int start, ProgramSymbols symbols, InstructionFacts? facts = null)
    {
        lock (_units)
        {
            Symbols.Add(start, symbols);
            if (facts is not null)
            {
                Facts.Add(start, facts);
            }
        }
    }

    /// <summary>
    /// Calls a function that has no compiled form with registers, for .NET code; null when every function has one.
    /// </summary>
    public Func<ProcessContext, FunctionValue, Value[], Value>? CallOnStackMachine { get; set; }

    /// <summary>The module that holds an instruction.</summary>
    /// <param name="address">Index of the instruction in the linked program.</param>
    /// <remarks>What lies before the second module belongs to the main program, also -1, the place of an error not yet located.</remarks>
    public int ModuleOf(int address) =>
        1 + AddressTable.LastAtOrBefore<ModuleImage>(Modules.AsSpan(1), address, module => module.Start);

    /// <summary>Whether a function is one of this program's; .NET code can bring in others, whose targets mean nothing here.</summary>
    /// <param name="function">The function.</param>
    public bool Owns(FunctionValue function) => function.Prototype.Program == Prototypes;

    /// <summary>The place of an instruction, as errors show it.</summary>
    /// <param name="address">Index of the instruction in the linked program.</param>
    public LanguageFrame FrameAt(int address)
    {
        // What was compiled while the program ran lies behind all modules and belongs to none.
        int module = address > Modules[^1].Start + Modules[^1].Length ? 0 : ModuleOf(address);
        return FrameOf(address, module, Symbols.PlaceAt(address));
    }

    /// <summary>The place of an instruction, as exactly as it is known.</summary>
    /// <param name="address">Index of the instruction in the linked program.</param>
    internal LanguageFrame ExactFrameAt(int address)
    {
        int module = address > Modules[^1].Start + Modules[^1].Length ? 0 : ModuleOf(address);
        return FrameOf(address, module, Symbols.PlaceWithinFunction(address));
    }

    private LanguageFrame FrameOf(int address, int module, SourceRow? place)
    {
        return new LanguageFrame(Symbols.FunctionAt(address), place?.File, place?.Line ?? 0, place?.Column ?? 0, module == 0 ? null : Modules[module].Path)
        {
            IsInLibrary = Symbols.IsInSchemeLibrary(address),
        };
    }

    /// <summary>The number shown for an instruction.</summary>
    /// <param name="address">Index of the instruction in the linked program.</param>
    /// <param name="addresses">The numbering in force.</param>
    public ulong Visible(int address, AddressSpace addresses)
    {
        int module = Modules.Length == 1 ? 0 : ModuleOf(address);
        return addresses.Visible(module, (ulong)(address - Modules[module].Start));
    }
}
