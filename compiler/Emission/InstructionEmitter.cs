using System.Collections.Immutable;
using Mono.Cecil.Cil;
using TinyTotIL.Compiler.Ir;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Emission;

/// <summary>Writes single instructions: one method per kind.</summary>
internal sealed class InstructionEmitter
{
    private readonly IIlEmitter _il;
    private readonly ProgramMembers _members;
    private readonly RegisterStorage _storage;
    private readonly OutOfLineCode _rare;
    private VariableDefinition? _callee;
    private VariableDefinition? _calleeValue;

    /// <summary>Writes into one method.</summary>
    /// <param name="il">The method.</param>
    /// <param name="members">What it refers to.</param>
    /// <param name="storage">Where its registers live.</param>
    /// <param name="rare">Its rare paths.</param>
    public InstructionEmitter(IIlEmitter il, ProgramMembers members, RegisterStorage storage, OutOfLineCode rare) =>
        (_il, _members, _storage, _rare) = (il, members, storage, rare);

    /// <summary>Writes an instruction.</summary>
    /// <param name="block">Its block.</param>
    /// <param name="position">Its position there.</param>
    public void Write(BasicBlock block, int position)
    {
        var instruction = block.Instructions[position];
        if (instruction.Target is { } target && _storage.IsRematerialized(target))
        {
            return;
        }

        bool leavesResult = WriteOperation(block, instruction);
        _storage.Release(instruction.Operands, position);
        if (leavesResult)
        {
            _storage.Store(instruction.Target!.Value);
        }

        if (instruction.MayRaise && instruction is not IrInstruction.CheckSet)
        {
            _il.LoadArgument(0);
            _il.LoadField(_members.Reductions);
            _il.LoadConstant(0);
            _il.BranchIfLess(_rare.ExitFor(block, instruction.Address));
        }
    }

    /// <summary>Writes the operation; true when it leaves the value of the target on the evaluation stack.</summary>
    private bool WriteOperation(BasicBlock block, IrInstruction instruction)
    {
        switch (instruction)
        {
            case IrInstruction.GetVariable get:
                _storage.LoadVariable(get.Variable);
                return true;
            case IrInstruction.SetVariable set:
                _storage.Load(set.Value);
                _storage.StoreVariable(set.Variable);
                return false;
            case IrInstruction.CheckSet check:
                WriteCheckSet(block, check);
                return false;
            case IrInstruction.CallOperation call:
                WriteCallOperation(call);
                return call.Defined is not null;
            case IrInstruction.MakeList list:
                _il.LoadArgument(0);
                WriteArray(list.Elements);
                _il.Call(_members.Runtime.Method(typeof(ListOperations), nameof(ListOperations.Make)));
                return true;
            case IrInstruction.MakeFunction make:
                WriteMakeFunction(make);
                return true;
            case IrInstruction.Call call:
                return WriteCall(call);
            case IrInstruction.CallValue call:
                LoadCallee(block, call.Function, call.Arguments, call.Address, "CALL_FUNCTION");
                _il.Emit(OpCodes.Calli, _members.ValueCall(call.Arguments.Length));
                if (call.Defined is null)
                {
                    _il.Discard();
                }

                return call.Defined is not null;
            case IrInstruction.ExtraResult extra:
                _il.LoadArgument(0);
                _il.LoadField(_members.Runtime.Field(typeof(ProcessContext), nameof(ProcessContext.Results)));
                _il.LoadConstant(extra.Number);
                _il.Emit(OpCodes.Ldelem_Any, _members.Value);
                return true;
            case IrInstruction.CatchException:
                _il.LoadArgument(0);
                _il.Call(_members.Runtime.Method(typeof(ProcessContext), nameof(ProcessContext.Catch)));
                return true;
            default:
                throw new Diagnostics.InternalCompilerException("emission", $"{instruction.GetType().Name} has no form in IL");
        }
    }

    private void WriteCheckSet(BasicBlock block, IrInstruction.CheckSet check)
    {
        _storage.LoadAddress(check.Value);
        _il.LoadField(_members.TagOf);
        _il.LoadStatic(_members.Runtime.Field(typeof(Tag), nameof(Tag.Unset)));
        var exit = _rare.ExitFor(block, check.Address);
        _il.BranchIfEqual(_rare.Later(() =>
        {
            _il.LoadArgument(0);
            _members.LoadText(_il, check.Name);
            _members.CallControl(_il, nameof(ControlOperations.RaiseUndefined));
            _il.Branch(exit);
        }));
    }

