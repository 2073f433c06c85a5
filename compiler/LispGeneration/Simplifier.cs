using System.Collections.Immutable;
using TinyTotIL.Compiler.Lisp;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.LispGeneration;

/// <summary>Rewrites the core language into less of it: what is applied at once becomes LET, and copies are their originals.</summary>
/// <remarks>Every variable is an object of its own, so an expression can be moved into the scope of any other variable.</remarks>
internal sealed class Simplifier
{
    private readonly GlobalTable _globals;
    private readonly PrimitiveWrappers _wrappers;
    private readonly Dictionary<LocalVariable, LispNode> _copies = [];

    /// <summary>Makes a simplifier for a program.</summary>
    /// <param name="globals">What the program does with its global variables.</param>
    /// <param name="wrappers">Gives primitives that are used as values.</param>
    public Simplifier(GlobalTable globals, PrimitiveWrappers wrappers) => (_globals, _wrappers) = (globals, wrappers);

    /// <summary>Simplifies an expression.</summary>
    /// <param name="node">The expression.</param>
    public LispNode Run(LispNode node)
    {
        StackGuard.Check();
        return node switch
        {
            LispNode.Constant => node,
            LispNode.Reference reference => Resolve(reference) is LispNode.Reference { Variable: PrimitiveProcedure primitive } value
                ? new LispNode.Reference(_wrappers.ValueOf(primitive), value.Place)
                : Resolve(reference),
            LispNode.Assign assign => assign with { Value = Run(assign.Value) },
            LispNode.Define define => define with { Value = Run(define.Value) },
            LispNode.If choice => RunIf(choice),
            LispNode.Sequence sequence => RunSequence(sequence),
            LispNode.Let let => RunLet(let),
            LispNode.LetRecursive let => let with
            {
                Bindings = [.. let.Bindings.Select(binding => binding with { Value = Run(binding.Value) })],
                Body = Run(let.Body),
            },
            LispNode.Lambda lambda => lambda with { Body = Run(lambda.Body) },
            LispNode.CaseLambda cases => cases with { Clauses = [.. cases.Clauses.Select(clause => clause with { Body = Run(clause.Body) })] },
            LispNode.Call call => RunCall(call),
            LispNode.NativeCall call => call with { Arguments = [.. call.Arguments.Select(Run)] },
            LispNode.LetValues let => let with { Producer = Run(let.Producer), Body = Run(let.Body) },
            LispNode.Try guarded => guarded with { Body = Run(guarded.Body), Handler = Run(guarded.Handler) },
            _ => throw new InvalidOperationException($"{node.GetType().Name} is no form of the core language."),
        };
    }

    private LispNode Resolve(LispNode.Reference reference) => reference.Variable switch
    {
        LocalVariable local when _copies.TryGetValue(local, out var original) => WithPlace(original, reference.Place),
        GlobalVariable global when _globals.Substitute(global) is { } original => WithPlace(original, reference.Place),
        _ => reference,
    };

    private static LispNode WithPlace(LispNode original, LispPlace place) => original switch
    {
        LispNode.Reference reference => reference with { Place = place },
        LispNode.Constant constant => constant with { Place = place },
        _ => original,
    };

    private LispNode RunIf(LispNode.If choice)
    {
        var test = Run(choice.Test);
        while (test is LispNode.Call { Procedure: LispNode.Reference { Variable: PrimitiveProcedure { Name: "not" } }, Arguments: [var negated] })
        {
            (test, choice) = (negated, choice with { Then = choice.Else, Else = choice.Then });
        }

        return test is LispNode.Constant constant
            ? Run(constant.Value.IsFalse ? choice.Else : choice.Then)
            : choice with { Test = test, Then = Run(choice.Then), Else = Run(choice.Else) };
    }

    private LispNode RunSequence(LispNode.Sequence sequence)
    {
        var items = ImmutableArray.CreateBuilder<LispNode>(sequence.Items.Length);
        for (int i = 0; i < sequence.Items.Length; i++)
        {
            bool isLast = i == sequence.Items.Length - 1;
            var item = Run(sequence.Items[i]);
            if (item is LispNode.Sequence inner)
            {
                items.AddRange(isLast ? inner.Items : inner.Items.Where(HasEffect));
            }
            else if (isLast || HasEffect(item))
            {
                items.Add(item);
            }
        }

        return items.Count == 1 ? items[0] : sequence with { Items = items.ToImmutable() };
    }

