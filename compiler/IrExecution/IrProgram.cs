using TinyTotIL.Compiler.Ir;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.IrExecution;

/// <summary>A program in register form, ready to run.</summary>
internal sealed class IrProgram
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, string> _texts = [];
    private readonly Dictionary<string, DatumLiteral> _data = [];
    private readonly Dictionary<string, PatternSet> _patterns = [];
    private IrCode?[] _segments = [];

    /// <summary>Prepares a program.</summary>
    /// <param name="module">The program; it has passed the IR verifier.</param>
    /// <param name="firstAddress">Index by which its first instruction is known: not 0 for one that joins a program that runs.</param>
    public IrProgram(IrModule module, int firstAddress)
    {
        (Module, FirstAddress) = (module, firstAddress);
        Codes = [.. module.Functions.Select(function => new IrCode(this, function))];
        Prototypes = [.. module.Prototypes.Select(NewPrototype)];
    }

    /// <summary>The program.</summary>
    public IrModule Module { get; }

    /// <summary>Index by which its first instruction is known.</summary>
    public int FirstAddress { get; }

    /// <summary>The functions, by number.</summary>
    public IrCode[] Codes { get; }

    /// <summary>What function values share, by number.</summary>
    public FunctionPrototype[] Prototypes { get; }

    /// <summary>Describes the program to the runtime so that running it means executing its registers.</summary>
    /// <param name="settings">What is told of it besides.</param>
    public ProgramImage CreateImage(IrImageSettings settings)
    {
        Tag.Initialize();
        var programs = new Dictionary<string, int>();
        for (int i = 0; i < Module.Modules.Length; i++)
        {
            foreach (string name in Module.Modules[i].Names)
            {
                programs.Add(name, i);
            }
        }

        ProgramImage image = null!;
        image = new ProgramImage([.. Module.Modules.Select(ImageOf)], settings.LoadSymbols)
        {
            Globals = new GlobalNames(Module.Globals, () => image.Symbols.Globals),
            UsesProcesses = Module.UsesProcesses,
            UsesLisp = Module.UsesLisp,
            HashesAsUpstream = settings.UpstreamHash,
            Permissions = settings.Permissions,
            Instrumentation = settings.Instrumentation,
            Reports = settings.Reports,
            LoadFacts = settings.LoadFacts,
            SpawnPrograms = programs,
            Segments = NewSegments(),
            SegmentLength = Module.SegmentLength,
            Execution = this,
            CallOnStackMachine = IrEntries.CallFromOutside,
        };
        return image;
    }

    /// <summary>The code of the segment that holds an instruction; a stack machine only runs those there are.</summary>
    /// <param name="index">Index of the instruction.</param>
    public IrCode SegmentAt(int index) => _segments[index / Module.SegmentLength]!;

    /// <summary>A constant as the program has it: equal texts are one object, as in compiled programs, since an operation may ask for that.</summary>
    /// <param name="value">The constant.</param>
    public Value Shared(Value value)
    {
        if (value.Tag is not string text)
        {
            return value;
        }

        lock (_gate)
        {
            if (!_texts.TryGetValue(text, out string? known))
            {
                _texts.Add(text, known = text);
            }

            return Value.Text(known);
        }
    }

    /// <summary>What an operation is given in place of what the instruction says.</summary>
    /// <param name="type">The type of its parameter.</param>
    /// <param name="immediate">What the instruction says.</param>
    public object Immediate(Type type, object immediate)
    {
        lock (_gate)
        {
            return type == typeof(FunctionPrototype) ? Prototypes[(int)immediate]
                : type == typeof(FieldSite) ? new FieldSite((string)immediate)
                : type == typeof(DatumLiteral) ? Known(_data, (string)immediate, text => new DatumLiteral(text))
                : type == typeof(PatternSet) ? Known(_patterns, (string)immediate, PatternSet.Parse)
                : immediate;
        }
    }

    private static T Known<T>(Dictionary<string, T> table, string text, Func<string, T> make)
    {
        if (!table.TryGetValue(text, out var known))
        {
            table.Add(text, known = make(text));
        }

        return known;
    }

    private ModuleImage ImageOf(IrProgramModule module)
    {
        Action<ProcessContext>? body = module.LoadError is not null ? null
            : module.TopLevel >= 0 ? context => IrMachine.Call(context, Codes[module.TopLevel], function: null, [])
            : context => StackMachineOperations.Run(context, module.Start);
        return new ModuleImage(module.Path, module.Start, module.Length, module.LoadError, body);
    }

    private nint[] NewSegments()
    {
        int length = Module.Modules[^1].Start + Module.Modules[^1].Length + 1;
        _segments = new IrCode?[(length + Module.SegmentLength - 1) / Module.SegmentLength];
        var addresses = new nint[_segments.Length];
        foreach (var code in Codes.Where(code => code.IsSegment))
        {
            int number = code.Function.Entry / Module.SegmentLength;
            (_segments[number], addresses[number]) = (code, IrEntries.Segment);
        }

        return addresses;
    }

    /// <summary>Other code of the runtime calls a function by the address of an entry, which knows what to execute.</summary>
    private FunctionPrototype NewPrototype(IrPrototype prototype)
    {
        int captured = prototype.Captured?.Length ?? 0;
        var code = prototype.Function >= 0 && captured + prototype.Parameters.Length == Module.Functions[prototype.Function].Parameters.Length
            ? Codes[prototype.Function]
            : null;
        bool isProcedure = prototype.LeavesOne || prototype.IsVariadic;
        return new FunctionPrototype(
            prototype.Module,
            prototype.Address,
            FirstAddress + prototype.Target,
            prototype.Parameters,
            prototype.Captured,
            code is null ? 0 : IrEntries.For(prototype.Parameters.Length),
            code is null ? 0 : FunctionPrototype.SignatureOf(prototype.Parameters.Length, code.Function.Results),
            prototype.LeavesOne,
            code is null || !isProcedure ? 0 : IrEntries.Spread,
            prototype.IsVariadic)
        {
            Execution = code,
        };
    }
}
