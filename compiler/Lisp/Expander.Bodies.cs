using System.Collections.Immutable;
using TinyTotIL.Compiler.Diagnostics;

namespace TinyTotIL.Compiler.Lisp;

/// <content>Bodies: definitions and expressions in any order, all of which see all definitions.</content>
internal sealed partial class Expander
{
    /// <summary>Expands the body of a lambda or LET.</summary>
    private LispNode ExpandBody(ReadOnlySpan<Syntax> forms, Scope outer, Syntax at)
    {
        if (forms.Length == 1 && forms[0] is not PairSyntax)
        {
            return Expand(forms[0], outer);
        }

        var body = new LocalDefinitions(this, new Scope(outer));
        Scan(forms, body);
        return body.Finish(at);
    }

    /// <summary>Goes through forms, enters what they define, and leaves expressions for later, when all definitions are known.</summary>
    /// <param name="forms">The forms.</param>
    /// <param name="target">Receives what is found.</param>
    public void Scan(ReadOnlySpan<Syntax> forms, DefinitionTarget target)
    {
        var pending = new Stack<Syntax>();
        PushAll(pending, forms);
        while (pending.TryPop(out var form))
        {
            var scope = target.Scope;
            if (ApplyMacros(form, scope) is not { } expanded)
            {
                // What could not be expanded may have been an expression.
                expanded = new AtomSyntax(Runtime.Values.Value.Unspecified, form.Place);
            }

            if (expanded is PairSyntax { Car: Identifier keyword } pair
                && (scope.Find(keyword) ?? DefinitionTarget.FindDeclaration(keyword)) is CoreForm { Kind: not FormKind.Expression } core)
            {
                if (ItemsOf(pair) is { } items)
                {
                    Define(new FormUse(core, pair, items, scope, IsTest: false), target, pending);
                }
            }
            else
            {
                target.AddExpression(expanded);
            }
        }
    }

    private static void PushAll(Stack<Syntax> pending, ReadOnlySpan<Syntax> forms)
    {
        for (int index = forms.Length - 1; index >= 0; index--)
        {
            pending.Push(forms[index]);
        }
    }

    private void Define(FormUse use, DefinitionTarget target, Stack<Syntax> pending)
    {
        switch (use.Form.Kind)
        {
            case FormKind.Begin:
                PushAll(pending, use.From(1));
                break;
            case FormKind.Define or FormKind.DefineIntegrable:
                DefineVariable(use, target);
                break;
            case FormKind.DefineValues:
                DefineValues(use, target);
                break;
            case FormKind.DefineSyntax:
                DefineSyntax(use);
                break;
            case FormKind.DefineRecordType:
                DefineRecordType(use, target);
                break;
            case FormKind.Include or FormKind.IncludeFolded:
                PushAll(pending, Include(use));
                break;
            case FormKind.CondExpand:
                PushAll(pending, SelectFeature(use));
                break;
            default:
                if (!target.Declare(use))
                {
                    Report(DiagnosticDescriptors.LispMisplacedDeclaration, use.Syntax, use.Form.Name);
                }

                break;
        }
    }

    private void DefineVariable(FormUse use, DefinitionTarget target)
    {
        // (define name value)
        if (use is { Count: 2 } && use.Items[1] is Identifier name)
        {
            var (scope, value) = (use.Scope, use.Items[2]);
            target.Add(target.Name(name, use), use.Syntax, () => ExpandNamed(value, scope, name.Name));
            return;
        }

        // (define (name . formals) body ...)
        if (use is { Count: >= 2 } && use.Items[1] is PairSyntax { Car: Identifier procedure } header)
        {
            target.Add(target.Name(procedure, use), use.Syntax, () => ExpandLambda(use, header.Cdr, 2, procedure.Name));
            return;
        }

        WrongForm(use, use.Count >= 2 && use.Items[1] is not (Identifier or PairSyntax) ? use.Items[1] : null);
    }

    private void DefineValues(FormUse use, DefinitionTarget target)
    {
        if (use.Count != 2)
        {
            WrongForm(use);
            return;
        }

        var formals = Formals.Read(use.Items[1]);
        if (formals is null)
        {
            WrongForm(use, use.Items[1]);
            return;
        }

        var names = ImmutableArray.CreateBuilder<LispVariable>(formals.Required.Count);
        foreach (var name in formals.Required)
        {
            names.Add(target.Name(name, use));
        }

        var rest = formals.Rest is null ? null : target.Name(formals.Rest, use);
        var (scope, value) = (use.Scope, use.Items[2]);
        target.AddValues(names.MoveToImmutable(), rest, use.Syntax, () => Expand(value, scope));
    }

    /// <summary>What a definition gives where an expression must stand.</summary>
    public LispNode ExpandMisplaced(FormUse use) => Wrong(DiagnosticDescriptors.LispMisplacedDefinition, use.Syntax, use.Form.Name);
}
