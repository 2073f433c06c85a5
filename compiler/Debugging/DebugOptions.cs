namespace TinyTotIL.Compiler.Debugging;

/// <summary>How a session begins.</summary>
public sealed record DebugOptions
{
    /// <summary>Enough to go back through some function calls, and a few megabytes.</summary>
    public const int UsualHistory = 20_000;

    /// <summary>Most instructions that can be recorded.</summary>
    public const int MostHistory = 10_000_000;

    /// <summary>How many instructions are recorded; 0 for none.</summary>
    public int History { get; init; } = UsualHistory;

    /// <summary>At which errors it stops.</summary>
    public ErrorStops ErrorStops { get; init; } = ErrorStops.Uncaught;

    /// <summary>Whether it stops before the first line.</summary>
    public bool StopsAtEntry { get; init; } = true;

    /// <summary>Whether it stops when the main program has done its last instruction.</summary>
    public bool StopsAtEnd { get; init; }

    /// <summary>Whether frames of Scheme's libraries are shown and stepped into.</summary>
    public bool ShowsLibraries { get; init; }
}
