namespace TinyTotIL.Runtime.Values;

/// <summary>Characters shared by all texts that grew out of one another, with spare room at one or both ends.</summary>
/// <remarks>
/// The occupied part only ever widens. A text that reaches to an end of it may claim spare room beyond that end; the
/// claim is one compare-and-swap, so of two processes that extend the same text at once one wins and the other copies.
/// Characters that a text covers are never written again, which is what makes sharing them safe.
/// </remarks>
internal sealed class TextBuffer
{
    private readonly char[] _chars;
    private int _first;
    private int _end;

    /// <summary>Allocates a buffer whose occupied part the caller fills before anyone else sees it.</summary>
    /// <param name="length">Length of the occupied part.</param>
    /// <param name="spareFront">Spare room before it.</param>
    /// <param name="spareBack">Spare room after it.</param>
    public TextBuffer(int length, int spareFront, int spareBack)
    {
        _chars = GC.AllocateUninitializedArray<char>(spareFront + length + spareBack);
        _first = spareFront;
        _end = spareFront + length;
        GrowsFront = spareFront > 0;
        GrowsBack = spareBack > 0;
    }

    /// <summary>Whether room was left in front, because text has been put there before.</summary>
    public bool GrowsFront { get; }

    /// <summary>Whether room was left at the end.</summary>
    public bool GrowsBack { get; }

    /// <summary>A stretch of the characters.</summary>
    /// <param name="start">Index of the first.</param>
    /// <param name="length">How many.</param>
    public Span<char> Slice(int start, int length) => _chars.AsSpan(start, length);

    /// <summary>Claims room directly after <paramref name="end"/> if the occupied part ends there.</summary>
    /// <param name="end">Where the claiming text ends.</param>
    /// <param name="count">Characters wanted.</param>
    public bool TryClaimBack(int end, int count) =>
        count <= _chars.Length - end && Interlocked.CompareExchange(ref _end, end + count, end) == end;

    /// <summary>Claims room directly before <paramref name="start"/> if the occupied part begins there.</summary>
    /// <param name="start">Where the claiming text begins.</param>
    /// <param name="count">Characters wanted.</param>
    public bool TryClaimFront(int start, int count) =>
        count <= start && Interlocked.CompareExchange(ref _first, start - count, start) == start;
}
