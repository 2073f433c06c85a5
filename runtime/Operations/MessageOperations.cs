using System.Globalization;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Operations;

/// <summary>Sending messages, now and later.</summary>
public static class MessageOperations
{
    /// <summary>SEND with a number: sends a message; says so on standard error when there is no such process.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="value">The message.</param>
    /// <param name="receiver">The number of the receiver.</param>
    public static void Send(ProcessContext context, Value value, ulong receiver)
    {
        if (!TrySend(context, unchecked((long)receiver), value))
        {
            WarnNotFound(context, "message", receiver.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>SEND: the same with the receiver on the stack.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="value">The message.</param>
    /// <param name="receiver">The number of the receiver.</param>
    public static void SendTo(ProcessContext context, Value value, Value receiver)
    {
        if (!receiver.IsInt)
        {
            context.RaiseTypeMismatch("SEND", "a process id", receiver);
        }
        else if (!TrySend(context, receiver.AsInt, value))
        {
            WarnNotFound(context, "message", receiver.AsInt.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>SENDNAMED with a name: sends a message to the process that has it.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="value">The message.</param>
    /// <param name="name">The name.</param>
    public static Value SendNamed(ProcessContext context, Value value, string name)
    {
        var receiver = context.Scheduler!.Names.Find(name);
        if (context.Image.UsesLisp && !TryCopy(context, ref value))
        {
            return default;
        }

        context.Scheduler.Options.Observer?.Sent(context.Process, receiver?.Id ?? 0, value);
        context.Worker!.Counts.Messages++;
        return receiver is not null && context.Scheduler.Send(receiver, new Message(value))
            ? Value.Text($"sent_to_{name}")
            : Value.Text($"send_failed_Process '{name}' not found");
    }

    /// <summary>SENDNAMED: the same with the name on the stack.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="value">The message.</param>
    /// <param name="name">The name.</param>
    public static Value SendNamedTo(ProcessContext context, Value value, Value name) =>
        RegistryOperations.IsName(context, "SENDNAMED", name) ? SendNamed(context, value, name.AsText) : default;

    /// <summary>SEND_AFTER: sends a message later. Nothing happens when there is no such process then.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="value">The message.</param>
    /// <param name="receiver">The number of the receiver.</param>
    /// <param name="milliseconds">When, from now; less than 1 is at once.</param>
    /// <returns>The reference by which CANCEL_TIMER knows it.</returns>
    public static Value SendAfter(ProcessContext context, Value value, Value receiver, Value milliseconds)
    {
        if (receiver.IsInt && milliseconds.IsInt)
        {
            if (context.Image.UsesLisp && !TryCopy(context, ref value))
            {
                return default;
            }

            return Value.Text(context.Scheduler!.Timers.Start(context.Process!, receiver.AsInt, value, milliseconds.AsInt));
        }

        context.RaiseTypeMismatch("SEND_AFTER", "a process id and milliseconds", receiver, milliseconds);
        return default;
    }

    /// <summary>CANCEL_TIMER: takes back a message of SEND_AFTER; false when it is too late, or there is no such timer.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="reference">The reference.</param>
    public static Value CancelTimer(ProcessContext context, Value reference)
    {
        if (reference.IsText)
        {
            return Value.Bool(context.Scheduler!.Timers.Cancel(reference.AsText));
        }

        context.RaiseTypeMismatch("CANCEL_TIMER", "a timer reference", reference);
        return default;
    }

    /// <summary>Says that a process was not there for what it was to get.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="what">What it was to get.</param>
    /// <param name="id">Its number.</param>
    internal static void WarnNotFound(ProcessContext context, string what, string id) =>
        context.Host.Console.WriteErrorLine($"Failed to send {what} to process {id}: Process {id} not found");

    /// <summary>Sends a message; false when there is no such process. What can be changed is copied.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="receiver">The number of the receiver.</param>
    /// <param name="value">The message.</param>
    internal static bool TrySend(ProcessContext context, long receiver, Value value)
    {
        if (context.Image.UsesLisp && !TryCopy(context, ref value))
        {
            return true;
        }

        var scheduler = context.Scheduler!;
        scheduler.Options.Observer?.Sent(context.Process, receiver, value);
        var worker = context.Worker!;
        worker.Counts.Messages++;
        return scheduler.Find(receiver) is { } process && scheduler.Send(process, new Message(value), worker);
    }

    private static bool TryCopy(ProcessContext context, ref Value value)
    {
        value = ValueCopier.Copy(context, value);
        return context.Reductions >= 0;
    }
}
