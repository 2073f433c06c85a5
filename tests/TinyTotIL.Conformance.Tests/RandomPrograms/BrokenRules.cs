namespace TinyTotIL.Conformance.Tests.RandomPrograms;

/// <summary>Ways in which a program may not look like ordinary functions. Each one alone can change how a compiler must treat a function and its callers.</summary>
[Flags]
internal enum BrokenRules
{
    /// <summary>Structured through and through; only values may be wrong.</summary>
    None = 0,

    /// <summary>Calls and instructions with fewer values than they need, and lists that take more.</summary>
    MissingValues = 1,

    /// <summary>Handlers that outlive their function.</summary>
    LeakedHandlers = 2,

    /// <summary>END_TRY for a handler of somebody else.</summary>
    ForeignEndTry = 4,

    /// <summary>Control and function values that lead anywhere.</summary>
    WildAddresses = 8,

    /// <summary>Branches that leave different numbers of values.</summary>
    UnbalancedBranches = 16,

    /// <summary>Captures that wait across calls and branches.</summary>
    WaitingCaptures = 32,

    /// <summary>One variable for functions of different shapes.</summary>
    MixedFunctions = 64,

    /// <summary>A top level that runs on into the functions below it.</summary>
    FallingThrough = 128,

    /// <summary>Code in a branch or a protected part that moves values from outside.</summary>
    ReachingDown = 256,

    /// <summary>Everything at once.</summary>
    All = 511,
}
