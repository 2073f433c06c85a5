using System.Globalization;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Observation;

/// <summary>Writes a line to standard error for each event of a process, until there are enough.</summary>
/// <param name="filter">Which events.</param>
/// <param name="console">Where to.</param>
public sealed class TraceObserver(TraceFilter filter, IConsole console) : ProcessObserver
{
    private volatile bool _isOver;
    private int _lines;
    private SchedulerView? _view;

    /// <inheritdoc/>
    public override void Began(SchedulerView view) => _view = view;

    /// <inheritdoc/>
    public override void Spawned(Process process, Process? parent)
    {
        ArgumentNullException.ThrowIfNull(process);
        if (IsShown(TraceKinds.Spawn, process.Id, parent?.Id ?? process.Id))
        {
            string by = parent is null ? "" : Invariant($" by {parent.Id}");
            Write(Invariant($"spawn {process.Id}{by} {_view!.StartOf(process)}"));
        }
    }

    /// <inheritdoc/>
    public override void Sent(Process? sender, long receiver, Value message)
    {
        if (IsShown(TraceKinds.Send, receiver, sender?.Id ?? receiver))
        {
            string from = sender is null ? "timer" : Invariant($"{sender.Id}");
            Write(Invariant($"send {from} -> {receiver} [{Display(message, sender)}]"));
        }
    }

    /// <inheritdoc/>
    public override void Received(Process process, Value message)
    {
        ArgumentNullException.ThrowIfNull(process);
        if (IsShown(TraceKinds.Receive, process.Id, process.Id))
        {
            Write(Invariant($"receive {process.Id} [{Display(message, process)}]"));
        }
    }

    /// <inheritdoc/>
    public override void Exited(Process process, string reason)
    {
        ArgumentNullException.ThrowIfNull(process);
        if (IsShown(TraceKinds.Exit, process.Id, process.Id))
        {
            Write(Invariant($"exit {process.Id} {DisplayText.Escape(DisplayText.Shorten(reason))}"));
        }
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    private static string Display(Value message, Process? process) =>
        DisplayText.Escape(DisplayText.Shorten(ValueText.Display(message, process?.CurrentAddresses ?? AddressSpace.OwnNumbers, DisplayText.QuotedLength + 1)));

    private bool IsShown(TraceKinds kind, long process, long other) => !_isOver && filter.Shows(kind, process, other);

    private void Write(string line)
    {
        // Keeps lines whole, those of the program too, and in the order of their times when several workers write.
        lock (_view!.Output)
        {
            if (_isOver)
            {
                return;
            }

            console.WriteErrorLine(string.Create(CultureInfo.InvariantCulture, $"{_view!.Elapsed.TotalSeconds:F6} {line}"));
            if (++_lines >= filter.MostLines)
            {
                _isOver = true;
                console.WriteErrorLine(Invariant($"the trace ends here, after {_lines} lines; lines=N in its filter shows more"));
            }
        }
    }
}
