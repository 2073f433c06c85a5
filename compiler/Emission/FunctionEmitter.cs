using Mono.Cecil.Cil;
using TinyTotIL.Compiler.Ir;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Compiler.Emission;

/// <summary>Writes the method of one function: its blocks in order, then the rare paths.</summary>
internal sealed class FunctionEmitter
{
    /// <summary>
    /// A method that returns a value with more than four <c>ret</c> has its epilogues merged by the JIT and its result
    /// passed through memory; one is kept for leaving after an error.
    /// </summary>
    private const int DirectReturns = 3;

    /// <summary>
    /// A method with a loop is compiled with full optimization at once, up to this many bytes of IL. Left to tiering, a loop
    /// that is entered once is replaced while it runs, by code that was twice as slow with floats and 10 to 15 percent
    /// slower elsewhere. Recursion reaches its best code soon enough by itself, and then knows its profile.
    /// </summary>
    private const int LargestHotMethod = 8 * 1024;

    private readonly ProgramMembers _members;
    private readonly IrFunction _function;
    private readonly IIlEmitter _il;
    private readonly SourceMarker _marker;
    private readonly OutOfLineCode _rare;
    private readonly BlockLayout _layout;
    private readonly StackPlan _plan;
    private readonly InstructionEmitter _instructions;
    private readonly RegisterStorage _storage;
    private readonly EdgeEmitter _edges;
    private readonly LocalAllocation _allocation;
    private readonly SuspensionEmitter? _suspension;
    private readonly bool _isResumed;
    private readonly IlLabel[] _labels;
    private readonly IlLabel _start;
    private readonly IlLabel _leave;
    private readonly IlLabel _dispatch;
    private readonly HashSet<IlLabel> _used = [];
    private VariableDefinition? _index;
    private IlLabel? _sharedReturn;
    private VariableDefinition? _result;
    private int _returns;

    private FunctionEmitter(
        ProgramMembers members, FunctionLayout layout, IIlEmitter il, SourcePlaces places, bool isResumed)
    {
        var function = layout.Function;
        (_members, _function, _il, _isResumed) = (members, function, il, isResumed);
        _marker = new SourceMarker(il, places, function);
        _rare = new OutOfLineCode(il, _marker);
        _labels = [.. function.Blocks.Select(block => il.DefineLabel($"b{block.Number}"))];
        (_layout, _plan) = (layout.Blocks, layout.Plan);
        _allocation = layout.Allocation;
        var storage = _storage = new RegisterStorage(il, members, function, layout.Allocation, isResumed);
        _start = il.DefineLabel("start");
        _leave = il.DefineLabel("leave");
        _dispatch = il.DefineLabel("dispatch");
        _suspension = layout.Sites is { } sites ? new SuspensionEmitter(il, members, layout, sites, storage, _rare, _leave) : null;
        _instructions = new InstructionEmitter(il, members, _plan, storage, _rare, _suspension);
        _edges = new EdgeEmitter(il, members, function, _plan, storage, Operands, _labels);
    }

    /// <summary>Writes a function.</summary>
    /// <param name="members">What it refers to.</param>
    /// <param name="layout">The function; it has passed the IR verifier.</param>
    /// <param name="il">Its method.</param>
    /// <param name="places">Where its instructions stand in the source.</param>
    /// <param name="isResumed">Whether the method is the one that goes on from a saved frame.</param>
    public static void Run(
        ProgramMembers members, FunctionLayout layout, IIlEmitter il, SourcePlaces places, bool isResumed) =>
        new FunctionEmitter(members, layout, il, places, isResumed).Write();

    private OperandEmitter Operands => _instructions.Operands;

    private bool IsSegment => _function.Kind == IrFunctionKind.StackMachineSegment;

