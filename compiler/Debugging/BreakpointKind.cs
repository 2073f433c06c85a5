namespace TinyTotIL.Compiler.Debugging;

/// <summary>What a breakpoint waits for.</summary>
public enum BreakpointKind
{
    /// <summary>One of some instructions.</summary>
    Code,

    /// <summary>The start of a process.</summary>
    ProcessStart,
}
