namespace TinyTotIL.Compiler.Lisp;

/// <summary>How programs are understood.</summary>
internal sealed record LispOptions
{
    /// <summary>Whether code that is compiled later can read and define the variables: EVAL and the REPL.</summary>
    public bool IsOpen { get; init; }

    /// <summary>What tells the variables of this top level from those of the same name in others.</summary>
    public string Suffix { get; init; } = "";

    /// <summary>Whether SET! of a name that nothing defines is a definition, as upstream's Lisp has it.</summary>
    public bool IsUpstream { get; init; }
}
