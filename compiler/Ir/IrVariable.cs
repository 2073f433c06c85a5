namespace TinyTotIL.Compiler.Ir;

/// <summary>A mutable place of a function: a variable of the program, or a stack slot kept for a handler.</summary>
/// <param name="Number">Its number in the function.</param>
/// <param name="Name">Its name; unique in the function.</param>
/// <param name="Type">What it holds.</param>
/// <param name="IsNamed">Whether the program names it; otherwise the compiler made it.</param>
internal sealed record IrVariable(int Number, string Name, IrType Type, bool IsNamed);
