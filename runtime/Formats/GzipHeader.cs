namespace TinyTotIL.Runtime.Formats;

/// <summary>What stands around the compressed data in a member of gzip data (RFC 1952).</summary>
internal static class GzipHeader
{
    /// <summary>Bytes of checksum and length after the data.</summary>
    public const int TrailerBytes = 8;

    private const int FixedBytes = 10;
    private const byte Deflated = 8;

    /// <summary>Where the compressed data of a member begins; null where there is no header, or one with flags that nobody knows.</summary>
    /// <param name="data">The gzip data.</param>
    /// <param name="place">Where the member begins.</param>
    public static int? Skip(byte[] data, int place)
    {
        var header = data.AsSpan(place);
        if (header is not [0x1F, 0x8B, Deflated, var flags, ..] || header.Length < FixedBytes || (flags & 0xE0) != 0)
        {
            return null;
        }

        int next = FixedBytes;
        bool isWhole = ((flags & 4) == 0 || SkipExtra(header, ref next))
            && ((flags & 8) == 0 || SkipText(header, ref next))
            && ((flags & 16) == 0 || SkipText(header, ref next));
        next += (flags & 2) == 0 ? 0 : 2;
        return isWhole && next <= header.Length ? place + next : null;
    }

    private static bool SkipExtra(ReadOnlySpan<byte> header, ref int next)
    {
        if (header.Length - next < 2)
        {
            return false;
        }

        next += 2 + header[next] + (header[next + 1] << 8);
        return next <= header.Length;
    }

    private static bool SkipText(ReadOnlySpan<byte> header, ref int next)
    {
        int length = header[next..].IndexOf((byte)0);
        next += length + 1;
        return length >= 0;
    }
}