    private void WriteCallOperation(IrInstruction.CallOperation call)
    {
        _il.LoadArgument(0);
        int register = 0, immediate = 0;
        foreach (var type in call.Operation.ParameterTypes)
        {
            if (RuntimeOperation.IsRegister(type))
            {
                _storage.Load(call.Arguments[register++]);
            }
            else
            {
                LoadImmediate(type, call.Immediates[immediate++]);
            }
        }

        _il.CallOperation(_members.Runtime, call.Operation.Method);
        if (call.Defined is null && call.Operation.ResultType is not null)
        {
            _il.Discard();
        }
    }

    private void LoadImmediate(Type type, object immediate)
    {
        if (type == typeof(string))
        {
            _members.LoadText(_il, (string)immediate);
        }
        else if (type == typeof(FunctionPrototype))
        {
            _members.LoadPrototype(_il, (int)immediate);
        }
        else if (type == typeof(ulong))
        {
            _il.LoadConstant(unchecked((long)(ulong)immediate));
        }
        else
        {
            _il.LoadConstant((int)immediate);
        }
    }

    private void WriteMakeFunction(IrInstruction.MakeFunction make)
    {
        _members.LoadPrototype(_il, make.Prototype);
        if (_members.Module.Prototypes[make.Prototype].Captured is null)
        {
            _il.LoadNull();
        }
        else
        {
            WriteArray(make.Captured);
        }

        _il.NewObject(_members.Runtime.Constructor(typeof(FunctionValue), typeof(FunctionPrototype), typeof(Value[])));
        _il.LoadConstant(0L);
        _il.NewObject(_members.NewValue);
    }

    private void WriteArray(ImmutableArray<Register> elements)
    {
        _il.LoadConstant(elements.Length);
        _il.Emit(OpCodes.Newarr, _members.Value);
        for (int i = 0; i < elements.Length; i++)
        {
            _il.Duplicate();
            _il.LoadConstant(i);
            _storage.Load(elements[i]);
            _il.Emit(OpCodes.Stelem_Any, _members.Value);
        }
    }

    private bool WriteCall(IrInstruction.Call call)
    {
        _il.LoadArgument(0);
        foreach (var argument in call.Arguments)
        {
            _storage.Load(argument);
        }

        _il.Call(_members.Methods[call.Callee]);
        if (call.Defined is null && _members.ReturnsValue(_members.Module.Functions[call.Callee]))
        {
            _il.Discard();
        }

        return call.Defined is not null;
    }

    /// <summary>
    /// Pushes context, function, arguments and code address of a call through a value, after checking that the value is
    /// a function that takes this many arguments.
    /// </summary>
    /// <param name="block">The calling block.</param>
    /// <param name="function">Register of the function.</param>
    /// <param name="arguments">Registers of the arguments.</param>
    /// <param name="address">Address of the call.</param>
    /// <param name="operation">Name of the instruction in error texts.</param>
    public void LoadCallee(BasicBlock block, Register function, ImmutableArray<Register> arguments, int address, string operation)
    {
        var value = _calleeValue ??= _il.DeclareLocal(_members.Value);
        var callee = _callee ??= _il.DeclareLocal(_members.Function);
        var exit = _rare.ExitFor(block, address);
        int arity = arguments.Length;
        var mismatch = _rare.Later(() =>
        {
            _il.LoadArgument(0);
            _il.LoadLocal(value);
            _il.LoadConstant(arity);
            _il.LoadConstant(operation);
            _members.CallControl(_il, nameof(ControlOperations.RaiseNotCallable));
            _il.Branch(exit);
        });
        _storage.Load(function);
        _il.StoreLocal(value);
        _il.LoadLocalAddress(value);
        _il.LoadField(_members.TagOf);
        _il.Emit(OpCodes.Isinst, _members.Function);
        _il.StoreLocal(callee);
        _il.LoadLocal(callee);
        _il.BranchIfFalse(mismatch);
        LoadPrototypeField(callee, nameof(FunctionPrototype.Signature));
        _il.LoadConstant(8);
        _il.Emit(OpCodes.Shr);
        _il.LoadConstant(arity);
        _il.BranchIfNotEqual(mismatch);
        _il.LoadArgument(0);
        _il.LoadLocal(callee);
        foreach (var argument in arguments)
        {
            _storage.Load(argument);
        }

        LoadPrototypeField(callee, nameof(FunctionPrototype.Code));
    }

    private void LoadPrototypeField(VariableDefinition callee, string field)
    {
        _il.LoadLocal(callee);
        _il.LoadField(_members.Runtime.Field(typeof(FunctionValue), nameof(FunctionValue.Prototype)));
        _il.LoadField(_members.Runtime.Field(typeof(FunctionPrototype), field));
    }
}
