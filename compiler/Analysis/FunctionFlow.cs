using System.Collections.Immutable;
using TinyTotIL.Compiler.Ir;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Analysis;

/// <summary>Finds what each register of a function can hold, and which blocks can run at all.</summary>
/// <remarks>
/// Sparse conditional propagation after Wegman and Zadeck, "Constant Propagation with Conditional Branches" (1991), over
/// types as well as constants: it begins with nothing reachable and nothing known, follows only edges that can be taken
/// with what is known, and facts only rise. A block is visited again when a register it reads from another block has
/// risen; since facts rise a few times at most, the whole costs little more than reading the function a few times.
/// </remarks>
internal sealed class FunctionFlow
{
    private readonly ICallFacts _calls;
    private readonly bool _followsConstants;
    private readonly ControlFlow _flow;
    private readonly TypeFact[] _facts;
    private readonly TypeFact[] _variables;
    private readonly List<int>?[] _readers;
    private readonly List<int>?[] _variableReaders;
    private readonly bool[] _isExecutable;
    private readonly int[] _executed;
    private readonly PriorityQueue<int, int> _pending = new();
    private readonly bool[] _isPending;

    /// <summary>Prepares an analysis; <see cref="Run"/> does it.</summary>
    /// <param name="function">The function.</param>
    /// <param name="parameters">What is known of its arguments.</param>
    /// <param name="calls">Answers about calls.</param>
    /// <param name="followsConstants">Whether an edge that a constant condition excludes counts as never taken.</param>
    public FunctionFlow(IrFunction function, ImmutableArray<TypeFact> parameters, ICallFacts calls, bool followsConstants)
    {
        (Function, Parameters, _calls, _followsConstants) = (function, parameters, calls, followsConstants);
        _flow = new ControlFlow(function);
        _facts = new TypeFact[function.RegisterCount];
        _variables = new TypeFact[function.Variables.Length];
        _readers = new List<int>?[function.RegisterCount];
        _variableReaders = new List<int>?[function.Variables.Length];
        _isExecutable = new bool[function.Blocks.Length];
        _isPending = new bool[function.Blocks.Length];
        _executed = new int[function.Blocks.Length];
        for (int i = 0; i < parameters.Length; i++)
        {
            _variables[i] = parameters[i];
        }

        FindReaders();
        Reach(0);
        foreach (var block in function.Blocks.Where(block => block.Leader >= 0))
        {
            Reach(block.Number);
        }
    }

    /// <summary>The function.</summary>
    public IrFunction Function { get; }

    /// <summary>What is known of its arguments.</summary>
    public ImmutableArray<TypeFact> Parameters { get; }

    /// <summary>What its topmost result can be.</summary>
    public TypeFact Result { get; private set; }

    /// <summary>Whether it can return.</summary>
    public bool Returns { get; private set; }

    /// <summary>Whether blocks wait to be visited.</summary>
    public bool IsPending => _pending.Count > 0;

    /// <summary>What a register can hold.</summary>
    /// <param name="register">The register.</param>
    public TypeFact this[Register register] => _facts[register.Number];

    /// <summary>What a variable can hold, anywhere in the function.</summary>
    /// <param name="variable">The variable.</param>
    public TypeFact this[IrVariable variable] => _variables[variable.Number];

    /// <summary>Whether a block can run.</summary>
    /// <param name="block">Its number.</param>
    public bool IsExecutable(int block) => _isExecutable[block];

    /// <summary>How many instructions of a block can run: fewer than it has when a call never returns.</summary>
    /// <param name="block">Its number.</param>
    public int ExecutedIn(int block) => _executed[block];

    /// <summary>Whether control can reach the end of a block.</summary>
    /// <param name="block">The block.</param>
    public bool ReachesEnd(BasicBlock block) => _isExecutable[block.Number] && _executed[block.Number] > block.Instructions.Length;

    /// <summary>The only edge of a branch that can be taken, or null.</summary>
    /// <param name="branch">The branch.</param>
    public IrEdge? OnlyEdge(Terminator.Branch branch) =>
        _followsConstants && this[branch.Condition].IsFalsy is { } isFalsy ? isFalsy ? branch.IfFalsy : branch.Otherwise : null;

    /// <summary>What is known of some registers.</summary>
    /// <param name="registers">The registers.</param>
    public TypeFact[] FactsOf(ImmutableArray<Register> registers)
    {
        var facts = new TypeFact[registers.Length];
        for (int i = 0; i < facts.Length; i++)
        {
            facts[i] = _facts[registers[i].Number];
        }

        return facts;
    }

