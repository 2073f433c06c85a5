using System.Runtime;
using System.Runtime.CompilerServices;

namespace TinyTotIL.Runtime.Accounting;

/// <summary>Keeps .NET from collecting garbage until a budget of allocations is used up.</summary>
public sealed class NoCollectionRegion : IDisposable
{
    /// <summary>The budget, unless another is given.</summary>
    public const long UsualBudget = 128L << 20;

    private readonly int _collections;
    private bool _isOpen;

    private NoCollectionRegion(long budget, bool isOpen) => (Budget, _isOpen, _collections) = (budget, isOpen, CollectionCount());

    /// <summary>Bytes that may be allocated.</summary>
    public long Budget { get; }

    /// <summary>Why it has no effect; null when it has.</summary>
    public string? Problem { get; private init; }

    /// <summary>Collections that there were all the same.</summary>
    public int Collections => CollectionCount() - _collections;

    /// <summary>Begins.</summary>
    /// <param name="budget">Bytes that may be allocated.</param>
    public static NoCollectionRegion Begin(long budget)
    {
        try
        {
            bool isOpen = GC.TryStartNoGCRegion(budget);
            return new NoCollectionRegion(budget, isOpen) { Problem = isOpen ? null : "the memory for it is not there" };
        }
        catch (ArgumentOutOfRangeException)
        {
            return new NoCollectionRegion(budget, isOpen: false) { Problem = "it is more than .NET can set aside" };
        }
        catch (InvalidOperationException)
        {
            return new NoCollectionRegion(budget, isOpen: false) { Problem = "collections are already held off" };
        }
    }

    /// <summary>Lets .NET collect again.</summary>
    public void Dispose()
    {
        // .NET leaves the region by itself when the budget is used up.
        if (_isOpen && GCSettings.LatencyMode == GCLatencyMode.NoGCRegion)
        {
            GC.EndNoGCRegion();
        }

        _isOpen = false;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int CollectionCount() => GC.CollectionCount(0);
}
