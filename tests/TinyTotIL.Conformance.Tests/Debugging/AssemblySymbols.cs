using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using TinyTotIL.Compiler.Emission;

namespace TinyTotIL.Conformance.Tests.Debugging;

/// <summary>The symbols of an assembly, as a debugger reads them.</summary>
internal sealed class AssemblySymbols
{
    private AssemblySymbols(IReadOnlyList<MethodSymbolRows> methods, IReadOnlyList<SourceDocument> documents) => (Methods, Documents) = (methods, documents);

    /// <summary>The methods that have any symbols, in the order of the metadata.</summary>
    public IReadOnlyList<MethodSymbolRows> Methods { get; }

    /// <summary>The source files.</summary>
    public IReadOnlyList<SourceDocument> Documents { get; }

    /// <summary>The symbols of a method.</summary>
    /// <param name="name">Its name.</param>
    public MethodSymbolRows this[string name] => Methods.Single(method => method.Name == name);

    /// <summary>Reads them.</summary>
    /// <param name="output">The assembly with its symbols.</param>
    public static AssemblySymbols Read(AssemblyOutput output)
    {
        using var image = new PEReader(output.Dll.ToImmutableArray());
        using var provider = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(output.Pdb!));
        var (metadata, pdb) = (image.GetMetadataReader(), provider.GetMetadataReader());
        var methods = new List<MethodSymbolRows>();
        foreach (var handle in metadata.MethodDefinitions)
        {
            var method = metadata.GetMethodDefinition(handle);
            var points = pdb.GetMethodDebugInformation(handle.ToDebugInformationHandle()).GetSequencePoints()
                .Select(point => new Point(
                    point.Offset, point.IsHidden ? "" : NameOf(pdb, point.Document), point.StartLine, point.EndLine, point.StartColumn, point.EndColumn, point.IsHidden))
                .ToList();
            var scopes = pdb.GetLocalScopes(handle).Select(pdb.GetLocalScope)
                .Select(scope => new LocalRange(
                    scope.StartOffset,
                    scope.EndOffset,
                    [.. scope.GetLocalVariables().Select(pdb.GetLocalVariable).Select(local => (pdb.GetString(local.Name), local.Index))]))
                .ToList();
            if (points.Count + scopes.Count > 0)
            {
                methods.Add(new MethodSymbolRows(
                    metadata.GetString(method.Name),
                    MetadataTokens.GetToken(handle),
                    image.GetMethodBody(method.RelativeVirtualAddress).GetILReader().Length,
                    [.. method.GetParameters().Select(parameter => metadata.GetString(metadata.GetParameter(parameter).Name))],
                    points,
                    scopes));
            }
        }

        var documents = pdb.Documents.Select(pdb.GetDocument)
            .Select(document => new SourceDocument(
                pdb.GetString(document.Name), document.Hash.IsNil ? null : (pdb.GetGuid(document.HashAlgorithm), pdb.GetBlobBytes(document.Hash))))
            .ToList();
        return new AssemblySymbols(methods, documents);
    }

    private static string NameOf(MetadataReader pdb, DocumentHandle document) => pdb.GetString(pdb.GetDocument(document).Name);

    /// <summary>A sequence point.</summary>
    internal sealed record Point(int Offset, string File, int Line, int EndLine, int Column, int EndColumn, bool IsHidden);

    /// <summary>A part of a method in which locals have names.</summary>
    internal sealed record LocalRange(int Start, int End, ImmutableArray<(string Name, int Index)> Locals);

    /// <summary>A source file, and its hash with the algorithm.</summary>
    internal sealed record SourceDocument(string Name, (Guid Algorithm, byte[] Value)? Hash);

    /// <summary>What is known of a method.</summary>
    internal sealed record MethodSymbolRows(
        string Name, int Token, int CodeSize, ImmutableArray<string> Parameters, IReadOnlyList<Point> Points, IReadOnlyList<LocalRange> Scopes)
    {
        /// <summary>The lines that have points.</summary>
        public IEnumerable<int> Lines => Points.Where(point => !point.IsHidden).Select(point => point.Line).Distinct().Order();

        /// <summary>The names of its locals.</summary>
        public IEnumerable<string> Names => Scopes.SelectMany(scope => scope.Locals).Select(local => local.Name).Distinct();
    }
}
