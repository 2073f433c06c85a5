using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Processes;

/// <summary>What PROCESS_INFO tells of a process.</summary>
internal static class ProcessInfo
{
    /// <summary>Bytes of a process that holds nothing.</summary>
    private const int ProcessBytes = 120;

    /// <summary>Answers what others want to know. The worker that runs the process calls it while all frames are saved.</summary>
    /// <param name="context">The context of that worker.</param>
    /// <param name="process">The process.</param>
    public static void AnswerQuestions(ProcessContext context, Process process)
    {
        // Asked twice in each slice: this much is inlined.
        if (process.Details is { Questions: not null } details)
        {
            Answer(context.Scheduler!, process, details);
        }
    }

    /// <summary>Tells those who have asked that the process has ended.</summary>
    /// <param name="scheduler">The scheduler.</param>
    /// <param name="process">The process.</param>
    public static void AnswerEnded(Scheduler scheduler, Process process)
    {
        foreach (var question in process.Details?.Questions ?? [])
        {
            question.Reply(Value.Null);
            Wake(scheduler, process, question);
        }
    }

    private static void Answer(Scheduler scheduler, Process process, ProcessDetails details)
    {
        var questions = details.Questions!;
        details.Questions = null;
        foreach (var question in questions)
        {
            question.Reply(Describe(scheduler, process, question.State));
            Wake(scheduler, process, question);
        }
    }

    private static void Wake(Scheduler scheduler, Process process, InfoRequest question)
    {
        if (question.Asker != process)
        {
            scheduler.Wake(question.Asker);
        }
    }

    private static Value Describe(Scheduler scheduler, Process process, string state)
    {
        int address = AddressOf(process);
        var symbols = scheduler.Image.Symbols;
        return Value.From(ObjectValue.Empty
            .Set("name", scheduler.Names.NameOf(process) is { } name ? name : Value.Null)
            .Set("state", state)
            .Set("mailbox", (long)process.MailboxLength)
            .Set("reductions", process.Reductions)
            .Set("memory", ProcessBytes + process.MeasureHeap(long.MaxValue))
            .Set("links", Numbers(process.LinkedProcesses()))
            .Set("monitors", Numbers(process.Details?.Watched.ToArray().Select(monitor => monitor.Target.Id)))
            .Set("supervisor", process.Details?.Supervised is { } supervised ? supervised.Supervisor.Id : Value.Null)
            .Set("child", process.Details?.Supervised is { } child ? child.Id : Value.Null)
            .Set("children", Children(process.Details?.Supervision))
            .Set("function", address >= 0 ? symbols.FunctionAt(address) ?? "<top level>" : Value.Null)
            .Set("line", address >= 0 && symbols.LineAt(address) is var (_, line) ? line : Value.Null));
    }

    /// <summary>Where the innermost frame that knows stands: index of an instruction, or -1.</summary>
    /// <param name="process">The process.</param>
    public static int AddressOf(Process process)
    {
        var frame = process.Frames;
        while (frame is { Address: < 0 })
        {
            frame = frame.Caller;
        }

        return frame?.Address ?? -1;
    }

    /// <summary>The children of a supervisor in the order of starting: id and process, 0 for one that does not run. Null when it is none.</summary>
    private static Value Children(Supervision? supervision) => supervision is null
        ? Value.Null
        : Value.From(ListValue.FromOwned([.. supervision.Rules.Children.Select(child => Value.From(ObjectValue.Empty
            .Set("id", child.Spec.Id)
            .Set("pid", child.Process)))]));

    private static Value Numbers(IEnumerable<long>? numbers) =>
        Value.From(ListValue.FromOwned([.. (numbers ?? []).Distinct().Order().Select(Value.Int)]));
}
