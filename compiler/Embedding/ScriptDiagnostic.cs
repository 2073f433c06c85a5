using TinyTotIL.Compiler.Diagnostics;

namespace TinyTotIL;

/// <summary>Something the compiler has to say about a script, and where.</summary>
/// <param name="IsError">Whether it kept the script from being compiled; otherwise it is a warning or a note.</param>
/// <param name="Code">The kind: <c>TT</c> and four digits, the same in every version.</param>
/// <param name="Message">What is wrong, in one line.</param>
/// <param name="File">The script or module, as it was named.</param>
/// <param name="Line">The line, from 1; 0 when there is none.</param>
/// <param name="Column">The column, from 1, in UTF-16 units; 0 when there is none.</param>
public sealed record ScriptDiagnostic(bool IsError, string Code, string Message, string File, int Line, int Column)
{
    private readonly string _text = "";

    /// <summary>All of it as people read it: file, line, column, code and message, and below them the source line with the place underlined. It has several lines.</summary>
    public override string ToString() => _text;

    /// <summary>A diagnostic of the compiler.</summary>
    /// <param name="diagnostic">The diagnostic.</param>
    internal static ScriptDiagnostic Of(Diagnostic diagnostic) =>
        new(diagnostic.Severity == Severity.Error, diagnostic.Code, diagnostic.Message, diagnostic.Path, diagnostic.Line, diagnostic.Column, diagnostic.Render());

    private ScriptDiagnostic(bool isError, string code, string message, string file, int line, int column, string text)
        : this(isError, code, message, file, line, column) => _text = text;
}
