using System.CommandLine;
using TinyTotIL.Compiler;
using TinyTotIL.Runtime.Observation;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Cli;

/// <summary>The options that say what is shown of a program while it runs, or at its end.</summary>
internal sealed class ReportOptions
{
    private readonly Option<bool> _trace = Flag("--trace", "Show each instruction and call");
    private readonly Option<bool> _debug = Flag("--debug", "Show each instruction with the height of the stack, imports, and figures at the end");
    private readonly Option<bool> _profile = Flag("--profile", "Show calls, time and instructions of each function at the end");
    private readonly Option<bool> _heap = Flag("--gc-stats", "Show what was allocated, freed and collected at the end; processes run on one thread");
    private readonly Option<bool> _heapByProcess = Flag("--gc-processes", "The same, also for each process");
    private readonly Option<bool> _collections = Flag("--gc-debug", "Show each instruction as --debug does, and each collection");
    private readonly Option<bool> _plain = PlainTables();

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    public ReportOptions(Command command)
    {
        command.Options.Add(_trace);
        command.Options.Add(_debug);
        command.Options.Add(_profile);
        command.Options.Add(_heap);
        command.Options.Add(_heapByProcess);
        command.Options.Add(_collections);
        command.Options.Add(_plain);
    }

    /// <summary>The option for reports without tables.</summary>
    public static Option<bool> PlainTables() => Flag("--no-table", "Show plain lines in place of tables");

    /// <summary>Whether reports are to have no tables.</summary>
    /// <param name="result">The command line.</param>
    public bool IsPlain(ParseResult result) => result.GetValue(_plain);

    /// <summary>What is asked for and does nothing; null when there is no such thing.</summary>
    /// <param name="result">The command line.</param>
    public string? Idle(ParseResult result) =>
        IsPlain(result) && (Selected(result) & (ExecutionReports.Profile | ExecutionReports.GarbageCollection)) == 0
            ? $"{_plain.Name} does nothing without {_profile.Name}, {_heap.Name} or {_heapByProcess.Name}"
            : null;

    /// <summary>What was asked for.</summary>
    /// <param name="result">The command line.</param>
    public ExecutionReports Selected(ParseResult result)
    {
        var reports = ExecutionReports.None;
        reports |= result.GetValue(_trace) ? ExecutionReports.Trace : 0;
        reports |= result.GetValue(_debug) ? ExecutionReports.Log | ExecutionReports.Figures : 0;
        reports |= result.GetValue(_profile) ? ExecutionReports.Profile : 0;
        reports |= result.GetValue(_heap) || result.GetValue(_heapByProcess) ? ExecutionReports.GarbageCollection : 0;
        reports |= result.GetValue(_heapByProcess) ? ExecutionReports.GarbageCollectionByProcess : 0;
        reports |= result.GetValue(_collections) ? ExecutionReports.Log | ExecutionReports.Collections : 0;
        return reports == 0 || !result.GetValue(_plain) ? reports : reports | ExecutionReports.WithoutTables;
    }

    /// <summary>Compiles a program so that it shows what was asked for.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="options">How to compile it otherwise.</param>
    public CompilationOptions Apply(ParseResult result, CompilationOptions options)
    {
        var reports = Selected(result);
        return options with { Reports = reports, Instrumentation = ReportSelection.NeededBy(reports) };
    }

    private static Option<bool> Flag(string name, string description) => new(name) { Description = description, Arity = ArgumentArity.Zero };
}
