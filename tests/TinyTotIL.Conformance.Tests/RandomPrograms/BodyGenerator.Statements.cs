using System.Globalization;

namespace TinyTotIL.Conformance.Tests.RandomPrograms;

/// <content>Statements: they leave the stack about as they found it.</content>
internal sealed partial class BodyGenerator
{
    private void Print()
    {
        Expression(KnownKind.Any);
        Pop();
        Emit("PRINT");
    }

    private void Assign()
    {
        Expression(KnownKind.Any);
        Store(_random.Pick(RandomLiterals.Names));
    }

    private void LeaveValue() => Expression(KnownKind.Any);

    private void Delete()
    {
        string name = _random.Pick(RandomLiterals.Names);
        _variables.Remove(name);
        Emit($"DELETE {name}");
    }

    private void ShuffleStack()
    {
        if (_loops > 0 && _stack.Any(value => value.Kind is KnownKind.Text or KnownKind.List or KnownKind.Object or KnownKind.Any))
        {
            Print();
            return;
        }

        string instruction = _random.Pick(["DUP", "POP", "SWAP", "OVER", "ROT"]);
        int needed = instruction switch { "ROT" => 3, "SWAP" or "OVER" => 2, _ => 1 };
        int lowest = _plan.Breaks(BrokenRules.ReachingDown, 50) ? 0 : _floor;
        while (_stack.Count - lowest < needed && !_plan.Breaks(BrokenRules.MissingValues, 5))
        {
            Expression(KnownKind.Int, 1);
        }

        Emit(instruction);
        if (_stack.Count < needed)
        {
            return;
        }

        switch (instruction)
        {
            case "DUP":
                Push(_stack[^1]);
                break;
            case "POP":
                Pop();
                break;
            case "OVER":
                Push(_stack[^2]);
                break;
            default:
                var third = _stack[^needed];
                _stack.RemoveAt(_stack.Count - needed);
                Push(third);
                break;
        }
    }

    private void Branch()
    {
        if (_nesting >= DeepestNesting)
        {
            Assign();
            return;
        }

        string otherwise = _plan.NewLabel("else");
        string end = _plan.NewLabel("end");
        Condition();
        Pop();
        Emit($"{_random.Pick(["JZ", "JZ", "JNZ"])} {otherwise}");
        var before = Snapshot();
        Block(_random.Next(1, 3));
        bool hasElse = _random.Percent(50);
        if (hasElse)
        {
            Emit($"JMP {end}");
        }

        Emit($"LABEL {otherwise}");
        Rejoin(before);
        if (hasElse)
        {
            before = Snapshot();
            Block(_random.Next(1, 3));
            Rejoin(before);
            Emit($"LABEL {end}");
        }
    }

    /// <summary>One branch leaves a value more; the generator believes in none, so what follows may be off by one.</summary>
    private void UnbalancedBranch()
    {
        if (!_plan.Rules.HasFlag(BrokenRules.UnbalancedBranches))
        {
            Branch();
            return;
        }

        string skip = _plan.NewLabel("skip");
        Condition();
        Pop();
        Emit($"JZ {skip}");
        Expression(KnownKind.Int, 1);
        Pop();
        Emit($"LABEL {skip}");
    }

    private void CountedLoop()
    {
        if (_nesting >= DeepestNesting || _loops >= 2)
        {
            Print();
            return;
        }

        string head = _plan.NewLabel("loop");
        string counter = _plan.NewLabel("counter");
        var before = Snapshot();
        foreach (string name in _variables.Keys.ToList())
        {
            // The body may change it on the first round.
            _variables[name] = _random.Percent(60) ? _variables[name] : new KnownValue(KnownKind.Any);
        }

        Emit(string.Create(CultureInfo.InvariantCulture, $"PUSH_INT {_random.Next(0, 5)}"));
        Emit($"STORE {counter}");
        Emit($"LABEL {head}");
        _loops++;
        Block(_random.Next(1, 4));
        _loops--;
        _units.Add(new GeneratedUnit(
            [$"LOAD {counter}", "PUSH_INT 1", "SUB", "DUP", $"STORE {counter}", "PUSH_INT 0", "GT", $"JNZ {head}"]));
        Rejoin(before);
    }

    private void JumpOver()
    {
        string over = _plan.NewLabel("over");
        Emit($"JMP {over}");
        KnownValue[] stack = [.. _stack];
        var before = Snapshot();
        Statements(1);
        _variables = before;
        _stack.Clear();
        _stack.AddRange(stack);
        Emit($"LABEL {over}");
    }

    private void LabelledTry()
    {
        if (_nesting >= DeepestNesting)
        {
            Print();
            return;
        }

        ProtectedByLabel(() => Block(_random.Next(1, 4)));
    }

