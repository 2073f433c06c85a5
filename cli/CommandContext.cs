using TinyTotIL.Compiler;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Hosting;
using TinyTotIL.Runtime.Permissions;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Cli;

/// <summary>What every command works with.</summary>
internal sealed class CommandContext
{
    /// <summary>Works in a given world.</summary>
    /// <param name="host">The outside world.</param>
    public CommandContext(HostServices host)
    {
        Host = host;
        Diagnostics = new DiagnosticWriter(host);
        if (RunSettings.TryReadErrorFormat(host.Environment.GetVariable(RunSettings.ErrorFormatVariable) ?? "", out var format, out _))
        {
            Diagnostics.Format = format;
        }
    }

    /// <summary>How programs show their errors, if the command line says; null where the environment decides.</summary>
    public ErrorFormat? ErrorFormat { get; private set; }

    /// <summary>The outside world, shared with the program that is run.</summary>
    public HostServices Host { get; private set; }

    /// <summary>Where errors and warnings go.</summary>
    public DiagnosticWriter Diagnostics { get; }

    /// <summary>What programs may call besides the runtime's own functions: by default also what .NET has.</summary>
    public ForeignReferences References { get; set; } = new([], OffersFramework: true);

    /// <summary>What programs may do outside themselves, by the options of the command.</summary>
    public PermissionPolicy Permissions { get; set; } = PermissionPolicy.Everything;

    /// <summary>Shows errors in a given form.</summary>
    /// <param name="format">The form.</param>
    public void UseErrorFormat(ErrorFormat format)
    {
        ErrorFormat = format;
        Diagnostics.Format = format;
    }

    /// <summary>Says where in the arguments the program stands that is to be run: those behind it are its own.</summary>
    /// <param name="position">The position; that of the end when it has none.</param>
    public void SetProgramPosition(int position) =>
        Host = Host with { Environment = SystemHost.CreateEnvironment(Host.Environment.CommandLine, position + 1) };

    /// <summary>Shows programs another command line than that of <c>ttil</c>.</summary>
    /// <param name="words">The program and its arguments.</param>
    public void ShowCommandLine(IReadOnlyList<string> words) => Host = Host with { Environment = SystemHost.CreateEnvironment(words, programPosition: 0) };

    /// <summary>Gives programs another time of day.</summary>
    /// <param name="seconds">Where their clock begins, in seconds since 1970.</param>
    public void SetClock(long seconds) => Host = Host with { Clock = new ClockFrom(Host.Clock, seconds) };

    /// <summary>How to compile a program that is run or shown at once: without symbols.</summary>
    public static CompilationOptions InMemory() => new() { RuntimeAssembly = RuntimeLibrary.ReadPlain(), WithSymbols = false };

    /// <summary>Loads a program; null, with the reason written, when it is rejected.</summary>
    /// <param name="path">The program.</param>
    /// <param name="showWarnings">Whether to write warnings about a program that loads.</param>
    /// <param name="optimize">Whether to optimize its bytecode, and say so.</param>
    public LoadedProgram? Load(string path, bool showWarnings, bool optimize = false)
    {
        var result = Compilation.Load(path, new FileModuleSource(Host.Files, AppContext.BaseDirectory, Host.Restrict(Permissions).Files), References);
        if (result.Program is null)
        {
            Diagnostics.WriteRejection(result.Diagnostics);
        }
        else if (showWarnings)
        {
            Diagnostics.WriteAll([.. result.Diagnostics, .. Compilation.Review(result.Program)]);
        }

        if (result.Program is null || !optimize)
        {
            return result.Program;
        }

        var (program, report) = Compilation.Optimize(result.Program);
        Host.Console.Write(report.Results());
        return program;
    }

    /// <summary>The program in the form that an engine runs.</summary>
    /// <param name="program">The program.</param>
    /// <param name="engine">The engine.</param>
    /// <param name="options">How to compile it; null for the usual way.</param>
    public static ProgramImage ImageOf(LoadedProgram program, Engine engine, CompilationOptions? options) => engine switch
    {
        Engine.Compiled => Compilation.Emit(program, options ?? InMemory()).LoadImage(),
        Engine.Interpreter => Compilation.Interpret(program, options?.UpstreamHash ?? false, options?.Reports ?? ExecutionReports.None),
        Engine.Ir => Compilation.ExecuteIr(program, options ?? InMemory()),
    };

    /// <summary>What compiles Scheme while a program runs.</summary>
    /// <param name="image">The program.</param>
    /// <param name="engine">What runs it.</param>
    /// <param name="canUnload">Whether code that nothing refers to gives its memory back.</param>
    /// <param name="options">How the program was compiled; null for the usual way.</param>
    public LispEvaluator EvaluatorFor(ProgramImage image, Engine engine, bool canUnload, CompilationOptions? options = null) =>
        new(image, new InstalledLibrary(Host.Files, AppContext.BaseDirectory), engine == Engine.Interpreter ? null : options ?? InMemory())
        {
            CanUnload = canUnload,
            ExecutesIr = engine == Engine.Ir,
        };

    /// <summary>Says that a command line makes no sense.</summary>
    /// <param name="problem">Why.</param>
    /// <param name="command">The words whose help explains it.</param>
    /// <param name="upstreamLine">What TinyTotVM says of the same mistake, which comes first; null when it says nothing.</param>
    /// <returns>The exit code.</returns>
    public int RefuseUsage(string problem, string command, string? upstreamLine = null)
    {
        if (upstreamLine is not null)
        {
            Host.Console.WriteErrorLine(upstreamLine);
        }

        Host.Console.WriteErrorLine($"ttil: {problem}\n'{command} --help' shows how it is used.");
        return ExitCodes.BadUsage;
    }
}
