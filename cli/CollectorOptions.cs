using System.CommandLine;
using TinyTotIL.Runtime.Accounting;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Hosting;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Cli;

/// <summary>The options that say whether garbage is collected while a program runs.</summary>
internal sealed class CollectorOptions
{
    private readonly Option<CollectorMode?> _mode =
        ProcessOptions.Read<CollectorMode>("--gc", "TYPE", "mark-sweep (the default), or no-gc: no collection until a budget is used up", RunSettings.TryReadCollector);

    private readonly Option<long?> _budget =
        ProcessOptions.Read<long>("--gc-budget", "SIZE", "Bytes that may be allocated with --gc no-gc before garbage is collected after all; 128M if left out", ByteSize.TryReadBudget);

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    public CollectorOptions(Command command)
    {
        command.Options.Add(_mode);
        command.Options.Add(_budget);
    }

    /// <summary>What is asked for and does nothing; null when there is no such thing.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="environment">May ask for a collector too.</param>
    public string? Idle(ParseResult result, IEnvironment environment)
    {
        bool isNeeded = (result.GetValue(_mode) ?? FromEnvironment(environment)) == CollectorMode.NoCollection;
        return result.GetValue(_budget) is null || isNeeded ? null : $"{_budget.Name} does nothing without {_mode.Name} no-gc";
    }

    private static CollectorMode? FromEnvironment(IEnvironment environment) =>
        environment.GetVariable("TTIL_GC") is { } text && RunSettings.TryReadCollector(text, out var mode, out _) ? mode : null;

    /// <summary>Adds what was asked for.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="settings">The settings otherwise.</param>
    public RunSettings Apply(ParseResult result, RunSettings settings) => settings with { Collector = result.GetValue(_mode), CollectorBudget = result.GetValue(_budget) };
}
