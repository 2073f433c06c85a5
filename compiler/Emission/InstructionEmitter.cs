using System.Collections.Immutable;
using Mono.Cecil.Cil;
using TinyTotIL.Compiler.Ir;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Scheme;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Emission;

/// <summary>Writes single instructions: one method per kind.</summary>
internal sealed partial class InstructionEmitter
{
    /// <summary>The JIT puts only so many small methods into one; a longer array is written plainly.</summary>
    private const int MostPuts = 16;

    private static readonly RuntimeOperation LoadDatum = RuntimeOperation.Of(DatumLiteral.Load);

    private readonly IIlEmitter _il;
    private readonly ProgramMembers _members;
    private readonly StackPlan _plan;
    private readonly RegisterStorage _storage;
    private readonly OutOfLineCode _rare;
    private readonly SuspensionEmitter? _suspension;
    private readonly VariableDefinition?[] _passed = new VariableDefinition?[ArgumentPassing.MostInContext];
    private VariableDefinition? _callee;
    private VariableDefinition? _calleeValue;

    /// <summary>Writes into one method.</summary>
    /// <param name="il">The method.</param>
    /// <param name="members">What it refers to.</param>
    /// <param name="plan">Where its registers are.</param>
    /// <param name="storage">Its locals.</param>
    /// <param name="rare">Its rare paths.</param>
    /// <param name="suspension">How the function leaves the native stack to go on later; null when it never does.</param>
    public InstructionEmitter(
        IIlEmitter il, ProgramMembers members, StackPlan plan, RegisterStorage storage, OutOfLineCode rare, SuspensionEmitter? suspension)
    {
        (_il, _members, _plan, _storage, _rare, _suspension) = (il, members, plan, storage, rare, suspension);
        Operands = new OperandEmitter(il, members, plan, storage, instruction => WriteOperation(instruction));
    }

    /// <summary>Pushes registers.</summary>
    public OperandEmitter Operands { get; }

    /// <summary>Writes an instruction that stands by itself, with all that is stacked in it, and stores what it defines.</summary>
    /// <param name="block">Its block.</param>
    /// <param name="position">Its position in the block.</param>
    public void Write(BasicBlock block, int position)
    {
        var instruction = block.Instructions[position];
        var site = _suspension?.At(block, position);
        if (site is { IsRetried: true })
        {
            _suspension!.MarkEntry(site);
        }

        switch (instruction)
        {
            case IrInstruction.CheckSet check:
                WriteCheckSet(block, check);
                return;
            case IrInstruction.CheckPoint check:
                _suspension!.WriteCheckPoint(check, site!);
                return;
            case IrInstruction.BeginCount:
                _suspension!.TakeCount();
                return;
            case IrInstruction.EndCount:
                _suspension!.GiveCount();
                return;
            case IrInstruction.CallValue { Form: not ProcedureForm.Known } call:
                WriteProcedureCall(call);
                break;
            case IrInstruction.CallValue call:
                LoadCallee(call.Function, call.Arguments, _rare.ExitFor(block, call.Address, call.Site, site?.State), "CALL_FUNCTION");
                _il.Emit(OpCodes.Calli, _members.ValueCall(call.Arguments.Length));
                StoreResult(call.Defined, isPushed: true);
                break;
            default:
                StoreResult(instruction.Target, WriteOperation(instruction));
                break;
        }

        if (site is { IsRetried: false })
        {
            _suspension!.MarkEntry(site);
        }

        if (_members.MayRaise(instruction))
        {
            _il.LoadArgument(0);
            _il.LoadField(_members.Reductions);
            _il.LoadConstant(0);
            _il.BranchIfLess(_rare.ExitFor(block, instruction.Address, instruction.Site, site?.State));
        }
    }

    private void StoreResult(Register? target, bool isPushed)
    {
        if (target is { } register && _plan.PlaceOf(register) == RegisterPlace.Local)
        {
            _il.StoreLocal(_storage.LocalOf(register));
        }
        else if (isPushed)
        {
            _il.Discard();
        }
    }