    private void ProtectedByLabel(Action body)
    {
        string caught = _plan.NewLabel("caught");
        string done = _plan.NewLabel("done");
        int floor = _stack.Count;
        var before = Snapshot();
        Emit($"TRY {caught}");
        body();
        Settle(floor);
        if (_blocks > 0 || !_plan.Breaks(BrokenRules.LeakedHandlers, 5))
        {
            Emit("END_TRY");
        }

        Emit($"JMP {done}");
        Rejoin(before);
        CatchLabel(caught);
        if (_blocks == 0)
        {
            Emit("CATCH");
        }

        Push(KnownKind.Exception);
        UseException();
        Settle(floor);
        Emit($"LABEL {done}");
    }

    private void StructuredTry()
    {
        if (_nesting >= DeepestNesting)
        {
            Print();
            return;
        }

        ProtectedByBlock(() => Block(_random.Next(1, 4)));
    }

    private void Protected(Action body)
    {
        if (_random.Percent(65))
        {
            ProtectedByBlock(body);
        }
        else
        {
            ProtectedByLabel(body);
        }
    }

    private void ProtectedByBlock(Action body)
    {
        int floor = _stack.Count;
        var before = Snapshot();
        Emit("TRY");
        _blocks++;
        body();
        Settle(floor);
        Rejoin(before);
        if (_random.Percent(75))
        {
            string name = _random.Pick(["e", "err", "x"]);
            Emit($"CATCH {name}");
            _variables[name] = new KnownValue(KnownKind.Exception);
            Emit($"LOAD {name}");
        }
        else
        {
            Emit("CATCH");
        }

        Push(KnownKind.Exception);
        UseException();
        if (_nesting < DeepestNesting)
        {
            Block(_random.Next(0, 2));
        }

        Settle(floor);
        _blocks--;
        Emit("END_TRY");
        Rejoin(before);
    }

    private void UseException()
    {
        switch (_random.Weighted([35, 25, 20, 8, 4]))
        {
            case 0:
                Emit("EXCEPTION_MESSAGE");
                Emit("PRINT");
                Pop();
                break;
            case 1:
                Emit("PRINT");
                Pop();
                break;
            case 2:
                Store("e");
                break;
            case 3:
                Emit("EXCEPTION_TRACE");
                Emit("PRINT");
                Pop();
                break;
            default:
                Emit("THROW");
                Pop();
                break;
        }
    }

    /// <summary>A place that errors jump to: backwards too, when the handler has leaked.</summary>
    private void CatchLabel(string name) => _units.Add(new GeneratedUnit([$"LABEL {name}", .. Fuel()]));

    private void CloseHandler()
    {
        if (_blocks == 0 && _plan.Rules.HasFlag(BrokenRules.ForeignEndTry))
        {
            Emit("END_TRY");
        }
    }

    private void LeakHandler()
    {
        if (_blocks > 0 || !_plan.Rules.HasFlag(BrokenRules.LeakedHandlers))
        {
            return;
        }

        string label = _plan.NewLabel("leaked");
        Emit($"TRY {label}");
        _leakedHandlers.Add(label);
    }

    /// <summary>The catch code of handlers that this body opens and never closes.</summary>
    private void FinishLeaks()
    {
        if (_leakedHandlers.Count == 0)
        {
            return;
        }

        string end = _plan.NewLabel("end");
        Emit($"JMP {end}");
        foreach (string label in _leakedHandlers)
        {
            CatchLabel(label);
            Emit(_random.Pick(["PRINT", "STORE leaked", "POP"]));
            if (_random.Percent(40) && VariableOf(KnownKind.Int) is { } name)
            {
                // A variable of this function; another frame may be current.
                Emit($"LOAD {name}");
                Emit("PRINT");
            }

            Emit(_random.Percent(60) ? "RET" : "HALT");
        }

        Emit($"LABEL {end}");
        if (_rank >= 0)
        {
            Emit("RET");
        }
    }

    private void Throw()
    {
        string skip = _plan.NewLabel("skip");
        Condition();
        Pop();
        Emit($"JZ {skip}");
        Expression(KnownKind.Any, 1);
        Pop();
        Emit("THROW");
        Emit($"LABEL {skip}");
    }

    private void Import()
    {
        int module = _random.Next(_plan.Paths.Length);
        if (module <= _module && !_random.Percent(5))
        {
            module = Math.Min(_module + 1, _plan.Paths.Length - 1);
        }

        if (module <= _module && !_random.Percent(10))
        {
            return;
        }

        string path = _random.Percent(4) ? "missing.ttvm" : _plan.Paths[module];
        bool isCertain = _random.Percent(60);
        string skip = _plan.NewLabel("skip");
        if (!isCertain)
        {
            Condition();
            Pop();
            Emit($"JZ {skip}");
        }

        Emit($"IMPORT {(_random.Percent(3) ? "./" : "")}{path}");
        if (!isCertain)
        {
            Emit($"LABEL {skip}");
        }

        foreach (var (name, value) in _plan.Exports(module))
        {
            _variables[name] = value;
        }
    }

    private void Export()
    {
        if (VariableOf(_random.Pick(ConcreteKinds)) is not { } name)
        {
            return;
        }

        Emit($"EXPORT {name}");
        if (_rank < 0)
        {
            _plan.AddExport(_module, name, _variables[name]);
        }
    }
}
