using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Streams;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Natives;

/// <summary>Procedures of Scheme that open and close ports and ask about them (6.13.1).</summary>
[TtvmLibrary("scheme")]
public static class SchemePortNatives
{
    private const string Port = "a port";

    /// <summary>The parameter object of the current input port.</summary>
    /// <param name="context">The running process.</param>
    [TtvmFunction("scheme.%current-input-port")]
    public static ParameterValue CurrentInput(ProcessContext context) => PortOperations.CurrentParameter(context, 0);

    /// <summary>The parameter object of the current output port.</summary>
    /// <param name="context">The running process.</param>
    [TtvmFunction("scheme.%current-output-port")]
    public static ParameterValue CurrentOutput(ProcessContext context) => PortOperations.CurrentParameter(context, 1);

    /// <summary>The parameter object of the current port for errors.</summary>
    /// <param name="context">The running process.</param>
    [TtvmFunction("scheme.%current-error-port")]
    public static ParameterValue CurrentError(ProcessContext context) => PortOperations.CurrentParameter(context, 2);

    /// <summary>Whether a value is a port.</summary>
    /// <param name="value">The value.</param>
    [TtvmFunction("scheme.port?"), Pure]
    public static bool IsPort(Value value) => value.Tag is PortValue;

    /// <summary>Whether a value is an input port.</summary>
    /// <param name="value">The value.</param>
    [TtvmFunction("scheme.input-port?"), Pure]
    public static bool IsInput(Value value) => value.Tag is PortValue { IsInput: true };

    /// <summary>Whether a value is an output port.</summary>
    /// <param name="value">The value.</param>
    [TtvmFunction("scheme.output-port?"), Pure]
    public static bool IsOutput(Value value) => value.Tag is PortValue { IsInput: false };

    /// <summary>Whether a value is a port of characters.</summary>
    /// <param name="value">The value.</param>
    [TtvmFunction("scheme.textual-port?"), Pure]
    public static bool IsTextual(Value value) => value.Tag is PortValue { IsTextual: true };

    /// <summary>Whether a value is a port of bytes.</summary>
    /// <param name="value">The value.</param>
    [TtvmFunction("scheme.binary-port?"), Pure]
    public static bool IsBinary(Value value) => value.Tag is PortValue { IsTextual: false };

    /// <summary>Whether an input port is open.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="port">The port.</param>
    [TtvmFunction("scheme.input-port-open?")]
    public static bool IsInputOpen(ProcessContext context, Value port) => Of(context, "input-port-open?", port, isInput: true) is { IsOpen: true };

    /// <summary>Whether an output port is open.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="port">The port.</param>
    [TtvmFunction("scheme.output-port-open?")]
    public static bool IsOutputOpen(ProcessContext context, Value port) => Of(context, "output-port-open?", port, isInput: false) is { IsOpen: true };

    /// <summary>Closes a port.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="port">The port.</param>
    [TtvmFunction("scheme.close-port")]
    public static Value Close(ProcessContext context, Value port)
    {
        if (port.Tag is PortValue known)
        {
            PortOperations.Close(context, known);
        }
        else
        {
            context.RaiseWrongType("close-port", Port, port);
        }

        return Value.Unspecified;
    }

    /// <summary>Closes an input port.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="port">The port.</param>
    [TtvmFunction("scheme.close-input-port")]
    public static Value CloseInput(ProcessContext context, Value port)
    {
        if (Of(context, "close-input-port", port, isInput: true) is { } known)
        {
            PortOperations.Close(context, known);
        }

        return Value.Unspecified;
    }

    /// <summary>Closes an output port.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="port">The port.</param>
    [TtvmFunction("scheme.close-output-port")]
    public static Value CloseOutput(ProcessContext context, Value port)
    {
        if (Of(context, "close-output-port", port, isInput: false) is { } known)
        {
            PortOperations.Close(context, known);
        }

        return Value.Unspecified;
    }

    /// <summary>A port that gives the characters of a string.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="text">The string.</param>
    [TtvmFunction("scheme.open-input-string")]
    public static Value OpenInputString(ProcessContext context, Value text)
    {
        if (Scheme.DatumText.TryGet(text, out var characters))
        {
            return Value.From(new StringInputPort(characters.ToArray()));
        }

        context.RaiseWrongType("open-input-string", "a string", text);
        return default;
    }

    /// <summary>A port that collects characters.</summary>
    /// <param name="context">The running process.</param>
    [TtvmFunction("scheme.open-output-string")]
    public static Value OpenOutputString(ProcessContext context) =>
        Value.From(new StringOutputPort((int)Math.Min(TextValue.MaximumLength, BulkLimits.BytesOf(context) / sizeof(char))));

    /// <summary>What has been written to a port that collects characters.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="port">The port.</param>
    [TtvmFunction("scheme.get-output-string")]
    public static Value GetOutputString(ProcessContext context, Value port)
    {
        if (port.Tag is StringOutputPort strings)
        {
            return Value.From(MutableText.Of(strings.Written.ToString()));
        }

        context.RaiseWrongType("get-output-string", "a port that OPEN-OUTPUT-STRING has made", port);
        return default;
    }

    /// <summary>A port that gives the bytes of a bytevector.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="bytes">The bytevector.</param>
    [TtvmFunction("scheme.open-input-bytevector")]
    public static Value OpenInputBytevector(ProcessContext context, Value bytes)
    {
        if (bytes.Tag is BytevectorValue known)
        {
            return Value.From(new BinaryInputPort([.. known.Bytes]));
        }

        context.RaiseWrongType("open-input-bytevector", "a bytevector", bytes);
        return default;
    }

    /// <summary>A port that collects bytes.</summary>
    /// <param name="context">The running process.</param>
    [TtvmFunction("scheme.open-output-bytevector")]
    public static Value OpenOutputBytevector(ProcessContext context) =>
        Value.From(new BinaryOutputPort((int)Math.Min(Array.MaxLength, BulkLimits.BytesOf(context))));

    /// <summary>What has been written to a port that collects bytes.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="port">The port.</param>
    [TtvmFunction("scheme.get-output-bytevector")]
    public static Value GetOutputBytevector(ProcessContext context, Value port)
    {
        if (port.Tag is BinaryOutputPort { IsCollecting: true } bytes)
        {
            return Value.From(new BytevectorValue(bytes.Written.ToArray()));
        }

        context.RaiseWrongType("get-output-bytevector", "a port that OPEN-OUTPUT-BYTEVECTOR has made", port);
        return default;
    }

    private static PortValue? Of(ProcessContext context, string procedure, Value port, bool isInput)
    {
        if (port.Tag is PortValue known && known.IsInput == isInput)
        {
            return known;
        }

        context.RaiseWrongType(procedure, isInput ? "an input port" : "an output port", port);
        return null;
    }
}
