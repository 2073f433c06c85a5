namespace TinyTotIL.Runtime.Processes;

/// <summary>What is shown of a program on standard error while it runs, or when it has ended.</summary>
[Flags]
public enum ExecutionReports
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A line for each instruction and call.</summary>
    Trace = 1,

    /// <summary>A line for each instruction with the height of the stack.</summary>
    Log = 2,

    /// <summary>How many instructions there were, and how high the stack.</summary>
    Figures = 4,

    /// <summary>Calls, time and instructions of each function.</summary>
    Profile = 8,

    /// <summary>What was allocated and collected.</summary>
    GarbageCollection = 16,

    /// <summary>Plain lines in place of tables.</summary>
    WithoutTables = 32,

    /// <summary>Each collection, when it happens.</summary>
    Collections = 64,

    /// <summary>What each process allocated.</summary>
    GarbageCollectionByProcess = 128,
}
