namespace TinyTotIL.Compiler.Lisp;

/// <summary>A variable of the top level of the program or of a library.</summary>
internal sealed class GlobalVariable : LispVariable
{
    /// <summary>Makes a variable.</summary>
    /// <param name="name">The name as the program writes it.</param>
    /// <param name="place">Where it is defined.</param>
    /// <param name="symbol">Its name in the whole program, unlike that of any other.</param>
    public GlobalVariable(string name, LispPlace place, string symbol)
        : base(name, place) => Symbol = symbol;

    /// <summary>Its name in the whole program, unlike that of any other.</summary>
    public string Symbol { get; }

    /// <summary>The library that defines it; null for the program's own.</summary>
    public LispLibrary? Library { get; init; }

    /// <summary>Whether code that is compiled later, by EVAL or in the REPL, can read and define it: then nothing is assumed of its value.</summary>
    public bool IsOpen { get; set; }

    /// <summary>How many definitions it has; code may rely on the value of one that has just one and is never assigned.</summary>
    public int Definitions { get; set; }
}
