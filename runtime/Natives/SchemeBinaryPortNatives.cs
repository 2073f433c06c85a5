using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Streams;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Natives;

/// <summary>Procedures of Scheme that take bytes from ports and write them (6.13.2, 6.13.3).</summary>
[TtvmLibrary("scheme")]
public static class SchemeBinaryPortNatives
{
    private const string InputPort = "a binary input port";
    private const string Bytevector = "a bytevector";

    /// <summary>Takes a byte from the current input port.</summary>
    /// <param name="context">The running process.</param>
    [TtvmFunction("scheme.read-u8"), Suspends]
    public static Value ReadCurrent(ProcessContext context) => Read(context, PortOperations.CurrentInput(context));

    /// <summary>Takes a byte.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="port">The port.</param>
    [TtvmFunction("scheme.read-u8"), Suspends]
    public static Value Read(ProcessContext context, Value port) =>
        PortOperations.Read<BinaryInputPort, string>(context, "read-u8", InputPort, port, "", static (port, _) => ByteOf(port.Read()));

    /// <summary>The next byte of the current input port, which stays there.</summary>
    /// <param name="context">The running process.</param>
    [TtvmFunction("scheme.peek-u8"), Suspends]
    public static Value PeekCurrent(ProcessContext context) => Peek(context, PortOperations.CurrentInput(context));

    /// <summary>The next byte, which stays.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="port">The port.</param>
    [TtvmFunction("scheme.peek-u8"), Suspends]
    public static Value Peek(ProcessContext context, Value port) =>
        PortOperations.Read<BinaryInputPort, string>(context, "peek-u8", InputPort, port, "", static (port, _) => ByteOf(port.Peek()));

    /// <summary>Whether a byte of the current input port can be had without waiting.</summary>
    /// <param name="context">The running process.</param>
    [TtvmFunction("scheme.u8-ready?")]
    public static Value IsReadyCurrent(ProcessContext context) => IsReady(context, PortOperations.CurrentInput(context));

    /// <summary>Whether a byte can be had without waiting.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="port">The port.</param>
    [TtvmFunction("scheme.u8-ready?")]
    public static Value IsReady(ProcessContext context, Value port)
    {
        if (port.Tag is BinaryInputPort input)
        {
            return Value.Bool(input.IsReady);
        }

        context.RaiseWrongType("u8-ready?", InputPort, port);
        return default;
    }

    /// <summary>Takes some bytes from the current input port.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="count">How many at most.</param>
    [TtvmFunction("scheme.read-bytevector"), Suspends]
    public static Value ReadBytevectorCurrent(ProcessContext context, Value count) => ReadBytevector(context, count, PortOperations.CurrentInput(context));

    /// <summary>Takes some bytes.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="count">How many at most.</param>
    /// <param name="port">The port.</param>
    [TtvmFunction("scheme.read-bytevector"), Suspends]
    public static Value ReadBytevector(ProcessContext context, Value count, Value port)
    {
        if (!SchemeArguments.TryCount(context, "read-bytevector", count, out long wanted))
        {
            return default;
        }

        long most = Math.Min(Array.MaxLength, BulkLimits.BytesOf(context) / 2);
        return PortOperations.Read<BinaryInputPort, (long Count, long Most)>(context, "read-bytevector", InputPort, port, (wanted, most), static (port, taken) =>
            port.ReadBytes(taken.Count, taken.Most) is { } bytes ? Value.From(new BytevectorValue(bytes)) : Value.EndOfFile);
    }

    /// <summary>Fills a bytevector from the current input port.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="target">The bytevector.</param>
    [TtvmFunction("scheme.read-bytevector!"), Suspends]
    public static Value FillCurrent(ProcessContext context, Value target) => FillAll(context, target, PortOperations.CurrentInput(context));

    /// <summary>Fills a bytevector.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="target">The bytevector.</param>
    /// <param name="port">The port.</param>
    [TtvmFunction("scheme.read-bytevector!"), Suspends]
    public static Value FillAll(ProcessContext context, Value target, Value port) => FillFrom(context, target, port, Value.Int(0));

    /// <summary>Fills the end of a bytevector.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="target">The bytevector.</param>
    /// <param name="port">The port.</param>
    /// <param name="start">Position of the first byte that is replaced.</param>
    [TtvmFunction("scheme.read-bytevector!"), Suspends]
    public static Value FillFrom(ProcessContext context, Value target, Value port, Value start) => Fill(context, target, port, start, Value.Null);

