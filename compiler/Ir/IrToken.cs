namespace TinyTotIL.Compiler.Ir;

/// <summary>A token of IR text.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Text">What it says.</param>
/// <param name="Line">Its line, from 1.</param>
/// <param name="Column">Its column, from 1.</param>
internal readonly record struct IrToken(IrTokenKind Kind, string Text, int Line, int Column);
