using Mono.Cecil;
using Mono.Cecil.Cil;
using TinyTotIL.Compiler.Ir;

namespace TinyTotIL.Compiler.Emission;

/// <summary>The locals and arguments of one method: where its registers and variables live.</summary>
/// <remarks>
/// Parameters are variables that live in arguments. Locals are declared when they are first needed. A place is the number
/// of a register's local, or a negative number for a variable.
/// </remarks>
internal sealed class RegisterStorage
{
    private readonly IIlEmitter _il;
    private readonly ProgramMembers _members;
    private readonly IrFunction _function;
    private readonly LocalAllocation _allocation;
    private readonly VariableDefinition?[] _locals;
    private readonly VariableDefinition?[] _variables;
    private readonly bool _isResumed;
    private readonly ArgumentPassing _passing;

    /// <summary>Prepares the storage of a function.</summary>
    /// <param name="il">Its method.</param>
    /// <param name="members">What it refers to.</param>
    /// <param name="function">The function.</param>
    /// <param name="allocation">The locals of its registers.</param>
    /// <param name="isResumed">Whether the method is the one that goes on from a saved frame: its parameters are locals too.</param>
    public RegisterStorage(IIlEmitter il, ProgramMembers members, IrFunction function, LocalAllocation allocation, bool isResumed)
    {
        (_il, _members, _function, _allocation, _isResumed) = (il, members, function, allocation, isResumed);
        _passing = members.PassingOf(function);
        _locals = new VariableDefinition?[allocation.Slots.Count];
        _variables = new VariableDefinition?[function.Variables.Length];
    }

    /// <summary>The place of a register that is in a local.</summary>
    /// <param name="register">The register.</param>
    public int PlaceOf(Register register) => _allocation.SlotOf(register);

    /// <summary>The place of a variable.</summary>
    /// <param name="variable">The variable.</param>
    public static int PlaceOf(IrVariable variable) => LocalAllocation.PlaceOf(variable);

    /// <summary>Adds the places that are read when a register is pushed.</summary>
    /// <param name="register">The register.</param>
    /// <param name="places">Receives their numbers.</param>
    public void AddPlaces(Register register, HashSet<int> places) => _allocation.AddPlaces(register, place => places.Add(place));

    /// <summary>The local of a register.</summary>
    /// <param name="register">The register.</param>
    public VariableDefinition LocalOf(Register register) => LocalOf(_allocation.SlotOf(register));

    /// <summary>Pushes a variable.</summary>
    /// <param name="variable">The variable.</param>
    public void LoadVariable(IrVariable variable)
    {
        if (ArgumentOf(variable) is { } argument)
        {
            _il.LoadArgument(argument);
        }
        else
        {
            _il.LoadLocal(LocalOf(variable));
        }
    }

    /// <summary>Pushes the address of a variable.</summary>
    /// <param name="variable">The variable.</param>
    public void LoadVariableAddress(IrVariable variable)
    {
        if (ArgumentOf(variable) is { } argument)
        {
            _il.LoadArgumentAddress(argument);
        }
        else
        {
            _il.LoadLocalAddress(LocalOf(variable));
        }
    }

    /// <summary>Pops into a variable.</summary>
    /// <param name="variable">The variable.</param>
    public void StoreVariable(IrVariable variable) => StorePlace(PlaceOf(variable));

    /// <summary>Pops into a place.</summary>
    /// <param name="place">Its number.</param>
    public void StorePlace(int place)
    {
        if (place >= 0)
        {
            _il.StoreLocal(LocalOf(place));
        }
        else if (ArgumentOf(_function.Variables[-1 - place]) is { } argument)
        {
            _il.StoreArgument(argument);
        }
        else
        {
            _il.StoreLocal(LocalOf(_function.Variables[-1 - place]));
        }
    }

    /// <summary>What a place holds.</summary>
    /// <param name="place">Its number.</param>
    public IrType TypeOf(int place) => _allocation.TypeOf(place);

    /// <summary>Pushes what a place holds.</summary>
    /// <param name="place">Its number.</param>
    public void LoadPlace(int place)
    {
        if (place >= 0)
        {
            _il.LoadLocal(LocalOf(place));
        }
        else
        {
            LoadVariable(_function.Variables[-1 - place]);
        }
    }

    /// <summary>Pushes the address of a place.</summary>
    /// <param name="place">Its number.</param>
    public void LoadPlaceAddress(int place)
    {
        if (place >= 0)
        {
            _il.LoadLocalAddress(LocalOf(place));
        }
        else
        {
            LoadVariableAddress(_function.Variables[-1 - place]);
        }
    }

    /// <summary>Tells debuggers which locals have their name in the scope that ends here, where others of that name are in use elsewhere.</summary>
    /// <param name="slots">The locals.</param>
    public void NameInScope(IEnumerable<int> slots)
    {
        foreach (int slot in slots)
        {
            if (_locals[slot] is { } local)
            {
                _il.NameLocal(local, MetadataName.Of(_allocation.Slots[slot].Name!));
            }
        }
    }

    /// <summary>Takes the parameters that are passed in the context.</summary>
    public void TakeParameters()
    {
        for (int i = 0; i < _function.Parameters.Length; i++)
        {
            if (_passing.FieldOf(i) is { } field)
            {
                _il.LoadArgument(0);
                _il.LoadField(_members.PassedArgument(field));
                _members.Forms.Unbox(_il, _function.Parameters[i].Type);
                StoreVariable(_function.Variables[i]);
            }
        }
    }

    private ParameterDefinition? ArgumentOf(IrVariable variable) =>
        !_isResumed && variable.Number < _function.Parameters.Length && _passing.ArgumentOf(variable.Number) is { } argument
            ? _il.Method.Parameters[argument]
            : null;

    private VariableDefinition LocalOf(int slot) =>
        _locals[slot] ??= Declare(_allocation.Slots[slot].Type, _allocation.Slots[slot].Name);

    private VariableDefinition LocalOf(IrVariable variable) =>
        _variables[variable.Number] ??= Declare(variable.Type, variable.IsNamed ? variable.Name : null);

    private VariableDefinition Declare(IrType type, string? name) =>
        _il.DeclareLocal(_members.TypeOf(type), name is null ? null : MetadataName.Of(name));
}
