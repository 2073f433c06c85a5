namespace TinyTotIL.Compiler.Diagnostics;

/// <content>TT41xx: code generation for Lisp.</content>
internal static partial class DiagnosticDescriptors
{
    /// <summary>The code generator has no stack left for an expression.</summary>
    public static readonly DiagnosticDescriptor LispCodeTooDeep = Error("TT4101", "the program has expressions that are nested too deeply to be compiled");
}
