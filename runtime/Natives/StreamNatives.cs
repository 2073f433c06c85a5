using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Permissions;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Streams;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Natives;

/// <summary>Functions of streams, besides the instructions STREAM_READ, STREAM_WRITE and STREAM_CLOSE.</summary>
[TtvmLibrary("stream")]
public static class StreamNatives
{
    private const int UsualLine = 1 << 10;

    /// <summary>A stream that reads a file.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="path">The file.</param>
    [TtvmFunction("stream.open_read"), Suspends]
    [Needs(AccessKind.Read)]
    public static Value OpenRead(ProcessContext context, string path) =>
        StreamOperations.Open(context, "read", path, (files, mayWait) => new FileReadStream(files.OpenRead(path), mayWait));

    /// <summary>A stream that writes a file, which is created or emptied.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="path">The file.</param>
    [TtvmFunction("stream.open_write"), Suspends]
    [Needs(AccessKind.Write)]
    public static Value OpenWrite(ProcessContext context, string path) =>
        StreamOperations.Open(context, "write", path, (files, mayWait) => new FileWriteStream(files.OpenWrite(path, append: false), mayWait));

    /// <summary>A stream that writes at the end of a file, which is created when missing.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="path">The file.</param>
    [TtvmFunction("stream.open_append"), Suspends]
    [Needs(AccessKind.Write)]
    public static Value OpenAppend(ProcessContext context, string path) =>
        StreamOperations.Open(context, "append", path, (files, mayWait) => new FileWriteStream(files.OpenWrite(path, append: true), mayWait));

    /// <summary>The next line of a stream, without its LF or CRLF; null at the end.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="stream">The stream.</param>
    [TtvmFunction("stream.read_line"), Suspends]
    public static Value ReadLine(ProcessContext context, HandleValue stream)
    {
        long most = BulkLimits.BytesOf(context);
        return Use(context, "stream.read_line", stream, UsualLine, bytes => bytes.ReadLine(most) is { } line ? Value.Text(line) : Value.Null);
    }

    /// <summary>Takes up to so many bytes; no bytes at the end.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="stream">The stream.</param>
    /// <param name="size">How many at most.</param>
    [TtvmFunction("stream.read_bytes"), Suspends]
    public static Value ReadBytes(ProcessContext context, HandleValue stream, long size)
    {
        if (size < 0)
        {
            context.Raise(ErrorText.Unsupported($"stream.read_bytes of {size} bytes"));
            return default;
        }

        long most = BulkLimits.BytesOf(context);
        return Use(context, "stream.read_bytes", stream, size, bytes => Value.From(new BytesValue(bytes.ReadBytes(size, most))));
    }

    /// <summary>Whether nothing is left to read.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="stream">The stream.</param>
    [TtvmFunction("stream.at_end"), Suspends]
    public static Value AtEnd(ProcessContext context, HandleValue stream) =>
        Use(context, "stream.at_end", stream, UsualLine, static bytes => Value.Bool(bytes.IsAtEnd()));

    private static Value Use(ProcessContext context, string name, HandleValue stream, long size, Func<ByteStream, Value> use)
    {
        if (stream.Kind == ValueKind.Stream)
        {
            return StreamOperations.Use(context, name, Value.From(stream), size, use);
        }

        context.RaiseTypeMismatch(name, "stream as argument 1", Value.From(stream));
        return default;
    }
}
