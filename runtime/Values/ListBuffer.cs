namespace TinyTotIL.Runtime.Values;

/// <summary>What all lists in one array share.</summary>
internal sealed class ListBuffer
{
    /// <summary>What an overwritten value on the heap weighs, of which nobody knows the size; others weigh 1.</summary>
    private const int HeapWeight = 32;

    private const int LeastWorn = 16 * HeapWeight;

    private int _end;
    private int _worn;
    private bool _hasOthers;

    /// <summary>Starts with the occupied part of a new array.</summary>
    /// <param name="end">One past the last occupied element.</param>
    public ListBuffer(int end) => _end = end;

    /// <summary>Claims the element at <paramref name="end"/> if the occupied part ends there; two threads can never both succeed.</summary>
    /// <param name="end">Where the claiming list ends.</param>
    public bool TryClaim(int end) => Interlocked.CompareExchange(ref _end, end + 1, end) == end;

    /// <summary>Whether the list the array was made for is the only one in it, so that its sole holder may change the array.</summary>
    public bool HasOneList => !_hasOthers;

    /// <summary>Notes that a second list is being made; who makes it has the first in hand, so no holder of that one can miss it.</summary>
    public void Share() => _hasOthers = true;

    /// <summary>Claims the element at the end for the only list.</summary>
    /// <param name="end">Where the list ends, which is where the occupied part ends.</param>
    public void Extend(int end) => _end = end + 1;

    /// <summary>Whether so much was replaced that it is time for a copy, which ends the history: an old list keeps all of it alive.</summary>
    /// <remarks>With numbers that is one copy in as many replacements as there are elements, otherwise one in a 32nd of it.</remarks>
    public bool IsWorn => _worn >= Math.Max(LeastWorn, _end);

    /// <summary>Counts a replacement; only who has ended the newest version may.</summary>
    /// <param name="old">The element overwritten.</param>
    public void Count(Value old) => _worn += old.Tag is null or Tag ? 1 : HeapWeight;
}
