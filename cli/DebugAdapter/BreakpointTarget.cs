namespace TinyTotIL.Cli.DebugAdapter;

/// <summary>What breakpoints of an editor are set on.</summary>
internal enum BreakpointTarget
{
    /// <summary>Lines of a file.</summary>
    Line,

    /// <summary>Functions, by name.</summary>
    Function,

    /// <summary>Instructions.</summary>
    Instruction,
}
