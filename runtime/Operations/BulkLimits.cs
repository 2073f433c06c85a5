using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Operations;

/// <summary>Asked before an operation allocates by a number that the program has computed: what cannot be is an error at once.</summary>
internal static class BulkLimits
{
    /// <summary>Bytes of one value in a list.</summary>
    private const int ValueBytes = 16;

    /// <summary>Bytes of a text in a list, besides its characters.</summary>
    private const int PartBytes = 40;

    /// <summary>Whether text of a length may be made; raises an error if not.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="characters">Its number of UTF-16 units; a product that overflowed is negative, and refused.</param>
    public static bool AllowText(ProcessContext context, long characters) =>
        Allow(context, characters, Math.Min(TextValue.MaximumLength, BytesOf(context) / sizeof(char)), "text longer than", "characters");

    /// <summary>Whether a list of a length may be made; raises an error if not.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="elements">Its number of elements; a product that overflowed is negative, and refused.</param>
    public static bool AllowList(ProcessContext context, long elements) =>
        Allow(context, elements, Math.Min(ListValue.MaximumLength, BytesOf(context) / ValueBytes), "list longer than", "elements");

    /// <summary>Whether a text may be taken apart into a list; raises an error if not.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="parts">How many parts.</param>
    /// <param name="characters">UTF-16 units they have together.</param>
    public static bool AllowParts(ProcessContext context, long parts, long characters) =>
        AllowList(context, parts) && AllowBytes(context, Math.Min(parts, long.MaxValue / PartBytes / 2) * PartBytes + sizeof(char) * characters);

    /// <summary>Whether so many bytes may be made; raises an error if not.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="bytes">Their number; a product that overflowed is negative, and refused.</param>
    public static bool AllowBytes(ProcessContext context, long bytes) =>
        Allow(context, bytes, Math.Min(Array.MaxLength, BytesOf(context)), "more than", "bytes");

    /// <summary>Bytes that one operation of a process may make: no more than the process may hold.</summary>
    /// <param name="context">The running process.</param>
    public static long BytesOf(ProcessContext context) => Math.Min(context.Limits.BulkBytes, context.Scheduler?.Options.MaxHeapBytes ?? long.MaxValue);

    private static bool Allow(ProcessContext context, long wanted, long most, string before, string after)
    {
        if (wanted >= 0 && wanted <= most)
        {
            return true;
        }

        context.Raise(ErrorText.Unsupported($"{before} {most} {after}"));
        return false;
    }
}
