using TinyTotIL.Compiler.Bytecode;

namespace TinyTotIL.Compiler.BytecodePasses;

/// <summary>What is known just before an instruction: the top of the operand stack, and the variables surely set.</summary>
/// <remarks>
/// Values not listed may exist: below those known lie others, or none. A variable not listed may be set or not. So what is known is that
/// the values listed are there, which is what makes underflow and undefined variables impossible.
/// </remarks>
internal sealed class FrameState
{
    /// <summary>Values known at most; deeper ones are forgotten.</summary>
    private const int DeepestKnown = 64;

    private readonly List<Fact> _stack;
    private readonly Dictionary<string, Fact> _variables;

    /// <summary>A state in which nothing is known.</summary>
    public FrameState()
    {
        _stack = [];
        _variables = [];
    }

    private FrameState(FrameState other)
    {
        _stack = [.. other._stack];
        _variables = new Dictionary<string, Fact>(other._variables);
    }

    /// <summary>How many values are surely on the stack.</summary>
    public int Height => _stack.Count;

    /// <summary>What it costs to copy this.</summary>
    public int Size => 1 + _stack.Count + _variables.Count;

    /// <summary>A copy of its own.</summary>
    public FrameState Copy() => new(this);

    /// <summary>What is known of a value on the stack.</summary>
    /// <param name="depth">Its depth; 0 is the top.</param>
    public Fact Top(int depth = 0) => depth < _stack.Count ? _stack[^(depth + 1)] : Fact.Unknown;

    /// <summary>Whether a variable surely has a value.</summary>
    /// <param name="name">The variable.</param>
    public bool IsSet(string name) => _variables.ContainsKey(name);

    /// <summary>What is known of a variable.</summary>
    /// <param name="name">The variable.</param>
    public Fact Variable(string name) => _variables.TryGetValue(name, out var fact) ? fact : Fact.Unknown;

    /// <summary>Puts a value on the stack.</summary>
    /// <param name="fact">What is known of it.</param>
    public void Push(Fact fact)
    {
        if (_stack.Count == DeepestKnown)
        {
            _stack.RemoveAt(0);
        }

        _stack.Add(fact);
    }

    /// <summary>Takes a value from the stack.</summary>
    public Fact Pop()
    {
        var top = Top();
        if (_stack.Count > 0)
        {
            _stack.RemoveAt(_stack.Count - 1);
        }

        return top;
    }

    /// <summary>Takes some values from the stack.</summary>
    /// <param name="count">How many.</param>
    public void Drop(long count) => _stack.RemoveRange((int)Math.Max(0, _stack.Count - count), (int)Math.Min(count, _stack.Count));

    /// <summary>Sets a variable.</summary>
    /// <param name="name">The variable.</param>
    /// <param name="fact">What is known of its value.</param>
    public void Set(string name, Fact fact) => _variables[name] = fact;

    /// <summary>Removes a variable, or what is known of it.</summary>
    /// <param name="name">The variable.</param>
    public void Forget(string name) => _variables.Remove(name);

    /// <summary>Forgets what lies on the stack.</summary>
    public void ForgetStack() => _stack.Clear();

    /// <summary>Forgets all values of variables; those that were set stay so.</summary>
    public void ForgetValues()
    {
        foreach (string name in _variables.Keys)
        {
            _variables[name] = Fact.Unknown;
        }
    }

    /// <summary>The state in which a call enters a function: the arguments become its variables, the rest of the stack stays.</summary>
    /// <param name="names">The parameters; the leftmost of equal names counts.</param>
    public FrameState Enter(IReadOnlyList<string> names)
    {
        var callee = new FrameState();
        for (int position = names.Count - 1; position >= 0; position--)
        {
            callee._variables[names[position]] = Top(names.Count - 1 - position);
        }

        callee._stack.AddRange(_stack.Take(Math.Max(0, _stack.Count - names.Count)));
        return callee;
    }

