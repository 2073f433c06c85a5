namespace TinyTotIL.Compiler.Ir;

/// <summary>A name the main program may export.</summary>
/// <param name="Name">The name.</param>
/// <param name="Parameters">Parameter names when every value it can have is a function with these; null otherwise.</param>
internal sealed record IrExport(string Name, string[]? Parameters);
