using Mono.Cecil;
using Mono.Cecil.Cil;
using TinyTotIL.Compiler.Ir;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Compiler.Emission;

/// <summary>Writes what a function needs to leave the native stack and to go on later.</summary>
/// <remarks>
/// A function has two methods. Both save a frame where the process leaves; the second, which takes a frame, begins with a switch that
/// restores the locals and goes to the place, and is otherwise the same code. So the first is not made slower by ways into its
/// middle. See <see cref="SavedFrame"/> for how frames are resumed.
/// </remarks>
internal sealed class SuspensionEmitter
{
    private readonly IIlEmitter _il;
    private readonly ProgramMembers _members;
    private readonly FunctionLayout _layout;
    private readonly SuspensionSites _sites;
    private readonly RegisterStorage _storage;
    private readonly OutOfLineCode _rare;
    private readonly MethodDefinition _resumption;
    private readonly IlLabel[] _entries;
    private readonly IlLabel _leave;
    private readonly IlLabel _shared;
    private VariableDefinition? _state;
    private VariableDefinition? _address;
    private VariableDefinition? _count;

    /// <summary>Writes into one method.</summary>
    /// <param name="il">The method.</param>
    /// <param name="members">What it refers to.</param>
    /// <param name="layout">The function.</param>
    /// <param name="sites">Its places at which the process may leave the stack.</param>
    /// <param name="storage">Its locals.</param>
    /// <param name="rare">Its rare paths.</param>
    /// <param name="leave">Where the method leaves with any result.</param>
    public SuspensionEmitter(
        IIlEmitter il, ProgramMembers members, FunctionLayout layout, SuspensionSites sites, RegisterStorage storage, OutOfLineCode rare, IlLabel leave)
    {
        (_il, _members, _layout, _sites, _storage, _rare, _leave) = (il, members, layout, sites, storage, rare, leave);
        _resumption = members.Resumptions[layout.Function.Number]!;
        _entries = [.. sites.All.Select(site => il.DefineLabel($"site{site.State}"))];
        _shared = il.DefineLabel("save");
    }

    /// <summary>The place an instruction is; null for any other instruction.</summary>
    /// <param name="block">Its block.</param>
    /// <param name="position">Its position in the block.</param>
    public SuspensionSite? At(BasicBlock block, int position) => _sites.At(block.Number, position);

    /// <summary>Marks where the function goes on after a place: before an operation that is retried, behind a call.</summary>
    /// <param name="site">The place.</param>
    public void MarkEntry(SuspensionSite site) => _il.MarkLabel(_entries[site.State]);

    /// <summary>Counts reductions; the rest is rare.</summary>
    /// <param name="check">The check point.</param>
    /// <param name="site">Its place.</param>
    public void WriteCheckPoint(IrInstruction.CheckPoint check, SuspensionSite site)
    {
        var next = _entries[site.State];
        bool isLocal = check.Place == CheckPointPlace.QuietLoop;
        if (!isLocal)
        {
            _il.LoadArgument(0);
            TakeCount();
        }

        _il.LoadLocal(Count);
        _il.LoadConstant(check.Cost);
        _il.Emit(OpCodes.Sub);
        if (!isLocal)
        {
            _il.Duplicate();
        }

        _il.StoreLocal(Count);
        if (!isLocal)
        {
            _il.StoreField(_members.Reductions);
        }

        _il.LoadLocal(Count);
        _il.LoadConstant(0);
        _il.BranchIfLess(_rare.Later(() => WriteEndOfSlice(check, site)));
        _il.MarkLabel(next);
    }

    /// <summary>Takes the count over into a local.</summary>
    public void TakeCount()
    {
        _il.LoadArgument(0);
        _il.LoadField(_members.Reductions);
        _il.StoreLocal(Count);
    }

    /// <summary>Gives the count back.</summary>
    public void GiveCount()
    {
        _il.LoadArgument(0);
        _il.LoadLocal(Count);
        _il.StoreField(_members.Reductions);
    }

