using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Data;

/// <summary>How much memory rows take, about.</summary>
internal static class ValueSize
{
    private const int RowBytes = 64;
    private const int ObjectBytes = 24;
    private const int ValueBytes = 16;

    /// <summary>Bytes of a row.</summary>
    /// <param name="row">Its values.</param>
    public static long Of(ReadOnlySpan<Value> row)
    {
        long bytes = RowBytes + ValueBytes * row.Length;
        foreach (var value in row)
        {
            bytes += value.Tag switch
            {
                string text => ObjectBytes + 2L * text.Length,
                BytesValue content => ObjectBytes + content.Bytes.Length,
                _ => 0,
            };
        }

        return bytes;
    }

    /// <summary>What is thrown for a result that takes more than it may.</summary>
    /// <param name="maximumBytes">What it may take.</param>
    public static HostException TooLarge(long maximumBytes) =>
        new($"the result takes more than {maximumBytes} bytes; db.cursor takes its rows one by one");
}
