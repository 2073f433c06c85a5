using System.Reflection;
using System.Text;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Permissions;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Hosting;

/// <summary>Puts together the <see cref="ProgramImage"/> of a compiled assembly; called by the code it contains.</summary>
public sealed unsafe class CompiledProgramBuilder
{
    /// <summary>Resource that holds function names and lines.</summary>
    public const string SymbolsResource = "ttil.symbols";

    /// <summary>Resource that holds what observers may know of the instructions.</summary>
    public const string FactsResource = "ttil.instructions";

    /// <summary>Resource that holds the texts too large for the assembly's own string heap.</summary>
    public const string TextsResource = "ttil.texts";

    private readonly Assembly _assembly;
    private readonly List<ModuleImage> _modules = [];
    private readonly nint[] _segments;
    private readonly int _segmentLength;
    private readonly Dictionary<string, int> _programs = [];
    private int _globals;
    private bool _usesProcesses;
    private bool _usesLisp;
    private bool _hashesAsUpstream;
    private Instrumentation _instrumentation;
    private ExecutionReports _reports;
    private PermissionPolicy _permissions = PermissionPolicy.Everything;

    /// <summary>Begins an image.</summary>
    /// <param name="program">The program's type, whose assembly holds the resources.</param>
    /// <param name="segments">Number of stack-machine segments the instruction space divides into.</param>
    /// <param name="segmentLength">Instructions covered by one of them.</param>
    public CompiledProgramBuilder(RuntimeTypeHandle program, int segments, int segmentLength)
    {
        Tag.Initialize();
        _assembly = Type.GetTypeFromHandle(program)!.Assembly;
        _segments = new nint[segments];
        _segmentLength = segmentLength;
    }

    /// <summary>Adds a module whose top level is a function.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="start">Index of its first instruction.</param>
    /// <param name="length">Its number of instructions.</param>
    /// <param name="code">Address of the function, (context) -> nothing.</param>
    public void AddModule(string path, int start, int length, nint code) =>
        _modules.Add(new ModuleImage(path, start, length, LoadError: null, context => ((delegate*<ProcessContext, void>)code)(context)));

    /// <summary>Adds a module whose top level runs on a stack machine.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="start">Index of its first instruction.</param>
    /// <param name="length">Its number of instructions.</param>
    public void AddStackMachineModule(string path, int start, int length) =>
        _modules.Add(new ModuleImage(path, start, length, LoadError: null, context => StackMachineOperations.Run(context, start)));

    /// <summary>Adds a module that could not be linked.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="start">Index of its end.</param>
    /// <param name="loadError">The text IMPORT raises.</param>
    public void AddMissingModule(string path, int start, string loadError) =>
        _modules.Add(new ModuleImage(path, start, Length: 0, loadError, Body: null));

    /// <summary>Says that SPAWN starts the module added last by a name.</summary>
    /// <param name="name">The name.</param>
    public void NameProgram(string name) => _programs.Add(name, _modules.Count - 1);

    /// <summary>Says that the program has process instructions.</summary>
    public void UseProcesses() => _usesProcesses = true;

    /// <summary>Says that the program may have values that can be changed.</summary>
    public void UseLisp() => _usesLisp = true;

    /// <summary>Says that HASH gives upstream's hash.</summary>
    public void HashAsUpstream() => _hashesAsUpstream = true;

    /// <summary>Says what the code tells of itself.</summary>
    /// <param name="instrumentation">The bits of an <see cref="Instrumentation"/>.</param>
    /// <param name="reports">What is shown of it: the bits of an <see cref="ExecutionReports"/>.</param>
    public void Instrument(int instrumentation, int reports) => (_instrumentation, _reports) = ((Instrumentation)instrumentation, (ExecutionReports)reports);

    /// <summary>Says what the program may do outside itself.</summary>
    /// <param name="policy">A policy as it is kept.</param>
    public void Restrict(string policy) => _permissions = PermissionPolicy.Deserialize(policy);

    /// <summary>Says how many variables of the whole program there are; their names are among the symbols.</summary>
    /// <param name="count">How many.</param>
    public void AddGlobals(int count) => _globals = count;

    /// <summary>Adds a segment.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="code">Address of its method.</param>
    public void AddSegment(int number, nint code) => _segments[number] = code;

    /// <summary>Finishes the image.</summary>
    /// <param name="prototypes">All prototypes of the program; from now on they know that they are.</param>
    public ProgramImage Build(FunctionPrototype[] prototypes)
    {
        foreach (var prototype in prototypes)
        {
            prototype.Program = prototypes;
        }

        ProgramImage image = null!;
        image = new ProgramImage([.. _modules], LoadSymbols)
        {
            Globals = new GlobalNames(_globals, () => image.Symbols.Globals),
            Segments = _segments,
            SegmentLength = _segmentLength,
            Prototypes = prototypes,
            Assembly = _assembly,
            UsesProcesses = _usesProcesses,
            UsesLisp = _usesLisp,
            HashesAsUpstream = _hashesAsUpstream,
            Permissions = _permissions,
            Instrumentation = _instrumentation,
            Reports = _reports,
            LoadFacts = LoadFacts,
            SpawnPrograms = _programs,
            CallOnStackMachine = StackMachineOperations.CallFromOutside,
        };
        return image;
    }

    /// <summary>Reads the texts kept in a resource.</summary>
    /// <param name="program">The program's type.</param>
    public static string[] LoadTexts(RuntimeTypeHandle program)
    {
        var stream = Type.GetTypeFromHandle(program)!.Assembly.GetManifestResourceStream(TextsResource);
        if (stream is null)
        {
            return [];
        }

        using var reader = new BinaryReader(stream, Encoding.Unicode);
        var texts = new string[reader.ReadInt32()];
        for (int i = 0; i < texts.Length; i++)
        {
            texts[i] = Encoding.Unicode.GetString(reader.ReadBytes(reader.ReadInt32()));
        }

        return texts;
    }

    private ProgramSymbols LoadSymbols() =>
        _assembly.GetManifestResourceStream(SymbolsResource) is { } stream ? ProgramSymbols.Deserialize(stream) : ProgramSymbols.Empty;

    private InstructionFacts LoadFacts() =>
        _assembly.GetManifestResourceStream(FactsResource) is { } stream ? InstructionFacts.Deserialize(stream) : InstructionFacts.Empty;
}
