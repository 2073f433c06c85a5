using System.Collections.Immutable;
using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Compiler.Ir;
using TinyTotIL.Compiler.Verification;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Lowering;

/// <summary>Lowers one direct function: walks each block with a symbolic stack of registers.</summary>
/// <remarks>
/// Stack slots become registers and, where blocks meet, block parameters. Program variables become IR variables: they are
/// known by name only here. What a handler needs of the stack is kept in variables too, written at TRY, because the slots
/// below a TRY cannot change while its handler is open (the analysis leaves other functions to a stack machine).
/// </remarks>
internal sealed partial class DirectLowering
{
    private readonly ProgramShape _shape;
    private readonly BytecodeProgram _program;
    private readonly FunctionShape _function;
    private readonly LoweredNumbers _numbers;
    private readonly bool _withSteps;
    private readonly IrBuilder _builder = new();
    private readonly DefiniteAssignment _assignment;
    private readonly Dictionary<int, int> _blocks = [];
    private readonly Dictionary<HandlerRecord, int> _landings = new(ReferenceEqualityComparer.Instance);
    private readonly Queue<HandlerRecord> _pendingLandings = new();
    private bool _isProtected;
    private readonly HashSet<IrVariable> _maybeUnset = [];
    private readonly List<Register> _stack = [];
    private readonly List<string> _pendingCaptures = [];
    private readonly CountingLowering? _counting;
    private BlockShape _block;
    private ulong[] _set = [];

    private DirectLowering(ProgramShape shape, FunctionShape function, LoweredNumbers numbers, CountingLowering? counting, bool withSteps)
    {
        _withSteps = withSteps;
        (_shape, _program, _function, _numbers, _counting) = (shape, shape.Program, function, numbers, counting);
        _assignment = new DefiniteAssignment(shape, function);
        _block = function.Blocks[function.Entry];
    }

    /// <summary>Lowers a function.</summary>
    /// <param name="shape">The program.</param>
    /// <param name="function">A direct function that was reached.</param>
    /// <param name="numbers">Numbers of functions and prototypes.</param>
    /// <param name="name">Its name.</param>
    /// <param name="counting">How it counts its calls and instructions; null when it does not.</param>
    /// <param name="withSteps">Whether debuggers are to stop at each instruction and see each variable.</param>
    public static IrFunction Run(ProgramShape shape, FunctionShape function, LoweredNumbers numbers, string name, CountingLowering? counting, bool withSteps)
    {
        var lowering = new DirectLowering(shape, function, numbers, counting, withSteps);
        return lowering.Lower(name);
    }

    private int Takes => _function.Takes;

    private IrFunction Lower(string name)
    {
        int prologue = _builder.NewBlock();
        var parameters = Parameters();
        foreach (var (leader, _) in _function.Blocks)
        {
            _blocks.Add(leader, _builder.NewBlock());
        }

        foreach (var block in _function.Blocks.Values)
        {
            LowerBlock(block);
        }

        while (_pendingLandings.TryDequeue(out var handler))
        {
            LowerLanding(handler);
        }

        LowerPrologue(prologue, parameters);
        var kind = _function.IsTopLevel ? IrFunctionKind.TopLevel : IrFunctionKind.Direct;
        return _builder.Build(_numbers.FunctionOf(_function), name, kind, _function.Entry, parameters, _function.Results);
    }

    /// <summary>Values from below, then captured variables, then parameters.</summary>
    private ImmutableArray<IrVariable> Parameters()
    {
        var parameters = ImmutableArray.CreateBuilder<IrVariable>();
        for (int i = 0; i < Takes; i++)
        {
            parameters.Add(_builder.Temporary($"below{i}"));
        }

        for (int i = 0; i < (_function.Captured?.Length ?? 0); i++)
        {
            // A parameter hides a captured variable of the same name.
            bool isHidden = Array.IndexOf(_function.Parameters, _function.Captured![i]) >= 0;
            parameters.Add(Argument(_function.Captured[i], isHidden, $"hidden{i}"));
        }

        for (int i = 0; i < _function.Parameters.Length; i++)
        {
            // A repeated name takes its leftmost value.
            bool isRepeated = Array.IndexOf(_function.Parameters, _function.Parameters[i]) < i;
            parameters.Add(Argument(_function.Parameters[i], isRepeated, $"repeated{i}"));
        }

        return parameters.ToImmutable();
    }

    /// <summary>In a function whose frame is a table, arguments only pass through on their way into it.</summary>
    private IrVariable Argument(string name, bool isIgnored, string temporary) =>
        isIgnored ? _builder.Temporary(temporary)
        : _function.DumpsScope ? _builder.Temporary("argument " + name)
        : _builder.Variable(name);

    private void LowerPrologue(int prologue, ImmutableArray<IrVariable> parameters)
    {
        _builder.Address = _function.Entry;
        _builder.Begin(prologue, [], handler: null);
        if (_withSteps)
        {
            // A debugger shows variables before they have a value.
            _maybeUnset.UnionWith(_builder.Variables.Where(variable => variable is { IsNamed: true, Type: IrType.Any }));
        }

        if (IsProfiled)
        {
            BeginProfile();
        }

        foreach (var variable in _maybeUnset.Except(parameters).OrderBy(variable => variable.Number))
        {
            _builder.Set(variable, _builder.Constant(IrType.Any, Value.Unset));
        }

        if (_function.DumpsScope)
        {
            BuildFrame(parameters);
        }

        var below = ImmutableArray.CreateBuilder<Register>(Takes);
        for (int i = 0; i < Takes; i++)
        {
            below.Add(_builder.Get(parameters[i]));
        }

        _builder.End(new Terminator.Jump(new IrEdge(_blocks[_function.Entry], below.ToImmutable()), _function.Entry));
    }

