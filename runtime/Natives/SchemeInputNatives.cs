using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Scheme;
using TinyTotIL.Runtime.Streams;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Natives;

/// <summary>Procedures of Scheme that take characters and data from ports (6.13.2).</summary>
[TtvmLibrary("scheme")]
public static class SchemeInputNatives
{
    /// <summary>What data take in memory for each unit of text, if they are mostly lists.</summary>
    private const int BytesOfUnit = 32;

    private const string InputPort = "a textual input port";

    /// <summary>Takes a datum from the current input port.</summary>
    /// <param name="context">The running process.</param>
    [TtvmFunction("scheme.read"), Suspends]
    public static Value ReadCurrent(ProcessContext context) => Read(context, PortOperations.CurrentInput(context));

    /// <summary>Takes a datum.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="port">The port.</param>
    [TtvmFunction("scheme.read"), Suspends]
    public static Value Read(ProcessContext context, Value port) =>
        PortOperations.Read<TextInputPort, long>(context, "read", InputPort, port, BulkLimits.BytesOf(context), static (port, most) =>
        {
            var reader = port.Reader;
            reader.LongestDatum = (int)Math.Min(int.MaxValue, most / BytesOfUnit);
            return reader.TryRead(out var datum) ? datum : throw new DatumException($"{reader.Problem!.Message} (at character {reader.Problem.Start})");
        });

    /// <summary>Takes a character from the current input port.</summary>
    /// <param name="context">The running process.</param>
    [TtvmFunction("scheme.read-char"), Suspends]
    public static Value ReadCharCurrent(ProcessContext context) => ReadChar(context, PortOperations.CurrentInput(context));

    /// <summary>Takes a character.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="port">The port.</param>
    [TtvmFunction("scheme.read-char"), Suspends]
    public static Value ReadChar(ProcessContext context, Value port) => !context.IsPreemptive && port.Tag is StringInputPort text
        ? CharacterOf(text.ReadScalar(), context, "read-char", text)
        : PortOperations.Read<TextInputPort, string>(context, "read-char", InputPort, port, "", static (port, _) => CharacterOf(port.ReadScalar()), needsLine: true);

    /// <summary>The next character of the current input port, which stays there.</summary>
    /// <param name="context">The running process.</param>
    [TtvmFunction("scheme.peek-char"), Suspends]
    public static Value PeekCharCurrent(ProcessContext context) => PeekChar(context, PortOperations.CurrentInput(context));

    /// <summary>The next character, which stays.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="port">The port.</param>
    [TtvmFunction("scheme.peek-char"), Suspends]
    public static Value PeekChar(ProcessContext context, Value port) => !context.IsPreemptive && port.Tag is StringInputPort text
        ? CharacterOf(text.PeekScalar(), context, "peek-char", text)
        : PortOperations.Read<TextInputPort, string>(context, "peek-char", InputPort, port, "", static (port, _) => CharacterOf(port.PeekScalar()), needsLine: true);

    /// <summary>Takes a line from the current input port.</summary>
    /// <param name="context">The running process.</param>
    [TtvmFunction("scheme.read-line"), Suspends]
    public static Value ReadLineCurrent(ProcessContext context) => ReadLine(context, PortOperations.CurrentInput(context));

    /// <summary>Takes a line, without what ends it.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="port">The port.</param>
    [TtvmFunction("scheme.read-line"), Suspends]
    public static Value ReadLine(ProcessContext context, Value port) =>
        PortOperations.Read<TextInputPort, long>(
            context, "read-line", InputPort, port, MostUnits(context), static (port, most) => TextOf(port.ReadLine(most)), needsLine: true);

    /// <summary>Takes some characters from the current input port.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="count">How many at most.</param>
    [TtvmFunction("scheme.read-string"), Suspends]
    public static Value ReadStringCurrent(ProcessContext context, Value count) => ReadString(context, count, PortOperations.CurrentInput(context));

    /// <summary>Takes some characters.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="count">How many at most.</param>
    /// <param name="port">The port.</param>
    [TtvmFunction("scheme.read-string"), Suspends]
    public static Value ReadString(ProcessContext context, Value count, Value port)
    {
        if (!SchemeArguments.TryCount(context, "read-string", count, out long wanted))
        {
            return default;
        }

        return PortOperations.Read<TextInputPort, (long Count, long Most)>(context, "read-string", InputPort, port, (wanted, MostUnits(context)), static (port, taken) =>
            taken.Count == 0 ? Value.From(MutableText.Of("")) : TextOf(port.ReadText(taken.Count, taken.Most)));
    }

    /// <summary>Whether a character of the current input port can be had without waiting.</summary>
    /// <param name="context">The running process.</param>
    [TtvmFunction("scheme.char-ready?")]
    public static Value IsReadyCurrent(ProcessContext context) => IsReady(context, PortOperations.CurrentInput(context));

    /// <summary>Whether a character can be had without waiting.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="port">The port.</param>
    [TtvmFunction("scheme.char-ready?")]
    public static Value IsReady(ProcessContext context, Value port)
    {
        if (port.Tag is TextInputPort input)
        {
            return Value.Bool(input.IsReady);
        }

        context.RaiseWrongType("char-ready?", InputPort, port);
        return default;
    }

    /// <summary>The end-of-file object.</summary>
    [TtvmFunction("scheme.eof-object"), Pure]
    public static Value EndOfFile() => Value.EndOfFile;

    /// <summary>Whether a value is the end-of-file object.</summary>
    /// <param name="value">The value.</param>
    [TtvmFunction("scheme.eof-object?"), Pure]
    public static bool IsEndOfFile(Value value) => ReferenceEquals(value.Tag, Tag.EndOfFile);

    private static long MostUnits(ProcessContext context) => Math.Min(TextValue.MaximumLength, BulkLimits.BytesOf(context) / (2 * sizeof(char)));

    private static Value CharacterOf(int scalar) => scalar < 0 ? Value.EndOfFile : Value.Character(scalar);

    private static Value CharacterOf(int scalar, ProcessContext context, string procedure, PortValue port)
    {
        if (scalar < 0 && !port.IsOpen)
        {
            context.Raise($"{procedure}: the port is closed");
        }

        return CharacterOf(scalar);
    }

    private static Value TextOf(string? text) => text is null ? Value.EndOfFile : Value.From(MutableText.Of(text));
}
