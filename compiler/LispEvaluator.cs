using System.Collections.Immutable;
using System.Globalization;
using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Compiler.Diagnostics;
using TinyTotIL.Compiler.Formats;
using TinyTotIL.Compiler.Interpretation;
using TinyTotIL.Compiler.Lisp;
using TinyTotIL.Compiler.LispGeneration;
using TinyTotIL.Compiler.Modules;
using TinyTotIL.Compiler.Natives;
using TinyTotIL.Compiler.Text;
using TinyTotIL.Compiler.Verification;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Scheme;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler;

/// <summary>Compiles Scheme in memory into a program that runs: for EVAL, and for the REPL.</summary>
/// <remarks>
/// Each unit becomes an assembly of its own, or more instructions of the interpreter. It shares with the program, and with other units, the variables
/// of the whole program; what units define, and the procedures of the standard libraries they are the first to use, are such variables.
/// </remarks>
public sealed class LispEvaluator : IEvaluator
{
    /// <summary>What diagnostics call the text of an expression that a program has put together.</summary>
    private const string ExpressionName = "<eval>";

    private const int LongestExpression = 1 << 24;

    private readonly ProgramImage _image;
    private readonly EvaluationFiles _files;
    private readonly CompilationOptions? _options;

    /// <summary>Programs may ask from several processes at once, and names are not made for that.</summary>
    private readonly Lock _gate = new();
    private EnvironmentValue? _interaction;
    private int _environments;

    /// <summary>Makes an evaluator for a program.</summary>
    /// <param name="image">The program.</param>
    /// <param name="library">Where the standard library comes from.</param>
    /// <param name="options">How to compile; null to interpret, in a program that is interpreted.</param>
    public LispEvaluator(ProgramImage image, IModuleSource library, CompilationOptions? options) =>
        (_image, _files, _options) = (image, new EvaluationFiles(library), options);

    /// <inheritdoc/>
    public EnvironmentValue Interaction
    {
        get
        {
            lock (_gate)
            {
                return _interaction ??= new EnvironmentValue("interaction", new LispNames(_files, suffix: ""));
            }
        }
    }

    /// <summary>Whether units that nothing refers to any more give their memory back. They then run a little more slowly.</summary>
    public bool CanUnload { get; init; } = true;

    /// <summary>Whether units are executed in register form, as the program is, instead of being compiled to IL.</summary>
    public bool ExecutesIr { get; init; }

    /// <summary>A program that does nothing, to enter units into.</summary>
    public static LoadedProgram EmptyProgram()
    {
        var module = new BytecodeModule("repl", [], [], Source: null);
        return new LoadedProgram("repl", Verify(new BytecodeProgram([("repl", module, null)], globals: Runtime.Processes.GlobalNames.None()), new DiagnosticBag())!);
    }

    /// <inheritdoc/>
    public EnvironmentValue? Open(Value importSets, IFileSystem files, out string? problem)
    {
        lock (_gate)
        {
            _files.Files = files;
            var names = new LispNames(_files, string.Create(CultureInfo.InvariantCulture, $"{ErrorText.EnvironmentMark}{++_environments}"));
            string description = DatumWriter.ToText(importSets, DatumStyle.Write, LongestExpression);
            names.Import(new SourceText(ExpressionName, $"(import {description[1..]}"));
            problem = FirstProblem(names.Diagnostics);
            return problem is null ? new EnvironmentValue(description, names) : null;
        }
    }

    /// <inheritdoc/>
    public FunctionValue? Compile(Value datum, EnvironmentValue environment, IFileSystem files, out string? problem)
    {
        string text = DatumWriter.ToText(datum, DatumStyle.Write, LongestExpression);
        var unit = Compile(environment, files, ExpressionName, text);
        problem = unit.Procedure is null ? FirstProblem(unit.Diagnostics) ?? "the expression cannot be compiled" : null;
        return unit.Procedure;
    }

    /// <summary>Compiles a text.</summary>
    /// <param name="environment">What its names mean; what it defines is added.</param>
    /// <param name="files">What it may read.</param>
    /// <param name="name">What diagnostics and traces call it.</param>
    /// <param name="text">Any number of expressions and definitions; the last gives the result.</param>
    public LispUnit Compile(EnvironmentValue environment, IFileSystem files, string name, string text)
    {
        ArgumentNullException.ThrowIfNull(environment);
        lock (_gate)
        {
            _files.Files = files;
            var names = (LispNames)environment.Content;
            var module = Translate(names, name, text);
            var verified = module is null ? null : Verify(new BytecodeProgram([(name, module, null)], globals: _image.Globals), names.Bag);
            var procedure = verified is null ? null : Enter(name, verified, names.Bag);
            if (procedure is null)
            {
                // What it would have brought along of the libraries is not there.
                names.Session.Discard();
            }

            return new LispUnit(procedure, names.Diagnostics);
        }
    }