    private void Write()
    {
        _marker.Begin(_function.Entry, _isResumed);
        if (_isResumed)
        {
            _suspension!.WriteResumption();
        }
        else
        {
            if (_members.Companions[_function.Number] is not null)
            {
                WriteStackCheck();
            }

            _storage.TakeParameters();
        }

        if (_function.Blocks.Any(block => IsJump(block.Terminator)))
        {
            _il.MarkLabel(_start);
        }

        var order = _isResumed ? [.. _layout.Written.Where(_suspension!.FindReachable().Contains)] : _layout.Written;
        for (int i = 0; i < order.Count; i++)
        {
            WriteBlock(_function.Blocks[order[i]], next: i + 1 < order.Count ? order[i + 1] : -1);
        }

        _rare.WritePending();
        WriteExits();
        if (_suspension is not null)
        {
            _marker.Hide();
            _suspension.WriteShared();
        }

        WriteLeave();
        if (IsSegment)
        {
            WriteDispatch();
        }

        _il.Complete();
        bool hasLoop = _layout.HasLoops || _function.Blocks.Any(block => IsJump(block.Terminator));
        _il.Method.AggressiveOptimization = hasLoop && !_marker.IsStepwise && _il.Size.Bytes <= LargestHotMethod;
    }

    /// <summary>Compares the address of a local with the end of the usable stack, and goes on elsewhere when it is near.</summary>
    private void WriteStackCheck()
    {
        var probe = _il.DeclareLocal(_members.Types.IntPtr);
        _il.LoadLocalAddress(probe);
        _il.Emit(OpCodes.Conv_U);
        _il.LoadArgument(0);
        _il.LoadField(_members.Runtime.Field(typeof(ProcessContext), nameof(ProcessContext.StackLimit)));
        _il.Emit(OpCodes.Blt_Un, _rare.LaterAt(_function.Entry, () => SegmentBridge.WriteCrossing(_members, _function, _il)));
    }

    private void WriteBlock(BasicBlock block, int next)
    {
        _il.MarkLabel(_labels[block.Number]);
        int[] names = [.. _allocation.SharedNamesIn(block)];
        if (names.Length > 0)
        {
            _il.BeginScope();
        }

        WriteContent(block, next);
        if (names.Length > 0)
        {
            _storage.NameInScope(names);
            _il.EndScope();
        }
    }

    private void WriteContent(BasicBlock block, int next)
    {
        _marker.BeginBlock(block);
        int[] roots = _plan.RootsOf(block.Number);
        for (int i = 0; i < roots.Length; i++)
        {
            if (block.Instructions[i] is IrInstruction.Step step)
            {
                _marker.Step(step.Address);
            }
            else if (roots[i] == i)
            {
                _marker.Mark(block.Instructions[i].Address);
                _instructions.Write(block, i);
            }
        }

        _marker.Mark(block.Terminator.Address);
        WriteTerminator(block, next);
    }

    private void WriteTerminator(BasicBlock block, int next)
    {
        switch (block.Terminator)
        {
            case Terminator.Jump jump:
                _edges.WriteJump(jump.Target, next);
                break;
            case Terminator.Branch branch:
                _edges.WriteBranch(branch, next);
                break;
            case Terminator.Return ret:
                WriteReturn(ret);
                break;
            case Terminator.TailCall call:
                WriteTailCall(call);
                break;
            case Terminator.TailCallValue call:
                WriteTailCallValue(block, call);
                break;
            case Terminator.Dispatch dispatch:
                Operands.Load(dispatch.Index);
                _il.StoreLocal(Index);
                _il.Branch(_dispatch);
                break;
            case Terminator.Unreachable:
                LeaveNow();
                break;
        }
    }

    private void WriteReturn(Terminator.Return ret)
    {
        for (int i = 0; i < ret.Results.Length - 1; i++)
        {
            _il.LoadArgument(0);
            _il.LoadField(_members.Runtime.Field(typeof(ProcessContext), nameof(ProcessContext.Results)));
            _il.LoadConstant(i);
            Operands.LoadAs(ret.Results[i], IrType.Any);
            _il.Emit(OpCodes.Stelem_Any, _members.Value);
        }

        if (ret.Results.Length > 0)
        {
            Operands.LoadAs(ret.Results[^1], ReturnType!.Value);
        }
        else if (ReturnType is not null)
        {
            _members.LoadValue(_il, Runtime.Values.Value.Null);
        }

        ReturnTop();
    }

