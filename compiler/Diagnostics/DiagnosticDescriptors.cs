namespace TinyTotIL.Compiler.Diagnostics;

/// <summary>Every diagnostic, in code order; one file per stage. A code is never reused.</summary>
internal static partial class DiagnosticDescriptors
{
    private static DiagnosticDescriptor Error(string code, string message) => new(code, Severity.Error, message);

    private static DiagnosticDescriptor Note(string code, string message) => new(code, Severity.Note, message);
}
