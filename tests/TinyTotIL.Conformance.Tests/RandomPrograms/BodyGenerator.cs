using System.Globalization;
using TinyTotIL.Conformance.Tests.Fakes;

namespace TinyTotIL.Conformance.Tests.RandomPrograms;

/// <summary>Writes one body: the top level of a module, or a function.</summary>
internal sealed partial class BodyGenerator
{
    private const int DeepestNesting = 3;

    /// <summary>How many of a hundred outermost statements stand in a TRY of their own, so that most programs run on after an error.</summary>
    private const int ProtectedPercent = 75;

    private readonly ProgramPlan _plan;
    private readonly Random _random;
    private readonly int _module;
    private readonly int _rank;
    private readonly List<GeneratedUnit> _units;
    private readonly List<KnownValue> _stack = [];
    private readonly List<string> _leakedHandlers = [];
    private readonly (int Weight, Action Write)[] _statements;
    private readonly int[] _weights;
    private Dictionary<string, KnownValue> _variables = [];
    private int _nesting;

    /// <summary>Height of the stack where the innermost block began; what lies below belongs to code outside.</summary>
    private int _floor;
    private int _loops;

    /// <summary>Structured blocks around this place. Text tells their parts from plain ones by nesting, so a plain TRY inside needs its END_TRY.</summary>
    private int _blocks;

    /// <summary>Begins a body.</summary>
    /// <param name="plan">The program.</param>
    /// <param name="module">Number of the module.</param>
    /// <param name="rank">Rank of the function; -1 for a top level.</param>
    /// <param name="units">Where the code goes.</param>
    public BodyGenerator(ProgramPlan plan, int module, int rank, List<GeneratedUnit> units)
    {
        _plan = plan;
        _random = plan.Random;
        _module = module;
        _rank = rank;
        _units = units;
        _statements =
        [
            (20, Print), (14, Assign), (8, Branch), (7, CountedLoop), (7, LabelledTry), (7, StructuredTry),
            (10, CallStatement), (7, CallValueStatement), (6, ShuffleStack), (4, LeaveValue), (16, ArbitraryInstruction),
            (4, MakeClosure), (3, Import), (2, Export), (2, () => Emit("DUMP_SCOPE")), (2, Delete), (1, CloseHandler),
            (1, LeakHandler), (4, ArbitraryControl), (1, () => Emit("SOURCE \"generated.src\" 12")), (2, Throw), (2, UnbalancedBranch),
            (2, JumpOver),
        ];
        _weights = [.. _statements.Select(statement => statement.Weight)];
    }

    /// <summary>Writes the top level of a module.</summary>
    /// <param name="statements">About how many statements.</param>
    public void TopLevel(int statements)
    {
        for (int i = 0; i < statements; i++)
        {
            Statements(1);
            if (_random.Percent(15))
            {
                Emit("DUMP_SCOPE");
            }
        }

        foreach (var function in _plan.FunctionsOf(_module).Where(_ => _module > 0 && _random.Percent(75)).ToList())
        {
            MakeFunctionValue(function);
            string name = $"{function.Label} of {_module}";
            var value = Pop();
            Emit($"STORE {name}");
            Emit($"EXPORT {name}");
            _plan.AddExport(_module, name, value);
        }

        // What the variables came to, and what is on the stack, must agree too.
        Emit("DUMP_SCOPE");
        while (_stack.Count > 0)
        {
            Pop();
            Emit("PRINT");
        }

        FinishLeaks();
    }

    /// <summary>Writes a function.</summary>
    /// <param name="function">Its plan.</param>
    public void Function(FunctionPlan function)
    {
        Emit($"LABEL {function.Label}");
        _stack.AddRange(function.Takes.Select(kind => new KnownValue(kind)));
        foreach (var (name, kind) in function.Captured.Concat(function.Parameters))
        {
            _variables[name] = new KnownValue(kind);
        }

        switch (function.Shape)
        {
            case FunctionShape.Recursive:
                RecursiveBody(function);
                break;
            case FunctionShape.TailRecursive:
                TailRecursiveBody(function);
                break;
            case FunctionShape.HandlerLeaker:
                LeakHandler();
                Statements(_random.Next(2));
                Return(function);
                break;
            case FunctionShape.HandlerCloser:
                Emit("END_TRY");
                Return(function);
                break;
            default:
                Statements(_random.Next(1, 6));
                Finish(function);
                break;
        }

        FinishLeaks();
    }