    /// <summary>An expression as it is after macro expansion; null, with diagnostics, when it is wrong.</summary>
    /// <param name="environment">What its names mean.</param>
    /// <param name="name">What diagnostics call it.</param>
    /// <param name="text">The expression.</param>
    public (string? Text, ImmutableArray<Diagnostic> Diagnostics) Expand(EnvironmentValue environment, string name, string text)
    {
        ArgumentNullException.ThrowIfNull(environment);
        lock (_gate)
        {
            var names = (LispNames)environment.Content;
            return (ExpandAlone(names, new SourceText(name, text)) is { } program ? LispNodePrinter.Print(program) : null, names.Diagnostics);
        }
    }

    /// <summary>The instructions of an expression; null, with diagnostics, when it is wrong.</summary>
    /// <param name="environment">What its names mean.</param>
    /// <param name="name">What diagnostics call it.</param>
    /// <param name="text">The expression.</param>
    public (string? Text, ImmutableArray<Diagnostic> Diagnostics) Disassemble(EnvironmentValue environment, string name, string text)
    {
        ArgumentNullException.ThrowIfNull(environment);
        lock (_gate)
        {
            var names = (LispNames)environment.Content;
            var source = new SourceText(name, text);
            var module = ExpandAlone(names, source) is { } program ? CodeGenerator.Run(name, source, program, NativeTable.Library, names.Bag) : null;
            return (module is null ? null : TtvmPrinter.Print(module, names.Bag), names.Diagnostics);
        }
    }

    /// <summary>The names of an environment that begin with a text, in order.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="begun">The text.</param>
    public IReadOnlyList<string> NamesWith(EnvironmentValue environment, string begun)
    {
        ArgumentNullException.ThrowIfNull(environment);
        lock (_gate)
        {
            return
            [
                .. ((LispNames)environment.Content).Session.Scope.Names
                    .Where(name => name.StartsWith(begun, StringComparison.Ordinal) && !name.Contains('%', StringComparison.Ordinal))
                    .Distinct(StringComparer.Ordinal)
                    .Order(StringComparer.Ordinal),
            ];
        }
    }

    /// <summary>Expands what nobody will evaluate, without the definitions of libraries that it would bring along.</summary>
    private static LispProgram? ExpandAlone(LispNames names, SourceText source)
    {
        names.Bag.Clear();
        var program = names.Session.ExpandUnit(source, withLibraries: false);
        names.Session.Discard();
        return program;
    }

    private static BytecodeModule? Translate(LispNames names, string name, string text)
    {
        names.Bag.Clear();
        var source = new SourceText(name, text);
        return names.Session.ExpandUnit(source) is { } program ? CodeGenerator.Run(name, source, program, NativeTable.Library, names.Bag) : null;
    }

    private static VerifiedProgram? Verify(BytecodeProgram program, DiagnosticBag diagnostics) => Verifier.Verify(program, diagnostics);

    private static string? FirstProblem(IEnumerable<Diagnostic> diagnostics) =>
        diagnostics.FirstOrDefault(diagnostic => diagnostic.Severity == Severity.Error)?.Message;

    private FunctionValue? Enter(string name, VerifiedProgram unit, DiagnosticBag diagnostics)
    {
        if (_options is null)
        {
            return Interpreter.Enter(unit, _image);
        }

        int count = unit.Program.Instructions.Length;
        int first = _image.ReserveAddresses(count);
        if (Prepare(new LoadedProgram(name, unit), _options, first) is not { } prototypes)
        {
            diagnostics.Report(DiagnosticDescriptors.LispUnitTooLarge, name, null);
            return null;
        }

        // A unit begins with making the procedure that evaluates it.
        int target = first + unit.Program.TargetOf(0);
        return Array.Find(prototypes, prototype => prototype.Target == target)!.PlainValue;
    }

    private FunctionPrototype[]? Prepare(LoadedProgram unit, CompilationOptions options, int first)
    {
        if (ExecutesIr)
        {
            var executed = Compilation.ExecuteIrUnit(unit, options, first);
            _image.AddUnit(first, SymbolTable.Build(unit.Verified.Program));
            return executed;
        }

        if (Compilation.EmitUnit(unit, options, first) is not { } emitted)
        {
            return null;
        }

        var image = emitted.LoadImage(CanUnload);
        _image.AddUnit(first, image.Symbols);
        return image.Prototypes;
    }
}
