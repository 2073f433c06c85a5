using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Formats;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Streams;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Operations;

/// <summary>Operations on streams.</summary>
public static class StreamOperations
{
    private const string Memory = "memory";

    /// <summary>STREAM_CREATE: a new stream in memory.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="type">The text <c>memory</c>.</param>
    public static Value Create(ProcessContext context, Value type)
    {
        if (!type.IsText)
        {
            context.RaiseTypeMismatch("STREAM_CREATE", "string (stream type)", type);
            return default;
        }

        if (type.AsText != Memory)
        {
            string shown = DisplayText.Escape(DisplayText.Shorten(TextValue.SpanOf(type)));
            context.Raise(ErrorText.Unsupported(
                $"STREAM_CREATE of type '{shown}'; the type is '{Memory}', and NATIVE stream.open_read, stream.open_write and stream.open_append open files"));
            return default;
        }

        return HandleOf(context, Memory, new MemoryStreamResource(BulkLimits.BytesOf(context)));
    }

    /// <summary>STREAM_READ: takes characters from the front.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="stream">The stream.</param>
    /// <param name="size">How many characters at most.</param>
    [Suspends]
    public static Value Read(ProcessContext context, Value stream, Value size)
    {
        if (!IsStream(stream) || !size.IsInt)
        {
            context.RaiseTypeMismatch("STREAM_READ", "stream and int (size)", stream, size);
            return default;
        }

        if (size.AsInt < 0)
        {
            context.Raise(ErrorText.Unsupported($"STREAM_READ of {size.AsInt} characters"));
            return default;
        }

        long most = BulkLimits.BytesOf(context);
        return Use(context, "STREAM_READ", stream, size.AsInt, bytes => Value.Text(bytes.ReadText(size.AsInt, most)));
    }

    /// <summary>STREAM_WRITE: appends text, in UTF-8, or bytes.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="stream">The stream.</param>
    /// <param name="data">Text or bytes.</param>
    [Suspends]
    public static Value Write(ProcessContext context, Value stream, Value data)
    {
        if (!IsStream(stream) || !ByteContent.Has(data))
        {
            context.RaiseTypeMismatch("STREAM_WRITE", "stream and string/bytes", stream, data);
            return default;
        }

        byte[] content = ByteContent.Of(data);
        return Use(context, "STREAM_WRITE", stream, content.Length, bytes =>
        {
            bytes.Write(content);
            return Value.Int(content.Length);
        });
    }

    /// <summary>STREAM_CLOSE: closes a stream; true if it was open.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="stream">The stream.</param>
    public static Value Close(ProcessContext context, Value stream)
    {
        if (IsStream(stream))
        {
            return Value.Bool(HandleOperations.CloseResource(context, (HandleValue)stream.Tag!));
        }

        context.RaiseTypeMismatch("STREAM_CLOSE", "stream", stream);
        return default;
    }

    /// <summary>A stream on a file, which belongs to the process that opened it and is closed when that ends.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="kind">What stands between <c>stream:</c> and its number.</param>
    /// <param name="path">The file.</param>
    /// <param name="open">Opens it; the flag says whether it is one that may wait for someone else.</param>
    internal static Value Open(ProcessContext context, string kind, string path, Func<IFileSystem, bool, ByteStream> open)
    {
        if (OpenBytes(context, path, open) is not { } opened)
        {
            return default;
        }

        opened.Closed = context.Scheduler is { } scheduler ? scheduler.Owners.Forget : null;
        return HandleOperations.Own(context, ValueKind.Stream, IdOf(context, kind), opened);
    }

    /// <summary>Opens a file as a stream that has no handle yet.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="path">The file.</param>
    /// <param name="open">Opens it; the flag says whether it is one that may wait for someone else.</param>
    /// <returns>Null when an error was raised, or when the process leaves the stack to wait.</returns>
    internal static ByteStream? OpenBytes(ProcessContext context, string path, Func<IFileSystem, bool, ByteStream> open)
    {
        var files = context.Host.Files;
        try
        {
            return FileOperations.MayWait(context, path) ? Offload.Await(context, () => open(files, true)) : open(files, false);
        }
        catch (HostException error)
        {
            context.Raise(ErrorText.FileError(path, error.Message));
            return null;
        }
    }

    /// <summary>Uses a stream: in place, unless it may wait or takes long.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="operation">The operation in error texts.</param>
    /// <param name="stream">A stream.</param>
    /// <param name="size">About how many bytes it is.</param>
    /// <param name="use">What to do.</param>
    internal static Value Use(ProcessContext context, string operation, Value stream, long size, Func<ByteStream, Value> use)
    {
        var handle = (HandleValue)stream.Tag!;
        if (handle.Resource is not ByteStream bytes)
        {
            context.Raise(ErrorText.FileError(handle.Id, "it is not a stream of bytes"));
            return default;
        }

        return BulkWork.Run(context, operation, bytes.MayWait ? long.MaxValue : size, _ =>
        {
            try
            {
                return use(bytes);
            }
            catch (HostException error)
            {
                throw new DataFormatException(ErrorText.FileError(handle.Id, error.Message));
            }
        });
    }

    /// <summary>Makes the handle of a stream.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="kind">What stands between <c>stream:</c> and its number.</param>
    /// <param name="resource">What it stands for.</param>
    internal static Value HandleOf(ProcessContext context, string kind, object resource) =>
        Value.From(new HandleValue(ValueKind.Stream, IdOf(context, kind), resource));

    private static string IdOf(ProcessContext context, string kind) => $"stream:{kind}:{context.NextHandle()}";

    private static bool IsStream(Value value) => value.Tag is HandleValue { Kind: ValueKind.Stream };
}
