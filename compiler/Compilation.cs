using System.Collections.Immutable;
using System.Text;
using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Compiler.BytecodePasses;
using TinyTotIL.Compiler.Debugging;
using TinyTotIL.Compiler.Diagnostics;
using TinyTotIL.Compiler.Emission;
using TinyTotIL.Compiler.Formats;
using TinyTotIL.Compiler.Interpretation;
using TinyTotIL.Compiler.Ir;
using TinyTotIL.Compiler.IrExecution;
using TinyTotIL.Compiler.Lowering;
using TinyTotIL.Compiler.Modules;
using TinyTotIL.Compiler.Natives;
using TinyTotIL.Compiler.Passes;
using TinyTotIL.Compiler.UpstreamLisp;
using TinyTotIL.Compiler.Verification;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler;

/// <summary>The pipeline: read, link, verify, lower, emit. Pure: text and bytes in, a result and diagnostics out.</summary>
public static class Compilation
{
    /// <summary>The stages <see cref="Dump"/> can show, in order.</summary>
    public static ImmutableArray<string> DumpStages { get; } = ["parse", "verify", "lower", "optimize", "il"];

    /// <summary>The stage that only programs in Scheme have, before the others.</summary>
    public const string ExpandStage = "expand";

    /// <summary>The optimizer passes over the register IR, in the order of their first run.</summary>
    public static ImmutableArray<OptimizerPass> OptimizerPasses { get; } =
        [.. PassPipeline.Passes.Select(pass => new OptimizerPass(pass.Name, pass.Summary, pass.Level))];

    /// <summary>Reads a program and the modules it imports, links and verifies it.</summary>
    /// <param name="path">The program's path; a name that ends in <c>.ttb</c> is read as binary, one that ends as those of Scheme do as Scheme.</param>
    /// <param name="modules">Where files come from.</param>
    /// <param name="references">What it may call besides the runtime's own functions; null for nothing.</param>
    public static LoadResult Load(string path, IModuleSource modules, ForeignReferences? references = null) =>
        Load(path, modules, references, FileExtensions.IsLisp(path));

    /// <summary>Reads a program in Scheme, whatever the name of its file.</summary>
    /// <param name="path">The program's path.</param>
    /// <param name="modules">Where files come from.</param>
    /// <param name="references">What it may call besides the runtime's own functions; null for nothing.</param>
    public static LoadResult LoadLisp(string path, IModuleSource modules, ForeignReferences? references = null) =>
        Load(path, modules, references, isLisp: true);