    /// <summary>Writes the operation; true when it leaves a value on the evaluation stack.</summary>
    private bool WriteOperation(IrInstruction instruction)
    {
        switch (instruction)
        {
            case IrInstruction.GetVariable get:
                _storage.LoadVariable(get.Variable);
                return true;
            case IrInstruction.SetVariable set:
                Operands.LoadAs(set.Value, set.Variable.Type);
                _storage.StoreVariable(set.Variable);
                return false;
            case IrInstruction.CallOperation call:
                return WriteCallOperation(call);
            case IrInstruction.Primitive primitive:
                WritePrimitive(primitive);
                return true;
            case IrInstruction.Narrow narrow:
                Operands.LoadNarrow(narrow.Value, narrow.Defined.Type);
                return true;
            case IrInstruction.LoadCaptured captured:
                Operands.Load(captured.Function);
                _members.LoadCaptured(_il, captured.Number);
                return true;
            case IrInstruction.MakeList list:
                WriteMakeList(list);
                return true;
            case IrInstruction.Gather gather:
                WriteGather(gather);
                return true;
            case IrInstruction.MakeFunction make:
                WriteMakeFunction(make);
                return true;
            case IrInstruction.Call call:
                return WriteCall(call);
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
        Operands.LoadPart(check.Value, _members.Forms.Tag);
        _il.LoadStatic(_members.Runtime.Field(typeof(Tag), nameof(Tag.Unset)));
        var exit = _rare.ExitFor(block, check.Address, check.Site);
        _il.BranchIfEqual(_rare.Later(() =>
        {
            _il.LoadArgument(0);
            _members.LoadText(_il, check.Name);
            _members.CallControl(_il, nameof(ControlOperations.RaiseUndefined));
            _il.Branch(exit);
        }));
    }

    private bool WriteCallOperation(IrInstruction.CallOperation call)
    {
        if (call.Operation == LoadDatum && SymbolIn((string)call.Immediates[0]) is { } symbol)
        {
            _members.LoadSymbol(_il, symbol);
            return true;
        }

        if (call.Operation.TakesContext)
        {
            _il.LoadArgument(0);
        }

        int register = 0, immediate = 0;
        foreach (var type in call.Operation.ParameterTypes)
        {
            if (call.Operation.IsRegister(type))
            {
                Operands.LoadParameter(call.Arguments[register++], type);
            }
            else
            {
                LoadImmediate(type, call.Immediates[immediate++]);
            }
        }

        if (call.Operation.Foreign is { } foreign)
        {
            _il.Call(_members.Foreign.DoorTo(foreign));
            return call.Operation.ResultType is not null;
        }

        _il.CallOperation(_members.Runtime, call.Operation.Method);
        if (call.Operation.Method.ReturnType.IsSubclassOf(typeof(HeapValue)) && call.Operation.ResultType == IrType.Any)
        {
            _members.Forms.BoxReference(_il);
        }

        return call.Operation.ResultType is not null;
    }

    private static string? SymbolIn(string datum) => (DatumReader.Parse(datum).Tag as SymbolValue)?.Name;

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
        else if (type == typeof(FieldSite))
        {
            _members.LoadNewSite(_il, (string)immediate);
        }
        else if (type == typeof(DatumLiteral))
        {
            _members.LoadDatum(_il, (string)immediate);
        }
        else if (type == typeof(PatternSet))
        {
            _members.LoadPatterns(_il, (string)immediate);
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

    private void WritePrimitive(IrInstruction.Primitive primitive)
    {
        foreach (var argument in primitive.Arguments)
        {
            Operands.Load(argument);
        }

        PrimitiveOpcodes.Write(_il, primitive.Operator);
    }

    private void WriteMakeList(IrInstruction.MakeList list)
    {
        if (list.Defined.Type is IrType.IntArray or IrType.FloatArray)
        {
            WriteNumberArray(list);
            return;
        }

        WriteArray(list.Elements);
        _il.Call(_members.Runtime.Method(typeof(ListValue), nameof(ListValue.FromOwned)));
        if (list.Defined.Type == IrType.Any)
        {
            _members.Forms.BoxReference(_il);
        }
    }

    private void WriteGather(IrInstruction.Gather gather)
    {
        if (gather.Operation.TakesContext)
        {
            _il.LoadArgument(0);
        }

        WriteArray(gather.Elements);
        _il.CallOperation(_members.Runtime, gather.Operation.Method);
    }

    private void WriteNumberArray(IrInstruction.MakeList list)
    {
        bool isInt = list.Defined.Type == IrType.IntArray;
        _il.LoadConstant(list.Elements.Length);
        _il.Emit(OpCodes.Newarr, isInt ? _members.Types.Int64 : _members.Types.Double);
        for (int i = 0; i < list.Elements.Length; i++)
        {
            _il.Duplicate();
            _il.LoadConstant(i);
            Operands.Load(list.Elements[i]);
            _il.Emit(isInt ? OpCodes.Stelem_I8 : OpCodes.Stelem_R8);
        }
    }

    private void WriteMakeFunction(IrInstruction.MakeFunction make)
    {
        _members.LoadPrototype(_il, make.Prototype);
        if (_members.Module.Prototypes[make.Prototype].Captured is null)
        {
            _il.Call(_members.Runtime.Getter(typeof(FunctionPrototype), nameof(FunctionPrototype.PlainValue)));
        }
        else
        {
            LoadCaptured(make.Captured);
            _members.NewClosure(_il, make.Captured.Length);
        }

        if (make.Defined.Type == IrType.Any)
        {
            _members.Forms.BoxReference(_il);
        }
    }

    private void LoadCaptured(ImmutableArray<Register> captured)
    {
        if (captured.Length is 0 or > FunctionValue.MostInline)
        {
            WriteArray(captured);
            return;
        }

        foreach (var value in captured)
        {
            Operands.LoadAs(value, IrType.Any);
        }
    }

    private void WriteArray(ImmutableArray<Register> elements)
    {
        _il.LoadConstant(elements.Length);
        _il.Emit(OpCodes.Newarr, _members.Value);
        for (int i = 0; i < elements.Length; i++)
        {
            _il.Duplicate();
            _il.LoadConstant(i);
            Operands.LoadAs(elements[i], IrType.Any);
            if (elements.Length <= MostPuts)
            {
                _il.Call(_members.Runtime.Method(typeof(ListOperations), nameof(ListOperations.Put)));
            }
            else
            {
                _il.Emit(OpCodes.Stelem_Any, _members.Value);
            }
        }
    }

    private bool WriteCall(IrInstruction.Call call)
    {
        LoadArguments(call.Callee, call.Arguments);
        _il.Call(_members.Methods[call.Callee]);
        return _members.ReturnsValue(_members.Module.Functions[call.Callee]);
    }

    /// <summary>Passes the context and the arguments of a direct call.</summary>
    /// <param name="callee">Number of the function.</param>
    /// <param name="arguments">Registers of the arguments.</param>
    public void LoadArguments(int callee, ImmutableArray<Register> arguments)
    {
        var function = _members.Module.Functions[callee];
        var passing = _members.PassingOf(function);
        _il.LoadArgument(0);
        for (int i = 0; i < arguments.Length; i++)
        {
            if (passing.FieldOf(i) is { } field)
            {
                // Computing the others may make calls, so the context is written to at the very end.
                Operands.LoadAs(arguments[i], IrType.Any);
                _il.StoreLocal(_passed[field] ??= _il.DeclareLocal(_members.Value));
            }
            else
            {
                Operands.LoadAs(arguments[i], function.Parameters[i].Type);
            }
        }

        for (int i = 0; i < arguments.Length; i++)
        {
            if (passing.FieldOf(i) is { } field)
            {
                _il.LoadArgument(0);
                _il.LoadLocal(_passed[field]!);
                _il.StoreField(_members.PassedArgument(field));
            }
        }
    }

    /// <summary>
    /// Pushes context, function, arguments and code address of a call through a value, after checking that the value is
    /// a function that takes this many arguments.
    /// </summary>
    /// <param name="function">Register of the function.</param>
    /// <param name="arguments">Registers of the arguments.</param>
    /// <param name="exit">Where to go when it is not.</param>
    /// <param name="operation">Name of the instruction in error texts.</param>
    public void LoadCallee(Register function, ImmutableArray<Register> arguments, IlLabel exit, string operation)
    {
        var callee = _callee ??= _il.DeclareLocal(_members.Function);
        int arity = arguments.Length;
        var loadValue = LoadFunction(function);
        var mismatch = _rare.Later(() =>
        {
            _il.LoadArgument(0);
            loadValue();
            _il.LoadConstant(arity);
            _il.LoadConstant(operation);
            _members.CallControl(_il, nameof(ControlOperations.RaiseNotCallable));
            _il.Branch(exit);
        });
        _il.StoreLocal(callee);
        if (function.Type != IrType.Function)
        {
            _il.LoadLocal(callee);
            _il.BranchIfFalse(mismatch);
        }

        LoadPrototypeField(callee, nameof(FunctionPrototype.Signature));
        _il.LoadConstant(8);
        _il.Emit(OpCodes.Shr);
        _il.LoadConstant(arity);
        _il.BranchIfNotEqual(mismatch);
        _il.LoadArgument(0);
        _il.LoadLocal(callee);
        foreach (var argument in arguments)
        {
            Operands.LoadAs(argument, IrType.Any);
        }

        LoadPrototypeField(callee, nameof(FunctionPrototype.Code));
    }

    /// <summary>Pushes the function in a register, or null when it holds something else.</summary>
    /// <returns>Pushes the register's value again, on the rare path.</returns>
    private Action LoadFunction(Register function)
    {
        if (function.Type == IrType.Function)
        {
            Operands.Load(function);
            return () =>
            {
                _il.LoadLocal(_callee!);
                _members.Forms.BoxReference(_il);
            };
        }

        if (function.Type == IrType.Any && Operands.HasAddress(function))
        {
            Operands.LoadPart(function, _members.Forms.Tag);
            _il.Emit(OpCodes.Isinst, _members.Function);
            return () => Operands.Load(function);
        }

        var value = _calleeValue ??= _il.DeclareLocal(_members.Value);
        Operands.LoadAs(function, IrType.Any);
        _il.StoreLocal(value);
        _il.LoadLocalAddress(value);
        _il.LoadField(_members.Forms.Tag);
        _il.Emit(OpCodes.Isinst, _members.Function);
        return () => _il.LoadLocal(value);
    }

    private void LoadPrototypeField(VariableDefinition callee, string field)
    {
        _il.LoadLocal(callee);
        _il.LoadField(_members.Runtime.Field(typeof(FunctionValue), nameof(FunctionValue.Prototype)));
        _il.LoadField(_members.Runtime.Field(typeof(FunctionPrototype), field));
    }
}
