namespace TinyTotIL.Runtime.Processes;

/// <summary>Whether anybody listens to events, in fields that cost a test to read: no class needs to be initialized for them.</summary>
internal static class ProcessEvents
{
    /// <summary>Whether somebody wants to know of starts, ends and deadlocks.</summary>
    public static bool IsOn;

    /// <summary>Whether somebody wants to know of each time slice.</summary>
    public static bool HasSlices;
}
