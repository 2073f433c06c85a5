using TinyTotIL.Compiler.Diagnostics;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Lisp;

/// <content>IF, COND, CASE, AND, OR, WHEN, UNLESS, GUARD. Long forms are put together from their ends, without recursion.</content>
internal sealed partial class Expander
{
    /// <summary><c>(if test then else)</c></summary>
    public LispNode ExpandIf(FormUse use)
    {
        if (use.Count is not (2 or 3))
        {
            return WrongForm(use);
        }

        var test = Expand(use.Items[1], use.Scope, isTest: true);
        var then = Expand(use.Items[2], use.Scope, use.IsTest);
        var otherwise = use.Count == 3 ? Expand(use.Items[3], use.Scope, use.IsTest) : Nothing(use.Place);
        return new LispNode.If(test, then, otherwise, use.Place);
    }

    /// <summary><c>(when test expression ...)</c></summary>
    public LispNode ExpandWhen(FormUse use) => use.Count < 2
        ? WrongForm(use)
        : new LispNode.If(Expand(use.Items[1], use.Scope, isTest: true), ExpandSequence(use.From(2), use.Scope, use.Place), Nothing(use.Place), use.Place);

    /// <summary><c>(unless test expression ...)</c></summary>
    public LispNode ExpandUnless(FormUse use) => use.Count < 2
        ? WrongForm(use)
        : new LispNode.If(Expand(use.Items[1], use.Scope, isTest: true), Nothing(use.Place), ExpandSequence(use.From(2), use.Scope, use.Place), use.Place);

    /// <summary><c>(and expression ...)</c></summary>
    public LispNode ExpandAnd(FormUse use)
    {
        if (use.Count == 0)
        {
            return Truth(true, use.Place);
        }

        var parts = ExpandParts(use, lastIsTest: use.IsTest);
        var result = parts[^1];
        for (int index = parts.Length - 2; index >= 0; index--)
        {
            result = new LispNode.If(parts[index], result, Truth(false, use.Place), use.Place);
        }

        return result;
    }

    /// <summary><c>(or expression ...)</c></summary>
    public LispNode ExpandOr(FormUse use)
    {
        if (use.Count == 0)
        {
            return Truth(false, use.Place);
        }

        var parts = ExpandParts(use, lastIsTest: use.IsTest, othersAreTests: use.IsTest);
        var result = parts[^1];
        for (int index = parts.Length - 2; index >= 0; index--)
        {
            result = MakeOr(parts[index], result, use.IsTest, use.Place);
        }

        return result;
    }

    /// <summary>The first value if it is true, otherwise the second. Where only the truth matters, the value need not be kept.</summary>
    private static LispNode MakeOr(LispNode first, LispNode second, bool isTest, LispPlace place)
    {
        if (isTest)
        {
            return new LispNode.If(first, Truth(true, place), second, place);
        }

        var value = new LocalVariable("or", place);
        var reference = new LispNode.Reference(value, place);
        return new LispNode.Let([new LispBinding(value, first)], new LispNode.If(reference, reference, second, place), place);
    }

    private LispNode[] ExpandParts(FormUse use, bool lastIsTest, bool othersAreTests = true)
    {
        var parts = new LispNode[use.Count];
        for (int index = 0; index < parts.Length; index++)
        {
            parts[index] = Expand(use.Items[index + 1], use.Scope, index == parts.Length - 1 ? lastIsTest : othersAreTests);
        }

        return parts;
    }

    /// <summary><c>(cond (test expression ...) ... (else expression ...))</c></summary>
    public LispNode ExpandCond(FormUse use) => use.Count == 0 ? WrongForm(use) : ExpandClauses(use, use.From(1), use.Scope);

