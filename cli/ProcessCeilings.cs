using System.CommandLine;
using TinyTotIL.Runtime.Hosting;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Cli;

/// <summary>The options that say what processes may use, the same for every command that runs processes.</summary>
internal sealed class ProcessCeilings
{
    private readonly Option<long?> _heap =
        ProcessOptions.Read<long>(CeilingWords.Heap, "SIZE", "In programs with processes, most that one may hold, such as 64M; one above it exits with max_heap", ByteSize.TryReadHeap);

    private readonly Option<long?> _reductions =
        ProcessOptions.Read<long>(CeilingWords.Reductions, "N", "In programs with processes, most reductions of one; one above it exits with max_reductions", RunSettings.TryReadReductions);

    private readonly Option<int?> _processes =
        ProcessOptions.Read<int>(CeilingWords.Processes, "N", "Most processes alive at once; starting another is an error that can be caught", RunSettings.TryReadProcesses);

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    public ProcessCeilings(Command command)
    {
        command.Options.Add(_heap);
        command.Options.Add(_reductions);
        command.Options.Add(_processes);
    }

    /// <summary>Puts what was asked for into the settings of a run.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="settings">The other settings.</param>
    public RunSettings Apply(ParseResult result, RunSettings settings) =>
        settings with { MaxHeapBytes = result.GetValue(_heap), MaxReductions = result.GetValue(_reductions), MaxProcesses = result.GetValue(_processes) };
}
