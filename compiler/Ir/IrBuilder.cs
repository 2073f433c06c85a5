using System.Collections.Immutable;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Ir;

/// <summary>Builds one function block by block. The only mutable form of the IR.</summary>
internal sealed class IrBuilder
{
    private readonly List<BasicBlock?> _blocks = [];
    private readonly Dictionary<string, IrVariable> _variablesByName = [];
    private readonly List<IrVariable> _variables = [];
    private readonly List<IrInstruction> _instructions = [];
    private ImmutableArray<Register> _parameters = [];
    private int _current = -1;
    private int? _handler;
    private int _leader = -1;
    private int _registers;

    /// <summary>Bytecode index given to the instructions that follow.</summary>
    public int Address { get; set; }

    /// <summary>Whether a block is open.</summary>
    public bool IsInBlock => _current >= 0;

    /// <summary>The variables made so far.</summary>
    public IReadOnlyList<IrVariable> Variables => _variables;

    /// <summary>Reserves a block number.</summary>
    public int NewBlock()
    {
        _blocks.Add(null);
        return _blocks.Count - 1;
    }

    /// <summary>Opens a block.</summary>
    /// <param name="number">Its reserved number.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="handler">The block that takes its errors, or null.</param>
    /// <param name="leader">For stack-machine segments, the index it stands for.</param>
    public void Begin(int number, ImmutableArray<Register> parameters, int? handler, int leader = -1)
    {
        (_current, _parameters, _handler, _leader) = (number, parameters, handler, leader);
        _instructions.Clear();
    }

    /// <summary>Closes the open block.</summary>
    /// <param name="terminator">How it ends.</param>
    public void End(Terminator terminator)
    {
        _blocks[_current] = new BasicBlock(_current, _parameters, [.. _instructions], terminator, _handler, _leader);
        _current = -1;
    }

    /// <summary>Makes a register.</summary>
    /// <param name="type">What it holds.</param>
    public Register NewRegister(IrType type) => new(_registers++, type);

    /// <summary>The variable with a name, made on first use.</summary>
    /// <param name="name">The program's name.</param>
    public IrVariable Variable(string name) => Variable(name, IrType.Any, isNamed: true);

    /// <summary>A variable of the compiler's own, made on first use. Its name begins with a character no program name keeps apart.</summary>
    /// <param name="name">A name unique among such variables.</param>
    /// <param name="type">What it holds.</param>
    public IrVariable Temporary(string name, IrType type = IrType.Any) => Variable(name, type, isNamed: false);

    /// <summary>Adds an instruction.</summary>
    /// <param name="instruction">The instruction.</param>
    public void Add(IrInstruction instruction) => _instructions.Add(instruction);

    /// <summary>Defines a register as a constant.</summary>
    /// <param name="type">Type of the register.</param>
    /// <param name="value">The constant.</param>
    public Register Constant(IrType type, Value value)
    {
        var register = NewRegister(type);
        Add(new IrInstruction.Constant(register, value, Address));
        return register;
    }

    /// <summary>Reads a variable.</summary>
    /// <param name="variable">The variable.</param>
    public Register Get(IrVariable variable)
    {
        var register = NewRegister(variable.Type);
        Add(new IrInstruction.GetVariable(register, variable, Address));
        return register;
    }

    /// <summary>Writes a variable.</summary>
    /// <param name="variable">The variable.</param>
    /// <param name="value">The value.</param>
    public void Set(IrVariable variable, Register value) => Add(new IrInstruction.SetVariable(variable, value, Address));

    /// <summary>Calls a runtime operation that returns something.</summary>
    /// <param name="operation">A delegate to it.</param>
    /// <param name="canRaise">Whether it can raise, halt or exit.</param>
    /// <param name="arguments">Register arguments.</param>
    /// <param name="immediates">Immediate arguments.</param>
    public Register Call(Delegate operation, bool canRaise, ImmutableArray<Register> arguments, params ReadOnlySpan<object> immediates) =>
        Call(RuntimeOperation.Of(operation), canRaise, arguments, immediates);

    /// <summary>Calls a runtime operation that returns something.</summary>
    /// <param name="callee">The operation.</param>
    /// <param name="canRaise">Whether it can raise, halt or exit.</param>
    /// <param name="arguments">Register arguments.</param>
    /// <param name="immediates">Immediate arguments.</param>
    public Register Call(RuntimeOperation callee, bool canRaise, ImmutableArray<Register> arguments, params ReadOnlySpan<object> immediates)
    {
        var register = NewRegister(callee.ResultType ?? throw new InvalidOperationException($"{callee.Name} returns nothing."));
        Add(new IrInstruction.CallOperation(register, callee, arguments, [.. immediates], canRaise, Address));
        return register;
    }

