namespace TinyTotIL.Compiler.LispGeneration;

/// <summary>What a procedure of the program becomes.</summary>
internal enum ProcedureKind
{
    /// <summary>Code in the function that calls it: a loop, or the target of jumps.</summary>
    Joined,

    /// <summary>A function that is only called; its free variables are further parameters.</summary>
    Known,

    /// <summary>A function without free variables, called by its label and made a value where one is needed.</summary>
    Plain,

    /// <summary>A closure.</summary>
    Closure,

    /// <summary>A function that is called by its label, and a closure over its free variables that calls it.</summary>
    Split,

    /// <summary>A function without free variables whose value is kept in a global variable.</summary>
    Stored,
}
