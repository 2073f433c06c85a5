using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Accounting;

/// <summary>An object that the program has made and that was not found to be garbage yet.</summary>
/// <param name="Item">The object.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Bytes">What was charged for it.</param>
/// <param name="Process">Number of the process that made it.</param>
internal readonly record struct HeapEntry(object Item, ValueKind Kind, int Bytes, long Process);
