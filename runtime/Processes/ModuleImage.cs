namespace TinyTotIL.Runtime.Processes;

/// <summary>One module of a linked program.</summary>
/// <param name="Path">The path as IMPORT writes it; the program's own name for the main program.</param>
/// <param name="Start">Index of its first instruction in the linked program.</param>
/// <param name="Length">Number of instructions as the program sees them, without the implicit end.</param>
/// <param name="LoadError">Why the module could not be linked: the text IMPORT raises; null when it was linked.</param>
/// <param name="Body">Runs the top level from its first instruction on a fresh operand stack; null when it was not linked.</param>
public sealed record ModuleImage(string Path, int Start, int Length, string? LoadError, Action<ProcessContext>? Body);
