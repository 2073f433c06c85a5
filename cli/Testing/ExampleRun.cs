using System.ComponentModel;
using System.Globalization;
using TinyTotIL.Cli.Cases;
using TinyTotIL.Compiler;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Hosting;

namespace TinyTotIL.Cli.Testing;

/// <summary>Runs one program of a folder, and says whether it did what it should.</summary>
/// <param name="folder">The full path of the folder.</param>
/// <param name="example">The program.</param>
/// <param name="options">The options of <c>ttil run</c>.</param>
/// <param name="limit">How long it may take.</param>
internal sealed class ExampleRun(string folder, ExampleCase example, IReadOnlyList<string> options, TimeSpan limit)
{
    /// <summary>Exit codes from here on are those of a host that broke; ttil's own two end a program that could not end itself.</summary>
    private const int FirstSignal = 128;

    private const string CircularImport = "Circular dependency detected";

    /// <summary>Upstream's two programs that import each other are named so.</summary>
    private const string CircularName = "circular";

    /// <summary>What the program wrote to standard output.</summary>
    public string Output { get; private set; } = "";

    /// <summary>What it wrote to standard error, unless that was stated.</summary>
    public string Error { get; private set; } = "";

    /// <summary>Whether it runs in processes.</summary>
    /// <param name="files">Where it is read from.</param>
    public bool UsesProcesses(IFileSystem files)
    {
        var loaded = Compilation.Load(Path.Combine(folder, example.Name), new FileModuleSource(files, AppContext.BaseDirectory));
        return loaded.Program is { UsesProcesses: true };
    }

    /// <summary>Runs it.</summary>
    /// <param name="files">Where it is.</param>
    public Verdict Run(IFileSystem files)
    {
        var stated = example.Stated;
        if (example.Problem is { } problem)
        {
            return Failure(problem);
        }

        if ((stated?.Deferred ?? stated?.OutOfScope) is { } reason)
        {
            return new Verdict(VerdictKind.Skipped, DisplayText.Escape(reason));
        }

        try
        {
            using var stage = new ExampleStage(folder, stated, files);
            var child = new ChildRun(stage.Folder, Arguments(stated)) { Input = stated?.Input ?? "" };
            foreach (var (name, value) in stated?.Variables ?? new Dictionary<string, string>())
            {
                child.SetVariable(name, value);
            }

            return Judge(child.Run(limit));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or Win32Exception)
        {
            return Failure($"it cannot be run: {error.Message}");
        }
    }

    private IEnumerable<string> Arguments(CaseFile? stated)
    {
        List<string> words = [CommandNames.Run, "--own-arguments", .. options];
        if (stated?.Seed is { } seed)
        {
            words.AddRange(["--seed", seed.ToString(CultureInfo.InvariantCulture)]);
        }

        if (stated?.ClockSeconds is { } seconds)
        {
            words.AddRange(["--clock", seconds.ToString(CultureInfo.InvariantCulture)]);
        }

        if (stated?.StackBytes is { } bytes)
        {
            words.AddRange(["--max-stack", bytes.ToString(CultureInfo.InvariantCulture)]);
        }

        return [.. words, OptionScanner.EndOfOptions, $"{Path.GetFileName(folder)}/{example.Name}", .. stated?.Arguments ?? []];
    }

    private Verdict Judge(ChildOutcome child)
    {
        (Output, Error) = (child.Output, child.Error);
        if (child.ExitCode is not { } code)
        {
            return Failure(string.Create(CultureInfo.InvariantCulture, $"it had not ended after {limit.TotalSeconds} seconds, and was ended"));
        }

        var outcome = new ProgramOutcome(child.Output, child.Error.Length == 0 ? [] : child.Error.TrimEnd('\n').Split('\n'), code);
        if (example.Stated is not { } stated)
        {
            return JudgeForeign(outcome);
        }

        if (CaseComparison.Difference(stated, outcome) is { } difference)
        {
            return Failure(difference);
        }

        Error = "";
        return new Verdict(stated.Error is null ? VerdictKind.Passed : VerdictKind.FailedAsExpected);
    }

    /// <summary>A program that states nothing should end without an error; the number it gives to EXIT is its own affair.</summary>
    private Verdict JudgeForeign(ProgramOutcome outcome)
    {
        if (outcome.Error is { } error)
        {
            bool isExpected = example.Name.StartsWith(CircularName, StringComparison.Ordinal) && error.Contains(CircularImport, StringComparison.Ordinal);
            return isExpected ? new Verdict(VerdictKind.FailedAsExpected) : Failure(error);
        }

        return outcome.ExitCode is ExitCodes.Deadlock or ExitCodes.InternalError or >= FirstSignal or < 0
            ? Failure(outcome.ErrorLines is [var first, ..] ? first : string.Create(CultureInfo.InvariantCulture, $"it ended with exit code {outcome.ExitCode}"))
            : new Verdict(VerdictKind.Passed);
    }

    private static Verdict Failure(string text) => new(VerdictKind.Failed, DisplayText.Escape(text));
}
