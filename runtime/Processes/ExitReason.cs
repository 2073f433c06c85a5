namespace TinyTotIL.Runtime.Processes;

/// <summary>The reasons for an exit that mean something to the runtime; any other text is one too.</summary>
internal static class ExitReason
{
    /// <summary>The process had nothing more to do.</summary>
    public const string Normal = "normal";

    /// <summary>A supervisor has stopped it.</summary>
    public const string Shutdown = "shutdown";

    /// <summary>As a reason given to EXIT_PROCESS: exit, trapping or not.</summary>
    public const string Kill = "kill";

    /// <summary>What others are told of a process that got <see cref="Kill"/>.</summary>
    public const string Killed = "killed";

    /// <summary>It held more than it may.</summary>
    public const string MaxHeap = "max_heap";

    /// <summary>It used more reductions than it may.</summary>
    public const string MaxReductions = "max_reductions";

    /// <summary>Whether a process that ends so has done what it was there for.</summary>
    /// <param name="reason">The reason.</param>
    public static bool IsClean(string reason) => reason is Normal or Shutdown;
}
