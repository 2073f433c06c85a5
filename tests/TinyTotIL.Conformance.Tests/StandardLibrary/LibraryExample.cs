namespace TinyTotIL.Conformance.Tests.StandardLibrary;

/// <summary>An example in the comments of a module: one line in short form, or the lines of a program.</summary>
/// <param name="Short">The line; null for a program.</param>
/// <param name="Program">The program, its expectations included; empty for a line.</param>
internal sealed record LibraryExample(string? Short, IReadOnlyList<string> Program);
