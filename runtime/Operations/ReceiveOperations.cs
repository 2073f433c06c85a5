using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Operations;

/// <summary>Taking messages out of the mailbox, and waiting for them.</summary>
public static class ReceiveOperations
{
    /// <summary>RECEIVE: takes the oldest message, waiting for one.</summary>
    /// <param name="context">The running process.</param>
    [Suspends]
    public static Value Receive(ProcessContext context)
    {
        var process = context.Process!;
        if (process.TakeFirst() is { } message)
        {
            return Give(context, process, message.Received);
        }

        LeaveWithout(context, process, PatternSet.Any);
        return default;
    }

    /// <summary>RECEIVE_AFTER: the same, for a limited time.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="milliseconds">How long at most; less than 1 only looks.</param>
    /// <returns>The message; the mark of an unset variable when time is up.</returns>
    [Suspends]
    public static Value ReceiveAfter(ProcessContext context, Value milliseconds)
    {
        if (!IsTime(context, "RECEIVE_AFTER", milliseconds))
        {
            return default;
        }

        var process = context.Process!;
        return process.TakeFirst() is { } message
            ? Give(context, process, message.Received)
            : WaitFor(context, process, PatternSet.Any, milliseconds.AsInt);
    }

    /// <summary>RECEIVE_MATCH: takes the oldest message that matches one of some patterns, waiting for one. <see cref="MatchedIndex"/> then says which.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="patterns">The patterns.</param>
    [Suspends]
    public static Value ReceiveMatch(ProcessContext context, PatternSet patterns)
    {
        var process = context.Process!;
        if (TryTake(context, process, patterns, out var received))
        {
            return received;
        }

        LeaveWithout(context, process, patterns);
        return default;
    }

    /// <summary>RECEIVE_MATCH_AFTER: the same, for a limited time.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="milliseconds">How long at most; less than 1 only looks.</param>
    /// <param name="patterns">The patterns.</param>
    /// <returns>The message; the mark of an unset variable when time is up.</returns>
    [Suspends]
    public static Value ReceiveMatchAfter(ProcessContext context, Value milliseconds, PatternSet patterns)
    {
        if (!IsTime(context, "RECEIVE_MATCH_AFTER", milliseconds))
        {
            return default;
        }

        var process = context.Process!;
        return TryTake(context, process, patterns, out var received) ? received : WaitFor(context, process, patterns, milliseconds.AsInt);
    }

    /// <summary>RECEIVE_MATCH without operand: the same with patterns that the program has computed.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="patterns">A list of patterns: texts as they would be written, or simple values that are asked for.</param>
    [Suspends]
    public static Value ReceiveMatchOf(ProcessContext context, Value patterns) =>
        TryRead(context, "RECEIVE_MATCH", patterns) is { } read ? ReceiveMatch(context, read) : default;

    /// <summary>RECEIVE_MATCH_AFTER without patterns: the same, for a limited time, which does not begin anew when the list is read again.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="milliseconds">How long at most; less than 1 only looks.</param>
    /// <param name="patterns">A list of patterns.</param>
    /// <returns>The message; the mark of an unset variable when time is up.</returns>
    [Suspends]
    public static Value ReceiveMatchOfAfter(ProcessContext context, Value milliseconds, Value patterns) =>
        IsTime(context, "RECEIVE_MATCH_AFTER", milliseconds) && TryRead(context, "RECEIVE_MATCH_AFTER", patterns) is { } read
            ? ReceiveMatchAfter(context, milliseconds, read)
            : default;

    /// <summary>Whether a receive within a time has found a message: otherwise it gives the mark of an unset variable.</summary>
    /// <param name="message">What it gave.</param>
    public static bool HasReceived([MayBeUnset] Value message) => !message.IsUnset;

    /// <summary>The number of the pattern that the message received last matched. Asked directly after a selective receive.</summary>
    /// <param name="context">The running process.</param>
    public static Value MatchedIndex(ProcessContext context) => Value.Int(context.MatchedPattern);

