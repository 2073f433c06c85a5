using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Operations;

/// <summary>Operations on the standard streams.</summary>
public static class ConsoleOperations
{
    /// <summary>The longest integer and a newline.</summary>
    private const int IntegerLine = 21;

    /// <summary>PRINT: the Display form and a newline on standard output.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="value">The value.</param>
    public static void Print(ProcessContext context, Value value)
    {
        var console = context.Host.Console;
        if (value.IsInt)
        {
            Span<char> line = stackalloc char[IntegerLine];
            value.AsInt.TryFormat(line, out int length);
            line[length] = '\n';
            console.Write(line[..(length + 1)]);
            return;
        }

        switch (value.Kind)
        {
            case ValueKind.Text:
                console.Write(TextValue.SpanOf(value));
                break;

            // The text of these can be longer than memory, so it is passed on in pieces.
            case ValueKind.List or ValueKind.Object:
                ValueText.Display(value, context.Addresses, console.Write);
                break;

            default:
                console.Write(ValueText.Display(value, context.Addresses));
                break;
        }

        console.Write("\n");
    }

    /// <summary>READ_LINE: a line of standard input; empty at its end.</summary>
    /// <param name="context">The running process.</param>
    public static Value ReadLine(ProcessContext context) => Value.Text(context.Host.Console.ReadLine());

    /// <summary>READ_CHAR: one byte of standard input as the character with that code.</summary>
    /// <param name="context">The running process.</param>
    public static Value ReadChar(ProcessContext context)
    {
        int code = context.Host.Console.ReadByte();
        if (code >= 0)
        {
            return Value.Text(((char)code).ToString());
        }

        context.Raise(ErrorText.FileError("stdin", "failed to fill whole buffer"));
        return default;
    }

    /// <summary>READ_INPUT: the rest of standard input.</summary>
    /// <param name="context">The running process.</param>
    public static Value ReadInput(ProcessContext context) => Value.Text(context.Host.Console.ReadToEnd());
}
