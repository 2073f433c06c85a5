using System.IO.Compression;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Runtime.Formats;

/// <summary>Compresses bytes.</summary>
internal static class Compressor
{
    /// <summary>The highest level of a format; 0 is the lowest.</summary>
    /// <param name="format">The format.</param>
    public static int HighestLevel(CompressionFormat format) => format == CompressionFormat.Brotli ? 11 : 9;

    /// <summary>The level used when none is asked for.</summary>
    public const int UsualLevel = 6;

    private const int PieceBytes = 1 << 16;

    /// <summary>Compresses bytes.</summary>
    /// <param name="format">The format.</param>
    /// <param name="data">The bytes.</param>
    /// <param name="level">How much time to take for it.</param>
    /// <param name="budget">What may be allocated.</param>
    public static byte[] Compress(CompressionFormat format, ReadOnlySpan<byte> data, int level, BulkBudget budget)
    {
        if (data.IsEmpty)
        {
            return NothingIn(format);
        }

        using var target = new MemoryStream();
        using (var packer = Open(format, target, level))
        {
            long charged = 0;
            while (!data.IsEmpty)
            {
                var piece = data[..Math.Min(data.Length, PieceBytes)];
                packer.Write(piece);
                data = data[piece.Length..];
                budget.Charge(target.Capacity - charged);
                charged = target.Capacity;
            }
        }

        budget.Charge(target.Length);
        return target.ToArray();
    }

    /// <summary>The streams of .NET write nothing at all when they are given nothing, and that is none of the formats.</summary>
    private static byte[] NothingIn(CompressionFormat format) => format switch
    {
        CompressionFormat.Gzip => [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        CompressionFormat.Zlib => [0x78, 0x9C, 3, 0, 0, 0, 0, 1],
        CompressionFormat.Deflate => [3, 0],
        CompressionFormat.Brotli => [6],
    };

    private static Stream Open(CompressionFormat format, Stream target, int level) => format switch
    {
        CompressionFormat.Gzip => new GZipStream(target, Options(level), leaveOpen: true),
        CompressionFormat.Zlib => new ZLibStream(target, Options(level), leaveOpen: true),
        CompressionFormat.Deflate => new DeflateStream(target, Options(level), leaveOpen: true),
        CompressionFormat.Brotli => new BrotliStream(target, new BrotliCompressionOptions { Quality = level }, leaveOpen: true),
    };

    private static ZLibCompressionOptions Options(int level) => new() { CompressionLevel = level };
}
