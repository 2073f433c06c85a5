namespace TinyTotIL.Conformance.Tests.RandomPrograms;

/// <content>Calls, function values and the bodies of recursive functions.</content>
internal sealed partial class BodyGenerator
{
    private bool MayCall(FunctionPlan function) => function.Rank > _rank || _random.Percent(5);

    private FunctionPlan? FunctionGiving(KnownKind kind)
    {
        var functions = _plan.FunctionsOf(_module)
            .Where(function => function.Results is [var result] && result == kind && function.Captured.IsEmpty && MayCall(function))
            .ToList();
        return functions.Count == 0 ? null : _random.Pick(functions);
    }

    private FunctionPlan? TailCallFor(FunctionPlan caller) => _plan.FunctionsOf(_module).FirstOrDefault(function =>
        function.Rank > _rank && function.Captured.IsEmpty && function.Takes.IsEmpty && function.Results.SequenceEqual(caller.Results));

    private void CallStatement()
    {
        var functions = _plan.FunctionsOf(_module).Where(function => function.Captured.IsEmpty && MayCall(function)).ToList();
        if (functions.Count == 0)
        {
            Print();
            return;
        }

        int floor = _stack.Count;
        Call(_random.Pick(functions));
        UseResults(floor);
    }

    private void Call(FunctionPlan function)
    {
        Arguments(function);
        string operand = _plan.Breaks(BrokenRules.MissingValues, 4) ? $"{function.Label} other names" : function.Operand;
        if (_random.Percent(5))
        {
            // The address instead of the label.
            operand = "{" + function.Label + "}" + operand[function.Label.Length..];
        }

        EmitGuarded($"CALL {operand}");
        Returned(function);
    }

    private void CallValueStatement()
    {
        int floor = _stack.Count;
        if (_variables.Where(entry => entry.Value.Function is not null).Select(entry => (Name: entry.Key, entry.Value)).ToList() is { Count: > 0 } known
            && _random.Percent(60))
        {
            var (name, value) = _random.Pick(known);
            Arguments(value.Function!);
            Emit($"LOAD {name}");
            EmitGuarded("CALL_FUNCTION");
            Returned(value.Function!);
        }
        else if (_plan.FunctionsOf(_module).Where(MayCall).ToList() is { Count: > 0 } functions)
        {
            var function = _random.Pick(functions);
            Arguments(function);
            MakeFunctionValue(function);
            Pop();
            EmitGuarded("CALL_FUNCTION");
            Returned(function);
        }
        else if (_plan.Rules.HasFlag(BrokenRules.WildAddresses))
        {
            Expression(KnownKind.Function);
            Pop();
            EmitGuarded("CALL_FUNCTION");
        }

        UseResults(floor);
    }

    /// <summary>Leaves what a call needs, with a value missing once in a while.</summary>
    private void Arguments(FunctionPlan function)
    {
        foreach (var kind in function.Takes)
        {
            Expression(kind, 1);
        }

        for (int i = 0; i < function.Parameters.Length; i++)
        {
            if (i == 0 && function.Shape is FunctionShape.Recursive or FunctionShape.TailRecursive)
            {
                Literal($"PUSH_INT {(_random.Percent(15) ? _random.Next(20, 150) : _random.Next(0, 7))}", KnownKind.Int);
            }
            else if (!_plan.Breaks(BrokenRules.MissingValues, 2))
            {
                // Lists and text go in new: a function may hand its argument back longer, and the caller may stand in a loop.
                Fresh(function.Parameters[i].Kind, 1);
            }
        }
    }

    private void Returned(FunctionPlan function)
    {
        for (int i = 0; i < function.Takes.Length + function.Parameters.Length; i++)
        {
            Pop();
        }

        foreach (var kind in function.Results)
        {
            Push(kind);
        }
    }

    private void UseResults(int floor)
    {
        while (_stack.Count > floor && _random.Percent(90))
        {
            if (_random.Percent(50))
            {
                Pop();
                Emit("PRINT");
            }
            else
            {
                Store(_random.Pick(RandomLiterals.Names));
            }
        }
    }

