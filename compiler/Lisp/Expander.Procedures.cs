using System.Collections.Immutable;
using TinyTotIL.Compiler.Diagnostics;

namespace TinyTotIL.Compiler.Lisp;

/// <content>LAMBDA, CASE-LAMBDA, named LET, DO, DELAY and what else makes procedures.</content>
internal sealed partial class Expander
{
    /// <summary>Reports a name that a body or list of parameters has twice.</summary>
    /// <param name="name">The second one.</param>
    public void ReportTwice(Identifier name) => Report(DiagnosticDescriptors.LispDefinedTwice, name, name.Name);

    private void ReportTwice(Formals formals)
    {
        if (formals.FindTwice() is { } twice)
        {
            ReportTwice(twice);
        }
    }

    /// <summary>Reports a body without an expression at its end.</summary>
    /// <param name="at">The form it belongs to.</param>
    public void ReportEmptyBody(Syntax at) => Report(DiagnosticDescriptors.LispEmptyBody, at);

    /// <summary><c>(lambda formals body ...)</c></summary>
    public LispNode ExpandLambda(FormUse use) => use.Count < 2 ? WrongForm(use) : ExpandLambda(use, use.Items[1], 2, name: null);

    private LispNode ExpandLambda(FormUse use, Syntax formals, int body, string? name) =>
        MakeLambda(use, formals, use.From(body), use.Syntax, name) ?? (LispNode)WrongForm(use, formals);

    /// <summary>Makes a procedure; null, without a diagnostic, when the formals are none.</summary>
    private LispNode.Lambda? MakeLambda(FormUse use, Syntax formals, ReadOnlySpan<Syntax> body, Syntax at, string? name)
    {
        if (Formals.Read(formals) is not { } names)
        {
            return null;
        }

        ReportTwice(names);
        var scope = new Scope(use.Scope);
        var parameters = ImmutableArray.CreateBuilder<LocalVariable>(names.Required.Count);
        foreach (var parameter in names.Required)
        {
            parameters.Add(BindLocal(parameter, scope));
        }

        var rest = names.Rest is null ? null : BindLocal(names.Rest, scope);
        _procedures++;
        var expanded = ExpandBody(body, scope, at);
        _procedures--;
        return new LispNode.Lambda(name, parameters.MoveToImmutable(), rest, expanded, at.Place);
    }

    private static LocalVariable BindLocal(Identifier name, Scope scope)
    {
        var variable = new LocalVariable(name.Name, name.Place);
        scope.Bind(name.Key, new VariableMeaning(variable));
        return variable;
    }

    /// <summary><c>(case-lambda (formals body ...) ...)</c></summary>
    public LispNode ExpandCaseLambda(FormUse use)
    {
        var clauses = ImmutableArray.CreateBuilder<LispNode.Lambda>(use.Count);
        foreach (var clause in use.From(1))
        {
            if (ListItems(clause) is not { Length: >= 2 } parts || MakeLambda(use, parts[0], parts.AsSpan(1), clause, name: null) is not { } lambda)
            {
                return WrongForm(use, clause);
            }

            clauses.Add(lambda);
        }

        return new LispNode.CaseLambda(null, clauses.MoveToImmutable(), use.Place);
    }

    /// <summary><c>(let name ((variable value) ...) body ...)</c></summary>
    private LispNode ExpandNamedLet(FormUse use, Identifier name)
    {
        if (use.Count < 3 || ReadBindings(use, use.Items[2]) is not { } bindings)
        {
            return use.Count < 3 ? WrongForm(use) : Nothing(use.Place);
        }

        var values = ExpandAll(bindings, use.Scope);
        var outer = new Scope(use.Scope);
        var loop = BindLocal(name, outer);
        var scope = new Scope(outer);
        var parameters = BindAll(bindings, scope);
        var body = ExpandBody(use.From(3), scope, use.Syntax);
        var lambda = new LispNode.Lambda(name.Name, parameters, null, body, use.Place);
        Calls.Add(new CallSite(loop, values.Length, use.Syntax));
        return Loop(loop, lambda, values, use.Place);
    }

    private LispNode.LetRecursive Loop(LocalVariable loop, LispNode.Lambda lambda, ImmutableArray<LispNode> values, LispPlace place)
    {
        Know(loop, lambda);
        return new LispNode.LetRecursive([new LispBinding(loop, lambda)], new LispNode.Call(new LispNode.Reference(loop, place), values, place), place);
    }