    /// <summary>Calls a runtime operation that returns nothing.</summary>
    /// <param name="operation">A delegate to it.</param>
    /// <param name="canRaise">Whether it can raise, halt or exit.</param>
    /// <param name="arguments">Register arguments.</param>
    /// <param name="immediates">Immediate arguments.</param>
    public void Run(Delegate operation, bool canRaise, ImmutableArray<Register> arguments, params ReadOnlySpan<object> immediates) =>
        Add(new IrInstruction.CallOperation(null, RuntimeOperation.Of(operation), arguments, [.. immediates], canRaise, Address));

    /// <summary>Calls a function of the program; the block ends here when the callee never returns.</summary>
    /// <param name="function">Its number.</param>
    /// <param name="arguments">Its arguments in order.</param>
    /// <param name="results">Values it leaves; null when it never returns.</param>
    /// <returns>Its results, deepest first.</returns>
    public ImmutableArray<Register> CallFunction(int function, ImmutableArray<Register> arguments, int? results)
    {
        Register? top = results > 0 ? NewRegister(IrType.Any) : null;
        Add(new IrInstruction.Call(top, function, arguments, Address));
        return FinishCall(top, results);
    }

    /// <summary>Calls a function value; the block ends here when no possible callee returns.</summary>
    /// <param name="callee">The value.</param>
    /// <param name="arguments">Its arguments in order.</param>
    /// <param name="results">Values it leaves; null when it never returns.</param>
    /// <returns>Its results, deepest first.</returns>
    public ImmutableArray<Register> CallValue(Register callee, ImmutableArray<Register> arguments, int? results)
    {
        Register? top = results > 0 ? NewRegister(IrType.Any) : null;
        Add(new IrInstruction.CallValue(top, callee, arguments, results ?? 0, Address));
        return FinishCall(top, results);
    }

    /// <summary>Calls a procedure.</summary>
    /// <param name="form">How arguments are passed.</param>
    /// <param name="callee">The procedure.</param>
    /// <param name="arguments">Its arguments in order, or the list of them.</param>
    /// <returns>Its result.</returns>
    public Register CallProcedure(ProcedureForm form, Register callee, ImmutableArray<Register> arguments)
    {
        var result = NewRegister(IrType.Any);
        Add(new IrInstruction.CallValue(result, callee, arguments, Results: 1, Address) { Form = form });
        return result;
    }

    /// <summary>Calls a runtime operation that takes any number of values.</summary>
    /// <param name="operation">A delegate to it.</param>
    /// <param name="canRaise">Whether it can raise an error.</param>
    /// <param name="elements">The values.</param>
    public Register Gather(Delegate operation, bool canRaise, ImmutableArray<Register> elements)
    {
        var result = NewRegister(IrType.Any);
        Add(new IrInstruction.Gather(result, RuntimeOperation.Of(operation), elements, canRaise, Address));
        return result;
    }

    /// <summary>Finishes the function. Every reserved block has been closed.</summary>
    /// <param name="number">Its number in the module.</param>
    /// <param name="name">Its name.</param>
    /// <param name="kind">How it is called.</param>
    /// <param name="entry">Bytecode index of its first instruction.</param>
    /// <param name="parameters">Variables that receive arguments.</param>
    /// <param name="results">Values it leaves.</param>
    public IrFunction Build(int number, string name, IrFunctionKind kind, int entry, ImmutableArray<IrVariable> parameters, int results) =>
        new(number, name, kind, entry, parameters, results, [.. _variables], [.. _blocks.Select(block => block!)], _registers);

    /// <summary>All results are fetched before anything else runs that could overwrite them.</summary>
    private ImmutableArray<Register> FinishCall(Register? top, int? results)
    {
        if (results is null)
        {
            End(new Terminator.Unreachable(Address));
        }

        if (top is not { } last)
        {
            return [];
        }

        var registers = ImmutableArray.CreateBuilder<Register>();
        for (int i = 0; i < results - 1; i++)
        {
            registers.Add(NewRegister(IrType.Any));
            Add(new IrInstruction.ExtraResult(registers[i], i, Address));
        }

        registers.Add(last);
        return registers.ToImmutable();
    }

    private IrVariable Variable(string name, IrType type, bool isNamed)
    {
        string key = isNamed ? name : "\0" + name;
        if (!_variablesByName.TryGetValue(key, out var variable))
        {
            variable = new IrVariable(_variables.Count, name, type, isNamed);
            _variablesByName.Add(key, variable);
            _variables.Add(variable);
        }

        return variable;
    }
}
