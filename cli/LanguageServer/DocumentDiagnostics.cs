using System.Text.Json.Nodes;
using TinyTotIL.Compiler;
using TinyTotIL.Compiler.Diagnostics;
using TinyTotIL.Compiler.Text;

namespace TinyTotIL.Cli.LanguageServer;

/// <summary>What the compiler has to say about an open text, as the protocol has it.</summary>
internal static class DocumentDiagnostics
{
    /// <summary>Checks a text as <c>ttil check</c> does.</summary>
    /// <param name="document">The text.</param>
    /// <param name="workspace">What is open besides.</param>
    /// <param name="references">What it may call besides the runtime's own functions.</param>
    public static JsonArray Of(OpenDocument document, Workspace workspace, ForeignReferences references)
    {
        var modules = workspace.ModulesOf(document);
        string path = modules.ProgramPath;
        var result = document.IsLisp ? Compilation.LoadLisp(path, modules, references) : Compilation.Load(path, modules, references);
        IEnumerable<Diagnostic> found = result.Program is null ? result.Diagnostics : [.. result.Diagnostics, .. Compilation.Review(result.Program)];
        document.Consulted = modules.Consulted;

        // Imported modules have their own windows.
        return new JsonArray([.. found.Where(diagnostic => diagnostic.Path == path).Select(diagnostic => Convert(diagnostic, document))]);
    }

    private static JsonObject Convert(Diagnostic diagnostic, OpenDocument document) => new JsonObject
    {
        ["range"] = document.Positions.RangeOf(diagnostic.Source is null ? FirstLine(document.Text) : diagnostic.Span),
        ["severity"] = diagnostic.Severity switch
        {
            Severity.Error => 1,
            Severity.Warning => 2,
            Severity.Note => 3,
        },
        ["code"] = diagnostic.Code,
        ["source"] = "ttil",
        ["message"] = diagnostic.Message,
    };

    private static SourceSpan FirstLine(string text)
    {
        int end = text.AsSpan().IndexOfAny('\n', '\r');
        return new SourceSpan(0, end < 0 ? text.Length : end);
    }
}
