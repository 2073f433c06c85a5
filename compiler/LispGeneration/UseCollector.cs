using TinyTotIL.Compiler.Lisp;

namespace TinyTotIL.Compiler.LispGeneration;

/// <summary>Finds the procedures of a program, who calls them, and what its variables are used for.</summary>
internal sealed class UseCollector
{
    private readonly ProgramFacts _facts;
    private readonly TopLevelForm _form;

    private UseCollector(ProgramFacts facts, TopLevelForm form) => (_facts, _form) = (facts, form);

    /// <summary>Looks through a form of the top level.</summary>
    /// <param name="facts">Receives what is found.</param>
    /// <param name="form">The form.</param>
    /// <param name="isLast">Whether its value is that of the program.</param>
    public static void Run(ProgramFacts facts, TopLevelForm form, bool isLast)
    {
        form.Bodies.Add(form.Root);
        new UseCollector(facts, form).Visit(form.Node, isLast ? form.Root.Tail : new Continuation(form.Root, isTail: false), form.Root);
    }

    /// <summary>Looks at an expression; what is in tail position of it without a call, however long the chain.</summary>
    private void Visit(LispNode start, Continuation continuation, ProcedureBody body)
    {
        StackGuard.Check();
        LispNode? node = start;
        while (node is not null)
        {
            switch (node)
            {
                case LispNode.If choice:
                    VisitValue(choice.Test, body);
                    Visit(choice.Then, continuation, body);
                    node = choice.Else;
                    break;
                case LispNode.Sequence sequence:
                    for (int i = 0; i < sequence.Items.Length - 1; i++)
                    {
                        VisitValue(sequence.Items[i], body);
                    }

                    node = sequence.Items[^1];
                    break;
                case LispNode.Let let:
                    foreach (var binding in let.Bindings)
                    {
                        VisitBinding(binding, body);
                    }

                    node = let.Body;
                    break;
                case LispNode.LetRecursive let:
                    VisitRecursive(let, body);
                    node = let.Body;
                    break;
                case LispNode.LetValues let:
                    VisitValue(let.Producer, body);
                    foreach (var variable in let.Variables)
                    {
                        _facts.Declare(variable, body);
                    }

                    if (let.Rest is { } rest)
                    {
                        _facts.Declare(rest, body);
                    }

                    node = let.Body;
                    break;
                case LispNode.Try guarded:
                    VisitValue(guarded.Body, body);
                    _facts.Declare(guarded.Variable, body);
                    node = guarded.Handler;
                    break;
                case LispNode.Call call:
                    VisitCall(call, continuation, body);
                    return;
                default:
                    VisitSimple(node, body);
                    return;
            }
        }
    }

    private void VisitValue(LispNode node, ProcedureBody body) => Visit(node, new Continuation(body, isTail: false), body);

    private void VisitSimple(LispNode node, ProcedureBody body)
    {
        switch (node)
        {
            case LispNode.Reference reference:
                VisitReference(reference.Variable, body);
                break;
            case LispNode.Assign assign:
                VisitValue(assign.Value, body);
                if (assign.Variable is LocalVariable local)
                {
                    _facts.Of(local).IsAssigned = true;
                    body.Touched.Add(local);
                }

                break;
            case LispNode.Define define when _facts.KnownProcedure(define.Variable) is { } procedure:
                VisitClauses(procedure, parent: null);
                break;
            case LispNode.Define define:
                VisitValue(define.Value, body);
                break;
            case LispNode.NativeCall call:
                foreach (var argument in call.Arguments)
                {
                    VisitValue(argument, body);
                }

                break;
            case LispNode.Lambda or LispNode.CaseLambda:
                var made = _facts.AddProcedure(_form, node, ProgramFacts.NameWithin(node, body), variable: null);
                made.ValueUses++;
                body.Made.Add(made);
                VisitClauses(made, body);
                break;
        }
    }

    private void VisitReference(LispVariable variable, ProcedureBody body)
    {
        if (variable is LocalVariable local)
        {
            var facts = _facts.Of(local);
            facts.Uses++;
            body.Touched.Add(local);
            if (facts.Procedure is { } procedure)
            {
                procedure.ValueUses++;
            }
        }
        else if (variable is GlobalVariable global && _facts.KnownProcedure(global) is { } known)
        {
            known.ValueUses++;
        }
    }

    private void VisitBinding(LispBinding binding, ProcedureBody body)
    {
        if (IsProcedure(binding))
        {
            var procedure = Bind(binding, body);
            VisitClauses(procedure, body);
            return;
        }

        VisitValue(binding.Value, body);
        _facts.Declare(binding.Variable, body);
    }

    private void VisitRecursive(LispNode.LetRecursive let, ProcedureBody body)
    {
        _form.Recursions.Add((let, body));
        foreach (var binding in let.Bindings)
        {
            if (IsProcedure(binding))
            {
                Bind(binding, body);
            }
            else
            {
                _facts.Declare(binding.Variable, body);
            }
        }

        foreach (var binding in let.Bindings)
        {
            if (_facts.Of(binding.Variable).Procedure is { } procedure)
            {
                VisitClauses(procedure, body);
            }
            else
            {
                VisitValue(binding.Value, body);
            }
        }
    }

    private bool IsProcedure(LispBinding binding) =>
        binding.Value is LispNode.Lambda or LispNode.CaseLambda && !_facts.Globals.IsAssigned(binding.Variable);

    private Procedure Bind(LispBinding binding, ProcedureBody body)
    {
        var procedure = _facts.AddProcedure(_form, binding.Value, binding.Variable.Name, binding.Variable);
        procedure.Binder = body;
        _facts.Declare(binding.Variable, body).Procedure = procedure;
        body.Bound.Add(procedure);
        return procedure;
    }

    private void VisitClauses(Procedure procedure, ProcedureBody? parent)
    {
        foreach (var clause in procedure.Clauses)
        {
            clause.Parent = parent;
            foreach (var parameter in clause.Lambda!.Parameters)
            {
                _facts.Declare(parameter, clause);
            }

            if (clause.Lambda.Rest is { } rest)
            {
                _facts.Declare(rest, clause);
            }

            Visit(clause.Lambda.Body, clause.Tail, clause);
        }
    }

    private void VisitCall(LispNode.Call call, Continuation continuation, ProcedureBody body)
    {
        foreach (var argument in call.Arguments)
        {
            VisitValue(argument, body);
        }

        if (call.Procedure is LispNode.Reference { Variable: PrimitiveProcedure primitive })
        {
            body.CallsValues |= primitive.Name is "%call/cc" or "apply" or "%apply";
            return;
        }

        if (_facts.Callee(call) is { } clause)
        {
            var procedure = clause.Procedure!;
            procedure.Calls.Add((body, continuation));
            body.Callees.Add(procedure);
            return;
        }

        body.CallsValues = true;
        VisitValue(call.Procedure, body);
    }
}
