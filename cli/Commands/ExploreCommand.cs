using System.Globalization;
using TinyTotIL.Cli.Exploration;
using TinyTotIL.Runtime.Hosting;

namespace TinyTotIL.Cli.Commands;

/// <summary>Runs a program under many schedules and says whether they agree.</summary>
/// <param name="File">The program.</param>
internal sealed record ExploreCommand(string File)
{
    /// <summary>How many schedules are tried when nothing is said.</summary>
    public const int UsualRuns = 100;

    /// <summary>The first seed when nothing is said.</summary>
    public const ulong UsualSeed = 1;

    /// <summary>Some seconds of a run that never ends.</summary>
    public const long UsualSteps = 50_000_000;

    /// <summary>Runs between two changes of the line that shows how far it is.</summary>
    private const int ProgressStep = 16;

    /// <summary>How many schedules.</summary>
    public int Runs { get; init; } = UsualRuns;

    /// <summary>The first seed; the others follow it.</summary>
    public ulong FirstSeed { get; init; } = UsualSeed;

    /// <summary>What runs the program.</summary>
    public Engine Engine { get; init; }

    /// <summary>Reductions and slices after which a run is given up.</summary>
    public long MostSteps { get; init; } = UsualSteps;

    /// <summary>Whether a process other than the main program may end with an error.</summary>
    public bool AllowErrors { get; init; }

    /// <summary>What one process may use.</summary>
    public RunSettings Settings { get; init; } = new();

    /// <summary>Runs it and writes what was found.</summary>
    /// <param name="context">Shared by all commands.</param>
    /// <returns>The exit code: 0 when all runs ended by themselves and agree.</returns>
    public int Execute(CommandContext context)
    {
        if (context.Load(File, showWarnings: false) is not { } program)
        {
            return ExitCodes.Failure;
        }

        var image = CommandContext.ImageOf(program, Engine, options: null);
        CeilingWords.WarnIfIdle(Settings, image, context.Host.Console);
        var exploration = new ScheduleExploration(image, context.Host, Settings) { MostSteps = MostSteps, AllowErrors = AllowErrors };

        // A program without processes has one schedule.
        int runs = image.UsesProcesses ? Runs : 1;
        var progress = new ProgressLine(context.Host.Environment);
        for (int run = 0; run < runs; run++)
        {
            if (run % ProgressStep == 0)
            {
                progress.Show(string.Create(CultureInfo.InvariantCulture, $"run {run + 1} of {runs}, {exploration.Groups.Count} outcomes"));
            }

            exploration.Run(unchecked(FirstSeed + (ulong)run));
        }

        progress.Show("");
        var report = new ExplorationReport(exploration, this);
        context.Host.Console.Write(report.Render());
        return report.IsClean ? ExitCodes.Success : ExitCodes.Failure;
    }
}
