namespace TinyTotIL.Compiler.Diagnostics;

/// <summary>One kind of diagnostic.</summary>
/// <param name="Code"><c>TT</c> and four digits; never reused for another kind.</param>
/// <param name="Severity">How serious it is.</param>
/// <param name="Message">The sentence, with <c>{0}</c>, <c>{1}</c> for its arguments.</param>
internal sealed record DiagnosticDescriptor(string Code, Severity Severity, string Message);
