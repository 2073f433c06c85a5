namespace TinyTotIL.Compiler.Lisp;

/// <summary>A parameter, or a variable of LET, LETREC or an internal definition.</summary>
internal sealed class LocalVariable : LispVariable
{
    /// <summary>Makes a variable.</summary>
    /// <param name="name">The name as the program writes it.</param>
    /// <param name="place">Where it is bound.</param>
    public LocalVariable(string name, LispPlace place)
        : base(name, place)
    {
    }

    /// <summary>Whether code refers to it that has been expanded.</summary>
    public bool IsUsed { get; set; }
}
