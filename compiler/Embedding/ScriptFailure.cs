namespace TinyTotIL;

/// <summary>Why a script has not done what it was asked to.</summary>
public enum ScriptFailure
{
    /// <summary>It raised an error that it did not catch.</summary>
    Error,

    /// <summary>It ended itself, by EXIT.</summary>
    Exit,

    /// <summary>It waits for what can no longer come.</summary>
    Deadlock,

    /// <summary>It was stopped after <see cref="MachineOptions.TimeLimit"/>.</summary>
    TimeLimit,

    /// <summary>It held more than <see cref="MachineOptions.MaxHeapBytes"/>.</summary>
    HeapLimit,

    /// <summary>It used more than <see cref="MachineOptions.MaxReductions"/>.</summary>
    ReductionLimit,

    /// <summary>Its process was ended for another reason: by another process, or by <see cref="ScriptProcess.Kill"/>; or its top level was cancelled, or stopped by an exception of the caller's own code.</summary>
    Ended,
}
