using System.Globalization;

namespace TinyTotIL.Runtime.Processes;

/// <summary>The text that names a monitor: <c>mon_</c>, the watcher, <c>_</c>, the target. A process has at most one monitor of another.</summary>
internal static class MonitorReference
{
    private const string Prefix = "mon_";

    /// <summary>The reference of a monitor.</summary>
    /// <param name="watcher">The number of the watcher.</param>
    /// <param name="target">The number of the target.</param>
    public static string Of(long watcher, long target) => $"{Prefix}{watcher}_{target}";

    /// <summary>The target, when a text is a reference of this watcher.</summary>
    /// <param name="reference">The text.</param>
    /// <param name="watcher">The number of the watcher.</param>
    /// <param name="target">The number of the target.</param>
    public static bool TryRead(string reference, long watcher, out long target)
    {
        target = 0;
        string[] parts = reference.Split('_');
        return parts is ["mon", _, var last]
            && long.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out target)
            && reference == Of(watcher, target);
    }
}
