namespace TinyTotIL.Runtime.Processes;

/// <summary>Why a process has left the native stack while <see cref="ProcessContext.Reductions"/> is <see cref="ProcessContext.Suspending"/>.</summary>
internal enum Suspension
{
    /// <summary>The native stack was nearly used up, or something must look at the saved frames: it goes on at once.</summary>
    Spill,

    /// <summary>Its time slice is over, or YIELD gave it up: it goes to the end of the queue.</summary>
    Yield,

    /// <summary>It waits: for a message, a timer, or an operation that runs elsewhere.</summary>
    Wait,

    /// <summary>A continuation is captured: its receiver is called at once, on an empty stack.</summary>
    Capture,

    /// <summary>It ends, with the reason kept in the process; its frames are dropped.</summary>
    End,
}
