namespace TinyTotIL.Compiler.Diagnostics;

/// <summary>How serious a diagnostic is.</summary>
public enum Severity
{
    /// <summary>Adds to another diagnostic.</summary>
    Note,

    /// <summary>Probably not what was meant; the program is accepted.</summary>
    Warning,

    /// <summary>The program is rejected.</summary>
    Error,
}
