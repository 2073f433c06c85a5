namespace TinyTotIL.Runtime.Values;

/// <summary>How far the buffer that some lists share is occupied.</summary>
internal sealed class ListTail
{
    private int _end;

    /// <summary>Starts with the occupied part of a new buffer.</summary>
    /// <param name="end">One past the last occupied element.</param>
    public ListTail(int end) => _end = end;

    /// <summary>Claims the element at <paramref name="end"/> if the occupied part ends there; two processes can never both succeed.</summary>
    /// <param name="end">Where the claiming list ends.</param>
    public bool TryClaim(int end) => Interlocked.CompareExchange(ref _end, end + 1, end) == end;
}