    private void ReturnTop()
    {
        if (++_returns <= DirectReturns)
        {
            _il.Return();
            return;
        }

        _sharedReturn ??= _il.DefineLabel("return");
        if (ReturnType is not null)
        {
            _il.StoreLocal(Result);
        }

        _il.Branch(_sharedReturn);
    }

    /// <summary>What the method returns. Going on from a saved frame it is called for any function, and returns a boxed value always.</summary>
    private IrType? ReturnType => _isResumed ? IrType.Any : _members.ReturnsValue(_function) ? ProgramMembers.ResultOf(_function) : null;

    private VariableDefinition Result => _result ??= _il.DeclareLocal(_members.TypeOf(ReturnType!.Value));

    private VariableDefinition Index => _index ??= _il.DeclareLocal(_members.Types.Int32);

    /// <summary>A tail call of the function itself needs no call.</summary>
    private bool IsJump(Terminator terminator) => terminator is Terminator.TailCall call && call.Callee == _function.Number;

    private void WriteTailCall(Terminator.TailCall call)
    {
        if (IsJump(call))
        {
            _edges.WriteArguments(call);
            _il.Branch(_start);
            return;
        }

        _instructions.LoadArguments(call.Callee, call.Arguments);
        if (!_isResumed)
        {
            _il.TailCall(_members.Methods[call.Callee]);
            return;
        }

        // Nothing is left to do here even when the callee leaves the stack: its own frame will give the result to our caller.
        _il.Call(_members.Methods[call.Callee]);
        _members.BoxResult(_il, _members.Module.Functions[call.Callee]);
        ReturnTop();
    }

    private void WriteTailCallValue(BasicBlock block, Terminator.TailCallValue call)
    {
        if (call.Form != ProcedureForm.Known)
        {
            WriteTailProcedureCall(block, call);
            return;
        }

        _instructions.LoadCallee(call.Function, call.Arguments, _rare.ExitFor(block, call.Address, site: 0), "TAIL_CALL_FUNCTION");
        if (_isResumed)
        {
            _il.Emit(OpCodes.Calli, _members.ValueCall(call.Arguments.Length));
            ReturnTop();
            return;
        }

        _il.Emit(OpCodes.Tail);
        _il.Emit(OpCodes.Calli, _members.ValueCall(call.Arguments.Length));
        _il.Return();
    }

    private void WriteTailProcedureCall(BasicBlock block, Terminator.TailCallValue call)
    {
        var exit = _rare.ExitFor(block, call.Address, site: 0);
        if (call.Form == ProcedureForm.Apply)
        {
            _instructions.LoadApplied(call, exit);
            LeaveWithCall(_members.SpreadCall);
            return;
        }

        var direct = _il.DefineLabel();
        Action? loadFunction = null;
        var other = _rare.LaterAt(call.Address, () =>
        {
            _instructions.LoadOther(call, loadFunction!, direct, exit);
            LeaveWithCall(_members.SpreadCall);
        });
        loadFunction = _instructions.LoadProcedure(call.Function, call.Arguments, direct, other);
        LeaveWithCall(_members.ValueCall(call.Arguments.Length));
    }

    /// <summary>Calls the code whose address is on top, and has nothing left to do.</summary>
    private void LeaveWithCall(Mono.Cecil.CallSite site)
    {
        if (_isResumed)
        {
            _il.Emit(OpCodes.Calli, site);
            ReturnTop();
            return;
        }

        _il.Emit(OpCodes.Tail);
        _il.Emit(OpCodes.Calli, site);
        _il.Return();
    }

    private void LeaveNow()
    {
        if (IsSegment)
        {
            _il.LoadConstant(-1);
            _il.Return();
        }
        else
        {
            _used.Add(_leave);
            _il.Branch(_leave);
        }
    }

