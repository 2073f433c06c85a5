namespace TinyTotIL.Runtime.Errors;

/// <summary>Why a call from .NET code has no result.</summary>
internal enum CallFailure
{
    /// <summary>The program raised an error that it did not catch.</summary>
    Error,

    /// <summary>The program has ended itself by EXIT.</summary>
    Exit,

    /// <summary>All processes wait, and nothing can wake them.</summary>
    Deadlock,

    /// <summary>The process of the call has ended for a reason of its own.</summary>
    Ended,
}
