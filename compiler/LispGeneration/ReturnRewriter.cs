using System.Collections.Immutable;
using TinyTotIL.Compiler.Lisp;

namespace TinyTotIL.Compiler.LispGeneration;

/// <summary>Takes continuations out of a program to call which is to return.</summary>
/// <param name="isEliminated">Which variables hold them.</param>
/// <param name="lambdaOf">The procedure that a variable always has as value and that is only called; null for others.</param>
internal sealed class ReturnRewriter(Func<LocalVariable, bool> isEliminated, Func<LispVariable, LispNode.Lambda?> lambdaOf)
{
    /// <summary>Rewrites a program.</summary>
    /// <param name="forms">Its forms.</param>
    public IReadOnlyList<LispNode> Run(IReadOnlyList<LispNode> forms) => [.. forms.Select(Rewrite)];

    private LispNode Rewrite(LispNode node)
    {
        StackGuard.Check();
        return node switch
        {
            LispNode.Constant or LispNode.Reference => node,
            LispNode.Assign assign => assign with { Value = Rewrite(assign.Value) },
            LispNode.Define define => define with { Value = RewriteValue(define.Variable, define.Value) },
            LispNode.If choice => choice with { Test = Rewrite(choice.Test), Then = Rewrite(choice.Then), Else = Rewrite(choice.Else) },
            LispNode.Sequence sequence => sequence with { Items = All(sequence.Items) },
            LispNode.Let let => let with { Bindings = Bindings(let.Bindings), Body = Rewrite(let.Body) },
            LispNode.LetRecursive let => let with { Bindings = Bindings(let.Bindings), Body = Rewrite(let.Body) },
            LispNode.Lambda lambda => lambda with { Body = Rewrite(lambda.Body) },
            LispNode.CaseLambda cases => cases with { Clauses = [.. cases.Clauses.Select(clause => clause with { Body = Rewrite(clause.Body) })] },
            LispNode.Call call => RewriteCall(call),
            LispNode.NativeCall call => call with { Arguments = All(call.Arguments) },
            LispNode.LetValues let => let with { Producer = Rewrite(let.Producer), Body = Rewrite(let.Body) },
            LispNode.Try guarded => guarded with { Body = Rewrite(guarded.Body), Handler = Rewrite(guarded.Handler) },
            _ => throw new InvalidOperationException($"{node.GetType().Name} is no form of the core language."),
        };
    }

    private LispNode RewriteCall(LispNode.Call call)
    {
        if (ReturnElimination.ReceiverOf(call) is { } receiver && isEliminated(receiver.Parameters[0]))
        {
            return Rewrite(receiver.Body);
        }

        if (call.Procedure is not LispNode.Reference { Variable: var variable })
        {
            return call with { Procedure = Rewrite(call.Procedure), Arguments = All(call.Arguments) };
        }

        if (variable is LocalVariable local && isEliminated(local))
        {
            return Rewrite(call.Arguments[0]);
        }

        if (lambdaOf(variable) is not { } lambda || lambda.Parameters.Length != call.Arguments.Length)
        {
            return call with { Arguments = All(call.Arguments) };
        }

        return call with { Arguments = [.. call.Arguments.Where((_, i) => !isEliminated(lambda.Parameters[i])).Select(Rewrite)] };
    }

    private ImmutableArray<LispNode> All(ImmutableArray<LispNode> nodes) => [.. nodes.Select(Rewrite)];

    private ImmutableArray<LispBinding> Bindings(ImmutableArray<LispBinding> bindings) =>
        [.. bindings.Select(binding => binding with { Value = RewriteValue(binding.Variable, binding.Value) })];

    private LispNode RewriteValue(LispVariable variable, LispNode value) =>
        value is LispNode.Lambda lambda && lambdaOf(variable) is not null
            ? lambda with { Parameters = [.. lambda.Parameters.Where(parameter => !isEliminated(parameter))], Body = Rewrite(lambda.Body) }
            : Rewrite(value);
}
