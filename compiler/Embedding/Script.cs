using System.Text;
using TinyTotIL.Compiler;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL;

/// <summary>A compiled script, ready to be run. It never changes, so any number of <see cref="Machine"/>s may use one at once, on any threads.</summary>
public sealed class Script
{
    private readonly LoadedProgram _program;
    private readonly ScriptOptions _options;

    private Script(LoadedProgram program, ScriptOptions options, IReadOnlyList<ScriptDiagnostic> warnings)
    {
        (_program, _options, Warnings) = (program, options with { Functions = options.Functions.Copy() }, warnings);
        Image = Compilation.Emit(program, InMemory(options)).LoadImage(options.CanUnload);
        if (Image is { UsesLisp: true, UsesProcesses: true })
        {
            Image.Evaluator = new LispEvaluator(Image, ScriptSource.Library, InMemory(options));
        }
    }

    /// <summary>What errors and stack frames call it.</summary>
    public string Name => _options.Name;

    /// <summary>What the compiler found doubtful; empty for most scripts.</summary>
    public IReadOnlyList<ScriptDiagnostic> Warnings { get; }

    /// <summary>Whether the code can be interrupted wherever it is, so that cancellation and limits hold. Scripts that are not <see cref="ScriptOptions.IsTrusted"/> can, and those that use processes.</summary>
    public bool IsInterruptible => Image.UsesProcesses;

    /// <summary>The program.</summary>
    internal ProgramImage Image { get; }

    /// <summary>The functions that machines have unless they bring others.</summary>
    internal HostFunctions Functions => _options.Functions;

    /// <summary>Compiles a script.</summary>
    /// <param name="text">Its text; for bytecode use the overload that takes a stream.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="ScriptCompilationException">It cannot be compiled.</exception>
    public static Script Compile(string text, ScriptOptions? options = null) => SucceededOrThrow(TryCompile(text, options));

    /// <summary>Compiles a script.</summary>
    /// <param name="content">Its text in UTF-8, or its bytecode; read to the end, not closed.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="ScriptCompilationException">It cannot be compiled.</exception>
    public static Script Compile(Stream content, ScriptOptions? options = null) => SucceededOrThrow(TryCompile(content, options));

