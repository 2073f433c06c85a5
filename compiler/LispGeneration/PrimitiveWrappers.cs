using System.Collections.Immutable;
using TinyTotIL.Compiler.Diagnostics;
using TinyTotIL.Compiler.Lisp;
using TinyTotIL.Compiler.Natives;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.LispGeneration;

/// <summary>Makes procedures of primitives that a program uses as values, each once.</summary>
internal sealed class PrimitiveWrappers
{
    private readonly NativeTable _natives;
    private readonly GlobalTable _globals;
    private readonly Dictionary<string, GlobalVariable> _variables = new(StringComparer.Ordinal);
    private readonly List<LispNode.Define> _definitions = [];

    /// <summary>No wrappers yet.</summary>
    /// <param name="natives">The runtime functions.</param>
    /// <param name="globals">Learns of the definitions made.</param>
    public PrimitiveWrappers(NativeTable natives, GlobalTable globals) => (_natives, _globals) = (natives, globals);

    /// <summary>The definitions made.</summary>
    public IReadOnlyList<LispNode.Define> Definitions => _definitions;

    /// <summary>Whether a primitive can be called with a number of arguments.</summary>
    /// <param name="primitive">The primitive.</param>
    /// <param name="count">Number of arguments.</param>
    public bool Takes(PrimitiveProcedure primitive, int count) => PrimitiveTable.Takes(primitive.Name, count, _natives);

    /// <summary>The variable whose value is the procedure.</summary>
    /// <param name="primitive">The primitive.</param>
    public GlobalVariable ValueOf(PrimitiveProcedure primitive)
    {
        if (_variables.TryGetValue(primitive.Name, out var variable))
        {
            return variable;
        }

        variable = new GlobalVariable(primitive.Name, primitive.Place, "%primitive " + primitive.Name);
        _variables.Add(primitive.Name, variable);
        var value = new Builder(primitive).Make(PrimitiveTable.Find(primitive.Name), Counts(primitive.Name));
        _definitions.Add(new LispNode.Define(variable, value, primitive.Place));
        var facts = _globals.Of(variable);
        (facts.Definitions, facts.Value) = (1, value);
        return variable;
    }

    private int[] Counts(string name) =>
        [.. _natives.WithName(PrimitiveTable.Subject + name).Select(function => function.Parameters.Length).Order()];

    /// <summary>Writes the expression of one procedure.</summary>
    private sealed class Builder(PrimitiveProcedure primitive)
    {
        private readonly LispPlace _place = primitive.Place;

        public LispNode Make(PrimitiveRow? row, int[] counts)
        {
            if (row is { Most: int.MaxValue })
            {
                return MakeVariadic(row);
            }

            var clauses = ImmutableArray.CreateBuilder<LispNode.Lambda>();
            foreach (int count in counts.Concat(row is null ? [] : Enumerable.Range(row.Least, row.Most - row.Least + 1)).Distinct().Order())
            {
                clauses.Add(Fixed(count));
            }

            if (clauses.Count == 0)
            {
                throw new InternalCompilerException("expand", $"there is no primitive procedure '{primitive.Name}'.");
            }

            return clauses.Count == 1 ? clauses[0] : new LispNode.CaseLambda(primitive.Name, clauses.ToImmutable(), _place);
        }

        private LispNode MakeVariadic(PrimitiveRow row)
        {
            var rest = Variable("rest");
            switch (row.Form)
            {
                case PrimitiveForm.List:
                    return new LispNode.Lambda(primitive.Name, [], rest, Get(rest), _place);
                case PrimitiveForm.Fold or PrimitiveForm.Inverse:
                    return new LispNode.CaseLambda(
                        primitive.Name, [.. Enumerable.Range(row.Least, 3 - row.Least).Select(Fixed), FoldMany()], _place);
                case PrimitiveForm.Chain:
                    return new LispNode.CaseLambda(primitive.Name, [Fixed(1), Fixed(2), ChainMany()], _place);
                case PrimitiveForm.Counted:
                    return new LispNode.Lambda(primitive.Name, [], rest, new LispNode.NativeCall("scheme.list->vector", [Get(rest)], _place), _place);
                case PrimitiveForm.Values:
                    return new LispNode.Lambda(primitive.Name, [], rest, new LispNode.NativeCall("scheme.%list->values", [Get(rest)], _place), _place);
                case PrimitiveForm.Apply:
                    return Spread(rest, list => Call("apply", list));
                default:
                    return Spread(rest, list => list[^1]);
            }
        }