    /// <summary>Compiles upstream's Lisp of seven operators to the text that upstream writes for it; null, with the reason, when it is wrong.</summary>
    /// <param name="path">The program's path.</param>
    /// <param name="modules">Where files come from.</param>
    public static (string? Text, ImmutableArray<Diagnostic> Diagnostics) TranslateUpstreamLisp(string path, IModuleSource modules)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(modules);
        var diagnostics = new DiagnosticBag();
        string? text = LispPrograms.ReadText(path, modules, diagnostics) is { } source ? UpstreamCompiler.Run(source, diagnostics) : null;
        return (text, [.. diagnostics.All]);
    }

    private static LoadResult Load(string path, IModuleSource modules, ForeignReferences? references, bool isLisp)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(modules);
        var diagnostics = new DiagnosticBag();
        if (NativesOf(path, references ?? ForeignReferences.None, diagnostics) is not { } natives)
        {
            return new LoadResult(null, [.. diagnostics.All]);
        }

        var program = isLisp ? LispPrograms.Load(path, modules, natives, diagnostics) : ModuleGraph.Load(path, modules, diagnostics, natives);
        var verified = program is null ? null : Verifier.Verify(program, diagnostics);
        var loaded = verified is null ? null : new LoadedProgram(path, verified)
        {
            Expansion = isLisp ? () => LispPrograms.ShowExpansion(path, modules, natives) : null,
        };
        return new LoadResult(loaded, [.. diagnostics.All]);
    }

    /// <summary>Finds what is allowed in a program and probably not meant. Warnings about single lines come with the program.</summary>
    /// <param name="program">The program.</param>
    public static ImmutableArray<Diagnostic> Review(LoadedProgram program)
    {
        ArgumentNullException.ThrowIfNull(program);
        var diagnostics = new DiagnosticBag();
        ProgramReview.Run(program.Verified, diagnostics);
        return [.. diagnostics.All];
    }

    /// <summary>Gives a program that the reference interpreter runs.</summary>
    /// <param name="program">The program.</param>
    /// <param name="upstreamHash">Whether HASH is to give what upstream's does.</param>
    /// <param name="reports">What is shown of it.</param>
    public static ProgramImage Interpret(LoadedProgram program, bool upstreamHash = false, ExecutionReports reports = ExecutionReports.None)
    {
        ArgumentNullException.ThrowIfNull(program);
        return Interpreter.CreateImage(program.Verified, upstreamHash, reports);
    }

    /// <summary>Begins to debug a program, which the interpreter runs.</summary>
    /// <param name="program">The program.</param>
    /// <param name="frontEnd">Whoever debugs it.</param>
    /// <param name="options">How to begin; null for the usual way.</param>
    public static DebugSession Debug(LoadedProgram program, IDebugFrontEnd frontEnd, DebugOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(frontEnd);
        return new DebugSession(program.Verified, frontEnd, options ?? new DebugOptions());
    }

    /// <summary>Gives a program whose register form is executed as it is after the passes. Every program that loads can be run so.</summary>
    /// <param name="program">The program.</param>
    /// <param name="options">The passes, and what the program may do; nothing is emitted.</param>
    public static ProgramImage ExecuteIr(LoadedProgram program, CompilationOptions options)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(options);
        var linked = program.Verified.Program;
        var module = Optimize(Lower(program, options.Instrumentation, options.Check), options);
        return new IrProgram(module, firstAddress: 0).CreateImage(new IrImageSettings(() => SymbolTable.Build(linked), () => InstructionFactTable.Build(linked))
        {
            UpstreamHash = options.UpstreamHash,
            Permissions = options.Permissions,
            Instrumentation = options.Instrumentation,
            Reports = options.Reports,
        });
    }

    /// <summary>Prepares a unit of EVAL in the same way.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="options">The passes.</param>
    /// <param name="firstAddress">The first of the addresses reserved for it.</param>
    /// <returns>What its function values share; null when it is too large for functions with registers.</returns>
    internal static FunctionPrototype[]? ExecuteIrUnit(LoadedProgram unit, CompilationOptions options, int firstAddress)
    {
        var module = Lower(unit, options.Instrumentation & ~Instrumentation.OnStackMachines, options.Check, firstAddress: firstAddress);
        return HasSegments(module) ? null : new IrProgram(Optimize(module, options), firstAddress).Prototypes;
    }

    /// <summary>Compiles a program. Every program that loads compiles.</summary>
    /// <param name="program">The program.</param>
    /// <param name="options">What to produce.</param>
    public static EmittedProgram Emit(LoadedProgram program, CompilationOptions options)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(options);
        return new EmittedProgram(Emit(program, options, withListings: false).Output);
    }

    /// <summary>Optimizes a program and every module that is linked into it.</summary>
    /// <param name="program">The program.</param>
    /// <param name="options">Which passes run; null for all.</param>
    /// <returns>A program that does the same, and what was done to it.</returns>
    public static (LoadedProgram Program, OptimizationReport Report) Optimize(LoadedProgram program, OptimizationOptions? options = null) =>
        Optimize(program, options, withImports: true);

    /// <summary>Optimizes the main program only; what it imports stays files of their own.</summary>
    /// <param name="program">The program.</param>
    /// <param name="options">Which passes run; null for all.</param>
    public static (LoadedProgram Program, OptimizationReport Report) OptimizeMain(LoadedProgram program, OptimizationOptions? options = null) =>
        Optimize(program, options, withImports: false);

    /// <summary>What the main program consists of, in upstream's words.</summary>
    /// <param name="program">The program.</param>
    public static string Analyze(LoadedProgram program)
    {
        ArgumentNullException.ThrowIfNull(program);
        return OptimizationReport.Analysis(Main(program));
    }

    /// <summary>The main program in binary form; imported modules stay files of their own.</summary>
    /// <param name="program">The program.</param>
    public static byte[] WriteBinary(LoadedProgram program)
    {
        ArgumentNullException.ThrowIfNull(program);
        return TtbWriter.Write(Main(program));
    }

    /// <summary>The main program as text; null, with a diagnostic, when a binary file holds what text cannot express.</summary>
    /// <param name="program">The program.</param>
    public static (string? Text, ImmutableArray<Diagnostic> Diagnostics) WriteText(LoadedProgram program)
    {
        ArgumentNullException.ThrowIfNull(program);
        var diagnostics = new DiagnosticBag();
        string? text = TtvmPrinter.Print(Main(program), diagnostics);
        return (text, [.. diagnostics.All]);
    }

    /// <summary>A readable form of the program after a stage.</summary>
    /// <param name="program">The program.</param>
    /// <param name="stage">One of <see cref="DumpStages"/>.</param>
    /// <param name="options">As for <see cref="Emit(LoadedProgram, CompilationOptions)"/>.</param>
    /// <exception cref="ArgumentException">There is no such stage.</exception>
    public static string Dump(LoadedProgram program, string stage, CompilationOptions options)
    {
        ArgumentNullException.ThrowIfNull(program);
        return stage switch
        {
            "parse" => ProgramListing.OfInstructions(program.Verified.Program),
            "verify" => ProgramListing.OfShape(ShapeOf(program, options.Instrumentation)),
            "lower" => IrPrinter.Print(Lower(program, options.Instrumentation, check: true)),
            "optimize" => IrPrinter.Print(Optimize(Lower(program, options.Instrumentation, check: true), options with { Check = true })),
            "il" => Listings(Emit(program, options, withListings: true)),
            _ => throw new ArgumentException($"There is no stage '{stage}'.", nameof(stage)),
        };
    }

    /// <summary>A program in Scheme after expansion; null for other programs.</summary>
    /// <param name="program">The program.</param>
    public static string? DumpExpansion(LoadedProgram program)
    {
        ArgumentNullException.ThrowIfNull(program);
        return program.Expansion?.Invoke();
    }

    /// <summary>What each run of an optimizer pass changes.</summary>
    /// <param name="program">The program.</param>
    /// <param name="options">The level, and passes to leave out.</param>
    public static ImmutableArray<PassReport> DumpPasses(LoadedProgram program, CompilationOptions options)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(options);
        var reports = ImmutableArray.CreateBuilder<PassReport>();
        PassRunner.Run(
            Lower(program, options.Instrumentation, check: true),
            options.OptimizationLevel,
            options.DisabledPasses,
            check: true,
            (pass, before, after) => reports.Add(PassReports.Of(pass, before, after)));
        return reports.ToImmutable();
    }

    private static NativeTable? NativesOf(string path, ForeignReferences references, DiagnosticBag diagnostics)
    {
        if (references.IsNone)
        {
            return NativeTable.Library;
        }

        try
        {
            return NativeTable.With(references.Assemblies, references.OffersFramework, references.RunsInProcesses, references.HostFunctions);
        }
        catch (NativeTableException problem)
        {
            diagnostics.Report(DiagnosticDescriptors.ReferenceNotUsable, path, null, problem.Message);
            return null;
        }
    }

    private static (LoadedProgram Program, OptimizationReport Report) Optimize(LoadedProgram program, OptimizationOptions? options, bool withImports)
    {
        ArgumentNullException.ThrowIfNull(program);
        var counts = new Dictionary<string, int>();
        var modules = new List<(string Path, BytecodeModule? Module, string? LoadError)>();
        int before = 0, after = 0;
        var bytecode = program.Verified.Program;
        foreach (var linked in bytecode.Modules)
        {
            bool isMain = modules.Count == 0;
            var module = linked.Module;
            if (module is not null && (isMain || withImports))
            {
                before += module.Instructions.Length;
                module = BytecodePipeline.Run(module, isMain, options ?? OptimizationOptions.Default, counts);
                after += module.Instructions.Length;
            }

            modules.Add((linked.Path, module, linked.LoadError));
        }

        var diagnostics = new DiagnosticBag();
        var verified = Verifier.Verify(bytecode.With(modules), diagnostics)
            ?? throw new InternalCompilerException("optimize", $"the result is refused: {string.Join("; ", diagnostics.All.Select(found => found.Message))}");
        return (new LoadedProgram(program.Path, verified), new OptimizationReport(before, after, counts));
    }

    private static ProgramShape ShapeOf(LoadedProgram program, Instrumentation instrumentation) => (instrumentation & Instrumentation.OnStackMachines) != 0
        ? ShapeAnalysis.WithoutDirectFunctions(program.Verified)
        : ShapeAnalysis.Run(program.Verified);

    private static IrModule Lower(LoadedProgram program, Instrumentation instrumentation, bool check, bool withSteps = false, int firstAddress = 0)
    {
        var module = ProgramLowering.Run(ShapeOf(program, instrumentation), instrumentation, withSteps, firstAddress);
        if (check)
        {
            IrVerifier.Verify(module, "lowering");
        }

        return module;
    }

    private static IrModule Optimize(IrModule module, CompilationOptions options) =>
        PassRunner.Run(module, options.Debuggable ? 0 : options.OptimizationLevel, options.DisabledPasses, options.Check);

    /// <summary>Compiles a unit of EVAL.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="options">How.</param>
    /// <param name="firstAddress">The first of the addresses reserved for it.</param>
    /// <returns>The unit; null when it is too large for functions with registers.</returns>
    internal static EmittedProgram? EmitUnit(LoadedProgram unit, CompilationOptions options, int firstAddress)
    {
        var module = Lower(unit, options.Instrumentation & Instrumentation.Profile, options.Check, firstAddress: firstAddress);
        return HasSegments(module)
            ? null
            : new(Emit(unit, module, options, withListings: false, firstAddress).Output);
    }

    private static bool HasSegments(IrModule module) => module.Functions.Any(function => function.Kind == IrFunctionKind.StackMachineSegment);

    private static EmissionResult Emit(LoadedProgram program, CompilationOptions options, bool withListings) =>
        Emit(program, Lower(program, options.Instrumentation, options.Check, options.Debuggable), options, withListings, firstAddress: 0);

    private static EmissionResult Emit(LoadedProgram program, IrModule lowered, CompilationOptions options, bool withListings, int firstAddress)
    {
        var module = Optimize(lowered, options);
        var symbols = SymbolTable.Build(program.Verified.Program, isObserved: options.Instrumentation != Instrumentation.None);
        return ModuleEmitter.Run(
            module, symbols, new EmissionOptions(options.AssemblyName, options.RuntimeAssembly, options.WithSymbols, options.Check, withListings)
            {
                FirstAddress = firstAddress,
                Sources = options.WithSymbols ? SourceMapping.Build(program.Verified.Program) : null,
                DocumentName = options.DocumentName,
                Debuggable = options.Debuggable,
                UpstreamHash = options.UpstreamHash,
                Permissions = options.Permissions.Serialize(),
                Instrumentation = options.Instrumentation,
                Reports = options.Reports,
                Facts = options.Instrumentation == Instrumentation.None ? null : InstructionFactTable.Build(program.Verified.Program),
            });
    }

    private static string Listings(EmissionResult result)
    {
        var text = new StringBuilder();
        foreach (string listing in result.Listings.Values)
        {
            text.Append(listing).Append('\n');
        }

        return text.ToString();
    }

    private static BytecodeModule Main(LoadedProgram program) => program.Verified.Program.Modules[0].Module!;
}
