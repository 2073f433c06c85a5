using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Scheme;
using TinyTotIL.Runtime.Streams;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Natives;

/// <summary>Procedures of Scheme that write data and characters to ports (6.13.3).</summary>
[TtvmLibrary("scheme")]
public static class SchemeOutputNatives
{
    /// <summary>Writes a value for people to the current output port.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="value">The value.</param>
    [TtvmFunction("scheme.display")]
    public static Value DisplayCurrent(ProcessContext context, Value value) => Display(context, value, PortOperations.CurrentOutput(context));

    /// <summary>Writes a value for people.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="value">The value.</param>
    /// <param name="port">The port.</param>
    [TtvmFunction("scheme.display")]
    public static Value Display(ProcessContext context, Value value, Value port) => PortOperations.Write(context, "display", port, value, DatumStyle.Display);

    /// <summary>Writes a value to the current output port so that it can be read again.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="value">The value.</param>
    [TtvmFunction("scheme.write")]
    public static Value WriteCurrent(ProcessContext context, Value value) => Write(context, value, PortOperations.CurrentOutput(context));

    /// <summary>Writes a value so that it can be read again.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="value">The value.</param>
    /// <param name="port">The port.</param>
    [TtvmFunction("scheme.write")]
    public static Value Write(ProcessContext context, Value value, Value port) => PortOperations.Write(context, "write", port, value, DatumStyle.Write);

    /// <summary>Writes a value to the current output port, with labels for what stands in several places.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="value">The value.</param>
    [TtvmFunction("scheme.write-shared")]
    public static Value WriteSharedCurrent(ProcessContext context, Value value) => WriteShared(context, value, PortOperations.CurrentOutput(context));

    /// <summary>Writes a value, with labels for what stands in several places.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="value">The value.</param>
    /// <param name="port">The port.</param>
    [TtvmFunction("scheme.write-shared")]
    public static Value WriteShared(ProcessContext context, Value value, Value port) =>
        PortOperations.Write(context, "write-shared", port, value, DatumStyle.Shared);

    /// <summary>Writes a value to the current output port, without labels.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="value">The value; it must not contain itself.</param>
    [TtvmFunction("scheme.write-simple")]
    public static Value WriteSimpleCurrent(ProcessContext context, Value value) => WriteSimple(context, value, PortOperations.CurrentOutput(context));

    /// <summary>Writes a value, without labels.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="value">The value; it must not contain itself.</param>
    /// <param name="port">The port.</param>
    [TtvmFunction("scheme.write-simple")]
    public static Value WriteSimple(ProcessContext context, Value value, Value port)
    {
        if (DatumCycles.Find(value, isForShared: false) is not null)
        {
            context.Raise("write-simple: the value contains itself, so its text would have no end; WRITE can write it");
            return default;
        }

        return PortOperations.Write(context, "write-simple", port, value, DatumStyle.Simple);
    }

    /// <summary>Ends a line on the current output port.</summary>
    /// <param name="context">The running process.</param>
    [TtvmFunction("scheme.newline")]
    public static Value NewlineCurrent(ProcessContext context) => Newline(context, PortOperations.CurrentOutput(context));

    /// <summary>Ends a line.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="port">The port.</param>
    [TtvmFunction("scheme.newline")]
    public static Value Newline(ProcessContext context, Value port) => WriteCharacter(context, "newline", Value.Character('\n'), port);

    /// <summary>Writes a character to the current output port.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="character">The character.</param>
    [TtvmFunction("scheme.write-char")]
    public static Value WriteCharCurrent(ProcessContext context, Value character) => WriteChar(context, character, PortOperations.CurrentOutput(context));

    /// <summary>Writes a character.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="character">The character.</param>
    /// <param name="port">The port.</param>
    [TtvmFunction("scheme.write-char")]
    public static Value WriteChar(ProcessContext context, Value character, Value port)
    {
        if (character.IsCharacter)
        {
            return WriteCharacter(context, "write-char", character, port);
        }

        context.RaiseWrongType("write-char", "a character", character);
        return default;
    }

    /// <summary>Writes a string to the current output port.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="text">The string.</param>
    [TtvmFunction("scheme.write-string")]
    public static Value WriteStringCurrent(ProcessContext context, Value text) => WriteStringAll(context, text, PortOperations.CurrentOutput(context));

    /// <summary>Writes a string.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="text">The string.</param>
    /// <param name="port">The port.</param>
    [TtvmFunction("scheme.write-string")]
    public static Value WriteStringAll(ProcessContext context, Value text, Value port)
    {
        if (text.IsText || text.Tag is MutableText)
        {
            return PortOperations.Write(context, "write-string", port, text, DatumStyle.Display);
        }

        context.RaiseWrongType("write-string", "a string", text);
        return default;
    }

    /// <summary>Writes the end of a string.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="text">The string.</param>
    /// <param name="port">The port.</param>
    /// <param name="start">Position of the first character.</param>
    [TtvmFunction("scheme.write-string")]
    public static Value WriteStringFrom(ProcessContext context, Value text, Value port, Value start) => WriteString(context, text, port, start, Value.Null);

    /// <summary>Writes a part of a string.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="text">The string.</param>
    /// <param name="port">The port.</param>
    /// <param name="start">Position of the first character.</param>
    /// <param name="end">The position after the last.</param>
    [TtvmFunction("scheme.write-string")]
    public static Value WriteString(ProcessContext context, Value text, Value port, Value start, Value end)
    {
        if (!text.IsText && text.Tag is not MutableText)
        {
            context.RaiseWrongType("write-string", "a string", text);
            return default;
        }

        var characters = text.Tag as MutableText ?? MutableText.Of(text.AsText);
        var last = end.IsNull ? Value.Int(characters.Length) : end;
        if (!SchemeArguments.TryPart(context, "write-string", start, last, characters.Length, out var part))
        {
            return default;
        }

        var piece = characters.Slice(part.Start.Value, part.End.Value);
        return PortOperations.Write(context, "write-string", port, Value.From(piece), DatumStyle.Display);
    }

    /// <summary>Sends what the current output port keeps back on its way.</summary>
    /// <param name="context">The running process.</param>
    [TtvmFunction("scheme.flush-output-port")]
    public static Value FlushCurrent(ProcessContext context) => Flush(context, PortOperations.CurrentOutput(context));

    /// <summary>Sends what a port keeps back on its way.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="port">The port.</param>
    [TtvmFunction("scheme.flush-output-port")]
    public static Value Flush(ProcessContext context, Value port)
    {
        switch (port.Tag)
        {
            case ConsoleOutputPort { IsOpen: true } console:
                console.Flush();
                return Value.Unspecified;
            case TextOutputPort text:
                return PortOperations.Change(context, "flush-output-port", text, "", static (port, _) => port.Flush());
            case BinaryOutputPort bytes:
                return PortOperations.Change(context, "flush-output-port", bytes, "", static (port, _) => port.Flush());
            default:
                context.RaiseWrongType("flush-output-port", "an output port", port);
                return default;
        }
    }

    private static Value WriteCharacter(ProcessContext context, string procedure, Value character, Value port) =>
        port.Tag is StringOutputPort { IsOpen: true } text && !context.IsPreemptive && text.TryAdd((int)character.Bits)
            ? Value.Unspecified
            : PortOperations.Write(context, procedure, port, character, DatumStyle.Display);
}