    private void BuildFrame(ImmutableArray<IrVariable> parameters)
    {
        var frame = _builder.Call(FrameOperations.New, canRaise: false, []);
        _builder.Set(FrameVariable, frame);
        var names = (_function.Captured ?? []).Concat(_function.Parameters).ToArray();
        for (int i = 0; i < names.Length; i++)
        {
            var parameter = parameters[Takes + i];
            bool isIgnored = parameter.Name != "argument " + names[i];
            // A hidden captured variable keeps its place in the frame with the parameter's value.
            var source = isIgnored && i < (_function.Captured?.Length ?? 0) ? _builder.Temporary("argument " + names[i]) : parameter;
            if (!isIgnored || source != parameter)
            {
                _builder.Run(FrameOperations.Set, canRaise: false, [_builder.Get(FrameVariable), _builder.Get(source)], names[i]);
            }
        }
    }

    private IrVariable FrameVariable => _builder.Temporary("frame", IrType.Scope);

    private void LowerBlock(BlockShape block)
    {
        _block = block;
        _stack.Clear();
        _pendingCaptures.Clear();
        _pendingCaptures.AddRange(CaptureRecord.NamesOf(block.Captures));
        for (int i = 0; i < Takes + block.Height; i++)
        {
            _stack.Add(_builder.NewRegister(IrType.Any));
        }

        _set = _assignment.AtEntry(block.Leader);
        _isProtected = block.Handler is not null;
        _builder.Begin(_blocks[block.Leader], [.. _stack], LandingOf(block.Handler));
        if (_counting is not null)
        {
            LowerCounted(block);
            return;
        }

        for (int index = block.Leader; ; index++)
        {
            _builder.Address = index;
            if (_withSteps)
            {
                _builder.Add(new IrInstruction.Step(index));
            }

            LowerInstruction(index);
            if (!ContinuesBehind(index))
            {
                return;
            }
        }
    }

    /// <summary>Closes the block when another one begins behind an instruction; false when it is closed.</summary>
    private bool ContinuesBehind(int index)
    {
        if (!_builder.IsInBlock)
        {
            return false;
        }

        _assignment.Advance(_set, index);
        if (_shape.Leaders[index + 1])
        {
            Jump(index + 1);
            return false;
        }

        return true;
    }

    private int? LandingOf(HandlerRecord? handler)
    {
        if (handler is null)
        {
            return null;
        }

        if (!_landings.TryGetValue(handler, out int landing))
        {
            _landings.Add(handler, landing = _builder.NewBlock());
            _pendingLandings.Enqueue(handler);
        }

        return landing;
    }

    /// <summary>Where errors under a handler arrive: restores the stack of the TRY and adds the exception.</summary>
    private void LowerLanding(HandlerRecord handler)
    {
        _builder.Address = handler.Target;
        _builder.Begin(_landings[handler], [], LandingOf(handler.Outer));
        var exception = _builder.NewRegister(IrType.Any);
        _builder.Add(new IrInstruction.CatchException(exception, _builder.Address));
        MakeCurrent();
        _stack.Clear();
        for (int i = 0; i < Takes + handler.Height; i++)
        {
            _stack.Add(_builder.Get(_builder.Temporary($"slot{i}")));
        }

        if (handler.Variable is { } name)
        {
            SetVariable(name, exception);
        }
        else
        {
            _stack.Add(exception);
        }

        Jump(handler.Target);
    }

    private void Jump(int leader) => _builder.End(new Terminator.Jump(EdgeTo(leader), _builder.Address));

    private IrEdge EdgeTo(int leader) => new(_blocks[leader], [.. _stack]);

    private void SetVariable(string name, Register value)
    {
        if (_function.DumpsScope)
        {
            _builder.Run(FrameOperations.Set, canRaise: false, [_builder.Get(FrameVariable), value], name);
        }
        else
        {
            _builder.Set(_builder.Variable(name), value);
        }
    }

    private Register GetVariable(string name)
    {
        if (_function.DumpsScope)
        {
            return _builder.Call(FrameOperations.Get, canRaise: true, [_builder.Get(FrameVariable)], name);
        }

        var variable = _builder.Variable(name);
        var value = _builder.Get(variable);
        if (!_assignment.Contains(_set, name))
        {
            _maybeUnset.Add(variable);
            _builder.Add(new IrInstruction.CheckSet(value, name, _builder.Address));
        }

        return value;
    }

    private Register Pop()
    {
        var register = _stack[^1];
        _stack.RemoveAt(_stack.Count - 1);
        return register;
    }

    private ImmutableArray<Register> Pop(int count)
    {
        var registers = _stack.GetRange(_stack.Count - count, count).ToImmutableArray();
        _stack.RemoveRange(_stack.Count - count, count);
        return registers;
    }
}
