using TinyTotIL.Compiler.Diagnostics;
using TinyTotIL.Compiler.Text;

namespace TinyTotIL.Compiler.Lisp;

/// <content>INCLUDE and COND-EXPAND.</content>
internal sealed partial class Expander
{
    /// <summary><c>(include "file" ...)</c> as an expression.</summary>
    public LispNode ExpandInclude(FormUse use)
    {
        var forms = Include(use);
        return forms.Length == 0 ? Nothing(use.Place) : ExpandSequence(forms, use.Scope, use.Place);
    }

    private Syntax[] Include(FormUse use)
    {
        var forms = new List<Syntax>();
        foreach (var source in OpenFiles(use.Items, use.Syntax))
        {
            forms.AddRange(SyntaxReader.ReadAll(source, _diagnostics, use.Form.Kind == FormKind.IncludeFolded));
        }

        return [.. forms];
    }

    /// <summary>Reads the files that a form names, relative to the folder of its own.</summary>
    /// <param name="items">The form's parts; the keyword is the first.</param>
    /// <param name="at">The form.</param>
    public List<SourceText> OpenFiles(Syntax[] items, Syntax at)
    {
        var sources = new List<SourceText>();
        foreach (var item in items.AsSpan(1))
        {
            if (item is not AtomSyntax { Value: { IsText: true } path })
            {
                Report(DiagnosticDescriptors.LispNotAPath, item);
                continue;
            }

            if (Libraries.Files.Read(LispFiles.Resolve(at.Place.Source.Name, path.AsText), out string problem) is { } source)
            {
                sources.Add(source);
            }
            else
            {
                Report(DiagnosticDescriptors.LispFileNotReadable, item, path.AsText, problem);
            }
        }

        return sources;
    }

    /// <summary><c>(cond-expand (requirement form ...) ...)</c> as an expression.</summary>
    public LispNode ExpandCondExpand(FormUse use)
    {
        var forms = SelectFeature(use);
        return forms.Length == 0 ? Nothing(use.Place) : ExpandSequence(forms, use.Scope, use.Place);
    }

    private ReadOnlySpan<Syntax> SelectFeature(FormUse use) => SelectFeature(use.Items, use.Syntax, use.Scope);

    /// <summary>The forms of the first clause of COND-EXPAND whose requirement is met.</summary>
    /// <param name="items">The form's parts; the keyword is the first.</param>
    /// <param name="at">The form.</param>
    /// <param name="scope">The names it may use.</param>
    public ReadOnlySpan<Syntax> SelectFeature(Syntax[] items, Syntax at, Scope scope)
    {
        foreach (var clause in items.AsSpan(1))
        {
            if (ListItems(clause) is not { Length: >= 1 } parts)
            {
                Report(DiagnosticDescriptors.LispFeatureShape, clause);
                return [];
            }

            if (IsKeyword(parts[0], scope, CoreForms.Else) || parts[0] is Identifier { Name: "else" } || IsMet(parts[0]))
            {
                return parts.AsSpan(1);
            }
        }

        _ = at;
        return [];
    }

    private bool IsMet(Syntax requirement)
    {
        if (requirement is Identifier feature)
        {
            return Features.Has(feature.Name);
        }

        if (!System.Runtime.CompilerServices.RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            TooDeep(requirement);
            return false;
        }

        if (ListItems(requirement) is [Identifier word, .. var parts])
        {
            switch (word.Name)
            {
                case "and":
                    return Array.TrueForAll(parts, IsMet);
                case "or":
                    return Array.Exists(parts, IsMet);
                case "not" when parts.Length == 1:
                    return !IsMet(parts[0]);
                case "library" when parts.Length == 1:
                    return Libraries.Exists(parts[0]);
            }
        }

        Report(DiagnosticDescriptors.LispFeatureShape, requirement);
        return false;
    }
}
