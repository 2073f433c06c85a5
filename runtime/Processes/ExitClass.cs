namespace TinyTotIL.Runtime.Processes;

/// <summary>Exit reasons by what they mean, for counting: the reasons themselves are text of the program's own.</summary>
internal enum ExitClass
{
    /// <summary>The process had nothing more to do.</summary>
    Normal,

    /// <summary>A supervisor has stopped it.</summary>
    Shutdown,

    /// <summary>It was killed.</summary>
    Killed,

    /// <summary>It held more than it may.</summary>
    MaxHeap,

    /// <summary>It used more reductions than it may.</summary>
    MaxReductions,

    /// <summary>An error, or a reason that the program gave.</summary>
    Other,
}