    /// <summary>Visits a block again: what it asked about has changed.</summary>
    /// <param name="block">Its number.</param>
    public void Revisit(int block)
    {
        if (_isExecutable[block] && !_isPending[block])
        {
            _isPending[block] = true;
            _pending.Enqueue(block, _flow.PositionOf(block));
        }
    }

    /// <summary>Visits blocks until nothing rises any more.</summary>
    public void Run()
    {
        while (_pending.TryDequeue(out int block, out _))
        {
            _isPending[block] = false;
            Visit(Function.Blocks[block]);
        }
    }

    private void FindReaders()
    {
        // Within a block a definition stands above its uses, and one visit passes both in order.
        var definedIn = new int[Function.RegisterCount];
        foreach (var block in Function.Blocks)
        {
            foreach (var parameter in block.Parameters)
            {
                definedIn[parameter.Number] = block.Number;
            }

            foreach (var instruction in block.Instructions)
            {
                if (instruction.Target is { } target)
                {
                    definedIn[target.Number] = block.Number;
                }
            }
        }

        foreach (var block in Function.Blocks)
        {
            foreach (var instruction in block.Instructions)
            {
                Note(instruction.Operands, block.Number);
                if (instruction is IrInstruction.GetVariable get)
                {
                    (_variableReaders[get.Variable.Number] ??= []).Add(block.Number);
                }
            }

            Note(block.Terminator.Operands, block.Number);
            foreach (var edge in block.Terminator.Edges)
            {
                Note(edge.Arguments, block.Number);
            }
        }

        void Note(ImmutableArray<Register> registers, int block)
        {
            foreach (var register in registers)
            {
                if (definedIn[register.Number] == block)
                {
                    continue;
                }

                var readers = _readers[register.Number] ??= [];
                if (readers is not [.., var last] || last != block)
                {
                    readers.Add(block);
                }
            }
        }
    }

    private void Reach(int block)
    {
        if (!_isExecutable[block])
        {
            _isExecutable[block] = true;
            Revisit(block);
        }
    }

    private void Visit(BasicBlock block)
    {
        if (block.Handler is { } handler)
        {
            Reach(handler);
        }

        for (int i = 0; i < block.Instructions.Length; i++)
        {
            bool goesOn = Visit(block.Instructions[i], block.Number);
            _executed[block.Number] = Math.Max(_executed[block.Number], i + 1);
            if (!goesOn)
            {
                return;
            }
        }

        _executed[block.Number] = block.Instructions.Length + 1;
        Visit(block.Terminator, block.Number);
    }

    /// <summary>Applies an instruction; false when control does not come past it.</summary>
    private bool Visit(IrInstruction instruction, int block)
    {
        switch (instruction)
        {
            case IrInstruction.SetVariable set:
                RaiseVariable(set.Variable, this[set.Value]);
                return true;
            case IrInstruction.Call call:
                return Note(call.Target, _calls.Call(this, block, call.Callee, FactsOf(call.Arguments)));
            case IrInstruction.CallValue call:
                return Note(call.Target, _calls.CallValue(this, block, call.Results, call.Form, this[call.Function], FactsOf(call.Arguments)));
            case IrInstruction.MakeFunction make:
                _calls.Make(make.Prototype, FactsOf(make.Captured));
                Raise(make.Defined, TypeFact.FunctionOf(make.Prototype));
                return true;
            case { Target: { } target }:
                Raise(target, Evaluate(instruction, target, block));
                return true;
            default:
                return true;
        }
    }

    private bool Note(Register? target, CallFact call)
    {
        if (target is { } register)
        {
            Raise(register, call.Result.Kind == FactKind.Any ? TypeFact.Of(register.Type) : call.Result);
        }

        return call.Returns;
    }

    private TypeFact Evaluate(IrInstruction instruction, Register target, int block) => instruction switch
    {
        IrInstruction.Constant constant => TypeFact.Of(constant.Value),
        IrInstruction.GetVariable get => target.Type is IrType.Any ? this[get.Variable] : TypeFact.Of(target.Type),
        IrInstruction.Primitive primitive => Evaluate(primitive),
        IrInstruction.CallOperation call => Evaluate(OperationTyping.Of(call.Operation, FactsOf(call.Arguments)), FactsOf(call.Arguments)),
        IrInstruction.Narrow narrow => Narrowed(this[narrow.Value], target.Type),
        IrInstruction.LoadCaptured captured => _calls.Captured(this, block, this[captured.Function], captured.Number),
        IrInstruction.MakeList list => TypeFact.ListOf(FactsOf(list.Elements).Aggregate(FactKind.None, (kind, element) => TypeFact.Join(kind, element.Kind))),
        _ => TypeFact.Of(target.Type),
    };