    private VariableDefinition Count => _count ??= _il.DeclareLocal(_members.Types.Int32);

    private void WriteEndOfSlice(IrInstruction.CheckPoint check, SuspensionSite site)
    {
        bool isLocal = check.Place == CheckPointPlace.QuietLoop;
        var goesOn = isLocal ? _il.DefineLabel() : _entries[site.State];
        if (isLocal)
        {
            GiveCount();
        }

        _il.LoadArgument(0);
        _il.Call(_members.Runtime.Method(typeof(SchedulingOperations), nameof(SchedulingOperations.Preempt)));
        _il.BranchIfFalse(goesOn);
        if (check.Place == CheckPointPlace.Call)
        {
            WriteSaveIfSuspending(site.State);
            _il.Branch(_leave);
        }
        else
        {
            _il.Branch(_rare.ExitFor(site.Block, check.Address, check.Site, site.State));
        }

        if (isLocal)
        {
            _il.MarkLabel(goesOn);
            TakeCount();
            _il.Branch(_entries[site.State]);
        }
    }

    /// <summary>After an operation or a call has come back with something under way: saves a frame and leaves when that is a suspension.</summary>
    /// <param name="state">Number of the place.</param>
    public void WriteSaveIfSuspending(int state)
    {
        var error = _il.DefineLabel();
        _il.LoadArgument(0);
        _il.LoadField(_members.Reductions);
        _il.LoadConstant(ProcessContext.Suspending);
        _il.BranchIfNotEqual(error);
        WriteSave(_sites.All[state]);
        _il.MarkLabel(error);
    }

    /// <summary>Writes the code that all places share, if they do.</summary>
    public void WriteShared()
    {
        if (_state is not null)
        {
            _il.MarkLabel(_shared);
            WriteFrame(_sites.All[0], () => _il.LoadLocal(_state), () => _il.LoadLocal(_address!));
        }
    }

    /// <summary>Begins the second method: restores what the frame holds and goes to the place.</summary>
    public void WriteResumption()
    {
        var arrivals = _sites.All.Select(_ => _il.DefineLabel()).ToArray();
        if (_sites.IsShared)
        {
            WriteRestore(_sites.All[0]);
        }

        _il.LoadArgument(1);
        _il.LoadField(_members.Runtime.Field(typeof(CompiledFrame), nameof(CompiledFrame.State)));
        _il.Switch(arrivals);
        foreach (var site in _sites.All)
        {
            _il.MarkLabel(arrivals[site.State]);
            if (!_sites.IsShared)
            {
                WriteRestore(site);
            }

            WriteArrival(site);
            _il.Branch(_entries[site.State]);
        }
    }

    /// <summary>The blocks that any of the places leads to; the second method has no use for the others.</summary>
    public HashSet<int> FindReachable()
    {
        var reachable = new HashSet<int>(_sites.All.Select(site => site.Block.Number));
        var pending = new Stack<int>(reachable);
        while (pending.TryPop(out int number))
        {
            var block = _layout.Function.Blocks[number];
            bool restarts = block.Terminator is Terminator.TailCall call && call.Callee == _layout.Function.Number;
            foreach (int next in restarts ? ControlFlow.SuccessorsOf(block).Append(0) : ControlFlow.SuccessorsOf(block))
            {
                if (reachable.Add(next))
                {
                    pending.Push(next);
                }
            }
        }

        return reachable;
    }

    /// <summary>Between two tries of an operation an error may have come up, from a module it had to wait for. A call has left its result.</summary>
    private void WriteArrival(SuspensionSite site)
    {
        switch (site.Instruction)
        {
            case IrInstruction.CallOperation call:
                _il.LoadArgument(0);
                _il.LoadField(_members.Reductions);
                _il.LoadConstant(0);
                _il.BranchIfLess(_rare.ExitFor(site.Block, call.Address, call.Site, site.State));
                break;
            case IrInstruction.CheckPoint { Place: CheckPointPlace.QuietLoop }:
                TakeCount();
                break;
            case IrInstruction.Call { Target: { } target } call when _layout.Plan.PlaceOf(target) == RegisterPlace.Local:
                WriteResult(target, ProgramMembers.ResultOf(_members.Module.Functions[call.Callee]));
                break;
            case IrInstruction.CallValue { Target: { } target } when _layout.Plan.PlaceOf(target) == RegisterPlace.Local:
                WriteResult(target, IrType.Any);
                break;
        }
    }

