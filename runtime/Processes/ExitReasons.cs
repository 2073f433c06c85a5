namespace TinyTotIL.Runtime.Processes;

/// <summary>The reasons for which processes end that the runtime gives itself.</summary>
internal static class ExitReasons
{
    /// <summary>It has come to its end.</summary>
    public const string Normal = "normal";

    /// <summary>Someone has ended it without asking.</summary>
    public const string Killed = "killed";

    /// <summary>It held more memory than it may.</summary>
    public const string MaxHeap = "max_heap";

    /// <summary>It ran longer than it may.</summary>
    public const string MaxReductions = "max_reductions";
}
