namespace TinyTotIL.Compiler.Lisp;

/// <summary>A procedure that the runtime has: an instruction or a runtime function.</summary>
internal sealed class PrimitiveProcedure : LispVariable
{
    /// <summary>Names a procedure.</summary>
    /// <param name="name">Its name in the library.</param>
    /// <param name="place">Where the name was found; no piece of a program.</param>
    public PrimitiveProcedure(string name, LispPlace place)
        : base(name, place)
    {
    }
}
