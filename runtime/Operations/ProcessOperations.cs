using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Operations;

/// <summary>Starting processes and sending messages.</summary>
public static class ProcessOperations
{
    /// <summary>SPAWN: starts a process.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="program">What it runs: a function without parameters.</param>
    public static Value Spawn(ProcessContext context, Value program)
    {
        if (program.Tag is not FunctionValue { Prototype.Parameters.Length: 0 } function)
        {
            context.RaiseTypeMismatch("SPAWN", "a function without parameters", program);
            return default;
        }

        return Value.Int(context.Scheduler!.Spawn(new FunctionStart(function, []), context.Process).Id);
    }

    /// <summary>SELF: the number of this process.</summary>
    /// <param name="context">The running process.</param>
    public static Value Self(ProcessContext context) => Value.Int(context.Process!.Id);

    /// <summary>SEND: sends a message; says so on standard error when there is no such process.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="value">The message.</param>
    /// <param name="receiver">The number of the receiver.</param>
    public static void Send(ProcessContext context, Value value, Value receiver)
    {
        if (!receiver.IsInt)
        {
            context.RaiseTypeMismatch("SEND", "a process id", receiver);
            return;
        }

        long id = receiver.AsInt;
        context.Scheduler!.Options.Observer?.Sent(context.Process, id, value);
        if (context.Scheduler!.Find(id) is not { } process || !context.Scheduler.Send(process, new Message(value)))
        {
            context.Host.Console.WriteErrorLine($"Failed to send message to process {id}: Process {id} not found");
        }
    }

    /// <summary>RECEIVE: takes the oldest message, waiting for one.</summary>
    /// <param name="context">The running process.</param>
    [Suspends]
    public static Value Receive(ProcessContext context)
    {
        if (context.Process!.Mailbox.TakeFirst() is { } message)
        {
            context.Scheduler!.Options.Observer?.Received(context.Process, message.Value);
            return message.Value;
        }

        context.Leave(Suspension.Wait);
        return default;
    }

    /// <summary>Stand-in.</summary>
    public static Value SpawnWith(ProcessContext context, Value arguments, Value f) =>
        Value.Int(context.Scheduler!.Spawn(new FunctionStart((FunctionValue)f.Tag!, [.. Enumerable.Range(0, ((ListValue)arguments.Tag!).Count).Select(i => ((ListValue)arguments.Tag!)[i])]), context.Process).Id);

    /// <summary>Stand-in.</summary>
    [Suspends]
    public static Value ReceiveAfter(ProcessContext context, Value ms)
    {
        if (context.Process!.Mailbox.TakeFirst() is { } message)
        {
            return message.Value;
        }

        if (ms.AsInt == 0)
        {
            return Value.Unset;
        }

        context.Leave(Suspension.Wait);
        return default;
    }

    private static readonly List<Message> Skipped = [];
    private static int _index;

    /// <summary>Stand-in.</summary>
    [Suspends]
    public static Value ReceiveMatch(ProcessContext context, PatternSet patterns)
    {
        while (context.Process!.Mailbox.TakeFirst() is { } message)
        {
            if (patterns.Match(message) is >= 0 and var i)
            {
                _index = i;
                foreach (var s in Skipped) context.Process.Mailbox.Add(s);
                Skipped.Clear();
                return message.Value;
            }

            Skipped.Add(message);
        }

        context.Leave(Suspension.Wait);
        return default;
    }

    /// <summary>Stand-in.</summary>
    [Suspends]
    public static Value ReceiveMatchAfter(ProcessContext context, Value ms, PatternSet patterns)
    {
        var v = ReceiveMatch(context, patterns);
        if (context.Reductions < 0 && ms.AsInt == 0)
        {
            context.Clear();
            return Value.Unset;
        }

        return v;
    }

    /// <summary>Stand-in.</summary>
    public static Value MatchedIndex(ProcessContext context) => Value.Int(_index);

    /// <summary>Whether a receive within a time has found a message: otherwise it gives the mark of an unset variable.</summary>
    /// <param name="message">What it gave.</param>
    public static bool HasReceived([MayBeUnset] Value message) => !message.IsUnset;
}
