using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Operations;

/// <summary>Operations on the standard streams.</summary>
public static class ConsoleOperations
{
    /// <summary>The longest integer and a newline.</summary>
    private const int IntegerLine = 21;

    private const string LineEnd = "\n";

    /// <summary>PRINT: the Display form and a newline on standard output.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="value">The value.</param>
    public static void Print(ProcessContext context, Value value) => Show(context, value, LineEnd);

    /// <summary>Writes the Display form and what ends it to standard output.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="value">The value.</param>
    /// <param name="end">A line end, or nothing.</param>
    internal static void Show(ProcessContext context, Value value, string end)
    {
        if (context.Scheduler is { } scheduler)
        {
            ShowBesideOthers(context, value, end, scheduler);
            return;
        }

        Write(context, value, end);
    }

    /// <summary>READ_LINE: a line of standard input; empty at its end.</summary>
    /// <param name="context">The running process.</param>
    [Suspends]
    public static Value ReadLine(ProcessContext context)
    {
        var console = context.Host.Console;
        string? line = context.Process is { } process ? Offload.Await(context, () => console.ReadLine(process.HasNotEnded)) : console.ReadLine();
        return line is null ? default : Value.Text(line);
    }

    /// <summary>READ_CHAR: one byte of standard input as the character with that code.</summary>
    /// <param name="context">The running process.</param>
    [Suspends]
    public static Value ReadChar(ProcessContext context)
    {
        var console = context.Host.Console;
        int code = context.Process is { } process ? Offload.Await(context, () => console.ReadByte(process.HasNotEnded)) : console.ReadByte();
        if (context.Reductions < 0)
        {
            return default;
        }

        if (code >= 0)
        {
            return Value.Text(((char)code).ToString());
        }

        context.Raise(ErrorText.FileError("stdin", "failed to fill whole buffer"));
        return default;
    }

    /// <summary>READ_INPUT: the rest of standard input.</summary>
    /// <param name="context">The running process.</param>
    [Suspends]
    public static Value ReadInput(ProcessContext context)
    {
        var console = context.Host.Console;
        string? text = context.Process is { } process ? Offload.Await(context, () => console.ReadToEnd(process.HasNotEnded)) : console.ReadToEnd();
        return text is null ? default : Value.Text(text);
    }

    /// <summary>Prints so that no other process prints in between; a program that has been told to end prints no more.</summary>
    private static void ShowBesideOthers(ProcessContext context, Value value, string end, Scheduler scheduler)
    {
        lock (scheduler.Output)
        {
            if (!scheduler.IsStopping)
            {
                Write(context, value, end);
            }
        }

        if (context.Host.Console.IsBehind)
        {
            context.AwaitOutput();
        }
    }

    private static void Write(ProcessContext context, Value value, string end)
    {
        var console = context.Host.Console;
        if (value.IsInt)
        {
            Span<char> line = stackalloc char[IntegerLine];
            value.AsInt.TryFormat(line, out int length);
            end.CopyTo(line[length..]);
            console.Write(line[..(length + end.Length)]);
            return;
        }

        switch (value.Kind)
        {
            case ValueKind.Text:
                console.Write(TextValue.SpanOf(value));
                break;

            // The text of these can be longer than memory, so it is passed on in pieces.
            case ValueKind.List or ValueKind.Object or ValueKind.Pair or ValueKind.Vector or ValueKind.Record:
                ValueText.Display(value, context.Addresses, console.Write);
                break;

            default:
                console.Write(ValueText.Display(value, context.Addresses));
                break;
        }

        console.Write(end);
    }
}
