namespace TinyTotIL.Compiler.Debugging;

/// <summary>A line of a source file.</summary>
/// <param name="File">The file, as the program names it.</param>
/// <param name="Line">The line, from 1.</param>
public readonly record struct SourcePlace(string File, int Line);
