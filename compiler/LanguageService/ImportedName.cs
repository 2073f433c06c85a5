using TinyTotIL.Compiler.Bytecode;

namespace TinyTotIL.Compiler.LanguageService;

/// <summary>A variable that a module exports to whoever imports it.</summary>
/// <param name="Module">The path of the module, as IMPORT writes it.</param>
/// <param name="Index">Its text.</param>
/// <param name="Export">Where it is exported.</param>
internal readonly record struct ImportedName(string Module, ProgramIndex Index, NameOccurrence Export)
{
    /// <summary>Every name that the imports of a program offer it.</summary>
    /// <param name="importer">The program.</param>
    /// <param name="modules">Gives the text of a module; null when there is none.</param>
    public static IEnumerable<ImportedName> In(ProgramIndex importer, Func<string, ProgramIndex?> modules)
    {
        foreach (string path in importer.Names.Where(name => name.Kind == NameKind.Module).Select(name => name.Name).Distinct())
        {
            if (modules(path) is { } module)
            {
                foreach (var export in module.Names.Where(name => name.Role == NameRole.Export).DistinctBy(name => name.Name))
                {
                    yield return new ImportedName(path, module, export);
                }
            }
        }
    }

    /// <summary>The label of the function in the variable, where the text shows that it holds one.</summary>
    public IndexedLine? FunctionLabel()
    {
        var lines = Index.Lines;
        for (int line = 1; line < lines.Length; line++)
        {
            if (lines[line].Row?.Opcode == Opcode.Store && lines[line - 1].Row?.Shape == OperandShape.Call
                && Index.NameAt(lines[line].Line.Content.End)?.Name == Export.Name
                && Index.NameAt(lines[line - 1].Line.Operand.Start) is { Kind: NameKind.Label } label)
            {
                return Index.LabelLine(label.Name);
            }
        }

        return null;
    }
}
