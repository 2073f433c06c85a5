using System.Collections.Immutable;
using TinyTotIL.Compiler.Lisp;

namespace TinyTotIL.Compiler.LispGeneration;

/// <summary>
/// Orders the bindings of LETREC*: closures are made as late as the other expressions allow, so that what they capture has its value already. A
/// variable that is captured before it has one gets a cell.
/// </summary>
internal sealed class RecursionPlanner
{
    private readonly ProgramFacts _facts;
    private readonly LispNode.LetRecursive _let;
    private readonly ImmutableArray<LispBinding>.Builder _order;
    private readonly List<LispBinding> _closures = [];
    private readonly HashSet<LocalVariable> _unset = [];
    private readonly HashSet<LocalVariable> _own;

    private RecursionPlanner(ProgramFacts facts, LispNode.LetRecursive let)
    {
        (_facts, _let) = (facts, let);
        _own = [.. let.Bindings.Select(binding => binding.Variable)];
        _order = ImmutableArray.CreateBuilder<LispBinding>(let.Bindings.Length);
    }

    /// <summary>Plans every LETREC* of a form.</summary>
    /// <param name="facts">What is known of the program.</param>
    /// <param name="form">The form.</param>
    public static void Run(ProgramFacts facts, TopLevelForm form)
    {
        foreach (var (node, _) in form.Recursions)
        {
            facts.SetPlan(node, new RecursionPlanner(facts, node).Plan());
        }
    }

    private RecursionPlan Plan()
    {
        foreach (var binding in _let.Bindings)
        {
            if (_facts.Of(binding.Variable).Procedure is not { } procedure)
            {
                _unset.Add(binding.Variable);
            }
            else if (procedure.NeedsVariable)
            {
                _unset.Add(binding.Variable);
                _closures.Add(binding);
            }
        }

        // Where no function has a copy of any of them, reading one too early is an error of its own.
        bool canBeEarly = _closures.Count > 0 || _unset.Any(variable => _facts.Of(variable).IsCaptured);
        foreach (var binding in _let.Bindings)
        {
            if (_facts.Of(binding.Variable).Procedure is not null)
            {
                continue;
            }

            if (canBeEarly && binding.Value is not LispNode.Constant)
            {
                BeforeValue(binding);
            }

            _order.Add(binding);
            _unset.Remove(binding.Variable);
        }

        MakeClosures([.. _closures]);
        return new RecursionPlan(_order.ToImmutable());
    }

    private void BeforeValue(LispBinding binding)
    {
        var mentioned = Mentions(binding.Value);
        MakeClosures([.. _closures.Where(closure => mentioned.Contains(closure.Variable))]);
        foreach (var variable in mentioned.Where(_unset.Contains))
        {
            var facts = _facts.Of(variable);
            facts.IsCell |= facts.IsCaptured;
        }
    }

    /// <summary>Makes closures, those first that others capture; where they capture each other, one is in a cell.</summary>
    private void MakeClosures(List<LispBinding> wanted)
    {
        var waiting = wanted.ToDictionary(binding => binding.Variable);
        foreach (var binding in wanted)
        {
            MakeClosure(binding, waiting);
        }

        _closures.RemoveAll(binding => !_unset.Contains(binding.Variable));
    }

    private void MakeClosure(LispBinding binding, Dictionary<LocalVariable, LispBinding> waiting)
    {
        StackGuard.Check();
        if (!waiting.Remove(binding.Variable))
        {
            return;
        }

        var captured = _facts.Of(binding.Variable).Procedure!.Clauses.SelectMany(clause => clause.Free).OrderBy(variable => _facts.Of(variable).Number).ToList();
        foreach (var variable in captured)
        {
            if (waiting.TryGetValue(variable, out var earlier))
            {
                MakeClosure(earlier, waiting);
            }
        }

        foreach (var variable in captured.Where(_unset.Contains))
        {
            _facts.Of(variable).IsCell = true;
        }

        _unset.Remove(binding.Variable);
        _order.Add(binding);
    }

    /// <summary>The variables in an expression, and in the procedures of this LETREC* that it mentions.</summary>
    private HashSet<LocalVariable> Mentions(LispNode start)
    {
        var found = new HashSet<LocalVariable>();
        var pending = new Stack<LispNode>([start]);
        while (pending.TryPop(out var node))
        {
            if (node is LispNode.Reference { Variable: LocalVariable read } && found.Add(read))
            {
                if (_facts.Of(read).Procedure is { } procedure && _own.Contains(read))
                {
                    pending.Push(procedure.Node);
                }
            }
            else if (node is LispNode.Assign { Variable: LocalVariable written })
            {
                found.Add(written);
            }

            NodeParts.Push(node, pending);
        }

        return found;
    }
}
