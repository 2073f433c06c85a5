namespace TinyTotIL.Compiler.Emission;

/// <summary>The stretch of a function, in linear order, over which a register must keep its value.</summary>
/// <param name="Start">Where it is defined.</param>
/// <param name="End">Where it is read last, or the end of the loop around that.</param>
internal readonly record struct LiveRange(int Start, int End);
