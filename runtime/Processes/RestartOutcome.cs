namespace TinyTotIL.Runtime.Processes;

/// <summary>What became of a request to start a child again.</summary>
internal enum RestartOutcome
{
    /// <summary>It is under way, or done when the supervisor is not busy any more.</summary>
    Begun,

    /// <summary>There is no such child.</summary>
    UnknownChild,

    /// <summary>There were too many restarts.</summary>
    LimitExceeded,
}