    /// <summary>Keeps what holds in another state too.</summary>
    /// <param name="other">The other state.</param>
    /// <returns>Whether anything was lost.</returns>
    public bool Join(FrameState other)
    {
        int surplus = _stack.Count - other._stack.Count;
        bool changed = surplus > 0;
        if (changed)
        {
            _stack.RemoveRange(0, surplus);
        }

        for (int depth = 0; depth < _stack.Count; depth++)
        {
            var joined = Top(depth).Join(other.Top(depth));
            changed |= joined != Top(depth);
            _stack[^(depth + 1)] = joined;
        }

        foreach (var (name, fact) in _variables.ToArray())
        {
            if (!other._variables.TryGetValue(name, out var met))
            {
                _variables.Remove(name);
                changed = true;
            }
            else if (fact.Join(met) is var joined && joined != fact)
            {
                _variables[name] = joined;
                changed = true;
            }
        }

        return changed;
    }

    /// <summary>Follows an instruction that has succeeded and went on to the next. Calls and jumps do more than is seen here.</summary>
    /// <param name="instruction">The instruction.</param>
    /// <param name="constants">Evaluates operations.</param>
    public void Step(Instruction instruction, Constants constants)
    {
        switch (instruction.Opcode)
        {
            case Opcode.Dup:
                Push(Fresh(0));
                break;
            case Opcode.Swap:
                Rearrange(2, 0, 1);
                break;
            case Opcode.Over:
                Rearrange(2, 1, 0, 1);
                break;
            case Opcode.Rot:
                Rearrange(3, 1, 0, 2);
                break;
            case Opcode.Store:
                Set(instruction.NameOperand(), Pop());
                break;
            case Opcode.Load:
                Set(instruction.NameOperand(), Variable(instruction.NameOperand()));
                Push(Variable(instruction.NameOperand()));
                break;
            case Opcode.Capture or Opcode.Export:
                Set(instruction.NameOperand(), Variable(instruction.NameOperand()));
                break;
            case Opcode.Delete:
                Forget(instruction.NameOperand());
                break;
            case Opcode.Import:
                ForgetValues();
                break;
            case Opcode.Call or Opcode.CallFunction:
                ForgetStack();
                break;
            default:
                Apply(instruction, constants);
                break;
        }
    }

    /// <summary>A value that is surely there once it has been looked at, whether it was known before or not.</summary>
    private Fact Fresh(int depth)
    {
        while (_stack.Count <= depth)
        {
            _stack.Insert(0, Fact.Unknown);
        }

        return Top(depth);
    }

    private void Rearrange(int taken, params ReadOnlySpan<int> depths)
    {
        Fresh(taken - 1);
        var facts = new Fact[depths.Length];
        for (int position = 0; position < depths.Length; position++)
        {
            facts[position] = Top(depths[position]);
        }

        Drop(taken);
        Array.ForEach(facts, Push);
    }

    private void Apply(Instruction instruction, Constants constants)
    {
        var row = instruction.Info;
        var result = Fact.Unknown;
        if (row.Pushes == 1)
        {
            result = Constants.Of(instruction) is { } constant ? Fact.Of(constant) : Evaluate(instruction.Opcode, row.Pops, constants);
        }

        Drop(instruction.Takes());
        for (long pushed = 0; pushed < Math.Min(instruction.Gives(), DeepestKnown); pushed++)
        {
            Push(result);
        }
    }

    private Fact Evaluate(Opcode opcode, int pops, Constants constants)
    {
        if (Constants.CanEvaluate(opcode) && Top().IsConstant && Height >= pops && (pops == 1 || Top(1).IsConstant))
        {
            var value = pops == 1 ? constants.Evaluate(opcode, Top().Constant) : constants.Evaluate(opcode, Top(1).Constant, Top().Constant);
            if (value is { } constant)
            {
                return Fact.Of(constant);
            }
        }

        return Fact.Of(SafeOperations.ResultOf(opcode, Top(1), Top()));
    }
}
