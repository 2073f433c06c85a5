using Mono.Cecil;
using Mono.Cecil.Cil;
using TinyTotIL.Compiler.Ir;

namespace TinyTotIL.Compiler.Emission;

/// <summary>Where the registers and variables of one function live in IL.</summary>
/// <remarks>
/// Registers are used only in their own block. Constants have no place: they are written again at each use, and so are
/// reads of a variable that nothing writes before the last use. Block parameters live in one local for each position, so
/// that a value which stays where it is costs nothing at an edge. The others borrow a local from their definition to
/// their last use.
/// </remarks>
internal sealed class RegisterStorage
{
    private readonly IIlEmitter _il;
    private readonly ProgramMembers _members;
    private readonly Dictionary<IrVariable, ParameterDefinition> _arguments = [];
    private readonly Dictionary<IrVariable, VariableDefinition> _variables = [];
    private readonly List<VariableDefinition> _positions = [];
    private readonly HashSet<VariableDefinition> _isPosition = [];
    private readonly Dictionary<IrType, Stack<VariableDefinition>> _free = [];
    private readonly Dictionary<Register, VariableDefinition> _locals = [];
    private readonly Dictionary<Register, IrInstruction> _rematerialized = [];
    private readonly Dictionary<Register, int> _lastUses = [];

    /// <summary>Prepares the storage of a function.</summary>
    /// <param name="il">Its method.</param>
    /// <param name="members">What it refers to.</param>
    /// <param name="function">The function.</param>
    public RegisterStorage(IIlEmitter il, ProgramMembers members, IrFunction function)
    {
        (_il, _members) = (il, members);
        for (int i = 0; i < function.Parameters.Length; i++)
        {
            _arguments.Add(function.Parameters[i], il.Method.Parameters[i + 1]);
        }
    }

    /// <summary>Enters a block: finds last uses and what need not be stored.</summary>
    /// <param name="block">The block.</param>
    public void BeginBlock(BasicBlock block)
    {
        _locals.Clear();
        _rematerialized.Clear();
        _lastUses.Clear();
        for (int i = 0; i < block.Parameters.Length; i++)
        {
            _locals.Add(block.Parameters[i], Position(i));
        }

        for (int i = 0; i < block.Instructions.Length; i++)
        {
            NoteUses(block.Instructions[i].Operands, i);
        }

        NoteUses(block.Terminator.Operands, block.Instructions.Length);
        foreach (var edge in block.Terminator.Edges)
        {
            NoteUses(edge.Arguments, block.Instructions.Length);
        }

        FindRematerialized(block);
    }

    /// <summary>Whether anything reads a register.</summary>
    /// <param name="register">The register.</param>
    public bool IsUsed(Register register) => _lastUses.ContainsKey(register);

    /// <summary>Whether a register is written again at each use instead of being stored.</summary>
    /// <param name="register">The register.</param>
    public bool IsRematerialized(Register register) => _rematerialized.ContainsKey(register);

    /// <summary>The constant a register holds, or null.</summary>
    /// <param name="register">The register.</param>
    public Runtime.Values.Value? ConstantOf(Register register) =>
        _rematerialized.GetValueOrDefault(register) is IrInstruction.Constant constant ? constant.Value : default(Runtime.Values.Value?);

    /// <summary>Pushes a register in the form its own type has.</summary>
    /// <param name="register">The register.</param>
    public void Load(Register register)
    {
        if (!_rematerialized.TryGetValue(register, out var definition))
        {
            _il.LoadLocal(_locals[register]);
        }
        else if (definition is IrInstruction.GetVariable get)
        {
            LoadVariable(get.Variable);
        }
        else if (register.Type == IrType.Index)
        {
            _il.LoadConstant((int)((IrInstruction.Constant)definition).Value.AsInt);
        }
        else
        {
            _members.LoadValue(_il, ((IrInstruction.Constant)definition).Value);
        }
    }

    /// <summary>Pushes the address of a register of type any; the address is only read through.</summary>
    /// <param name="register">The register.</param>
    public void LoadAddress(Register register)
    {
        if (!_rematerialized.TryGetValue(register, out var definition))
        {
            _il.LoadLocalAddress(_locals[register]);
        }
        else if (definition is IrInstruction.GetVariable { Variable: var variable })
        {
            if (_arguments.TryGetValue(variable, out var argument))
            {
                _il.LoadArgumentAddress(argument);
            }
            else
            {
                _il.LoadLocalAddress(LocalOf(variable));
            }
        }
        else
        {
            var scratch = Borrow(IrType.Any);
            Load(register);
            _il.StoreLocal(scratch);
            _il.LoadLocalAddress(scratch);
            Return(IrType.Any, scratch);
        }
    }

