namespace TinyTotIL.Compiler.Lisp;

/// <summary>How programs are understood.</summary>
internal sealed record LispOptions
{
    /// <summary>Whether code that is compiled later can read and define the variables: EVAL and the REPL.</summary>
    public bool IsOpen { get; init; }

    /// <summary>What tells the variables of this top level from those of the same name in others.</summary>
    public string Suffix { get; init; } = "";
}