    /// <summary>Compiles a script from a file. Its modules come from the folder of the file unless the options say otherwise.</summary>
    /// <param name="path">The file; its end says what language it is in unless the options say otherwise.</param>
    /// <param name="options">How; null for the defaults. The name is the file's.</param>
    /// <exception cref="ScriptCompilationException">It cannot be compiled.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static Script CompileFile(string path, ScriptOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new ScriptOptions();
        using var content = File.OpenRead(path);
        return Compile(content, options with
        {
            Name = Path.GetFileName(path),
            Modules = options.Modules == ScriptModules.None ? ScriptModules.FromFolder(Path.GetDirectoryName(Path.GetFullPath(path))!) : options.Modules,
        });
    }

    /// <summary>Compiles a script; what is wrong with it is a result, not an exception.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="options">How; null for the defaults.</param>
    public static CompileResult TryCompile(string text, ScriptOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryCompile(Encoding.UTF8.GetBytes(text), options ?? new ScriptOptions());
    }

    /// <summary>Compiles a script; what is wrong with it is a result, not an exception.</summary>
    /// <param name="content">Its text in UTF-8, or its bytecode; read to the end, not closed.</param>
    /// <param name="options">How; null for the defaults.</param>
    public static CompileResult TryCompile(Stream content, ScriptOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(content);
        using var bytes = new MemoryStream();
        content.CopyTo(bytes);
        return TryCompile(bytes.ToArray(), options ?? new ScriptOptions());
    }

    /// <summary>Runs the whole script, from its top level to the end of its last process, on a machine of its own.</summary>
    /// <param name="options">Its surroundings and limits; null for the defaults.</param>
    /// <param name="cancellation">Ends it; see <see cref="IsInterruptible"/>.</param>
    /// <returns>How it ended. A script that fails is a result, not an exception.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public RunResult Run(MachineOptions? options = null, CancellationToken cancellation = default) => WholeRun.Execute(this, options ?? new MachineOptions(), cancellation);

    /// <summary>Runs the whole script without keeping the caller's thread.</summary>
    /// <param name="options">Its surroundings and limits; null for the defaults.</param>
    /// <param name="cancellation">Ends it; see <see cref="IsInterruptible"/>.</param>
    /// <returns>How it ended.</returns>
    public Task<RunResult> RunAsync(MachineOptions? options = null, CancellationToken cancellation = default) =>
        Task.Factory.StartNew(() => Run(options, cancellation), cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>Writes the script as an assembly that .NET runs without the compiler; it needs <c>TinyTotIL.Runtime.dll</c> beside it.</summary>
    /// <remarks>
    /// The code is the one that machines run; that of a script compiled as <see cref="ScriptOptions.IsTrusted"/> is what <c>ttil compile</c> makes. Functions of the caller are not in it: a call of one
    /// is an error of the language there.
    /// </remarks>
    /// <param name="output">Receives the assembly; not closed.</param>
    /// <param name="assemblyName">The simple name of the assembly, which is also that of its class.</param>
    public void SaveAssembly(Stream output, string assemblyName = "script")
    {
        ArgumentNullException.ThrowIfNull(output);
        output.Write(EmitForFile(assemblyName).Output.Dll);
    }

    /// <summary>Writes the script as an assembly into a folder, with the runtime and all else that <c>dotnet</c> needs to run it.</summary>
    /// <param name="path">The file, such as <c>out/script.dll</c>; replaced when it is there.</param>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public void SaveAssembly(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var emitted = EmitForFile(Path.GetFileNameWithoutExtension(path)).Output;
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, CompiledRuntime.FileName), CompiledRuntime.Read());
        File.WriteAllText(Path.ChangeExtension(path, ".runtimeconfig.json"), emitted.RuntimeConfig);
        File.WriteAllBytes(path, emitted.Dll);
    }

    private static Script SucceededOrThrow(CompileResult result) => result.Script ?? throw new ScriptCompilationException(result.Diagnostics);

    private static CompileResult TryCompile(byte[] content, ScriptOptions options)
    {
        var references = ReferencesOf(options, runsInProcesses: !options.IsTrusted);
        var loaded = Load(content, options, references);
        if (loaded.Program is null)
        {
            return new CompileResult(null, [.. loaded.Diagnostics.Select(ScriptDiagnostic.Of)]);
        }

        ScriptDiagnostic[] warnings = [.. loaded.Diagnostics.Concat(Compilation.Review(loaded.Program)).Select(ScriptDiagnostic.Of)];
        return new CompileResult(new Script(loaded.Program, options, warnings), warnings);
    }

    private static LoadResult Load(byte[] content, ScriptOptions options, ForeignReferences references)
    {
        var source = new ScriptSource(content, options.Modules);
        return options.Language == ScriptLanguage.Scheme
            ? Compilation.LoadLisp(options.Name, source, references)
            : Compilation.Load(PathFor(options), source, references);
    }

    /// <summary>Files are known by the ends of their names; a script may be called anything.</summary>
    private static string PathFor(ScriptOptions options) => options.Language switch
    {
        ScriptLanguage.Bytecode when !options.Name.EndsWith(".ttb", StringComparison.Ordinal) => options.Name + ".ttb",
        ScriptLanguage.Assembly when !options.Name.EndsWith(".ttvm", StringComparison.Ordinal) => options.Name + ".ttvm",
        _ => options.Name,
    };

    private static ForeignReferences ReferencesOf(ScriptOptions options, bool runsInProcesses) => new(options.References, options.AllowsFramework)
    {
        HostFunctions = options.Functions.Signatures,
        RunsInProcesses = runsInProcesses,
    };

    private static CompilationOptions InMemory(ScriptOptions options) => new()
    {
        RuntimeAssembly = CompiledRuntime.Read(),
        WithSymbols = false,
        OptimizationLevel = options.OptimizationLevel,
        Permissions = options.Permissions,
        Instrumentation = options.Instrumentation,
    };

    private EmittedProgram EmitForFile(string assemblyName) =>
        Compilation.Emit(_program, InMemory(_options) with { AssemblyName = assemblyName });
}