    /// <summary><c>(do ((variable value step) ...) (test result ...) command ...)</c></summary>
    public LispNode ExpandDo(FormUse use)
    {
        if (use.Count < 2 || ListItems(use.Items[1]) is not { } specifications || ListItems(use.Items[2]) is not { Length: >= 1 } end)
        {
            return WrongForm(use);
        }

        var scope = new Scope(use.Scope);
        var bindings = new List<(Identifier Name, Syntax Value)>(specifications.Length);
        var steps = new Syntax[specifications.Length];
        foreach (var specification in specifications)
        {
            if (ListItems(specification) is not { Length: 2 or 3 } parts || parts[0] is not Identifier name)
            {
                return WrongForm(use, specification);
            }

            steps[bindings.Count] = parts[^1] == parts[1] ? name : parts[2];
            bindings.Add((name, parts[1]));
        }

        ReportTwice(bindings);
        var values = ExpandAll(bindings, use.Scope);
        var parameters = BindAll(bindings, scope);
        var test = Expand(end[0], scope, isTest: true);
        var result = end.Length == 1 ? Nothing(use.Items[2].Place) : ExpandSequence(end.AsSpan(1), scope, use.Items[2].Place);
        var loop = new LocalVariable("do", use.Place);
        var round = ImmutableArray.CreateBuilder<LispNode>();
        foreach (var command in use.From(3))
        {
            round.Add(Expand(command, scope));
        }

        var next = ImmutableArray.CreateBuilder<LispNode>(steps.Length);
        foreach (var step in steps)
        {
            next.Add(Expand(step, scope));
        }

        round.Add(new LispNode.Call(new LispNode.Reference(loop, use.Place), next.MoveToImmutable(), use.Place));
        var body = new LispNode.If(test, result, Join(round.ToImmutable(), use.Place), use.Items[2].Place);
        return Loop(loop, new LispNode.Lambda("do", parameters, null, body, use.Place), values, use.Place);
    }

    /// <summary><c>(delay expression)</c></summary>
    public LispNode ExpandDelay(FormUse use)
    {
        if (use.Count != 1)
        {
            return WrongForm(use);
        }

        var done = CallRuntime(RuntimeNames.MakePromise, use.Place, Truth(true, use.Place), Expand(use.Items[1], use.Scope));
        return CallRuntime(RuntimeNames.MakePromise, use.Place, Truth(false, use.Place), MakeThunk(done));
    }

    /// <summary><c>(delay-force expression)</c></summary>
    public LispNode ExpandDelayForce(FormUse use) => use.Count != 1
        ? WrongForm(use)
        : CallRuntime(RuntimeNames.MakePromise, use.Place, Truth(false, use.Place), MakeThunk(Expand(use.Items[1], use.Scope)));

    private static LispNode.Lambda MakeThunk(LispNode body) => new(null, [], null, body, body.Place);

    /// <summary><c>(begin expression ...)</c></summary>
    public LispNode ExpandBegin(FormUse use) => use.Count == 0 ? WrongForm(use)
        : use.Count == 1 ? Expand(use.Items[1], use.Scope, use.IsTest)
        : ExpandSequence(use.From(1), use.Scope, use.Place);

    private LispNode ExpandSequence(ReadOnlySpan<Syntax> expressions, Scope scope, LispPlace place)
    {
        var items = ImmutableArray.CreateBuilder<LispNode>(expressions.Length);
        foreach (var expression in expressions)
        {
            items.Add(Expand(expression, scope));
        }

        return Join(items.MoveToImmutable(), place);
    }

    /// <summary><c>(set! variable expression)</c></summary>
    public LispNode ExpandAssignment(FormUse use)
    {
        if (use.Count != 2 || use.Items[1] is not Identifier name)
        {
            return WrongForm(use, use.Count == 2 ? use.Items[1] : null);
        }

        var variable = ResolveForAssignment(name, use.Scope);
        var value = ExpandNamed(use.Items[2], use.Scope, name.Name);
        if (variable is null)
        {
            return value;
        }

        variable.IsAssigned = true;
        return new LispNode.Assign(variable, value, use.Place);
    }

    private LispVariable? ResolveForAssignment(Identifier name, Scope scope)
    {
        if (Resolve(name, scope) is not { } variable)
        {
            return null;
        }

        if (variable is PrimitiveProcedure || (variable is GlobalVariable { Library: { IsStandard: true } library } && scope.Top != library.Scope))
        {
            Report(DiagnosticDescriptors.LispAssignedImport, name, name.Name);
            return null;
        }

        return variable;
    }
}
