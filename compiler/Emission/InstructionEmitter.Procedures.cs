using System.Collections.Immutable;
using Mono.Cecil.Cil;
using TinyTotIL.Compiler.Ir;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Emission;

/// <content>Procedure calls: a function that takes the arguments is called here, anything else by the runtime.</content>
internal sealed partial class InstructionEmitter
{
    private VariableDefinition? _clause;

    /// <summary>Writes a call that comes back here.</summary>
    private void WriteProcedureCall(IrInstruction.CallValue call)
    {
        if (call.Form == ProcedureForm.Apply)
        {
            _il.LoadArgument(0);
            Operands.LoadAs(call.Arguments[0], IrType.Any);
            Operands.LoadAs(call.Function, IrType.Any);
            _il.Call(_members.Runtime.Method(typeof(ProcedureOperations), nameof(ProcedureOperations.Apply)));
            StoreResult(call.Defined, isPushed: true);
            return;
        }

        var (after, direct) = (_il.DefineLabel(), _il.DefineLabel());
        Action? loadFunction = null;
        var other = _rare.LaterAt(call.Address, () =>
        {
            LoadClause(loadFunction!, call.Arguments.Length, direct);
            _il.LoadArgument(0);
            loadFunction!();
            WriteArray(call.Arguments);
            _il.Call(_members.Runtime.Method(typeof(ProcedureOperations), nameof(ProcedureOperations.Call)));
            StoreResult(call.Defined, isPushed: true);
            _il.Branch(after);
        });
        loadFunction = LoadProcedure(call.Function, call.Arguments, direct, other);
        _il.Emit(OpCodes.Calli, _members.ValueCall(call.Arguments.Length));
        StoreResult(call.Defined, isPushed: true);
        _il.MarkLabel(after);
    }

    /// <summary>Pushes context, function, arguments and code address of a call of a function that takes just these arguments.</summary>
    /// <param name="function">Register of the procedure.</param>
    /// <param name="arguments">Registers of the arguments.</param>
    /// <param name="direct">Is put where the function is known, in the local for it.</param>
    /// <param name="other">Where to go with anything else.</param>
    /// <returns>Pushes the procedure again, there.</returns>
    public Action LoadProcedure(Register function, ImmutableArray<Register> arguments, IlLabel direct, IlLabel other)
    {
        var callee = _callee ??= _il.DeclareLocal(_members.Function);
        var loadAgain = LoadFunction(function);
        _il.StoreLocal(callee);
        if (function.Type != IrType.Function)
        {
            _il.LoadLocal(callee);
            _il.BranchIfFalse(other);
        }

        LoadPrototypeField(callee, nameof(FunctionPrototype.Arity));
        _il.LoadConstant(arguments.Length);
        _il.BranchIfNotEqual(other);
        _il.MarkLabel(direct);
        _il.LoadArgument(0);
        _il.LoadLocal(callee);
        foreach (var argument in arguments)
        {
            Operands.LoadAs(argument, IrType.Any);
        }

        LoadPrototypeField(callee, nameof(FunctionPrototype.Code));
        return loadAgain;
    }

    /// <summary>Pushes context, function and code address of a tail call that the runtime has prepared.</summary>
    /// <param name="call">The call.</param>
    /// <param name="loadFunction">Pushes the procedure.</param>
    /// <param name="direct">Where to call the function that is in the local for it.</param>
    /// <param name="exit">Where to go when it has raised.</param>
    public void LoadOther(Terminator.TailCallValue call, Action loadFunction, IlLabel direct, IlLabel exit)
    {
        LoadClause(loadFunction, call.Arguments.Length, direct);
        _il.LoadArgument(0);
        loadFunction();
        WriteArray(call.Arguments);
        LoadPrepared(nameof(ProcedureOperations.Prepare), exit);
    }

    /// <summary>The same for a tail call with the elements of a list.</summary>
    /// <param name="call">The call.</param>
    /// <param name="exit">Where to go when it has raised.</param>
    public void LoadApplied(Terminator.TailCallValue call, IlLabel exit)
    {
        _il.LoadArgument(0);
        Operands.LoadAs(call.Arguments[0], IrType.Any);
        Operands.LoadAs(call.Function, IrType.Any);
        LoadPrepared(nameof(ProcedureOperations.PrepareApply), exit);
    }

    /// <summary>A choice among functions has mostly one that takes just these arguments.</summary>
    private void LoadClause(Action loadFunction, int arguments, IlLabel direct)
    {
        loadFunction();
        _il.LoadConstant(arguments);
        _il.Call(_members.Runtime.Method(typeof(ProcedureOperations), nameof(ProcedureOperations.ClauseOf)));
        var clause = _clause ??= _il.DeclareLocal(_members.Function);
        var none = _il.DefineLabel();
        _il.StoreLocal(clause);
        _il.LoadLocal(clause);
        _il.BranchIfFalse(none);
        _il.LoadLocal(clause);
        _il.StoreLocal(_callee!);
        _il.Branch(direct);
        _il.MarkLabel(none);
    }

    private void LoadPrepared(string operation, IlLabel exit)
    {
        var callee = _callee ??= _il.DeclareLocal(_members.Function);
        _il.Call(_members.Runtime.Method(typeof(ProcedureOperations), operation));
        _il.StoreLocal(callee);
        _il.LoadLocal(callee);
        _il.BranchIfFalse(exit);
        _il.LoadArgument(0);
        _il.LoadLocal(callee);
        LoadPrototypeField(callee, nameof(FunctionPrototype.Spread));
    }
}
