using TinyTotIL.Compiler.Diagnostics;

namespace TinyTotIL.Compiler.Lisp;

/// <content>DEFINE-SYNTAX, LET-SYNTAX, SYNTAX-ERROR, and the forms that only the libraries use.</content>
internal sealed partial class Expander
{
    private void DefineSyntax(FormUse use)
    {
        if (use.Count != 2 || use.Items[1] is not Identifier name)
        {
            WrongForm(use);
            return;
        }

        if (ReadTransformer(use.Items[2], use.Scope, name) is { } meaning)
        {
            use.Scope.Bind(name.Key, meaning);
        }
    }

    /// <summary>What a keyword is defined to mean; null, with a diagnostic, when it is nothing.</summary>
    private Meaning? ReadTransformer(Syntax syntax, Scope scope, Identifier name)
    {
        if (ApplyMacros(syntax, scope) is not { } transformer)
        {
            return null;
        }

        if (transformer is Identifier other && scope.Find(other) is { } meaning and not VariableMeaning)
        {
            return meaning;
        }

        if (transformer is PairSyntax { Car: Identifier keyword } pair && CoreForms.IsAuxiliary(keyword, scope, CoreForms.SyntaxRules))
        {
            return SyntaxRulesReader.Read(pair, scope, _diagnostics) is { } rules ? new MacroMeaning(name.Name, rules, name.Place) : null;
        }

        Report(DiagnosticDescriptors.LispNotATransformer, transformer, name.Name);
        return null;
    }

    /// <summary><c>(let-syntax ((keyword transformer) ...) body ...)</c></summary>
    public LispNode ExpandLetSyntax(FormUse use) => ExpandLetSyntax(use, isRecursive: false);

    /// <summary><c>(letrec-syntax ((keyword transformer) ...) body ...)</c></summary>
    public LispNode ExpandLetRecursiveSyntax(FormUse use) => ExpandLetSyntax(use, isRecursive: true);

    private LispNode ExpandLetSyntax(FormUse use, bool isRecursive)
    {
        if (use.Count < 2)
        {
            return WrongForm(use);
        }

        if (ReadBindings(use, use.Items[1]) is not { } bindings)
        {
            return Nothing(use.Place);
        }

        var scope = new Scope(use.Scope);
        foreach (var (name, transformer) in bindings)
        {
            if (ReadTransformer(transformer, isRecursive ? scope : use.Scope, name) is { } meaning)
            {
                scope.Bind(name.Key, meaning);
            }
        }

        return ExpandBody(use.From(2), scope, use.Syntax);
    }

    /// <summary><c>(syntax-error message datum ...)</c></summary>
    public LispNode ExpandSyntaxError(FormUse use)
    {
        if (use.Count < 1 || use.Items[1] is not AtomSyntax { Value: { IsText: true } message })
        {
            return WrongForm(use);
        }

        var text = new System.Text.StringBuilder(message.AsText);
        foreach (var datum in use.From(2))
        {
            text.Append(' ').Append(SyntaxText.Of(datum));
        }

        return Wrong(DiagnosticDescriptors.LispSyntaxError, use.Syntax, text.ToString());
    }

    /// <summary><c>(%native "name" argument ...)</c></summary>
    public LispNode ExpandNative(FormUse use)
    {
        if (use.Count < 1 || use.Items[1] is not AtomSyntax { Value: { IsText: true } name })
        {
            return WrongForm(use);
        }

        var arguments = new LispNode[use.Count - 1];
        for (int index = 0; index < arguments.Length; index++)
        {
            arguments[index] = Expand(use.Items[index + 2], use.Scope);
        }

        return new LispNode.NativeCall(name.AsText, [.. arguments], use.Place);
    }

    /// <summary><c>(%try body (variable) handler)</c></summary>
    public LispNode ExpandTry(FormUse use)
    {
        if (use.Count != 3 || ListItems(use.Items[2]) is not [Identifier name])
        {
            return WrongForm(use);
        }

        var body = Expand(use.Items[1], use.Scope);
        var scope = new Scope(use.Scope);
        var variable = BindLocal(name, scope);
        return new LispNode.Try(body, variable, Expand(use.Items[3], scope), use.Place);
    }

    /// <summary><c>(%apply procedure list)</c></summary>
    public LispNode ExpandApply(FormUse use) => use.Count != 2
        ? WrongForm(use)
        : new LispNode.Call(
            new LispNode.Reference(new PrimitiveProcedure("%apply", default), use.Place),
            [Expand(use.Items[1], use.Scope), Expand(use.Items[2], use.Scope)],
            use.Place);
}