        /// <summary>A procedure whose last arguments are one list: (lambda (first . rest) ...).</summary>
        private LispNode.Lambda Spread(LocalVariable rest, Func<LispNode[], LispNode> body)
        {
            var first = Variable("first");
            var tail = new LispNode.NativeCall("scheme.%list-star", [Get(rest)], _place);
            return primitive.Name == "cons*"
                ? new LispNode.Lambda(primitive.Name, [], rest, body([tail]), _place)
                : new LispNode.Lambda(primitive.Name, [first], rest, body([Get(first), tail]), _place);
        }

        private LispNode.Lambda Fixed(int count)
        {
            LocalVariable[] parameters = [.. Enumerable.Range(0, count).Select(number => Variable($"v{number + 1}"))];
            return new LispNode.Lambda(primitive.Name, [.. parameters], null, Call(primitive.Name, [.. parameters.Select(Get)]), _place);
        }

        /// <summary>(lambda (a b . rest) (let loop ((sum (op a b)) (rest rest)) (if (pair? rest) (loop (op sum (car rest)) (cdr rest)) sum)))</summary>
        private LispNode.Lambda FoldMany()
        {
            var (first, second, rest) = (Variable("a"), Variable("b"), Variable("rest"));
            var (loop, result, list) = (Variable("loop"), Variable("result"), Variable("list"));
            var body = new LispNode.If(
                Call("pair?", Get(list)),
                new LispNode.Call(Get(loop), [Call(primitive.Name, Get(result), Call("car", Get(list))), Call("cdr", Get(list))], _place),
                Get(result),
                _place);
            return new LispNode.Lambda(primitive.Name, [first, second], rest, Loop(loop, [result, list], body,
                [Call(primitive.Name, Get(first), Get(second)), Get(rest)]), _place);
        }

        /// <summary>(lambda (a b . rest) (let loop ((a a) (b b) (rest rest)) (if (op a b) (if (pair? rest) (loop b (car rest) (cdr rest)) #t) #f)))</summary>
        private LispNode.Lambda ChainMany()
        {
            var (first, second, rest) = (Variable("a"), Variable("b"), Variable("rest"));
            var (loop, left, right, list) = (Variable("loop"), Variable("left"), Variable("right"), Variable("list"));
            var body = new LispNode.If(
                Call(primitive.Name, Get(left), Get(right)),
                new LispNode.If(
                    Call("pair?", Get(list)),
                    new LispNode.Call(Get(loop), [Get(right), Call("car", Get(list)), Call("cdr", Get(list))], _place),
                    new LispNode.Constant(Value.Bool(true), _place),
                    _place),
                new LispNode.Constant(Value.Bool(false), _place),
                _place);
            return new LispNode.Lambda(
                primitive.Name, [first, second], rest, Loop(loop, [left, right, list], body, [Get(first), Get(second), Get(rest)]), _place);
        }

        private LispNode.LetRecursive Loop(LocalVariable loop, LocalVariable[] variables, LispNode body, LispNode[] first) => new(
            [new LispBinding(loop, new LispNode.Lambda("loop", [.. variables], null, body, _place))],
            new LispNode.Call(Get(loop), [.. first], _place),
            _place);

        private LispNode.Call Call(string name, params LispNode[] arguments) =>
            new(new LispNode.Reference(new PrimitiveProcedure(name, _place), _place), [.. arguments], _place);

        private LocalVariable Variable(string name) => new(name, _place);

        private LispNode.Reference Get(LocalVariable variable) => new(variable, _place);
    }
}