    private static bool HasEffect(LispNode node) =>
        node is not (LispNode.Constant or LispNode.Lambda or LispNode.CaseLambda or LispNode.Reference { Variable: PrimitiveProcedure });

    private LispNode RunLet(LispNode.Let let)
    {
        var bindings = ImmutableArray.CreateBuilder<LispBinding>(let.Bindings.Length);
        foreach (var binding in let.Bindings)
        {
            var value = binding.Value is LispNode.Reference reference ? Resolve(reference) : Run(binding.Value);
            if (!_globals.IsAssigned(binding.Variable) && IsCopy(value))
            {
                _copies[binding.Variable] = value;
            }
            else
            {
                bindings.Add(binding with
                {
                    Value = value is LispNode.Reference { Variable: PrimitiveProcedure } ? Run(value) : value,
                });
            }
        }

        var body = Run(let.Body);
        return bindings.Count == 0 ? body : let with { Bindings = bindings.ToImmutable(), Body = body };
    }

    /// <summary>Whether an expression may stand wherever a variable with its value does.</summary>
    private bool IsCopy(LispNode value) => value switch
    {
        LispNode.Constant constant => GlobalTable.IsShareable(constant.Value),
        LispNode.Reference { Variable: PrimitiveProcedure } => true,
        LispNode.Reference { Variable: LocalVariable local } => !_globals.IsAssigned(local),
        LispNode.Reference { Variable: GlobalVariable global } => _globals.Of(global).Value is LispNode.Lambda or LispNode.CaseLambda,
        _ => false,
    };

    private LispNode RunCall(LispNode.Call call)
    {
        var arguments = call.Arguments;
        switch (call.Procedure)
        {
            case LispNode.Lambda lambda when Takes(lambda, arguments.Length):
                return RunLet(Bind(lambda, arguments, call.Place));
            case LispNode.CaseLambda cases when cases.Clauses.FirstOrDefault(clause => Takes(clause, arguments.Length)) is { } clause:
                return RunLet(Bind(clause, arguments, call.Place));
            case LispNode.Let let:
                return RunLet(let with { Body = call with { Procedure = let.Body } });
            case LispNode.LetRecursive let:
                return Run(let with { Body = call with { Procedure = let.Body } });
            case LispNode.Sequence sequence:
                return RunSequence(sequence with { Items = sequence.Items.SetItem(sequence.Items.Length - 1, call with { Procedure = sequence.Items[^1] }) });
        }

        var procedure = call.Procedure is LispNode.Reference reference ? Resolve(reference) : Run(call.Procedure);
        if (procedure is LispNode.Reference { Variable: PrimitiveProcedure primitive } && !_wrappers.Takes(primitive, arguments.Length))
        {
            procedure = Run(procedure);
        }

        return call with { Procedure = procedure, Arguments = [.. arguments.Select(Run)] };
    }

    private static bool Takes(LispNode.Lambda lambda, int count) =>
        lambda.Rest is null ? count == lambda.Parameters.Length : count >= lambda.Parameters.Length;

    private static LispNode.Let Bind(LispNode.Lambda lambda, ImmutableArray<LispNode> arguments, LispPlace place)
    {
        var bindings = ImmutableArray.CreateBuilder<LispBinding>(arguments.Length);
        for (int i = 0; i < lambda.Parameters.Length; i++)
        {
            bindings.Add(new LispBinding(lambda.Parameters[i], arguments[i]));
        }

        if (lambda.Rest is { } rest)
        {
            int fixedCount = lambda.Parameters.Length;
            LispNode list = arguments.Length == fixedCount
                ? new LispNode.Constant(Value.EmptyList, place)
                : new LispNode.Call(
                    new LispNode.Reference(new PrimitiveProcedure("list", place), place), [.. arguments.Skip(fixedCount)], place);
            bindings.Add(new LispBinding(rest, list));
        }

        return new LispNode.Let(bindings.ToImmutable(), lambda.Body, place);
    }
}
