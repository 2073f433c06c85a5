using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Accounting;

/// <summary>An object that the program has made and that was not found to be garbage yet.</summary>
/// <param name="item">The object.</param>
/// <param name="kind">Its kind.</param>
/// <param name="process">Number of the process that made it.</param>
internal sealed class HeapEntry(object item, ValueKind kind, long process)
{
    /// <summary>The object.</summary>
    public object Item => item;

    /// <summary>Its kind.</summary>
    public ValueKind Kind => kind;

    /// <summary>Number of the process that made it.</summary>
    public long Process => process;

    /// <summary>What it counts for.</summary>
    public long Bytes { get; set; }

    /// <summary>The newer version that has taken its values over; null when it has them.</summary>
    public HeapEntry? Successor { get; set; }

    /// <summary>Values that the successor does not have.</summary>
    public int OwnValues { get; set; }

    /// <summary>Whether the program could come to it when that was looked for last.</summary>
    public bool IsReachable { get; set; }

    /// <summary>What it counted for then, without what cannot be reached.</summary>
    public long ReachableBytes { get; set; }
}
