using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Formats;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Natives;

/// <summary>Functions that make data smaller and restore it.</summary>
[TtvmLibrary("compress")]
public static class CompressNatives
{
    /// <summary>Text or bytes in the gzip format.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="data">Text or bytes.</param>
    [TtvmFunction("compress.gzip"), Suspends]
    public static Value Gzip(ProcessContext context, Value data) => Compress(context, "compress.gzip", CompressionFormat.Gzip, data);

    /// <summary>Text or bytes in the gzip format.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="data">Text or bytes.</param>
    /// <param name="level">0 for not at all to 9 for as small as possible.</param>
    [TtvmFunction("compress.gzip"), Suspends]
    public static Value GzipWith(ProcessContext context, Value data, long level) => Compress(context, "compress.gzip", CompressionFormat.Gzip, data, level);

    /// <summary>The bytes that were compressed.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="data">Bytes in the gzip format.</param>
    [TtvmFunction("compress.gunzip"), Suspends]
    public static Value Gunzip(ProcessContext context, BytesValue data) => CompressionOperations.Restore(context, "compress.gunzip", CompressionFormat.Gzip, data);

    /// <summary>Text or bytes in the zlib format.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="data">Text or bytes.</param>
    [TtvmFunction("compress.zlib"), Suspends]
    public static Value Zlib(ProcessContext context, Value data) => Compress(context, "compress.zlib", CompressionFormat.Zlib, data);

    /// <summary>Text or bytes in the zlib format.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="data">Text or bytes.</param>
    /// <param name="level">0 for not at all to 9 for as small as possible.</param>
    [TtvmFunction("compress.zlib"), Suspends]
    public static Value ZlibWith(ProcessContext context, Value data, long level) => Compress(context, "compress.zlib", CompressionFormat.Zlib, data, level);

    /// <summary>The bytes that were compressed.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="data">Bytes in the zlib format.</param>
    [TtvmFunction("compress.unzlib"), Suspends]
    public static Value Unzlib(ProcessContext context, BytesValue data) => CompressionOperations.Restore(context, "compress.unzlib", CompressionFormat.Zlib, data);

    /// <summary>Text or bytes compressed by deflate, without a header or a checksum.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="data">Text or bytes.</param>
    [TtvmFunction("compress.deflate"), Suspends]
    public static Value Deflate(ProcessContext context, Value data) => Compress(context, "compress.deflate", CompressionFormat.Deflate, data);

    /// <summary>The bytes that were compressed.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="data">Bytes compressed by deflate.</param>
    [TtvmFunction("compress.inflate"), Suspends]
    public static Value Inflate(ProcessContext context, BytesValue data) =>
        CompressionOperations.Restore(context, "compress.inflate", CompressionFormat.Deflate, data);

    /// <summary>Text or bytes in the brotli format.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="data">Text or bytes.</param>
    [TtvmFunction("compress.brotli"), Suspends]
    public static Value Brotli(ProcessContext context, Value data) => Compress(context, "compress.brotli", CompressionFormat.Brotli, data);

    /// <summary>Text or bytes in the brotli format.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="data">Text or bytes.</param>
    /// <param name="level">0 for fast to 11 for as small as possible.</param>
    [TtvmFunction("compress.brotli"), Suspends]
    public static Value BrotliWith(ProcessContext context, Value data, long level) =>
        Compress(context, "compress.brotli", CompressionFormat.Brotli, data, level);

    /// <summary>The bytes that were compressed.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="data">Bytes in the brotli format.</param>
    [TtvmFunction("compress.unbrotli"), Suspends]
    public static Value Unbrotli(ProcessContext context, BytesValue data) =>
        CompressionOperations.Restore(context, "compress.unbrotli", CompressionFormat.Brotli, data);

    private static Value Compress(ProcessContext context, string name, CompressionFormat format, Value data, long level = Compressor.UsualLevel)
    {
        int highest = Compressor.HighestLevel(format);
        if (level >= 0 && level <= highest)
        {
            return CompressionOperations.Compress(context, name, format, data, (int)level);
        }

        context.Raise(ErrorText.Unsupported($"{name} at level {level}, which is 0 to {highest}"));
        return default;
    }
}