    /// <summary>Fills a part of a bytevector.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="target">The bytevector.</param>
    /// <param name="port">The port.</param>
    /// <param name="start">Position of the first byte that is replaced.</param>
    /// <param name="end">The position after the last.</param>
    /// <returns>How many bytes there were; the end-of-file object for none.</returns>
    [TtvmFunction("scheme.read-bytevector!"), Suspends]
    public static Value Fill(ProcessContext context, Value target, Value port, Value start, Value end)
    {
        if (target.Tag is not BytevectorValue { IsConstant: false } bytes)
        {
            context.RaiseWrongType("read-bytevector!", target.Tag is BytevectorValue ? "a bytevector that is no literal of the program" : Bytevector, target);
            return default;
        }

        var last = end.IsNull ? Value.Int(bytes.Bytes.Length) : end;
        if (!SchemeArguments.TryPart(context, "read-bytevector!", start, last, bytes.Bytes.Length, out var part))
        {
            return default;
        }

        return PortOperations.Read<BinaryInputPort, (byte[] Bytes, Range Part)>(context, "read-bytevector!", InputPort, port, (bytes.Bytes, part), static (port, target) =>
        {
            var room = target.Bytes.AsSpan(target.Part);
            int count = port.Read(room);
            return count == 0 && room.Length > 0 ? Value.EndOfFile : Value.Int(count);
        });
    }

    /// <summary>Writes a byte to the current output port.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="number">The byte.</param>
    [TtvmFunction("scheme.write-u8")]
    public static Value WriteCurrent(ProcessContext context, Value number) => Write(context, number, PortOperations.CurrentOutput(context));

    /// <summary>Writes a byte.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="number">The byte.</param>
    /// <param name="port">The port.</param>
    [TtvmFunction("scheme.write-u8")]
    public static Value Write(ProcessContext context, Value number, Value port) =>
        SchemeArguments.TryByte(context, "write-u8", number, out byte content) && Output(context, "write-u8", port) is { } output
            ? PortOperations.Change(context, "write-u8", output, content, static (port, content) => port.Write([content]))
            : default;

    /// <summary>Writes the bytes of a bytevector to the current output port.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="bytes">The bytevector.</param>
    [TtvmFunction("scheme.write-bytevector")]
    public static Value WriteBytevectorCurrent(ProcessContext context, Value bytes) => WriteBytevectorAll(context, bytes, PortOperations.CurrentOutput(context));

    /// <summary>Writes the bytes of a bytevector.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="bytes">The bytevector.</param>
    /// <param name="port">The port.</param>
    [TtvmFunction("scheme.write-bytevector")]
    public static Value WriteBytevectorAll(ProcessContext context, Value bytes, Value port) => WriteBytevectorFrom(context, bytes, port, Value.Int(0));

    /// <summary>Writes the bytes at the end of a bytevector.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="bytes">The bytevector.</param>
    /// <param name="port">The port.</param>
    /// <param name="start">Position of the first byte.</param>
    [TtvmFunction("scheme.write-bytevector")]
    public static Value WriteBytevectorFrom(ProcessContext context, Value bytes, Value port, Value start) =>
        WriteBytevector(context, bytes, port, start, Value.Null);

    /// <summary>Writes some bytes of a bytevector.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="bytes">The bytevector.</param>
    /// <param name="port">The port.</param>
    /// <param name="start">Position of the first byte.</param>
    /// <param name="end">The position after the last.</param>
    [TtvmFunction("scheme.write-bytevector")]
    public static Value WriteBytevector(ProcessContext context, Value bytes, Value port, Value start, Value end)
    {
        if (bytes.Tag is not BytevectorValue known)
        {
            context.RaiseWrongType("write-bytevector", Bytevector, bytes);
            return default;
        }

        var last = end.IsNull ? Value.Int(known.Bytes.Length) : end;
        return SchemeArguments.TryPart(context, "write-bytevector", start, last, known.Bytes.Length, out var part) && Output(context, "write-bytevector", port) is { } output
            ? PortOperations.Change(context, "write-bytevector", output, (known.Bytes, part), static (port, what) => port.Write(what.Bytes.AsSpan(what.part)))
            : default;
    }

    private static BinaryOutputPort? Output(ProcessContext context, string procedure, Value port)
    {
        if (port.Tag is BinaryOutputPort output)
        {
            return output;
        }

        context.RaiseWrongType(procedure, "a binary output port", port);
        return null;
    }

    private static Value ByteOf(int content) => content < 0 ? Value.EndOfFile : Value.Int(content);
}
