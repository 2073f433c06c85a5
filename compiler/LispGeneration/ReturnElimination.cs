using System.Collections.Immutable;
using TinyTotIL.Compiler.Lisp;

namespace TinyTotIL.Compiler.LispGeneration;

/// <summary>Finds continuations that need not be captured, because to call them is to return.</summary>
/// <remarks>
/// In <c>(call/cc (lambda (k) body))</c> a call <c>(k e)</c> in tail position of the body is the same as <c>e</c>. That holds in a local procedure too
/// whose calls are all in tail position there, and for a parameter to which every call passes such a continuation, in tail position. Each variable
/// is taken for such a continuation until a use shows that it is not. What is in tail position of a procedure is what is so at all of its calls.
/// </remarks>
internal sealed class ReturnElimination
{
    /// <summary>A program that needs more is left as it is; each round goes through all of it.</summary>
    private const int MostRounds = 100;

    private static readonly ImmutableHashSet<LocalVariable> Nothing = [];

    private readonly GlobalTable _globals;
    private readonly Dictionary<LispVariable, Known> _known = [];
    private readonly HashSet<LocalVariable> _candidates = [];
    private readonly HashSet<LocalVariable> _values = [];
    private bool _changed;

    private ReturnElimination(GlobalTable globals) => _globals = globals;

    /// <summary>Rewrites a program.</summary>
    /// <param name="forms">Its forms.</param>
    /// <param name="globals">What it does with its global variables.</param>
    public static IReadOnlyList<LispNode> Run(IReadOnlyList<LispNode> forms, GlobalTable globals)
    {
        var elimination = new ReturnElimination(globals);
        elimination.Prepare(forms);
        if (elimination._candidates.Count == 0)
        {
            return forms;
        }

        int rounds = 0;
        do
        {
            if (++rounds > MostRounds)
            {
                return forms;
            }

            elimination._changed = false;
            foreach (var form in forms)
            {
                elimination.Walk(form, Nothing);
            }
        }
        while (elimination._changed || elimination.TakeUncalled());
        return elimination._candidates.All(elimination._values.Contains) ? forms : new ReturnRewriter(elimination.IsEliminated, elimination.LambdaOf).Run(forms);
    }

    /// <summary>The receiver of a call of call/cc whose receiver is in sight; null for anything else.</summary>
    /// <param name="node">An expression.</param>
    public static LispNode.Lambda? ReceiverOf(LispNode node) =>
        node is LispNode.Call
        {
            Procedure: LispNode.Reference { Variable: GlobalVariable { Symbol: "call-with-current-continuation@ttil/scheme" or "call/cc@ttil/scheme" } },
            Arguments: [LispNode.Lambda { Parameters.Length: 1, Rest: null } receiver],
        } ? receiver : null;

    private bool IsEliminated(LocalVariable variable) => _candidates.Contains(variable) && !_values.Contains(variable);

    private LispNode.Lambda? LambdaOf(LispVariable variable) => _known.GetValueOrDefault(variable)?.Lambda;

    /// <summary>What nothing calls is looked at last: it is compiled as well.</summary>
    private bool TakeUncalled()
    {
        bool any = false;
        foreach (var known in _known.Values.Where(known => known.Tail is null))
        {
            any = true;
            known.Tail = Nothing;
            known.Lambda.Parameters.ToList().ForEach(MakeValue);
        }

        return any;
    }

    /// <summary>Finds the procedures that are only called, and whether any continuation is in question at all.</summary>
    private void Prepare(IReadOnlyList<LispNode> forms)
    {
        var receivers = new List<LispNode.Lambda>();
        var usedAsValues = new HashSet<LispVariable>();
        var pending = new Stack<LispNode>(forms);
        while (pending.TryPop(out var node))
        {
            switch (node)
            {
                case LispNode.Define { Value: LispNode.Lambda { Rest: null } lambda } define when _globals.Of(define.Variable).Value is not null:
                    _known[define.Variable] = new Known(lambda);
                    break;
                case LispNode.Let let:
                    AddBound(let.Bindings);
                    break;
                case LispNode.LetRecursive let:
                    AddBound(let.Bindings);
                    break;
                case LispNode.Reference reference:
                    usedAsValues.Add(reference.Variable);
                    break;
            }

            if (ReceiverOf(node) is { } receiver)
            {
                receivers.Add(receiver);
            }

            NodeParts.Push(node, pending);
            if (node is LispNode.Call { Procedure: LispNode.Reference } call)
            {
                // The operator is no use as a value; whether the number of arguments is right is seen later.
                RemoveOperator(call, pending);
            }
        }

        if (receivers.Count == 0)
        {
            return;
        }

        foreach (var variable in usedAsValues)
        {
            _known.Remove(variable);
        }

        _candidates.UnionWith(receivers.Select(receiver => receiver.Parameters[0]));
        _candidates.UnionWith(_known.Values.SelectMany(known => known.Lambda.Parameters));
        _values.UnionWith(_candidates.Where(_globals.IsAssigned));
    }

    private static void RemoveOperator(LispNode.Call call, Stack<LispNode> pending)
    {
        // It was pushed before the arguments.
        var arguments = new Stack<LispNode>();
        for (int i = 0; i < call.Arguments.Length; i++)
        {
            arguments.Push(pending.Pop());
        }

        pending.Pop();
        foreach (var argument in arguments)
        {
            pending.Push(argument);
        }
    }

