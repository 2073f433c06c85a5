namespace TinyTotIL.Compiler.LanguageService;

/// <summary>From a name to where it comes from, and to wherever it is used.</summary>
public static class ProgramNavigation
{
    /// <summary>Where the thing at a place is defined.</summary>
    /// <param name="index">The text.</param>
    /// <param name="offset">The place.</param>
    /// <param name="modules">Gives the text of a module; null when there is none.</param>
    public static IReadOnlyList<DefinitionSite> Definitions(ProgramIndex index, int offset, Func<string, ProgramIndex?> modules)
    {
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(modules);
        if (index.NameAt(offset) is not { } name)
        {
            return index.TargetOfNumber(offset) is { } target ? [new DefinitionSite(null, index.Source, target)] : [];
        }

        if (name.Kind == NameKind.Module)
        {
            return modules(name.Name) is { } module ? [new DefinitionSite(name.Name, module.Source, default)] : [];
        }

        DefinitionSite[] own = [.. index.DefinitionsOf(name).Select(span => new DefinitionSite(null, index.Source, span))];
        return own.Length > 0 || name.Kind != NameKind.Variable
            ? own
            : [.. ImportedName.In(index, modules).Where(imported => imported.Export.Name == name.Name).Select(SiteOf)];
    }

    /// <summary>Every place that has to do with the thing at a place.</summary>
    /// <param name="index">The text.</param>
    /// <param name="offset">The place.</param>
    /// <param name="withDefinitions">Whether to name those where it is defined, too.</param>
    public static IReadOnlyList<NameOccurrence> References(ProgramIndex index, int offset, bool withDefinitions)
    {
        ArgumentNullException.ThrowIfNull(index);
        return index.NameAt(offset) is { } name ? [.. index.SameAs(name).Where(same => withDefinitions || same.Role != NameRole.Definition)] : [];
    }

    private static DefinitionSite SiteOf(ImportedName imported) =>
        new(imported.Module, imported.Index.Source, imported.FunctionLabel()?.Line.Operand ?? imported.Export.Span);
}
