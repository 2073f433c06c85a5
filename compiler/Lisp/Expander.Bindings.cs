using System.Collections.Immutable;

namespace TinyTotIL.Compiler.Lisp;

/// <content>LET and its relatives.</content>
internal sealed partial class Expander
{
    /// <summary><c>(let ((variable value) ...) body ...)</c>, or with a name before the variables.</summary>
    public LispNode ExpandLet(FormUse use)
    {
        if (use.Count >= 1 && use.Items[1] is Identifier name)
        {
            return ExpandNamedLet(use, name);
        }

        if (use.Count < 2)
        {
            return WrongForm(use);
        }

        if (ReadBindings(use, use.Items[1]) is not { } bindings)
        {
            return Nothing(use.Place);
        }

        var values = ExpandAll(bindings, use.Scope);
        var scope = new Scope(use.Scope);
        var variables = BindAll(bindings, scope);
        return MakeLet(variables, values, ExpandBody(use.From(2), scope, use.Syntax), use.Place);
    }

    private LispNode MakeLet(ImmutableArray<LocalVariable> variables, ImmutableArray<LispNode> values, LispNode body, LispPlace place)
    {
        if (variables.IsEmpty)
        {
            return body;
        }

        var bound = ImmutableArray.CreateBuilder<LispBinding>(variables.Length);
        for (int index = 0; index < variables.Length; index++)
        {
            Know(variables[index], values[index]);
            bound.Add(new LispBinding(variables[index], values[index]));
        }

        return new LispNode.Let(bound.MoveToImmutable(), body, place);
    }

    /// <summary><c>(let* ((variable value) ...) body ...)</c></summary>
    public LispNode ExpandLetStar(FormUse use)
    {
        if (use.Count < 2)
        {
            return WrongForm(use);
        }

        if (ReadBindings(use, use.Items[1], mayRepeat: true) is not { } bindings)
        {
            return Nothing(use.Place);
        }

        var scope = use.Scope;
        var variables = new LispBinding[bindings.Count];
        for (int index = 0; index < variables.Length; index++)
        {
            var (name, value) = bindings[index];
            var expanded = ExpandNamed(value, scope, name.Name);
            scope = new Scope(scope);
            variables[index] = new LispBinding(BindLocal(name, scope), expanded);
            Know(variables[index].Variable, expanded);
        }

        var body = ExpandBody(use.From(2), scope, use.Syntax);
        for (int index = variables.Length - 1; index >= 0; index--)
        {
            body = new LispNode.Let([variables[index]], body, use.Place);
        }

        return body;
    }

    /// <summary><c>(letrec ((variable value) ...) body ...)</c>; LETREC* is the same, for LETREC leaves the order open.</summary>
    public LispNode ExpandLetRecursive(FormUse use)
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
        var variables = BindAll(bindings, scope);
        var values = ExpandAll(bindings, scope);
        var bound = ImmutableArray.CreateBuilder<LispBinding>(variables.Length);
        for (int index = 0; index < variables.Length; index++)
        {
            Know(variables[index], values[index]);
            bound.Add(new LispBinding(variables[index], values[index]));
        }

