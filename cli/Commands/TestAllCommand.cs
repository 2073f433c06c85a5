using System.Globalization;
using TinyTotIL.Cli.Benchmarks;
using TinyTotIL.Cli.Testing;
using TinyTotIL.Compiler.Formats;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Hosting;
using TinyTotIL.Runtime.Observation;

namespace TinyTotIL.Cli.Commands;

/// <summary>Runs every program of a folder, each in a <c>ttil</c> of its own, and says which did what they should.</summary>
/// <param name="Folder">The folder; null for the examples.</param>
internal sealed record TestAllCommand(string? Folder)
{
    /// <summary>How long one program may take when nothing is said.</summary>
    public const int UsualSeconds = 60;

    private const string UsualFolder = "examples";

    /// <summary>A program that does not end may have written more than anybody reads.</summary>
    private const int MostShown = 20_000;

    /// <summary>What runs them.</summary>
    public Engine Engine { get; init; }

    /// <summary>How long one program may take.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(UsualSeconds);

    /// <summary>Whether to show lines in place of a table.</summary>
    public bool IsPlain { get; init; }

    private IReadOnlyList<string> Options => Engine == Engine.Compiled ? [] : ["--engine", BenchmarkReport.Name(Engine)];

    /// <summary>Runs them.</summary>
    /// <param name="context">Shared by all commands.</param>
    /// <returns>The exit code: 0 when there are some and none has failed.</returns>
    public int Execute(CommandContext context)
    {
        string folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(Folder ?? (Directory.Exists(UsualFolder) ? UsualFolder : Path.Combine(AppContext.BaseDirectory, UsualFolder))));
        if (Names(folder, context.Host.Files) is not { } names)
        {
            context.Diagnostics.WriteError($"'{DisplayText.Escape(Folder ?? folder)}' is no folder that can be read");
            return ExitCodes.Failure;
        }

        var console = context.Host.Console;
        console.Write(string.Create(CultureInfo.InvariantCulture, $"=== TinyTotVM Comprehensive Test Suite ===\n\nFound {names.Count} test files in {DisplayText.Escape(Path.GetFileName(folder))} directory\n\n"));
        bool withColour = TerminalColour.IsWanted(context.Host.Environment, Console.IsOutputRedirected);
        var verdicts = new List<(string Name, Verdict Verdict)>();
        foreach (string name in names)
        {
            verdicts.Add((DisplayText.Escape(name), Run(folder, name, context, withColour)));
            console.Flush();
        }

        console.Write("\n" + Summary(verdicts, withColour));
        return verdicts.Count == 0 || verdicts.Exists(row => row.Verdict.Kind == VerdictKind.Failed) ? ExitCodes.Failure : ExitCodes.Success;
    }

    private static List<string>? Names(string folder, IFileSystem files)
    {
        try
        {
            return [.. files.List(folder).Where(name => name.EndsWith(FileExtensions.Text, StringComparison.Ordinal) && files.KindOf(Path.Combine(folder, name)) != FileKind.Folder).Order(StringComparer.Ordinal)];
        }
        catch (HostException)
        {
            return null;
        }
    }

    private Verdict Run(string folder, string name, CommandContext context, bool withColour)
    {
        var console = context.Host.Console;
        ExampleCase example;
        try
        {
            example = ExampleCase.Read(name, context.Host.Files.ReadRegularFile(Path.Combine(folder, name)));
        }
        catch (HostException error)
        {
            example = new ExampleCase(name, Stated: null, $"it cannot be read: {error.Message}");
        }

        var run = new ExampleRun(folder, example, Options, Limit);
        string mode = Engine == Engine.Ir ? "IR" : example.Problem is null && run.UsesProcesses(context.Host.Files) ? "SMP" : "Regular";
        console.Write($"Testing {DisplayText.Escape(name)} ({mode}): ");
        console.Flush();
        var verdict = run.Run(context.Host.Files);
        string output = run.Output.Length > MostShown ? run.Output[..MostShown] + "...\n" : run.Output;
        console.Write(output);
        if (run.Error.Length > 0)
        {
            console.WriteErrorLine(run.Error.TrimEnd('\n'));
        }

        string end = output.Length == 0 || output.EndsWith('\n') ? "" : "\n";
        console.Write($"{end}{BoxTable.Paint(verdict.ToString(), ColourOf(verdict.Kind), withColour)}\n");
        return verdict;
    }

    private string Summary(List<(string Name, Verdict Verdict)> verdicts, bool withColour)
    {
        int failed = verdicts.Count(row => row.Verdict.Kind == VerdictKind.Failed);
        int skipped = verdicts.Count(row => row.Verdict.Kind == VerdictKind.Skipped);
        var table = new BoxTable("Result", ">Count");
        table.AddRow(BoxColour.Good, "Passed", Count(verdicts.Count - failed - skipped));
        table.AddRow(failed > 0 ? BoxColour.Bad : BoxColour.None, "Failed", Count(failed));
        table.AddRow(skipped > 0 ? BoxColour.Doubtful : BoxColour.None, "Skipped", Count(skipped));
        table.AddRow("Total", Count(verdicts.Count));
        string report = IsPlain ? "Test Summary:\n" + table.RenderPlain() : BoxTable.Title("Test Summary", withColour) + table.Render(withColour);
        string end = verdicts.Count == 0
            ? $"No programs were found: test-all runs the files in the folder that end in {FileExtensions.Text}\n"
            : failed == 0 ? "All tests passed!\n"
            : "Failed Tests:\n" + string.Concat(verdicts.Where(row => row.Verdict.Kind == VerdictKind.Failed).Select(row => $"   - {row.Name}: {row.Verdict.Text}\n"));
        return report + end;
    }

    private static string Count(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static BoxColour ColourOf(VerdictKind kind) => kind switch
    {
        VerdictKind.Failed => BoxColour.Bad,
        VerdictKind.Skipped => BoxColour.Doubtful,
        _ => BoxColour.Good,
    };
}