    private void WriteResult(Register target, IrType type)
    {
        _il.LoadArgument(0);
        _il.LoadField(_members.Runtime.Field(typeof(ProcessContext), nameof(ProcessContext.Resumed)));
        _members.Forms.Unbox(_il, type);
        _il.StoreLocal(_storage.LocalOf(target));
    }

    private void WriteSave(SuspensionSite site)
    {
        if (!_sites.IsShared)
        {
            WriteFrame(site, () => _il.LoadConstant(site.State), () => _il.LoadConstant(_members.AddressOf(site.Instruction.Address)));
            return;
        }

        _state ??= _il.DeclareLocal(_members.Types.Int32);
        _address ??= _il.DeclareLocal(_members.Types.Int32);
        _il.LoadConstant(site.State);
        _il.StoreLocal(_state);
        _il.LoadConstant(_members.AddressOf(site.Instruction.Address));
        _il.StoreLocal(_address);
        _il.Branch(_shared);
    }

    private void WriteFrame(SuspensionSite site, Action loadState, Action loadAddress)
    {
        var frame = FrameOf(site);
        _il.LoadArgument(0);
        _il.Emit(OpCodes.Ldftn, _resumption);
        loadState();
        loadAddress();
        _il.NewObject(frame.Constructor);
        int references = 0, words = 0;
        foreach (int place in site.Places)
        {
            if (_storage.TypeOf(place) == IrType.Any)
            {
                WriteField(frame.References[references++], () => WritePart(place, _members.Forms.Tag));
                WriteField(frame.Words[words++], () => WritePart(place, _members.Forms.Bits));
            }
            else
            {
                var field = HoldsReference(place) ? frame.References[references++] : frame.Words[words++];
                WriteField(field, () =>
                {
                    _storage.LoadPlace(place);
                    _members.Forms.ToSlot(_il, _storage.TypeOf(place));
                });
            }
        }

        _il.Call(_members.Runtime.Method(typeof(ProcessContext), nameof(ProcessContext.Save)));
        _il.Branch(_leave);
    }

    private void WriteField(FieldDefinition field, Action load)
    {
        _il.Duplicate();
        load();
        _il.StoreField(field);
    }

    private void WritePart(int place, FieldReference part)
    {
        _storage.LoadPlaceAddress(place);
        _il.LoadField(part);
    }

    private void WriteRestore(SuspensionSite site)
    {
        var frame = FrameOf(site);
        int references = 0, words = 0;
        foreach (int place in site.Places)
        {
            var type = _storage.TypeOf(place);
            if (type == IrType.Any)
            {
                LoadField(frame.References[references++]);
                LoadField(frame.Words[words++]);
                _il.NewObject(_members.NewValue);
            }
            else
            {
                LoadField(HoldsReference(place) ? frame.References[references++] : frame.Words[words++]);
                _members.Forms.FromSlot(_il, type);
            }

            _storage.StorePlace(place);
        }
    }

    private void LoadField(FieldDefinition field)
    {
        _il.LoadArgument(1);
        _il.LoadField(field);
    }

    private FrameClass FrameOf(SuspensionSite site)
    {
        int references = 0, words = 0;
        foreach (int place in site.Places)
        {
            references += HoldsReference(place) ? 1 : 0;
            words += _storage.TypeOf(place) == IrType.Any || !HoldsReference(place) ? 1 : 0;
        }

        return _members.Frames.For(references, words);
    }

    private bool HoldsReference(int place) => _storage.TypeOf(place) is not (IrType.Int or IrType.Float or IrType.Bool or IrType.Index);
}
