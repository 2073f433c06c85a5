using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using TinyTotIL.Runtime.Errors;

namespace TinyTotIL.Runtime.Processes;

/// <summary>A ceiling in bytes as people write it: <c>256M</c>.</summary>
public static class ByteSize
{
    /// <summary>Less cannot hold a single call.</summary>
    internal const long LeastStack = 64 << 10;

    /// <summary>Less cannot hold a process with a message or two.</summary>
    internal const long LeastHeap = 4 << 10;

    /// <summary>Less is used up before a program begins.</summary>
    private const long LeastBudget = 4 << 10;

    /// <summary>Reads the size of a call stack: digits, then K, M or G for the powers of 1024.</summary>
    /// <param name="text">The text.</param>
    /// <param name="bytes">The number of bytes.</param>
    /// <param name="problem">What is wrong with the text, in one line; null when it is a size that will do.</param>
    /// <returns>Whether it is a size that will do.</returns>
    public static bool TryReadStack(string text, out long bytes, [NotNullWhen(false)] out string? problem) =>
        TryRead(text, LeastStack, "a stack", out bytes, out problem);

    /// <summary>Reads the most that one process may hold, in the same form.</summary>
    /// <param name="text">The text.</param>
    /// <param name="bytes">The number of bytes.</param>
    /// <param name="problem">What is wrong with the text, in one line; null when it is a size that will do.</param>
    /// <returns>Whether it is a size that will do.</returns>
    public static bool TryReadHeap(string text, out long bytes, [NotNullWhen(false)] out string? problem) =>
        TryRead(text, LeastHeap, "a process", out bytes, out problem);

    /// <summary>Reads how much may be allocated before garbage is collected, in the same form.</summary>
    /// <param name="text">The text.</param>
    /// <param name="bytes">The number of bytes.</param>
    /// <param name="problem">What is wrong with the text, in one line; null when it is a size that will do.</param>
    /// <returns>Whether it is a size that will do.</returns>
    public static bool TryReadBudget(string text, out long bytes, [NotNullWhen(false)] out string? problem) =>
        TryRead(text, LeastBudget, "a budget", out bytes, out problem);

    private static bool TryRead(string text, long least, string what, out long bytes, [NotNullWhen(false)] out string? problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        string? fault = !TryParse(text, out bytes) ? "is not a size; write a number of bytes, or one with K, M or G such as 256M"
            : bytes < least ? $"is too small for {what}; it takes at least {least >> 10}K"
            : null;
        problem = fault is null ? null : $"'{DisplayText.Escape(DisplayText.Shorten(text))}' {fault}";
        return problem is null;
    }

    private static bool TryParse(string text, out long bytes)
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