    /// <summary>
    /// Expands clauses as those of COND; those of GUARD give a procedure that does what the chosen clause says, and #f when none is chosen.
    /// </summary>
    private LispNode ExpandClauses(FormUse use, ReadOnlySpan<Syntax> clauses, Scope scope, bool isGuard = false)
    {
        var tests = new List<(LispNode? Test, LispNode Body, bool IsReceiver, LispPlace Place)>(clauses.Length);
        LispNode result = isGuard ? Truth(false, use.Place) : Nothing(use.Place);
        for (int index = 0; index < clauses.Length; index++)
        {
            if (ListItems(clauses[index]) is not { Length: >= 1 } parts)
            {
                return WrongForm(use, clauses[index]);
            }

            var place = clauses[index].Place;
            if (IsKeyword(parts[0], scope, CoreForms.Else))
            {
                if (parts.Length == 1 || index < clauses.Length - 1)
                {
                    return Wrong(DiagnosticDescriptors.LispMisplacedElse, clauses[index], use.Form.Name);
                }

                result = Chosen(ExpandSequence(parts.AsSpan(1), scope, place));
            }
            else if (parts.Length == 3 && IsKeyword(parts[1], scope, CoreForms.Arrow))
            {
                tests.Add((Expand(parts[0], scope), Expand(parts[2], scope), IsReceiver: true, place));
            }
            else if (parts.Length == 1)
            {
                tests.Add((null, Expand(parts[0], scope, use.IsTest && !isGuard), IsReceiver: false, place));
            }
            else
            {
                tests.Add((Expand(parts[0], scope, isTest: true), Chosen(ExpandSequence(parts.AsSpan(1), scope, place)), IsReceiver: false, place));
            }
        }

        for (int index = tests.Count - 1; index >= 0; index--)
        {
            var (test, body, isReceiver, place) = tests[index];
            result = isReceiver ? Keep(test!, reference => new LispNode.Call(body, [reference], place), result, place)
                : test is not null ? new LispNode.If(test, body, result, place)
                : isGuard ? Keep(body, reference => reference, result, place)
                : MakeOr(body, result, use.IsTest, place);
        }

        return result;

        LispNode Chosen(LispNode body) => isGuard ? MakeThunk(body) : body;

        LispNode.Let Keep(LispNode test, Func<LispNode, LispNode> then, LispNode otherwise, LispPlace place)
        {
            var value = new LocalVariable("test", place);
            var reference = new LispNode.Reference(value, place);
            return new LispNode.Let([new LispBinding(value, test)], new LispNode.If(reference, Chosen(then(reference)), otherwise, place), place);
        }
    }

    /// <summary><c>(case key ((datum ...) expression ...) ... (else expression ...))</c></summary>
    public LispNode ExpandCase(FormUse use)
    {
        if (use.Count < 2)
        {
            return WrongForm(use);
        }

        var key = new LocalVariable("key", use.Items[1].Place);
        var value = Expand(use.Items[1], use.Scope);
        var clauses = new List<(LispNode Test, LispNode Body, LispPlace Place)>(use.Count);
        LispNode result = Nothing(use.Place);
        for (int index = 2; index <= use.Count; index++)
        {
            var clause = use.Items[index];
            if (ListItems(clause) is not { Length: >= 2 } parts)
            {
                return WrongForm(use, clause);
            }

            var reference = new LispNode.Reference(key, clause.Place);
            var body = parts.Length == 3 && IsKeyword(parts[1], use.Scope, CoreForms.Arrow)
                ? new LispNode.Call(Expand(parts[2], use.Scope), [reference], clause.Place)
                : ExpandSequence(parts.AsSpan(1), use.Scope, clause.Place);
            if (IsKeyword(parts[0], use.Scope, CoreForms.Else))
            {
                if (index < use.Count)
                {
                    return Wrong(DiagnosticDescriptors.LispMisplacedElse, clause, use.Form.Name);
                }

                result = body;
            }
            else if (ListItems(parts[0]) is { } data)
            {
                clauses.Add((MakeMember(reference, data, clause.Place), body, clause.Place));
            }
            else
            {
                return WrongForm(use, parts[0]);
            }
        }

        for (int index = clauses.Count - 1; index >= 0; index--)
        {
            result = new LispNode.If(clauses[index].Test, clauses[index].Body, result, clauses[index].Place);
        }

        return new LispNode.Let([new LispBinding(key, value)], result, use.Place);
    }

    /// <summary>Whether a value is one of some data.</summary>
    private LispNode MakeMember(LispNode reference, Syntax[] data, LispPlace place)
    {
        LispNode result = Truth(false, place);
        for (int index = data.Length - 1; index >= 0; index--)
        {
            // EQ? is enough for what there is only one of.
            var datum = SyntaxData.ToValue(data[index]);
            bool isUnique = datum.Tag is SymbolValue || datum.IsBool || datum.IsEmptyList;
            var test = CallRuntime(isUnique ? "eq?" : "eqv?", place, reference, new LispNode.Constant(datum, data[index].Place));
            result = index == data.Length - 1 ? test : new LispNode.If(test, Truth(true, place), result, place);
        }

        return result;
    }

    /// <summary><c>(guard (variable clause ...) body ...)</c></summary>
    public LispNode ExpandGuard(FormUse use)
    {
        if (use.Count < 2 || ListItems(use.Items[1]) is not { Length: >= 1 } parts || parts[0] is not Identifier name)
        {
            return WrongForm(use);
        }

        var body = MakeThunk(ExpandBody(use.From(2), use.Scope, use.Syntax));
        var scope = new Scope(use.Scope);
        var condition = BindLocal(name, scope);
        var choose = new LispNode.Lambda("guard", [condition], null, ExpandClauses(use, parts.AsSpan(1), scope, isGuard: true), use.Place);
        return CallRuntime(RuntimeNames.Guard, use.Place, choose, body);
    }
}
