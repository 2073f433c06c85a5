using System.Globalization;
using TinyTotIL.Cli.Cases;
using TinyTotIL.Cli.Demonstrations;
using TinyTotIL.Cli.Recording;
using TinyTotIL.Cli.Testing;
using TinyTotIL.Runtime.Hosting;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Cli.Commands;

/// <summary>Runs a demonstration and reports on everything it shows.</summary>
/// <param name="Demonstration">The demonstration.</param>
internal sealed record DemonstrationCommand(Demonstration Demonstration)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>What runs it.</summary>
    public Engine Engine { get; init; }

    /// <summary>Runs it.</summary>
    /// <param name="context">Shared by all commands.</param>
    /// <returns>The exit code: 0 when everything was as it should be.</returns>
    public int Execute(CommandContext context)
    {
        var report = new CheckReport(context, Demonstration.Subject);
        report.Begin(Demonstration.Program.File);
        var (program, stated) = Demonstration.Program.Read();
        var console = new RecordingConsole(new ReplayedInput(new RecordingConsole()));
        var events = new DemonstrationEvents();
        var options = new SchedulerOptions { Workers = Demonstration.Workers, Observer = events };
        var image = CommandContext.ImageOf(program, Engine, options: null);

        // On a thread of its own, so that a run that does not end is a failure and not the end of the report.
        var run = Task.Factory.StartNew(
            () => ProgramHost.Run(image, context.Host with { Console = console }, limits: null, options), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        if (!run.Wait(Limit))
        {
            report.Check("it ends", string.Create(CultureInfo.InvariantCulture, $"it had not ended after {Limit.TotalSeconds} seconds"));
            int code = report.End(Demonstration.LastLine);
            context.Host.Console.Flush();
            Environment.Exit(code);
        }

        Check(report, stated, new ProgramOutcome(console.Output, console.ErrorLines, run.Result));
        foreach (var fact in Demonstration.Facts)
        {
            report.Check(fact.Title, fact.Problem(events));
        }

        return report.End(Demonstration.LastLine);
    }

    private static void Check(CheckReport report, CaseFile stated, ProgramOutcome outcome)
    {
        for (int i = 0; i < stated.Sections.Count; i++)
        {
            var section = stated.Sections[i];
            int end = i + 1 < stated.Sections.Count ? stated.Sections[i + 1].FirstLine : int.MaxValue;
            report.Check(section.Title, CaseComparison.Lines(stated.Output, outcome.Output, section.FirstLine, end));
        }

        string also = stated.Notices.Count > 0 ? ", and standard error says what it should" : "";
        report.Check($"the program ends with exit code {stated.ExitCode}{also}", CaseComparison.Ending(stated, outcome));
    }
}
