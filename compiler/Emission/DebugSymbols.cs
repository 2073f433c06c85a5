using Mono.Cecil.Cil;

namespace TinyTotIL.Compiler.Emission;

/// <summary>The source files a module's symbols speak of: one document for each.</summary>
internal sealed class DebugSymbols
{
    /// <summary>
    /// The line of a sequence point that belongs to no source line; debuggers step over it. Readers refuse every greater
    /// line.
    /// </summary>
    public const int HiddenLine = 0xFEEFEE;

    private readonly Dictionary<string, Document> _documents = [];

    /// <summary>The document of a file.</summary>
    /// <remarks>
    /// It names no language: a debugger that does not know the language still shows the lines, while one that is told
    /// a language it knows tries to parse the file.
    /// </remarks>
    /// <param name="file">The file's name as the user gave it.</param>
    public Document DocumentFor(string file)
    {
        if (!_documents.TryGetValue(file, out var document))
        {
            document = new Document(file) { Type = DocumentType.Text, Language = DocumentLanguage.Other };
            _documents.Add(file, document);
        }

        return document;
    }
}