    /// <summary>Leaves a function value, a closure where the function has captured variables.</summary>
    private void MakeFunctionValue(FunctionPlan function)
    {
        foreach (var (name, kind) in function.Captured)
        {
            Expression(kind, 1);
            Store(name);
            if (_plan.Rules.HasFlag(BrokenRules.WaitingCaptures))
            {
                // What comes next may capture variables of its own, or take those that wait.
                Emit($"CAPTURE {name}");
            }
        }

        if (!_plan.Rules.HasFlag(BrokenRules.WaitingCaptures))
        {
            foreach (var (name, _) in function.Captured.Where(_ => !_random.Percent(3)))
            {
                Emit($"CAPTURE {name}");
            }
        }

        bool closure = !function.Captured.IsEmpty || _random.Percent(15);
        Emit($"{(closure ? "MAKE_LAMBDA" : "MAKE_FUNCTION")} {function.Operand}");
        Push(new KnownValue(KnownKind.Function, function));
    }

    private void MakeClosure()
    {
        if (_plan.Breaks(BrokenRules.WaitingCaptures, 70) && VariableOf(_random.Pick(ConcreteKinds)) is { } captured)
        {
            Emit($"CAPTURE {captured}");
            if (_random.Percent(30))
            {
                return;
            }
        }

        FunctionExpression();
        if (_random.Percent(30))
        {
            Emit("DUP");
            Emit("PRINT");
        }

        bool isMixed = _plan.Rules.HasFlag(BrokenRules.MixedFunctions) || _stack[^1].Function is null;
        Store(isMixed ? _random.Pick(["f", "g", "x"]) : $"function {_stack[^1].Function!.Label}");
    }

    private void RecursiveBody(FunctionPlan function)
    {
        string more = _plan.NewLabel("more");
        string count = function.Parameters[0].Name;
        Settle(0);
        Emit($"LOAD {count}");
        Emit("PUSH_INT 0");
        Emit("GT");
        Emit($"JNZ {more}");
        Expression(function.Results[0]);
        Emit("RET");
        Pop();
        Emit($"LABEL {more}");
        Statements(_random.Next(2));
        Settle(0);
        bool adds = function.Results[0] == KnownKind.Int && _random.Percent(70);
        if (adds)
        {
            Emit($"LOAD {count}");
        }

        RepeatArguments(function);
        EmitGuarded($"CALL {function.Operand}");
        if (adds)
        {
            Emit(_random.Pick(IntOperators));
        }

        Push(function.Results[0]);
        if (_random.Percent(30))
        {
            Emit("DUP");
            Emit("PRINT");
        }

        Emit("RET");
        Pop();
    }

    private void TailRecursiveBody(FunctionPlan function)
    {
        string done = _plan.NewLabel("done");
        string count = function.Parameters[0].Name;
        Settle(0);
        Emit($"LOAD {count}");
        Emit("PUSH_INT 0");
        Emit("GT");
        Emit($"JZ {done}");
        Statements(_random.Next(2));
        Settle(0);
        RepeatArguments(function);
        if (_random.Percent(30))
        {
            Emit($"MAKE_FUNCTION {function.Operand}");
            EmitGuarded("TAIL_CALL_FUNCTION");
        }
        else
        {
            EmitGuarded($"TAIL_CALL {function.Operand}");
        }

        Emit($"LABEL {done}");
        Return(function);
    }

    /// <summary>The arguments of the next round: values to take, the counter less one, the other parameters as they are.</summary>
    private void RepeatArguments(FunctionPlan function)
    {
        int height = _stack.Count;
        foreach (var kind in function.Takes)
        {
            Expression(kind, 1);
        }

        Emit($"LOAD {function.Parameters[0].Name}");
        Emit("PUSH_INT 1");
        Emit("SUB");
        foreach (var (name, _) in function.Parameters.Skip(1))
        {
            Emit($"LOAD {name}");
        }

        _stack.RemoveRange(height, _stack.Count - height);
    }
}
