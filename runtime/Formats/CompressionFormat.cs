namespace TinyTotIL.Runtime.Formats;

/// <summary>The formats of compressed data.</summary>
internal enum CompressionFormat
{
    /// <summary>Deflate with a header and a checksum (RFC 1952).</summary>
    Gzip,

    /// <summary>Deflate with a short header and a checksum (RFC 1950).</summary>
    Zlib,

    /// <summary>Bare compressed data (RFC 1951).</summary>
    Deflate,

    /// <summary>Brotli (RFC 7932).</summary>
    Brotli,
}
