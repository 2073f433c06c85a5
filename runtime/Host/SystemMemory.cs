#pragma warning disable RS0030 // This folder's System* files are where the runtime meets the system.

namespace TinyTotIL.Runtime.Host;

/// <summary>How much memory this process may take.</summary>
/// <remarks>
/// Left to itself .NET's heap grows until the system kills the process, or, where <c>ulimit -v</c> bounds the address
/// space, until its collector crashes. Below a ceiling of its own it reports the end of memory, which we can tell the user.
/// </remarks>
public static unsafe class SystemMemory
{
    /// <summary>The number of the address space among Linux's resource limits.</summary>
    private const int AddressSpaceResource = 9;

    /// <summary>Gives the heap a ceiling. Only for processes that are ours: the heap belongs to the whole process.</summary>
    public static void LimitHeap()
    {
        var memory = GC.GetGCMemoryInfo();
        long available = memory.TotalAvailableMemoryBytes;
        long addressable = AddressSpaceBytes() / 5;

        // A ceiling, from a container or from the user, may be there already.
        bool isLimited = available < memory.HighMemoryLoadThresholdBytes;
        if (isLimited && available <= addressable)
        {
            return;
        }

        // The collector reserves half of a bounded address space, and crashes when it comes to the end of what it reserved. It
        // takes up to twice the size of large values, whose regions they do not fill: a quarter was measured to be too much.
        long ceiling = Math.Min(isLimited ? available : available / 4 * 3, addressable);
        AppContext.SetData("GCHeapHardLimit", (ulong)ceiling);
        try
        {
            GC.RefreshMemoryLimit();
        }
        catch (InvalidOperationException)
        {
            // Too little even for what is in use now; the process is then as well off as before.
        }
    }

    /// <summary>The most bytes that .NET's heap may have.</summary>
    internal static long AvailableBytes => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    /// <summary>The most bytes of stack that leave room for everything else: half of the memory, and an eighth of the address space.</summary>
    internal static long MostStackBytes() => Math.Min(AvailableBytes / 2, AddressSpaceBytes() / 8);

    private static long AddressSpaceBytes()
    {
        if (!OperatingSystem.IsLinux())
        {
            return long.MaxValue;
        }

        // The soft limit, then the hard one; no limit is the greatest number.
        ulong* limits = stackalloc ulong[2];
        return UnixCalls.ResourceLimit(AddressSpaceResource, limits) == 0 ? (long)Math.Min(limits[0], long.MaxValue) : long.MaxValue;
    }
}
