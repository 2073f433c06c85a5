using System.Globalization;
using System.Text;

namespace TinyTotIL.Compiler.LanguageService;

/// <summary>Says what stands at a place.</summary>
/// <param name="index">The text.</param>
/// <param name="natives">Describes a runtime function; null for a name that is none.</param>
/// <param name="modules">Gives the text of a module; null when there is none.</param>
public sealed class ProgramHover(ProgramIndex index, Func<string, NativeDescription?> natives, Func<string, ProgramIndex?> modules)
{
    /// <summary>More places than this are only counted.</summary>
    private const int MostListed = 8;

    /// <summary>What there is to say about a place; null for nothing.</summary>
    /// <param name="offset">The place.</param>
    public HoverInfo? At(int offset)
    {
        if (index.NameAt(offset) is { } name)
        {
            return TextOf(name) is { } text ? new HoverInfo(text, name.Span) : null;
        }

        if (index.LineAt(offset) is not { } line)
        {
            return null;
        }

        if (offset <= line.Line.Mnemonic.End)
        {
            return line.Row is null ? null : new HoverInfo(LanguageText.OfInstruction(line.Row, index.Source.SpanText(line.Line.Mnemonic).ToString()), line.Line.Mnemonic);
        }

        return index.TargetOfNumber(offset) is { } target
            ? new HoverInfo($"Instruction {line.Target}, on line {index.Source.LineOf(target.Start)}: {LanguageText.Code(index.Source.SpanText(target).ToString())}", line.Line.Operand)
            : null;
    }

    private string? TextOf(NameOccurrence name) => name.Kind switch
    {
        NameKind.Label => OfLabel(index, name.Name),
        NameKind.Variable => OfVariable(name),
        NameKind.Field => $"Field {LanguageText.Code(name.Name)}{Places(", set", index.SameAs(name).Where(same => same.IsDefinition))}",
        NameKind.Native => OfNative(name),
        NameKind.Module => OfModule(name.Name),
        NameKind.Process => $"Process {LanguageText.Code(name.Name)}{Places(", registered", index.SameAs(name).Where(same => same.IsDefinition))}",
    };

    private string OfLabel(ProgramIndex module, string name)
    {
        var text = new StringBuilder();
        var uses = module.Names.Where(use => use.Kind == NameKind.Label && use.Name == name && use.Role is NameRole.Use or NameRole.Call).ToList();
        if (module.LabelLine(name) is not { } line)
        {
            return $"There is no label {LanguageText.Code(name)}.";
        }

        text.Append("```ttvm\nLABEL ").Append(name).Append("\n```\n");
        text.Append(CultureInfo.InvariantCulture, $"{(module.Functions.Contains(name) ? "Function" : "Label")} on line {line.Line.Number}, address {line.Address}");
        foreach (string parameters in ParametersOf(module, uses))
        {
            text.Append("\n\nCalled with ").Append(parameters);
        }

        if (module == index)
        {
            text.Append(uses.Count == 0 ? "\n\nNot used in this file" : string.Create(CultureInfo.InvariantCulture, $"\n\nUsed {(uses.Count == 1 ? "once" : $"{uses.Count} times")} in this file"));
        }

        string comments = LanguageText.CommentsAt(module.Source, line.Line);
        return text.Append(comments.Length == 0 ? "" : "\n\n---\n").Append(comments).ToString();
    }

    /// <summary>The parameter names that the calls of a label give it, each list once.</summary>
    private static IEnumerable<string> ParametersOf(ProgramIndex module, IEnumerable<NameOccurrence> uses) => uses
        .Where(use => use.Role == NameRole.Call)
        .Select(use => ParametersAfter(module, use))
        .Distinct()
        .Take(MostListed);

    private static string ParametersAfter(ProgramIndex module, NameOccurrence call)
    {
        var line = module.LineAt(call.Span.Start)!.Value.Line;
        string[] words = module.Source.Text[call.Span.End..line.Content.End].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 ? "no parameters" : string.Join(", ", words.Select(LanguageText.Code));
    }

    private string OfVariable(NameOccurrence name)
    {
        var same = index.SameAs(name).ToList();
        string function = name.Scope < 0 ? "" : index.FunctionAt(name.Scope) is { } label ? $" of function {LanguageText.Code(label)}" : " of the program";
        var text = new StringBuilder("Variable ").Append(LanguageText.Code(name.Name)).Append(function);
        text.Append(Places("\n\nParameter", same.Where(place => place.Role == NameRole.Parameter)));
        text.Append(Places("\n\nSet", same.Where(place => place.Role == NameRole.Definition)));
        text.Append(Places("\n\nUsed", same.Where(place => place.Role == NameRole.Use)));
        text.Append(Places("\n\nExported", same.Where(place => place.Role == NameRole.Export)));
        if (!same.Any(place => place.IsDefinition))
        {
            foreach (var imported in ImportedName.In(index, modules).Where(imported => imported.Export.Name == name.Name))
            {
                text.Append("\n\nImported from ").Append(LanguageText.Code(imported.Module));
                text.Append(imported.FunctionLabel() is { } line ? "\n\n" + OfLabel(imported.Index, imported.Index.Source.SpanText(line.Line.Operand).ToString()) : "");
            }
        }

        return text.ToString();
    }

    private string? OfNative(NameOccurrence name)
    {
        var external = index.Names.FirstOrDefault(found => found is { Kind: NameKind.Native, Role: NameRole.Definition } && found.Name == name.Name);
        if (external.Name is not null && index.LineAt(external.Span.Start) is { } line)
        {
            return $"```ttvm\n{index.Source.SpanText(line.Line.Content)}\n```\nA method of .NET, named on line {line.Line.Number}";
        }

        return natives(name.Name) is { } function ? LanguageText.OfNative(function) : null;
    }

    private string OfModule(string path)
    {
        if (modules(path) is not { } module)
        {
            return $"Module {LanguageText.Code(path)}: there is no such text";
        }

        var exports = module.Names.Where(name => name.Role == NameRole.Export).Select(name => name.Name).Distinct().ToList();
        string introduction = LanguageText.IntroductionOf(module.Source);
        return $"Module {LanguageText.Code(path)}"
            + (introduction.Length == 0 ? "" : $"\n\n{introduction}")
            + (exports.Count == 0 ? "\n\nIt exports nothing" : $"\n\nExports {string.Join(", ", exports.Select(LanguageText.Code))}");
    }

    private string Places(string what, IEnumerable<NameOccurrence> places)
    {
        var lines = places.Select(place => index.Source.LineOf(place.Span.Start)).Distinct().ToList();
        string more = lines.Count > MostListed ? string.Create(CultureInfo.InvariantCulture, $" and {lines.Count - MostListed} more") : "";
        return lines.Count == 0 ? "" : $"{what} on line{(lines.Count == 1 ? "" : "s")} {string.Join(", ", lines.Take(MostListed))}{more}";
    }
}
