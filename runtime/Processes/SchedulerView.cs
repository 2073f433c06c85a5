using System.Globalization;
using TinyTotIL.Runtime.Errors;

namespace TinyTotIL.Runtime.Processes;

/// <summary>What may be asked about a program's processes from outside, from any thread, without stopping them.</summary>
/// <remarks>Answers are those of a moment, and of slightly different moments where processes run meanwhile.</remarks>
public sealed class SchedulerView
{
    private readonly Scheduler _scheduler;

    internal SchedulerView(Scheduler scheduler) => _scheduler = scheduler;

    /// <summary>Time since the start: of the virtual clock in a deterministic run.</summary>
    public TimeSpan Elapsed => TimeSpan.FromMicroseconds(_scheduler.Clock.Now);

    /// <summary>Where a process that was just started begins: the function and its line, or the file of a whole program.</summary>
    /// <param name="process">The process; it has not run yet.</param>
    public string StartOf(Process process)
    {
        ArgumentNullException.ThrowIfNull(process);
        return process.Frames is { Address: >= 0 and var address } ? PlaceOf(address) : "?";
    }

    /// <summary>Guards output that consists of several writes.</summary>
    internal Lock Output => _scheduler.Output;

    /// <summary>Ends the program.</summary>
    /// <param name="exitCode">Its exit code.</param>
    internal void Interrupt(int exitCode) => _scheduler.Interrupt(exitCode);

    /// <summary>Totals.</summary>
    public SchedulerCounts Counts => _scheduler.Counts();

    /// <summary>The processes alive, in the order of their numbers.</summary>
    internal IEnumerable<Process> Processes => _scheduler.Processes;

    /// <summary>A process by its number; null when none with it is alive.</summary>
    /// <param name="id">The number.</param>
    internal Process? Find(long id) => _scheduler.Find(id);

    /// <summary>The first name of a process; empty when it has none.</summary>
    /// <param name="process">The process.</param>
    internal string NameOf(Process process) => _scheduler.Names.NameOf(process) ?? "";

    /// <summary>A place as people look for it: <c>worker:12</c>, or the file where the code belongs to no function.</summary>
    /// <param name="address">Index of an instruction in the linked program.</param>
    internal string PlaceOf(int address)
    {
        var image = _scheduler.Image;
        string name = image.Symbols.FunctionAt(address) ?? image.Modules[image.ModuleOf(address)].Path;
        return image.Symbols.LineAt(address) is var (_, line) ? DisplayText.Escape(string.Create(CultureInfo.InvariantCulture, $"{name}:{line}")) : DisplayText.Escape(name);
    }
}
