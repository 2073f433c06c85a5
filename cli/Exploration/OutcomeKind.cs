namespace TinyTotIL.Cli.Exploration;

/// <summary>How a run ended.</summary>
internal enum OutcomeKind
{
    /// <summary>By itself, without an uncaught error.</summary>
    Ended,

    /// <summary>With an error in some process that no handler took.</summary>
    Error,

    /// <summary>Every process waited for what could not come.</summary>
    Deadlock,

    /// <summary>Not within the steps it had.</summary>
    Unfinished,
}
