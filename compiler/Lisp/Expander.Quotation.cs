using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Lisp;

/// <content>QUOTE and QUASIQUOTE.</content>
internal sealed partial class Expander
{
    /// <summary><c>(quote datum)</c></summary>
    public LispNode ExpandQuote(FormUse use) => use.Count != 1 ? WrongForm(use) : Quoted(use.Items[1]);

    private static LispNode.Constant Quoted(Syntax syntax) => new(SyntaxData.ToValue(syntax), syntax.Place);

    /// <summary><c>(quasiquote template)</c></summary>
    public LispNode ExpandQuasiquote(FormUse use) => use.Count != 1 ? WrongForm(use) : Quasiquote(use.Items[1], 1, use);

    /// <summary>Expands a template. A part in which nothing is unquoted is a constant.</summary>
    private LispNode Quasiquote(Syntax syntax, int depth, FormUse use)
    {
        if (!System.Runtime.CompilerServices.RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            return TooDeep(syntax);
        }

        switch (syntax)
        {
            case VectorSyntax vector:
                Syntax list = new EmptySyntax(vector.Place, vector.Use);
                for (int index = vector.Items.Length - 1; index >= 0; index--)
                {
                    list = new PairSyntax(vector.Items[index], list, vector.Place, vector.Use);
                }

                var items = QuasiquoteList(list, depth, use, isVector: true);
                return items is LispNode.Constant constant ? ConstantVector(constant) : CallRuntime("list->vector", vector.Place, items);
            case PairSyntax pair:
                return QuasiquoteList(pair, depth, use, isVector: false);
            default:
                return Quoted(syntax);
        }
    }

    private LispNode QuasiquoteList(Syntax list, int depth, FormUse use, bool isVector)
    {
        var parts = new List<(LispNode Node, Syntax Syntax, bool IsSpliced)>();
        var rest = list;
        LispNode? tail = null;
        while (rest is PairSyntax pair)
        {
            // (a . ,b) is read as (a unquote b); a vector has no such rest.
            if (!isVector && TailUnquote(pair, depth, use) is { } last)
            {
                tail = last;
                break;
            }

            parts.Add(Element(pair.Car, depth, use));
            rest = pair.Cdr;
        }

        tail ??= Quasiquote(rest, depth, use);
        var tailSyntax = rest;
        int index = parts.Count;
        if (tail is LispNode.Constant)
        {
            // The constant end of a list is one constant.
            while (index > 0 && parts[index - 1] is { IsSpliced: false, Node: LispNode.Constant })
            {
                index--;
            }

            tailSyntax = list;
            for (int skipped = 0; skipped < index; skipped++)
            {
                tailSyntax = ((PairSyntax)tailSyntax).Cdr;
            }

            tail = index == parts.Count && tailSyntax is not PairSyntax ? tail : QuasiquoteConstant(tailSyntax, tail, parts, index);
        }

        while (index-- > 0)
        {
            var (node, syntax, isSpliced) = parts[index];
            tail = !isSpliced ? CallRuntime("cons", syntax.Place, node, tail)
                : tail is LispNode.Constant { Value.IsEmptyList: true } && index == parts.Count - 1 ? node
                : CallRuntime("append", syntax.Place, node, tail);
        }

        return tail;
    }

    private static LispNode.Constant ConstantVector(LispNode.Constant list)
    {
        var items = new List<Value>();
        for (var rest = list.Value; rest.Tag is PairValue pair; rest = pair.Cdr)
        {
            items.Add(pair.Car);
        }

        return new LispNode.Constant(Value.From(new VectorValue([.. items], isConstant: true)), list.Place);
    }

    /// <summary>The constant end of a list, built of the constants of its parts: an unquoted constant may be among them.</summary>
    private static LispNode.Constant QuasiquoteConstant(
        Syntax syntax, LispNode tail, List<(LispNode Node, Syntax Syntax, bool IsSpliced)> parts, int first)
    {
        var value = ((LispNode.Constant)tail).Value;
        for (int index = parts.Count - 1; index >= first; index--)
        {
            value = Value.From(new PairValue(((LispNode.Constant)parts[index].Node).Value, value));
        }

        return new LispNode.Constant(value, syntax.Place);
    }

    /// <summary>What a pair is that begins with UNQUOTE or the like; null for other pairs.</summary>
    private LispNode? TailUnquote(PairSyntax pair, int depth, FormUse use)
    {
        if (pair is not { Car: Identifier keyword, Cdr: PairSyntax { Cdr: EmptySyntax, Car: var argument } })
        {
            return null;
        }

        bool isUnquote = CoreForms.IsAuxiliary(keyword, use.Scope, CoreForms.Unquote);
        if (isUnquote && depth == 1)
        {
            return Expand(argument, use.Scope);
        }

        int inner = isUnquote || CoreForms.IsAuxiliary(keyword, use.Scope, CoreForms.UnquoteSplicing) ? depth - 1
            : use.Scope.Find(keyword) is CoreForm { Name: "quasiquote" } ? depth + 1
            : depth;
        if (inner == depth || inner == 0)
        {
            return null;
        }

        var (node, _, isSpliced) = Element(argument, inner, use);
        var empty = new LispNode.Constant(Value.EmptyList, argument.Place);
        if (node is LispNode.Constant && !isSpliced)
        {
            var inside = Value.From(new PairValue(((LispNode.Constant)node).Value, Value.EmptyList));
            return new LispNode.Constant(Value.From(new PairValue(Value.From(keyword.Symbol), inside)), pair.Place);
        }

        LispNode rest = isSpliced ? node : CallRuntime("cons", argument.Place, node, empty);
        return CallRuntime("cons", pair.Place, Quoted(keyword), rest);
    }

    /// <summary>An element of a list, and whether it is a list to be spliced in.</summary>
    private (LispNode Node, Syntax Syntax, bool IsSpliced) Element(Syntax syntax, int depth, FormUse use)
    {
        bool isSpliced = depth == 1 && syntax is PairSyntax { Car: Identifier keyword, Cdr: PairSyntax { Cdr: EmptySyntax } }
            && CoreForms.IsAuxiliary(keyword, use.Scope, CoreForms.UnquoteSplicing);
        return isSpliced
            ? (Expand(((PairSyntax)((PairSyntax)syntax).Cdr).Car, use.Scope), syntax, true)
            : (Quasiquote(syntax, depth, use), syntax, false);
    }
}
