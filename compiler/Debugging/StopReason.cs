namespace TinyTotIL.Compiler.Debugging;

/// <summary>Why a program stands still.</summary>
public enum StopReason
{
    /// <summary>It has not begun: its first instruction is about to start.</summary>
    Entry,

    /// <summary>A step has come to its end.</summary>
    Step,

    /// <summary>A breakpoint.</summary>
    Breakpoint,

    /// <summary>A process has begun, which is a breakpoint.</summary>
    ProcessStart,

    /// <summary>A value that is watched has changed.</summary>
    Watch,

    /// <summary>An error was raised.</summary>
    Error,

    /// <summary>Somebody asked for it.</summary>
    Pause,

    /// <summary>The process that was stepped through has ended; another one is shown.</summary>
    ProcessEnd,

    /// <summary>The main program has done its last instruction.</summary>
    End,

    /// <summary>All processes wait, and nothing can wake them.</summary>
    Deadlock,

    /// <summary>The recorded past begins here.</summary>
    HistoryStart,

    /// <summary>What was recorded has been gone through again: this is the present.</summary>
    Present,
}