    /// <summary>Pops the value of a register just computed; drops it when nothing reads it.</summary>
    /// <param name="register">The register.</param>
    public void Store(Register register)
    {
        if (!IsUsed(register))
        {
            _il.Discard();
            return;
        }

        var local = Borrow(register.Type);
        _locals.Add(register, local);
        _il.StoreLocal(local);
    }

    /// <summary>Gives back the locals of registers whose last use is past.</summary>
    /// <param name="operands">Registers just read.</param>
    /// <param name="position">Position of the reader in its block.</param>
    public void Release(IEnumerable<Register> operands, int position)
    {
        foreach (var register in operands.Distinct())
        {
            if (_lastUses[register] == position && _locals.TryGetValue(register, out var local) && !_isPosition.Contains(local))
            {
                Return(register.Type, local);
                _locals.Remove(register);
            }
        }
    }

    /// <summary>Ends a block: everything it borrowed is free again.</summary>
    public void EndBlock()
    {
        foreach (var (register, local) in _locals)
        {
            if (!_isPosition.Contains(local))
            {
                Return(register.Type, local);
            }
        }
    }

    /// <summary>Pushes a variable.</summary>
    /// <param name="variable">The variable.</param>
    public void LoadVariable(IrVariable variable)
    {
        if (_arguments.TryGetValue(variable, out var argument))
        {
            _il.LoadArgument(argument);
        }
        else
        {
            _il.LoadLocal(LocalOf(variable));
        }
    }

    /// <summary>Pops into a variable.</summary>
    /// <param name="variable">The variable.</param>
    public void StoreVariable(IrVariable variable)
    {
        if (_arguments.TryGetValue(variable, out var argument))
        {
            _il.StoreArgument(argument);
        }
        else
        {
            _il.StoreLocal(LocalOf(variable));
        }
    }

    /// <summary>Moves arguments into the parameters of a block, all at once.</summary>
    /// <param name="edge">The way into the block.</param>
    public void PassArguments(IrEdge edge)
    {
        var moved = new List<int>();
        for (int i = 0; i < edge.Arguments.Length; i++)
        {
            if (!_locals.TryGetValue(edge.Arguments[i], out var local) || local != Position(i))
            {
                moved.Add(i);
                Load(edge.Arguments[i]);
            }
        }

        for (int i = moved.Count - 1; i >= 0; i--)
        {
            _il.StoreLocal(Position(moved[i]));
        }
    }

    private VariableDefinition Position(int position)
    {
        while (_positions.Count <= position)
        {
            _positions.Add(_il.DeclareLocal(_members.Value));
            _isPosition.Add(_positions[^1]);
        }

        return _positions[position];
    }

    private VariableDefinition LocalOf(IrVariable variable)
    {
        if (!_variables.TryGetValue(variable, out var local))
        {
            local = _il.DeclareLocal(_members.TypeOf(variable.Type), variable.IsNamed ? MetadataName.Of(variable.Name) : null);
            _variables.Add(variable, local);
        }

        return local;
    }

    private VariableDefinition Borrow(IrType type) =>
        _free.TryGetValue(type, out var free) && free.TryPop(out var local) ? local : _il.DeclareLocal(_members.TypeOf(type));

    private void Return(IrType type, VariableDefinition local)
    {
        if (!_free.TryGetValue(type, out var free))
        {
            _free.Add(type, free = new Stack<VariableDefinition>());
        }

        free.Push(local);
    }

    private void NoteUses(IEnumerable<Register> registers, int position)
    {
        foreach (var register in registers)
        {
            _lastUses[register] = position;
        }
    }

    private void FindRematerialized(BasicBlock block)
    {
        // Walking backwards, the next write of each variable is known when a read of it is met.
        var nextWrite = new Dictionary<IrVariable, int>();
        for (int i = block.Instructions.Length - 1; i >= 0; i--)
        {
            switch (block.Instructions[i])
            {
                case IrInstruction.Constant constant:
                    _rematerialized.Add(constant.Defined, constant);
                    break;
                case IrInstruction.SetVariable set:
                    nextWrite[set.Variable] = i;
                    break;
                case IrInstruction.GetVariable get when !_lastUses.TryGetValue(get.Defined, out int last)
                    || !nextWrite.TryGetValue(get.Variable, out int write) || last <= write:
                    _rematerialized.Add(get.Defined, get);
                    break;
            }
        }
    }
}