    /// <summary>After an error: record the instruction, then on to the handler or out of the method.</summary>
    private void WriteExits()
    {
        foreach (var (label, exit) in _rare.Exits.ToArray())
        {
            _il.MarkLabel(label);
            _marker.Hide();
            if (IsSegment)
            {
                _il.LoadArgument(0);
                _il.LoadConstant(exit.Address);
                _il.Call(_members.Runtime.Method(typeof(StackMachineOperations), nameof(StackMachineOperations.Fail)));
                _il.StoreLocal(Index);
                _il.Branch(_dispatch);
                continue;
            }

            if (exit.State is { } state)
            {
                _suspension!.WriteSaveIfSuspending(state);
            }

            WriteTakeBack(exit.Address);
            WriteLocations(exit);
            if (exit.Handler is { } handler)
            {
                _il.LoadArgument(0);
                _il.Call(_members.Runtime.Getter(typeof(ProcessContext), nameof(ProcessContext.IsCatchable)));
                _il.BranchIfTrue(_labels[handler]);
            }

            _used.Add(_leave);
            _il.Branch(_leave);
        }
    }

    /// <summary>Instructions were counted ahead that do not run now.</summary>
    private void WriteTakeBack(int address)
    {
        if (_members.Module.Pieces is not { } pieces || pieces.Behind(address) == 0)
        {
            return;
        }

        if (pieces.CountsCalls)
        {
            _il.LoadArgument(0);
            _il.LoadConstant(pieces.Behind(address));
            _il.LoadConstant(pieces.AllocationsBehind(address));
            _il.Call(_members.Runtime.Method(typeof(ProfileOperations), nameof(ProfileOperations.TakeBack)));
        }

        if (pieces.CountsStarts)
        {
            _il.LoadArgument(0);
            _il.LoadConstant(address + 1);
            _il.LoadConstant(address + 1 + pieces.Behind(address));
            _il.Call(_members.Runtime.Method(typeof(CoverageOperations), nameof(CoverageOperations.TakeBack)));
        }
    }

    /// <summary>A trace shows the calls that were inlined, out to the level of the handler; a call locates once in each frame.</summary>
    private void WriteLocations(ErrorExit exit)
    {
        int level = exit.Handler is { } handler ? _function.Blocks[handler].Instructions[0].Site : 0;
        WriteLocation(exit.Address);
        for (int site = exit.Site; site != level && site != 0; site = _function.Sites[site - 1].Site)
        {
            WriteLocation(_function.Sites[site - 1].Address);
        }
    }

    private void WriteLocation(int address)
    {
        _il.LoadArgument(0);
        _il.LoadConstant(_members.AddressOf(address));
        _il.Call(_members.Runtime.Method(typeof(ProcessContext), nameof(ProcessContext.Locate)));
    }

    private void WriteLeave()
    {
        if (_sharedReturn is not null)
        {
            _il.MarkLabel(_sharedReturn);
            _marker.Hide();
            if (ReturnType is not null)
            {
                _il.LoadLocal(Result);
            }

            _il.Return();
        }

        if (!_used.Contains(_leave) && _suspension is null)
        {
            return;
        }

        _il.MarkLabel(_leave);
        _marker.Hide();
        if (ReturnType is { } type)
        {
            _members.Forms.LoadDefault(_il, type);
        }

        _il.Return();
    }

    private void WriteDispatch()
    {
        var table = new IlLabel[_members.Module.SegmentLength];
        var outside = _il.DefineLabel("outside");
        Array.Fill(table, outside);
        foreach (var block in _function.Blocks.Where(block => block.Leader >= 0))
        {
            table[block.Leader - _function.Entry] = _labels[block.Number];
        }

        _il.MarkLabel(_dispatch);
        _marker.Hide();
        _il.LoadLocal(Index);
        _il.LoadConstant(_function.Entry);
        _il.Emit(OpCodes.Sub);
        _il.Switch(table);
        _il.MarkLabel(outside);
        _il.LoadLocal(Index);
        _il.Return();
    }
}
