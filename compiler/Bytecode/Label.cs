namespace TinyTotIL.Compiler.Bytecode;

/// <summary>A name for an address.</summary>
/// <param name="Name">The name; it may contain spaces.</param>
/// <param name="Address">Index of the instruction it precedes; the number of instructions for a label at the end.</param>
internal readonly record struct Label(string Name, int Address);
