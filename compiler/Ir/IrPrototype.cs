namespace TinyTotIL.Compiler.Ir;

/// <summary>A function value's constant part.</summary>
/// <param name="Module">Number of the module that holds the code.</param>
/// <param name="Address">Address as the program writes it, in the module's own numbering.</param>
/// <param name="Target">Index of the first instruction in the linked program.</param>
/// <param name="Parameters">Parameter names.</param>
/// <param name="Captured">Captured names for a closure; null otherwise.</param>
/// <param name="Function">Number of the direct function; -1 when it runs only on a stack machine.</param>
internal sealed record IrPrototype(int Module, ulong Address, int Target, string[] Parameters, string[]? Captured, int Function)
{
    /// <summary>Whether procedure calls pass the last parameter a list of all further arguments.</summary>
    public bool IsVariadic { get; init; }

    /// <summary>Whether the function takes the closure as its first parameter, in place of all that it captured.</summary>
    public bool PassesValue { get; init; }

    /// <summary>Whether the function leaves one value, as a procedure must, or never returns.</summary>
    public bool LeavesOne { get; init; }
}
