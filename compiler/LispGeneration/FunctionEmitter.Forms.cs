using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Compiler.Lisp;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.LispGeneration;

/// <content>Forms that choose and bind. Each gives the expression that is last in it, to be written next.</content>
internal sealed partial class FunctionEmitter
{
    private LispNode? EmitIf(LispNode.If choice, Destination destination, ref JumpLabel? end)
    {
        bool isTest = destination.Kind == DestinationKind.Test;
        var thenConstant = isTest ? choice.Then as LispNode.Constant : null;
        var elseConstant = isTest ? choice.Else as LispNode.Constant : null;
        // A branch that is a constant needs no code when only its truth matters: the test itself goes where it leads.
        var thenLabel = thenConstant is null ? new JumpLabel() : destination.On(!thenConstant.Value.IsFalse);
        var elseLabel = elseConstant is null ? new JumpLabel() : destination.On(!elseConstant.Value.IsFalse);
        var next = thenConstant is null ? thenLabel : elseConstant is null ? elseLabel : destination.Next;
        Emit(choice.Test, new Destination(DestinationKind.Test, thenLabel, elseLabel, next));
        if (thenConstant is null)
        {
            // Control comes here from the test by going on, if it comes from there at all.
            _code.Place(thenLabel);
            Emit(choice.Then, elseConstant is null ? destination.NotLast : destination);
            if (elseConstant is null && destination.Continues && _code.IsReachable)
            {
                end ??= new JumpLabel();
                _code.Jump(Opcode.Jmp, end);
            }
        }

        if (elseConstant is not null)
        {
            return null;
        }

        _code.Place(elseLabel);
        return choice.Else;
    }

    private LispNode EmitSequence(LispNode.Sequence sequence)
    {
        for (int i = 0; i < sequence.Items.Length - 1; i++)
        {
            Emit(sequence.Items[i], Destination.Drop);
        }

        return sequence.Items[^1];
    }

    private LispNode EmitLet(LispNode.Let let, Destination destination)
    {
        if (destination.Kind is DestinationKind.Test or DestinationKind.Drop && AsOr(let) is { } or)
        {
            return or;
        }

        foreach (var binding in let.Bindings)
        {
            EmitBinding(binding);
        }

        return let.Body;
    }

    /// <summary>(let ((x e)) (if x x rest)) where the value of x is not needed: only whether it is true.</summary>
    private LispNode.If? AsOr(LispNode.Let let) =>
        let is
        {
            Bindings: [{ Variable: var variable } binding],
            Body: LispNode.If { Test: LispNode.Reference test, Then: LispNode.Reference then } choice,
        }
        && test.Variable == variable && then.Variable == variable && _facts.Of(variable) is { Uses: 2, IsAssigned: false, Procedure: null }
            ? choice with { Test = binding.Value, Then = new LispNode.Constant(Value.Bool(true), choice.Place) }
            : null;

    private void EmitBinding(LispBinding binding)
    {
        var facts = _facts.Of(binding.Variable);
        if (facts.Procedure is { } procedure)
        {
            if (procedure.NeedsVariable)
            {
                PushFunction(procedure);
                Bind(facts);
            }
        }
        else if (facts is { Uses: 0, IsAssigned: false })
        {
            Emit(binding.Value, Destination.Drop);
        }
        else
        {
            Emit(binding.Value, Destination.Push);
            Bind(facts);
        }
    }

    private LispNode EmitRecursive(LispNode.LetRecursive let)
    {
        var plan = _facts.PlanOf(let);
        foreach (var binding in plan.Order)
        {
            var facts = _facts.Of(binding.Variable);
            if (facts.IsCell)
            {
                _code.Add(Opcode.UnsetCell);
                Store(facts);
            }
        }

        foreach (var binding in plan.Order)
        {
            var facts = _facts.Of(binding.Variable);
            if (facts.Procedure is { } procedure)
            {
                PushFunction(procedure);
            }
            else
            {
                Emit(binding.Value, Destination.Push);
            }

            Write(facts);
        }

        return let.Body;
    }

    private LispNode EmitLetValues(LispNode.LetValues let)
    {
        Emit(let.Producer, new Destination(DestinationKind.Spread, Count: let.Variables.Length, HasRest: let.Rest is not null));
        if (let.Rest is { } rest)
        {
            Bind(_facts.Of(rest));
        }

        for (int i = let.Variables.Length - 1; i >= 0; i--)
        {
            Bind(_facts.Of(let.Variables[i]));
        }

        return let.Body;
    }

    private LispNode EmitTry(LispNode.Try guarded, Destination destination, ref JumpLabel? end)
    {
        var handler = new JumpLabel(_generator.MakeLabelName("handler"));
        _code.Jump(Opcode.Try, handler);
        bool isDropped = destination.Kind == DestinationKind.Drop;
        Emit(guarded.Body, isDropped ? Destination.Drop : Destination.Push);
        _code.Add(Opcode.EndTry);
        if (!isDropped)
        {
            Finish(destination.NotLast);
        }

        if (destination.Continues && _code.IsReachable)
        {
            end ??= new JumpLabel();
            _code.Jump(Opcode.Jmp, end);
        }

        _code.Place(handler);
        Bind(_facts.Of(guarded.Variable));
        return guarded.Handler;
    }
}
