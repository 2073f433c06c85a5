using TinyTotIL.Runtime.Observation;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Debugging;

/// <content>The processes of a program that stands still. Of those of the past only what they did is recorded: not what they waited for, their names, links and messages.</content>
public sealed partial class DebugSession
{
    /// <summary>How many processes are alive, or were at the moment one has gone back to.</summary>
    public long ProcessCount => _processes.View is not { } view ? 1 : _past is { } past ? _lives.At(past).LongCount() : StoppedProcess.CountOf(view);

    /// <summary>The processes, in the order of their numbers; in the past those that were alive then.</summary>
    /// <param name="first">Processes to leave out.</param>
    /// <param name="most">Most processes to give.</param>
    public IReadOnlyList<ProcessSummary> Processes(long first, int most)
    {
        if (_processes.View is not { } view)
        {
            return first > 0 || most < 1 ? [] : [new ProcessSummary(1, "running", TopOf(1), null)];
        }

        int left = (int)Math.Min(first, int.MaxValue);
        return _past is { } past
            ? [.. _lives.At(past).Skip(left).Take(most).Select(PastOf)]
            : [.. StoppedProcess.AllOf(view, left).Take(most).Select(SummaryOf)];
    }

    /// <summary>A process; null when none with this number is alive, or was at the moment one has gone back to.</summary>
    /// <param name="id">Its number.</param>
    public ProcessSummary? FindProcess(long id)
    {
        if (_processes.View is null)
        {
            return Processes(0, 1).FirstOrDefault(process => process.Id == id);
        }

        return _past is { } past
            ? _lives.At(past).Contains(id) ? PastOf(id) : null
            : Facts(id) is { } facts ? SummaryOf(facts) : null;
    }

    /// <summary>How many messages wait in the mailbox of a process in the present; null when it is not alive any more, or the program has no processes.</summary>
    /// <param name="process">Its number.</param>
    public int? MailboxCount(long process) => Facts(process)?.Messages;

    /// <summary>The first messages in the mailbox of a process, as it is in the present, oldest first.</summary>
    /// <param name="process">Its number.</param>
    /// <param name="most">How many at most.</param>
    public IReadOnlyList<Value> Mailbox(long process, int most) => _processes.View is { } view ? StoppedProcess.MessagesOf(view, process, most) : [];

    private StoppedProcess? Facts(long process) => _processes.View is { } view ? StoppedProcess.Find(view, process) : null;

    private ProcessSummary SummaryOf(StoppedProcess facts) => new(facts.Id, StateOf(facts), TopOf(facts.Id), facts);

    /// <summary>Where a process was is the instruction that it had started last.</summary>
    private ProcessSummary PastOf(long id)
    {
        var top = TopOf(id);
        return new ProcessSummary(id, id == CurrentProcess ? "running" : top is null ? "without a recorded instruction" : "not running", top, null);
    }

    private string StateOf(StoppedProcess facts) => facts switch
    {
        { HasEnded: true } => "ended",
        _ when facts.Id == _present?.Process => "running",
        { IsWaiting: true } => "waiting",
        _ => "runnable",
    };

    private DebugFrame? TopOf(long process) => Frames(process).FirstOrDefault();
}
