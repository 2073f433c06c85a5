using Mono.Cecil;
using Mono.Cecil.Cil;
using TinyTotIL.Compiler.Ir;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Emission;

/// <summary>Pushes registers: from their locals, or by writing again or for the first time what defines them.</summary>
internal sealed class OperandEmitter
{
    private readonly IIlEmitter _il;
    private readonly ProgramMembers _members;
    private readonly StackPlan _plan;
    private readonly RegisterStorage _storage;
    private readonly Action<IrInstruction> _writeOperation;

    /// <summary>Pushes registers of one function.</summary>
    /// <param name="il">Its method.</param>
    /// <param name="members">What it refers to.</param>
    /// <param name="plan">Where its registers are.</param>
    /// <param name="storage">Its locals.</param>
    /// <param name="writeOperation">Writes an instruction so that the value of its target is on the stack.</param>
    public OperandEmitter(IIlEmitter il, ProgramMembers members, StackPlan plan, RegisterStorage storage, Action<IrInstruction> writeOperation) =>
        (_il, _members, _plan, _storage, _writeOperation) = (il, members, plan, storage, writeOperation);

    /// <summary>The constant a register holds, or null.</summary>
    /// <param name="register">The register.</param>
    public Value? ConstantOf(Register register) => _plan.DefinitionOf(register) is IrInstruction.Constant constant ? constant.Value : default(Value?);

    /// <summary>Pushes a register in the form its own type has.</summary>
    /// <param name="register">The register.</param>
    public void Load(Register register)
    {
        switch (_plan.WrittenAtUse(register))
        {
            case null:
                _il.LoadLocal(_storage.LocalOf(register));
                break;
            case IrInstruction.Constant constant:
                LoadConstant(constant.Value, register.Type);
                break;
            case IrInstruction.GetVariable get:
                _storage.LoadVariable(get.Variable);
                break;
            case var definition:
                _writeOperation(definition);
                break;
        }
    }

    /// <summary>Pushes a register in the form that is expected.</summary>
    /// <param name="register">The register.</param>
    /// <param name="type">Its own type, or any.</param>
    public void LoadAs(Register register, IrType type)
    {
        if (register.Type == type)
        {
            Load(register);
        }
        else if (ConstantOf(register) is { } constant)
        {
            LoadConstant(constant, type);
        }
        else
        {
            _members.Forms.Box(_il, register.Type, () => Load(register));
        }
    }

    /// <summary>Pushes a register as a parameter of a runtime method, which has checked before what it is.</summary>
    /// <param name="register">The register.</param>
    /// <param name="type">The parameter's type.</param>
    public void LoadParameter(Register register, Type type)
    {
        var form = IrTypes.Of(type)!.Value;
        if (form == IrType.Any && type != typeof(Value))
        {
            LoadPart(register, _members.Forms.Tag);
            _il.Emit(OpCodes.Castclass, _members.Runtime.Type(type));
            return;
        }

        LoadAs(register, form);
        if (type == typeof(string))
        {
            _il.Call(_members.Runtime.Method(typeof(ArgumentOperations), nameof(ArgumentOperations.Flatten)));
        }
    }

    /// <summary>Pushes a field of a register of type any.</summary>
    /// <param name="register">The register.</param>
    /// <param name="field">The field.</param>
    public void LoadPart(Register register, FieldReference field)
    {
        if (!TryLoadAddress(register))
        {
            Load(register);
        }

        _il.LoadField(field);
    }

    /// <summary>Pushes what a register is known to hold.</summary>
    /// <param name="register">The register.</param>
    /// <param name="type">The type it is known to have.</param>
    public void LoadNarrow(Register register, IrType type)
    {
        if (register.Type == type)
        {
            Load(register);
        }
        else if (register.Type == IrType.Any)
        {
            LoadPart(register, ValueForms.IsInBits(type) ? _members.Forms.Bits : _members.Forms.Tag);
            _members.Forms.FinishUnboxing(_il, type);
        }
        else
        {
            // Two types that exclude each other: this is never reached, and must be valid all the same.
            LoadAs(register, IrType.Any);
            _members.Forms.Unbox(_il, type);
        }
    }

    /// <summary>Whether a register is in a place that has an address.</summary>
    /// <param name="register">The register.</param>
    public bool HasAddress(Register register) => _plan.WrittenAtUse(register) is null or IrInstruction.GetVariable;

    /// <summary>Pushes the address of a register, which is only read through.</summary>
    /// <param name="register">The register.</param>
    /// <returns>False, and nothing is pushed, when it has none.</returns>
    public bool TryLoadAddress(Register register)
    {
        if (!HasAddress(register))
        {
            return false;
        }

        if (_plan.WrittenAtUse(register) is IrInstruction.GetVariable get)
        {
            _storage.LoadVariableAddress(get.Variable);
        }
        else
        {
            _il.LoadLocalAddress(_storage.LocalOf(register));
        }

        return true;
    }

    /// <summary>Whether pushing a register reads just one place.</summary>
    /// <param name="register">The register.</param>
    /// <param name="place">The place.</param>
    public bool IsIn(Register register, int place) => _plan.WrittenAtUse(register) switch
    {
        null => _storage.PlaceOf(register) == place,
        IrInstruction.GetVariable get => RegisterStorage.PlaceOf(get.Variable) == place,
        _ => false,
    };

    private void LoadConstant(Value value, IrType type)
    {
        switch (type)
        {
            case IrType.Int:
                _il.LoadConstant(value.AsInt);
                break;
            case IrType.Float:
                _il.LoadConstant(value.AsFloat);
                break;
            case IrType.Bool:
                _il.LoadConstant(value.AsBool);
                break;
            case IrType.Index:
                _il.LoadConstant((int)value.AsInt);
                break;
            case IrType.Text:
                _members.LoadText(_il, value.AsText);
                break;
            default:
                _members.LoadValue(_il, value);
                break;
        }
    }
}
