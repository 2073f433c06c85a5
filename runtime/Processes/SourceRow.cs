namespace TinyTotIL.Runtime.Processes;

/// <summary>Where code comes from, from an address on until the next row begins.</summary>
/// <param name="Address">Index in the linked program.</param>
/// <param name="File">The source file.</param>
/// <param name="Line">The line, from 1; 0 when it is not known.</param>
/// <param name="Column">The column, from 1; 0 when it is not known.</param>
public readonly record struct SourceRow(int Address, string File, int Line, int Column = 0);
