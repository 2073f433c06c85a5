using TinyTotIL.Compiler.Diagnostics;

namespace TinyTotIL.Compiler.Verification;

/// <summary>Something a review has to say about an instruction.</summary>
/// <param name="Index">Index of the instruction.</param>
/// <param name="Descriptor">What.</param>
/// <param name="Arguments">Arguments of the message.</param>
internal sealed record ProgramFinding(int Index, DiagnosticDescriptor Descriptor, object[] Arguments);
