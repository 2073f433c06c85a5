using System.Globalization;

namespace TinyTotIL.Cli;

/// <summary>A number of bytes as people write it: <c>256M</c>.</summary>
internal static class ByteSize
{
    /// <summary>Reads a size: digits, then K, M or G for the powers of 1024.</summary>
    /// <param name="text">The text.</param>
    /// <param name="bytes">The number of bytes.</param>
    public static bool TryParse(string text, out long bytes)
    {
        int shift = text is [.., var unit]
            ? unit switch { 'K' or 'k' => 10, 'M' or 'm' => 20, 'G' or 'g' => 30, _ => 0 }
            : 0;
        string digits = shift == 0 ? text : text[..^1];
        bool isNumber = long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out bytes) && bytes <= long.MaxValue >> shift;
        bytes <<= shift;
        return isNumber;
    }
}