    private void AddBound(ImmutableArray<LispBinding> bindings)
    {
        foreach (var binding in bindings)
        {
            if (binding.Value is LispNode.Lambda { Rest: null } lambda && !_globals.IsAssigned(binding.Variable))
            {
                _known[binding.Variable] = new Known(lambda);
            }
        }
    }

    /// <summary>Looks at an expression.</summary>
    /// <param name="start">The expression.</param>
    /// <param name="tail">The continuations to which its value goes.</param>
    private void Walk(LispNode start, ImmutableHashSet<LocalVariable> tail)
    {
        StackGuard.Check();
        LispNode? node = start;
        while (node is not null)
        {
            switch (node)
            {
                case LispNode.If choice:
                    Walk(choice.Test, Nothing);
                    Walk(choice.Then, tail);
                    node = choice.Else;
                    break;
                case LispNode.Sequence sequence:
                    WalkAll(sequence.Items.AsSpan()[..^1]);
                    node = sequence.Items[^1];
                    break;
                case LispNode.Let let:
                    WalkBindings(let.Bindings);
                    node = let.Body;
                    break;
                case LispNode.LetRecursive let:
                    WalkBindings(let.Bindings);
                    node = let.Body;
                    break;
                case LispNode.LetValues let:
                    Walk(let.Producer, Nothing);
                    node = let.Body;
                    break;
                case LispNode.Try guarded:
                    Walk(guarded.Body, Nothing);
                    node = guarded.Handler;
                    break;
                case LispNode.Call call when ReceiverOf(call) is { } receiver:
                    tail = tail.Add(receiver.Parameters[0]);
                    node = receiver.Body;
                    break;
                case LispNode.Call { Procedure: LispNode.Reference { Variable: LocalVariable called }, Arguments: [var value] }
                    when IsEliminated(called) && tail.Contains(called):
                    node = value;
                    break;
                case LispNode.Call call:
                    WalkCall(call, tail);
                    return;
                default:
                    WalkSimple(node);
                    return;
            }
        }
    }

    private void WalkAll(ReadOnlySpan<LispNode> nodes)
    {
        foreach (var node in nodes)
        {
            Walk(node, Nothing);
        }
    }

    private void WalkBindings(ImmutableArray<LispBinding> bindings)
    {
        foreach (var binding in bindings)
        {
            if (_known.TryGetValue(binding.Variable, out var known))
            {
                WalkKnown(known);
            }
            else
            {
                Walk(binding.Value, Nothing);
            }
        }
    }

    /// <summary>The body of a procedure that is only called; one that no call has been found of yet is left for later.</summary>
    private void WalkKnown(Known known)
    {
        if (known.Tail is { } tail)
        {
            Walk(known.Lambda.Body, tail.Union(known.Lambda.Parameters));
        }
    }

    private void WalkSimple(LispNode node)
    {
        switch (node)
        {
            case LispNode.Reference { Variable: LocalVariable variable }:
                MakeValue(variable);
                break;
            case LispNode.Assign assign:
                Walk(assign.Value, Nothing);
                break;
            case LispNode.Define define when _known.TryGetValue(define.Variable, out var known):
                WalkKnown(known);
                break;
            case LispNode.Define define:
                Walk(define.Value, Nothing);
                break;
            case LispNode.NativeCall call:
                WalkAll(call.Arguments.AsSpan());
                break;
            case LispNode.Lambda lambda:
                Walk(lambda.Body, Nothing);
                break;
            case LispNode.CaseLambda cases:
                WalkAll(cases.Clauses.CastArray<LispNode>().AsSpan());
                break;
        }
    }

    private void WalkCall(LispNode.Call call, ImmutableHashSet<LocalVariable> tail)
    {
        if (call.Procedure is not LispNode.Reference { Variable: var variable } || !_known.TryGetValue(variable, out var known))
        {
            Walk(call.Procedure, Nothing);
            WalkAll(call.Arguments.AsSpan());
            return;
        }

        var parameters = known.Lambda.Parameters;
        if (parameters.Length != call.Arguments.Length)
        {
            Narrow(known, Nothing);
            parameters.ToList().ForEach(MakeValue);
            WalkAll(call.Arguments.AsSpan());
            return;
        }

        Narrow(known, variable is LocalVariable ? tail : Nothing);
        for (int i = 0; i < parameters.Length; i++)
        {
            bool isPassedOn = call.Arguments[i] is LispNode.Reference { Variable: LocalVariable passed }
                && IsEliminated(passed) && tail.Contains(passed) && IsEliminated(parameters[i]);
            if (!isPassedOn)
            {
                MakeValue(parameters[i]);
                Walk(call.Arguments[i], Nothing);
            }
        }
    }

    private void Narrow(Known known, ImmutableHashSet<LocalVariable> tail)
    {
        var narrowed = known.Tail?.Intersect(tail) ?? tail;
        _changed |= known.Tail is null || narrowed.Count < known.Tail.Count;
        known.Tail = narrowed;
    }

    private void MakeValue(LocalVariable variable) => _changed |= _candidates.Contains(variable) && _values.Add(variable);

    /// <summary>A procedure that is only called.</summary>
    private sealed class Known(LispNode.Lambda lambda)
    {
        public LispNode.Lambda Lambda { get; } = lambda;

        /// <summary>Continuations to which the results of all calls go; null while none is known.</summary>
        public ImmutableHashSet<LocalVariable>? Tail { get; set; }
    }
}
