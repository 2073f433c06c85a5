using Mono.Cecil.Cil;
using TinyTotIL.Compiler.Text;

namespace TinyTotIL.Compiler.Emission;

/// <summary>What the symbols of an assembly say about source: where instructions stand, and in which files.</summary>
internal sealed class SourcePlaces
{
    private readonly DebugSymbols _symbols;
    private readonly Func<int, SourcePart?> _partOf;
    private readonly SourceMap _map;
    private readonly Func<string, string> _nameOf;
    private readonly Dictionary<string, Document> _documents = new(StringComparer.Ordinal);

    /// <summary>Collects what is known.</summary>
    /// <param name="symbols">The documents of the assembly.</param>
    /// <param name="partOf">The place of an instruction, or null.</param>
    /// <param name="map">Hashes of the files.</param>
    /// <param name="nameOf">The name under which debuggers are to look for a file.</param>
    /// <param name="isStepwise">Whether every line is to be a place to stop at.</param>
    public SourcePlaces(DebugSymbols symbols, Func<int, SourcePart?> partOf, SourceMap map, Func<string, string> nameOf, bool isStepwise) =>
        (_symbols, _partOf, _map, _nameOf, IsStepwise) = (symbols, partOf, map, nameOf, isStepwise);

    /// <summary>Whether every line is to be a place to stop at.</summary>
    public bool IsStepwise { get; }

    /// <summary>The place of an instruction; null where none is known.</summary>
    /// <param name="address">Its address.</param>
    public SourcePart? At(int address) => _partOf(address) is { Line: > 0 } part ? part : null;

    /// <summary>The document of a place.</summary>
    /// <param name="part">The place.</param>
    public Document DocumentOf(SourcePart part)
    {
        if (!_documents.TryGetValue(part.File, out var document))
        {
            document = _symbols.DocumentFor(_nameOf(part.File));
            if (_map.HashOf(part.File) is { } hash)
            {
                (document.HashAlgorithm, document.Hash) = (DocumentHashAlgorithm.SHA256, hash);
            }

            _documents.Add(part.File, document);
        }

        return document;
    }
}