    /// <summary>Begins to look at the messages one after another, in their order.</summary>
    /// <param name="context">The running process.</param>
    internal static void BeginScan(ProcessContext context)
    {
        var details = context.Process!.EnsureDetails();
        details.Looked = null;
        if (details.Alarm is { } alarm)
        {
            context.Scheduler!.Clock.Cancel(alarm);
            details.Alarm = null;
        }
    }

    /// <summary>Goes on to the next message, waiting for one.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="milliseconds">How long at most since <see cref="BeginScan"/>; less than 1 only looks; null for ever.</param>
    /// <returns>Whether there is one; false also when the process leaves the stack.</returns>
    internal static bool TryScan(ProcessContext context, long? milliseconds)
    {
        var process = context.Process!;
        if (process.TryLookAtNext())
        {
            return true;
        }

        if (milliseconds is { } most)
        {
            WaitFor(context, process, PatternSet.Any, most);
        }
        else
        {
            LeaveWithout(context, process, PatternSet.Any);
        }

        return false;
    }

    /// <summary>The message last looked at; raises an error when there is none.</summary>
    /// <param name="context">The running process.</param>
    internal static Message? Scanned(ProcessContext context)
    {
        if (context.Process!.Details?.Looked is { IsTaken: false } message)
        {
            return message;
        }

        context.Raise("receive has no message to look at");
        return null;
    }

    /// <summary>Takes the message last looked at out of the mailbox.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="message">The message.</param>
    internal static void TakeScanned(ProcessContext context, Message message)
    {
        var process = context.Process!;
        process.Details!.Looked = null;
        process.Take(message);
        Give(context, process, message.Received);
    }

    private static bool TryTake(ProcessContext context, Process process, PatternSet patterns, out Value received)
    {
        if (process.TakeMatching(patterns, out int number) is not { } message)
        {
            received = default;
            return false;
        }

        context.MatchedPattern = number;
        bool isForSystem = patterns[number].IsForSystem;
        received = Give(context, process, isForSystem ? ((SystemMessage)message).ToObject() : message.Received);
        return true;
    }

    /// <summary>A receive has succeeded.</summary>
    private static Value Give(ProcessContext context, Process process, Value received)
    {
        if (process.Details?.Alarm is { } alarm)
        {
            context.Scheduler!.Clock.Cancel(alarm);
            process.Details.Alarm = null;
        }

        context.Scheduler!.Options.Observer?.Received(process, received);
        return received;
    }

    /// <summary>There is no message: the process waits, unless it has learnt that it must end.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="process">The same.</param>
    /// <param name="patterns">What it waits for.</param>
    internal static void LeaveWithout(ProcessContext context, Process process, PatternSet patterns)
    {
        context.Awaited = patterns;
        context.Leave(process.IsEnding ? Suspension.End : Suspension.Wait);
    }

    private static Value WaitFor(ProcessContext context, Process process, PatternSet patterns, long milliseconds)
    {
        if (!process.IsEnding)
        {
            var alarm = process.Details?.Alarm;
            if (milliseconds <= 0 || alarm is { HasRung: true })
            {
                process.Details?.Alarm = null;
                return Value.Unset;
            }

            if (alarm is null)
            {
                alarm = process.EnsureDetails().Alarm = new WakeAlarm(process);
                context.Scheduler!.Clock.Arm(alarm, milliseconds);
            }
        }

        LeaveWithout(context, process, patterns);
        return default;
    }

    private static bool IsTime(ProcessContext context, string operation, Value milliseconds)
    {
        if (!milliseconds.IsInt)
        {
            context.RaiseTypeMismatch(operation, "milliseconds", milliseconds);
        }

        return milliseconds.IsInt;
    }

    private static PatternSet? TryRead(ProcessContext context, string operation, Value patterns)
    {
        if (patterns.Tag is not ListValue list)
        {
            context.RaiseTypeMismatch(operation, "a list of patterns", patterns);
            return null;
        }

        var read = PatternSet.TryRead(list, out string? problem);
        if (read is null)
        {
            context.Raise($"{operation} expects patterns but {problem}");
        }

        return read;
    }
}
