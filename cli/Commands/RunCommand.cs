using TinyTotIL.Cli.Observation;
using TinyTotIL.Compiler;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Hosting;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Cli.Commands;

/// <summary>Runs a program in this process.</summary>
/// <param name="File">The program.</param>
internal sealed record RunCommand(string File)
{
    /// <summary>What runs it.</summary>
    public Engine Engine { get; init; }

    /// <summary>Ceilings, and how its processes are run; the environment's and the defaults where nothing is said.</summary>
    public RunSettings Settings { get; init; } = new();

    /// <summary>How to compile it; null for the usual way.</summary>
    public CompilationOptions? Options { get; init; }

    /// <summary>Whether to write the compiler's warnings, which would mix with what the program writes.</summary>
    public bool ShowWarnings { get; init; }

    /// <summary>Whether to optimize the bytecode first.</summary>
    public bool Optimize { get; init; }

    /// <summary>Whether to show its processes while they run.</summary>
    public bool Observe { get; init; }

    /// <summary>Runs it.</summary>
    /// <param name="context">Shared by all commands.</param>
    /// <returns>The exit code of the program.</returns>
    public int Execute(CommandContext context)
    {
        if (context.Load(File, ShowWarnings, Optimize) is not { } program)
        {
            return ExitCodes.Failure;
        }

        var image = CommandContext.ImageOf(program, Engine, Options);
        if (image is { UsesProcesses: true, UsesLisp: true })
        {
            image.Evaluator = context.EvaluatorFor(image, Engine, canUnload: true, Options);
        }

        CeilingWords.WarnIfIdle(Settings, image, context.Host.Console);
        return RunImage(image, context.Host, Settings with { ErrorFormat = context.ErrorFormat }, Observe);
    }

    /// <summary>Runs a program, with a table of its processes if that is wanted.</summary>
    /// <param name="image">The program.</param>
    /// <param name="host">The outside world.</param>
    /// <param name="settings">How to run it.</param>
    /// <param name="observe">Whether to show its processes.</param>
    public static int RunImage(ProgramImage image, HostServices host, RunSettings settings, bool observe)
    {
        if (!observe)
        {
            return ProgramHost.RunAsProcess(image, host, settings);
        }

        using var display = new ProcessDisplay(host);
        return display.Show(() => ProgramHost.RunAsProcess(image, display.Host, settings with { Observer = display.Sampler }));
    }
}
