#pragma warning disable RS0030 // This folder's System* files are where the runtime meets the system.

namespace TinyTotIL.Runtime.Host;

/// <summary>The processors of this machine.</summary>
internal static class SystemProcessors
{
    /// <summary>How many this process may use; a container or the user may have given it fewer than there are.</summary>
    public static int Count => Environment.ProcessorCount;
}
