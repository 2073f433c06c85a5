namespace TinyTotIL.Compiler.Debugging;

/// <summary>At which errors a program stops.</summary>
public enum ErrorStops
{
    /// <summary>At none.</summary>
    None,

    /// <summary>At those that no handler is open for.</summary>
    Uncaught,

    /// <summary>At all, also those that are caught afterwards.</summary>
    All,
}