    private void Statements(int count)
    {
        for (int i = 0; i < count && _plan.StatementsLeft > 0; i++)
        {
            _plan.StatementsLeft--;
            if (_nesting == 0 && _random.Percent(ProtectedPercent))
            {
                Protected(() => Inside(() => _statements[_random.Weighted(_weights)].Write()));
            }
            else
            {
                _statements[_random.Weighted(_weights)].Write();
            }
        }
    }

    /// <summary>Statements one level deeper that leave the stack as they found it.</summary>
    private void Block(int count)
    {
        Inside(() => Statements(count));
    }

    /// <summary>Writes code that leaves the stack as it found it.</summary>
    private void Inside(Action body)
    {
        (int outer, _floor) = (_floor, _stack.Count);
        _nesting++;
        body();
        _nesting--;
        Settle(_floor);
        _floor = outer;
    }

    private void Finish(FunctionPlan function)
    {
        if (function.Shape == FunctionShape.TailCaller && TailCallFor(function) is { } target)
        {
            Settle(0);
            Arguments(target);
            EmitGuarded($"TAIL_CALL {target.Operand}");
            return;
        }

        if (function.Shape == FunctionShape.Unbalanced)
        {
            Settle(0);
            UnbalancedBranch();
        }

        Return(function);
    }

    private void Return(FunctionPlan function)
    {
        Settle(0);
        foreach (var kind in function.Results)
        {
            Expression(kind);
        }

        Emit("RET");
    }

    /// <summary>Brings the stack down to a height, as far as it is known.</summary>
    private void Settle(int floor)
    {
        while (_stack.Count > floor)
        {
            Pop();
            Emit(_random.Weighted([60, 25, 15]) switch
            {
                0 => "POP",
                1 => "PRINT",
                _ => "STORE scratch",
            });
        }

        while (_stack.Count < floor)
        {
            Expression(KnownKind.Int);
        }
    }

    private void Emit(string line) => _units.Add(new GeneratedUnit(line));

    /// <summary>Writes a line that can go backwards, with the check that makes it end some time.</summary>
    private void EmitGuarded(string line) => _units.Add(new GeneratedUnit([.. Fuel(), line]));

    /// <summary>Uses up one second of fuel, and ends the program when none is left.</summary>
    private string[] Fuel()
    {
        string enough = _plan.NewLabel("fuel");
        long deadline = FakeClock.StartSeconds + ProgramGenerator.FuelSeconds;
        return
        [
            "GET_TIME",
            string.Create(CultureInfo.InvariantCulture, $"PUSH_INT {deadline}"),
            "LT",
            $"JNZ {enough}",
            "PUSH_INT 99",
            "EXIT",
            $"LABEL {enough}",
        ];
    }

    private void Push(KnownValue value) => _stack.Add(value);

    private void Push(KnownKind kind) => _stack.Add(new KnownValue(kind));

    private KnownValue Pop()
    {
        if (_stack.Count == 0)
        {
            return new KnownValue(KnownKind.Any);
        }

        var top = _stack[^1];
        _stack.RemoveAt(_stack.Count - 1);
        return top;
    }

    private void Store(string name)
    {
        _variables[name] = Pop();
        Emit($"STORE {name}");
    }

    private Dictionary<string, KnownValue> Snapshot() => new(_variables);

    /// <summary>After code that may not have run, only what was there before is certain; its kind only if it stayed.</summary>
    private void Rejoin(Dictionary<string, KnownValue> before)
    {
        if (_random.Percent(8))
        {
            // Keep believing in variables of the branch: they may be undefined.
            return;
        }

        var after = _variables;
        _variables = before.ToDictionary(
            entry => entry.Key,
            entry => after.TryGetValue(entry.Key, out var value) && value == entry.Value ? value : new KnownValue(KnownKind.Any));
    }
}
