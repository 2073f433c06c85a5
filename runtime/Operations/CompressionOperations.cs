using TinyTotIL.Runtime.Formats;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Operations;

/// <summary>Operations that make data smaller and restore it.</summary>
public static class CompressionOperations
{
    private const string Decompression = "DECOMPRESS";

    /// <summary>COMPRESS: text or bytes in the gzip format.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="data">Text, of which the UTF-8 form is compressed, or bytes.</param>
    [Suspends]
    public static Value Compress(ProcessContext context, Value data) =>
        Compress(context, "COMPRESS", CompressionFormat.Gzip, data, Compressor.UsualLevel);

    /// <summary>DECOMPRESS: the text that was compressed.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="data">Bytes in the gzip format.</param>
    [Suspends]
    public static Value Decompress(ProcessContext context, Value data)
    {
        if (data.Tag is not BytesValue { Bytes: var bytes })
        {
            context.RaiseTypeMismatch(Decompression, "bytes (compressed data)", data);
            return default;
        }

        long ceiling = context.Limits.DecompressedBytes;
        return BulkWork.Run(context, Decompression, SizeOf(bytes), budget =>
        {
            byte[] restored = Decompressor.Decompress(CompressionFormat.Gzip, bytes, ceiling, budget);
            return ByteContent.TextOf(restored, "DECOMPRESS: the data is not UTF-8 text; NATIVE compress.gunzip gives it as bytes", budget);
        });
    }

    /// <summary>Compresses text or bytes.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="operation">The operation in error texts.</param>
    /// <param name="format">The format.</param>
    /// <param name="data">Text or bytes.</param>
    /// <param name="level">How much time to take for it.</param>
    internal static Value Compress(ProcessContext context, string operation, CompressionFormat format, Value data, int level)
    {
        if (!ByteContent.Has(data))
        {
            context.RaiseTypeMismatch(operation, "string or bytes", data);
            return default;
        }

        return BulkWork.Run(context, operation, ByteContent.LengthOf(data), budget =>
            Value.From(new BytesValue(Compressor.Compress(format, ByteContent.Of(data, budget), level, budget))));
    }

    /// <summary>Restores bytes.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="operation">The operation in error texts.</param>
    /// <param name="format">The format.</param>
    /// <param name="data">The compressed bytes.</param>
    internal static Value Restore(ProcessContext context, string operation, CompressionFormat format, BytesValue data)
    {
        long ceiling = context.Limits.DecompressedBytes;
        return BulkWork.Run(context, operation, SizeOf(data.Bytes), budget =>
            Value.From(new BytesValue(Decompressor.Decompress(format, data.Bytes, ceiling, budget))));
    }

    /// <summary>A thousand bytes may become a million.</summary>
    private static long SizeOf(byte[] compressed) => 64L * compressed.Length;
}
