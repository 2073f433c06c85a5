using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Lisp;

/// <summary>Expands a pattern of RECEIVE.</summary>
/// <param name="expander">The expander.</param>
/// <param name="outer">The names around the form.</param>
/// <param name="inner">Receives the names of the pattern.</param>
internal sealed class ReceivePattern(Expander expander, Scope outer, Scope inner)
{
    /// <summary>Makes an expression that gives what there is to do when a value matches, and #f when it does not.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="value">The value, which may be evaluated any number of times.</param>
    /// <param name="then">Makes what there is to do, once all names are bound.</param>
    public LispNode Match(Syntax pattern, LispNode value, Func<LispNode> then)
    {
        if (!System.Runtime.CompilerServices.RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            return expander.WrongPattern(pattern);
        }

        switch (pattern)
        {
            case Identifier name:
                return Name(name, value, then);
            case PairSyntax { Car: Identifier word, Cdr: PairSyntax { Cdr: EmptySyntax } quoted } when outer.Find(word) is CoreForm { Name: "quote" }:
                return Test("equal?", pattern, value, new LispNode.Constant(SyntaxData.ToValue(quoted.Car), quoted.Place), then);
            case PairSyntax { Car: Identifier { Name: "?" }, Cdr: PairSyntax { Car: var predicate, Cdr: var rest } } when IsOneOrNone(rest):
                var test = new LispNode.Call(expander.Expand(predicate, outer), [value], pattern.Place);
                return If(test, rest is PairSyntax { Car: var inside } ? Match(inside, value, then) : then(), pattern);
            case PairSyntax pair:
                return Pair(pair, value, then);
            case EmptySyntax:
                return If(expander.CallPattern("null?", pattern, value), then(), pattern);
            case VectorSyntax vector:
                var length = expander.CallPattern("vector-length", pattern, value);
                var isLong = expander.CallPattern("=", pattern, length, new LispNode.Constant(Value.Int(vector.Items.Length), pattern.Place));
                return If(expander.CallPattern("vector?", pattern, value), If(isLong, Elements(vector, 0, value, then), pattern), pattern);
            case AtomSyntax atom:
                return Test("equal?", pattern, value, new LispNode.Constant(atom.Value, atom.Place), then);
            default:
                return expander.WrongPattern(pattern);
        }
    }

    private static bool IsOneOrNone(Syntax rest) => rest is EmptySyntax or PairSyntax { Cdr: EmptySyntax };

    private LispNode Name(Identifier name, LispNode value, Func<LispNode> then)
    {
        if (CoreForms.IsAuxiliary(name, outer, CoreForms.Wildcard) || CoreForms.IsAuxiliary(name, outer, CoreForms.Else))
        {
            return then();
        }

        if (inner.FindHere(name.Key) is not null)
        {
            expander.ReportTwice(name);
        }

        var variable = new LocalVariable(name.Name, name.Place);
        inner.Bind(name.Key, new VariableMeaning(variable));
        return new LispNode.Let([new LispBinding(variable, value)], then(), name.Place);
    }

    private LispNode.If Pair(PairSyntax pair, LispNode value, Func<LispNode> then)
    {
        var (car, cdr) = (new LocalVariable("car", pair.Place), new LocalVariable("cdr", pair.Place));
        var inside = Match(pair.Car, new LispNode.Reference(car, pair.Place), () => Match(pair.Cdr, new LispNode.Reference(cdr, pair.Place), then));
        var parts = new LispNode.Let(
            [new LispBinding(car, expander.CallPattern("car", pair, value)), new LispBinding(cdr, expander.CallPattern("cdr", pair, value))], inside, pair.Place);
        return If(expander.CallPattern("pair?", pair, value), parts, pair);
    }

    private LispNode Elements(VectorSyntax vector, int index, LispNode value, Func<LispNode> then)
    {
        if (index == vector.Items.Length)
        {
            return then();
        }

        var pattern = vector.Items[index];
        var item = new LocalVariable("item", pattern.Place);
        var element = expander.CallPattern("vector-ref", pattern, value, new LispNode.Constant(Value.Int(index), pattern.Place));
        var rest = Match(pattern, new LispNode.Reference(item, pattern.Place), () => Elements(vector, index + 1, value, then));
        return new LispNode.Let([new LispBinding(item, element)], rest, pattern.Place);
    }

    private LispNode.If Test(string procedure, Syntax pattern, LispNode value, LispNode datum, Func<LispNode> then) =>
        If(expander.CallPattern(procedure, pattern, value, datum), then(), pattern);

    private static LispNode.If If(LispNode test, LispNode then, Syntax at) => new(test, then, new LispNode.Constant(Value.Bool(false), at.Place), at.Place);
}
