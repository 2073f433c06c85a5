using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Interpretation;

/// <content>Machines that continuations have captured, and those that go on from there.</content>
internal sealed partial class Interpreter
{
    /// <summary>What is under this machine's own stacks; only a machine that goes on from a continuation has such a part.</summary>
    private MachinePart? _below;

    /// <summary>Whether the frame that captured is gone, because it had nothing more to do, and its caller waits for its result.</summary>
    private bool _awaitsResult;

    /// <summary>Goes on from stacks that a continuation holds.</summary>
    /// <param name="code">The program.</param>
    /// <param name="context">The running process.</param>
    /// <param name="part">The stacks.</param>
    /// <param name="captures">Variables captured for the next closure; nobody else uses them.</param>
    /// <param name="resumption">Index of the instruction to go on with.</param>
    /// <param name="awaitsResult">Whether a result comes first.</param>
    /// <param name="isRestarting">Whether that instruction has started before.</param>
    public Interpreter(InterpretedCode code, ProcessContext context, MachinePart part, Scope captures, int resumption, bool awaitsResult, bool isRestarting)
    {
        (_awaitsResult, _isRestarting) = (awaitsResult, isRestarting);
        _code = code;
        _instructions = code.Instructions;
        _context = context;
        _stackLimit = Math.Max(1, context.Limits.OperandStackValues);
        _stack = new Value[Math.Min(InitialStackValues, _stackLimit)];
        _pendingCaptures = captures;
        _resumption = resumption;
        _below = part;
        PullFrame();
        _scope = _frames[0].Scope;
        _floor = _frames[0].Floor - HeightBelow;
    }

    /// <summary>Values under this machine's own operand stack.</summary>
    private int HeightBelow => _below?.TotalHeight ?? 0;

    /// <summary>Frames under this machine's own.</summary>
    private int FramesBelow => _below?.TotalFrames ?? 0;

    /// <inheritdoc/>
    public override SavedFrame Freeze()
    {
        var part = new MachinePart(Trim(_stack, _height), _height, Trim(_frames, _frameCount), _frameCount, _handlers, _handlerCount, _below);
        return new CapturedInterpreter(_code, part, _pendingCaptures, _resumption, _awaitsResult, _isRestarting, (Mark as IMachineMark)?.Copy());
    }

    /// <summary>A CALL_CC directly before RET leaves its frame at once, so that a loop of such calls takes no room. Observers would miss the RET.</summary>
    private bool TryLeaveFrame(int capture)
    {
        if (At(capture + 1).Opcode != Opcode.Ret)
        {
            return false;
        }

        if (_frameCount == 1 && _below is not null)
        {
            PullFrame();
        }

        var frame = _frames[_frameCount - 1];
        bool isHandling = HasHandler() && _handlers[_handlerCount - 1].FrameCount >= FramesBelow + _frameCount;
        if (_frameCount == 1 || isHandling || (frame.IsProcedure && HeightBelow + _height != frame.Floor))
        {
            return false;
        }

        CutFrames(_frameCount - 1);
        _context.CaptureWithoutFrame();
        if (frame.ReturnAddress != Leave)
        {
            _awaitsResult = true;
            SaveAt(frame.ReturnAddress);
        }

        return true;
    }

    /// <summary>Takes what the frame that is gone results in.</summary>
    /// <returns>Index of the instruction to continue at.</returns>
    private int TakeResult()
    {
        _awaitsResult = false;
        if (_context.Reductions < 0)
        {
            return Recover(_resumption - 1);
        }

        Push(_context.Resumed);
        return _context.Reductions < 0 ? Recover(_resumption - 1) : _resumption;
    }

    /// <summary>What a continuation holds has no room for more: a deep recursion may capture at each level.</summary>
    private static T[] Trim<T>(T[] items, int count) => items.Length - count <= count ? items : items[..count];

    /// <summary>Takes the topmost frame of the part below, with its values and handlers, under those this machine has.</summary>
    private void PullFrame()
    {
        var part = _below!;
        _below = part.WithoutTop();
        bool isSame = _below != part.Below;
        var values = part.Values[(isSame ? _below!.Height : 0)..];
        var handlers = part.Handlers[(isSame ? _below!.HandlerCount : 0)..];
        var frame = part.Frames[^1];
        frame.Scope = frame.Scope.Copy();
        Insert(ref _stack, ref _height, values);
        _floor += values.Length;
        Insert(ref _handlers, ref _handlerCount, handlers);
        Insert(ref _frames, ref _frameCount, [frame]);
    }

    private static void Insert<T>(ref T[] items, ref int count, ReadOnlySpan<T> added)
    {
        int total = count + added.Length;
        if (total > items.Length)
        {
            Array.Resize(ref items, Math.Max(total, Math.Min(2 * items.Length, Array.MaxLength)));
        }

        items.AsSpan(0, count).CopyTo(items.AsSpan(added.Length));
        added.CopyTo(items);
        count = total;
    }

    /// <summary>Looks for values under this machine's own.</summary>
    /// <param name="count">Values wanted.</param>
    /// <returns>Whether there are so many now.</returns>
    private bool TryPullValues(int count)
    {
        while (_height - Lowest < count && _floor < 0 && _below is not null)
        {
            PullFrame();
        }

        return _height - Lowest >= count;
    }

    /// <summary>Whether there is a handler; it is one of this machine's own then.</summary>
    private bool HasHandler()
    {
        while (_handlerCount == 0 && _below is { HasHandlers: true })
        {
            PullFrame();
        }

        return _handlerCount > 0;
    }

    /// <summary>Cuts the stacks to what a handler has found.</summary>
    private void CutFor(in HandlerRecord handler)
    {
        while (_below is not null && (handler.StackHeight < HeightBelow || handler.FrameCount <= FramesBelow))
        {
            PullFrame();
        }

        // What can be raised again knows the calls that it has left.
        if (_context.Image.UsesLisp)
        {
            LocateCalls(_frames.AsSpan(Math.Clamp(handler.FrameCount - FramesBelow, 0, _frameCount), Math.Max(0, _frameCount - handler.FrameCount + FramesBelow)));
        }

        // Where a stack is already lower than it was at TRY, what is gone stays gone.
        _height = Math.Min(_height, handler.StackHeight - HeightBelow);
        CutFrames(Math.Min(_frameCount, handler.FrameCount - FramesBelow));
    }

    /// <summary>Records the calls an uncaught error leaves, innermost first. Every return address follows its call.</summary>
    private void LocateCalls()
    {
        LocateCalls(_frames.AsSpan(0, _frameCount));
        for (var part = _below; part is not null; part = part.Below)
        {
            LocateCalls(part.Frames);
        }
    }

    private void LocateCalls(ReadOnlySpan<Frame> frames)
    {
        for (int i = frames.Length - 1; i >= 0; i--)
        {
            if (frames[i].ReturnAddress != Leave)
            {
                _context.Locate(frames[i].ReturnAddress - 1);
            }
        }
    }
}