    private TypeFact Evaluate(IrInstruction.Primitive primitive)
    {
        var operands = FactsOf(primitive.Arguments);
        return Array.Exists(operands, operand => operand.Kind == FactKind.None)
            ? TypeFact.None
            : Fold(primitive.Operator, operands) is { } value ? TypeFact.Of(value)
            : OperationTyping.StaysCounter(primitive.Operator, operands) ? TypeFact.Counter
            : TypeFact.Of(Primitives.Of(primitive.Operator).Result);
    }

    private static TypeFact Evaluate(TypedForm form, TypeFact[] operands)
    {
        if (form.Primitive is not { } primitive)
        {
            return form.Result;
        }

        TypeFact[] converted = form.ConvertsToFloat ? Array.ConvertAll(operands, ToFloat)
            : form.ComparesWithZero ? [operands[0], TypeFact.Of(Value.Int(0))]
            : operands;
        return Fold(primitive, converted) is { } value
            ? TypeFact.Of(form.GivesOneOrZero ? Value.Int(value.AsBool ? 1 : 0) : value)
            : form.Result;
    }

    private static TypeFact ToFloat(TypeFact operand) =>
        operand.Kind == FactKind.Int && operand.Constant is { } value ? TypeFact.Of(Value.Float(value.AsInt)) : operand;

    private static Value? Fold(PrimitiveOperator primitive, TypeFact[] operands)
    {
        var values = new Value[operands.Length];
        for (int i = 0; i < values.Length; i++)
        {
            if (operands[i].Constant is not { } value)
            {
                return default(Value?);
            }

            values[i] = value;
        }

        return Primitives.Of(primitive).Evaluate(values);
    }

    /// <summary>What is known of the value may be more than the type says, such as the elements of a list.</summary>
    private static TypeFact Narrowed(TypeFact value, IrType type) => value.Kind is FactKind.None || value.Type == type ? value : TypeFact.Of(type);

    private void Visit(Terminator terminator, int block)
    {
        switch (terminator)
        {
            case Terminator.Branch branch when OnlyEdge(branch) is { } edge:
                Follow(edge);
                break;
            case Terminator.Return ret:
                Leave(new CallFact(ret.Results.IsEmpty ? TypeFact.None : this[ret.Results[^1]], Returns: true));
                break;
            case Terminator.TailCall call:
                Leave(_calls.Call(this, block, call.Callee, FactsOf(call.Arguments)));
                break;
            case Terminator.TailCallValue call:
                Leave(_calls.CallValue(this, block, call.Results, call.Form, this[call.Function], FactsOf(call.Arguments)));
                break;
            default:
                foreach (var edge in terminator.Edges)
                {
                    Follow(edge);
                }

                break;
        }
    }

    private void Follow(IrEdge edge)
    {
        var parameters = Function.Blocks[edge.Block].Parameters;
        for (int i = 0; i < parameters.Length; i++)
        {
            if (Raise(parameters[i], this[edge.Arguments[i]]))
            {
                Revisit(edge.Block);
            }
        }

        Reach(edge.Block);
    }

    private void Leave(CallFact end)
    {
        var result = Result.Join(end.Result);
        bool returns = Returns || end.Returns;
        if (!result.Equals(Result) || returns != Returns)
        {
            (Result, Returns) = (result, returns);
            _calls.ResultChanged(this);
        }
    }

    private bool Raise(Register register, TypeFact fact)
    {
        ref var known = ref _facts[register.Number];
        var joined = known.Join(fact);
        if (joined.Equals(known))
        {
            return false;
        }

        known = joined;
        foreach (int reader in _readers[register.Number] ?? [])
        {
            Revisit(reader);
        }

        return true;
    }

    private void RaiseVariable(IrVariable variable, TypeFact fact)
    {
        ref var known = ref _variables[variable.Number];
        // Constants are not kept: the uses of a variable are not ordered after its settings.
        var joined = known.Join(fact.WithoutConstant());
        if (!joined.Equals(known))
        {
            known = joined;
            foreach (int reader in _variableReaders[variable.Number] ?? [])
            {
                Revisit(reader);
            }
        }
    }
}