        var body = ExpandBody(use.From(2), scope, use.Syntax);
        return bound.Count == 0 ? body : new LispNode.LetRecursive(bound.MoveToImmutable(), body, use.Place);
    }

    /// <summary><c>(let-values ((formals expression) ...) body ...)</c></summary>
    public LispNode ExpandLetValues(FormUse use) => ExpandLetValues(use, isSequential: false);

    /// <summary><c>(let*-values ((formals expression) ...) body ...)</c></summary>
    public LispNode ExpandLetStarValues(FormUse use) => ExpandLetValues(use, isSequential: true);

    private LispNode ExpandLetValues(FormUse use, bool isSequential)
    {
        if (use.Count < 2 || ListItems(use.Items[1]) is not { } clauses)
        {
            return WrongForm(use, use.Count < 2 ? null : use.Items[1]);
        }

        var inner = new Scope(use.Scope);
        var parts = new List<(ImmutableArray<LocalVariable> Variables, LocalVariable? Further, LispNode Producer, LispPlace Place)>(clauses.Length);
        var all = new Formals([], null);
        foreach (var clause in clauses)
        {
            if (ListItems(clause) is not { Length: 2 } pair || Formals.Read(pair[0]) is not { } formals)
            {
                return WrongForm(use, clause);
            }

            var producer = Expand(pair[1], isSequential ? inner : use.Scope);
            inner = isSequential ? new Scope(inner) : inner;
            var variables = ImmutableArray.CreateBuilder<LocalVariable>(formals.Required.Count);
            foreach (var name in formals.Required)
            {
                variables.Add(BindLocal(name, inner));
            }

            if (isSequential)
            {
                ReportTwice(formals);
            }
            else
            {
                all.Required.AddRange(formals.Rest is { } rest ? [.. formals.Required, rest] : formals.Required);
            }

            parts.Add((variables.MoveToImmutable(), formals.Rest is null ? null : BindLocal(formals.Rest, inner), producer, clause.Place));
        }

        ReportTwice(all);
        var body = ExpandBody(use.From(2), inner, use.Syntax);
        for (int index = parts.Count - 1; index >= 0; index--)
        {
            var (variables, rest, producer, place) = parts[index];
            body = new LispNode.LetValues(variables, rest, producer, body, place);
        }

        return body;
    }

    /// <summary><c>(parameterize ((parameter value) ...) body ...)</c></summary>
    public LispNode ExpandParameterize(FormUse use)
    {
        if (use.Count < 2 || ListItems(use.Items[1]) is not { } specifications)
        {
            return WrongForm(use);
        }

        LispNode bindings = new LispNode.Constant(Runtime.Values.Value.EmptyList, use.Place);
        var pairs = new LispNode[specifications.Length];
        for (int index = 0; index < pairs.Length; index++)
        {
            if (ListItems(specifications[index]) is not { Length: 2 } parts)
            {
                return WrongForm(use, specifications[index]);
            }

            pairs[index] = CallRuntime(RuntimeNames.Binding, specifications[index].Place, Expand(parts[0], use.Scope), Expand(parts[1], use.Scope));
        }

        for (int index = pairs.Length - 1; index >= 0; index--)
        {
            bindings = CallRuntime("cons", use.Place, pairs[index], bindings);
        }

        return CallRuntime(RuntimeNames.Parameterize, use.Place, bindings, MakeThunk(ExpandBody(use.From(2), use.Scope, use.Syntax)));
    }

    /// <summary>Reads <c>((variable value) ...)</c>; null, with a diagnostic, when it is written otherwise.</summary>
    private List<(Identifier Name, Syntax Value)>? ReadBindings(FormUse use, Syntax syntax, bool mayRepeat = false)
    {
        if (ListItems(syntax) is not { } items)
        {
            WrongForm(use, syntax);
            return null;
        }

        var bindings = new List<(Identifier, Syntax)>(items.Length);
        foreach (var item in items)
        {
            if (item is not PairSyntax || ListItems(item) is not { Length: 2 } parts || parts[0] is not Identifier name)
            {
                WrongForm(use, item);
                return null;
            }

            bindings.Add((name, parts[1]));
        }

        if (!mayRepeat)
        {
            ReportTwice(bindings);
        }

        return bindings;
    }

    private void ReportTwice(List<(Identifier Name, Syntax Value)> bindings)
    {
        var names = new List<Identifier>(bindings.Count);
        foreach (var (name, _) in bindings)
        {
            names.Add(name);
        }

        ReportTwice(new Formals(names, null));
    }

    private ImmutableArray<LispNode> ExpandAll(List<(Identifier Name, Syntax Value)> bindings, Scope scope)
    {
        var values = ImmutableArray.CreateBuilder<LispNode>(bindings.Count);
        foreach (var (name, value) in bindings)
        {
            values.Add(ExpandNamed(value, scope, name.Name));
        }

        return values.MoveToImmutable();
    }

    private static ImmutableArray<LocalVariable> BindAll(List<(Identifier Name, Syntax Value)> bindings, Scope scope)
    {
        var variables = ImmutableArray.CreateBuilder<LocalVariable>(bindings.Count);
        foreach (var (name, _) in bindings)
        {
            variables.Add(BindLocal(name, scope));
        }

        return variables.MoveToImmutable();
    }
}
