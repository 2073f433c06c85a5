using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Processes;

/// <summary>
/// The machine that compiled code falls back to where heights, handlers or frames are not static: one operand stack, one
/// stack of frames and one stack of handlers, all on the heap.
/// </summary>
/// <remarks>
/// Segments of compiled code drive it: each instruction pops and pushes here, and a segment returns the index of the
/// instruction to continue at. So it is exact for every program, needs no native stack however deep calls go, and is
/// still compiled code, with operands decoded and operations called directly.
/// </remarks>
public sealed class StackMachine : IMachineView
{
    /// <summary>Return index of a call made from outside the machine: its RET ends the run.</summary>
    public const int Outside = -1;

    /// <summary>Where a call of compiled code stands that replaces the frame it is made in.</summary>
    public const int InPlaceOfFrame = -2;

    private const int Nowhere = -3;

    private readonly List<MachineFrame> _frames = [];
    private readonly List<(int Target, int Height, int Frames, string? Variable)> _handlers = [];
    private Value[] _values = new Value[32];

    /// <summary>The instruction that an observer was told of last, and whether it starts again after it has waited.</summary>
    private int _started = Nowhere;
    private bool _isRestarting;

    /// <summary>Values on top that the instruction under way has looked at and not taken yet, because it may have to wait and look again.</summary>
    private int _borrowed;

    /// <summary>The call of compiled code made last: where, and how many values it leaves.</summary>
    private int _calledAt = Nowhere;
    private int _callResults;

    /// <summary>Creates a machine with one empty frame.</summary>
    public StackMachine() => _frames.Add(new MachineFrame(new Scope(), -1, 0, Floor: 0, IsProcedure: false));

    /// <summary>Another machine in the same state, which shares nothing with this one that either changes.</summary>
    internal StackMachine Copy()
    {
        var copy = new StackMachine
        {
            _values = [.. _values],
            _calledAt = _calledAt,
            _callResults = _callResults,
            _borrowed = _borrowed,
            _misreturned = _misreturned,
            _started = _started,
            _isRestarting = _isRestarting,
            LeftAt = LeftAt,
            Height = Height,
            Captures = Captures.Copy(),
            Mark = (Mark as IMachineMark)?.Copy(),
        };
        copy._frames.Clear();
        copy._frames.AddRange(_frames.Select(frame => frame with { Scope = frame.Scope.Copy() }));
        copy._handlers.AddRange(_handlers);
        return copy;
    }

    /// <summary>The instruction at which the process left the native stack.</summary>
    internal int LeftAt { get; private set; }

    /// <summary>Values on the operand stack.</summary>
    public int Height { get; private set; }

    /// <summary>The lowest value on the operand stack that the current frame may take.</summary>
    public int Floor => _frames[^1].Floor;

    /// <summary>The call that an error about what it has left belongs to, rather than to the RET that has shown it; -1 for none.</summary>
    private int _misreturned = Nowhere;

    /// <summary>The current frame.</summary>
    public Scope Frame => _frames[^1].Scope;

    /// <summary>Frames, the first included.</summary>
    public int FrameCount => _frames.Count;

    /// <summary>Variables captured for the next closure.</summary>
    public Scope Captures { get; private set; } = new();

    /// <inheritdoc/>
    public int HandlerCount => _handlers.Count;

    /// <inheritdoc/>
    public int CatchCount { get; private set; }

    /// <inheritdoc/>
    public IMachineView? Outer { get; internal set; }

    /// <inheritdoc/>
    public object? Mark { get; set; }

    /// <inheritdoc/>
    public Scope VariablesAt(int depth) => _frames[^(depth + 1)].Scope;

    /// <inheritdoc/>
    public int ReturnIndexAt(int depth) => _frames[^(depth + 1)].ReturnIndex;

    /// <summary>Notes that an instruction starts; false when it starts again after it has waited.</summary>
    /// <param name="index">The instruction.</param>
    internal bool TryStart(int index)
    {
        bool isNew = !_isRestarting || _started != index;
        (_started, _isRestarting) = (index, false);
        return isNew;
    }

    /// <summary>Whether an instruction is a way back from the one that started last, and no handler. Then the process may leave the native stack between the two.</summary>
    /// <param name="index">The instruction.</param>
    internal bool TryGoBackTo(int index)
    {
        bool isBack = index <= _started && !_isRestarting;
        _started = isBack ? Nowhere : _started;
        return isBack;
    }

    /// <summary>Pushes a value.</summary>
    /// <param name="context">Raises an error when the stack is full.</param>
    /// <param name="value">The value.</param>
    public void Push(ProcessContext context, Value value)
    {
        if (Height == _values.Length)
        {
            int limit = context.Limits.OperandStackValues;
            if (Height >= limit)
            {
                context.Raise(ErrorText.OperandStackOverflow);
                return;
            }

            Array.Resize(ref _values, (int)Math.Min(limit, _values.Length * 2L));
        }

        _values[Height++] = value;
    }

    /// <summary>Removes the top value; the caller knows there is one.</summary>
    public Value Pop()
    {
        var value = _values[--Height];
        _values[Height] = default;
        return value;
    }

    /// <summary>Removes the top values, deepest first; the caller knows they exist.</summary>
    /// <param name="count">How many.</param>
    public Value[] Pop(int count)
    {
        var values = _values.AsSpan(Height - count, count).ToArray();
        CutTo(Height - count);
        return values;
    }

    /// <summary>Looks at values on top that are taken only when the instruction has succeeded or failed.</summary>
    /// <param name="count">How many; the caller knows they exist.</param>
    public void Borrow(int count) => _borrowed = count;

    /// <inheritdoc/>
    public Value Peek(int depth) => _values[Height - 1 - depth];

    /// <summary>Takes the values that were looked at.</summary>
    public void DropBorrowed()
    {
        CutTo(Height - _borrowed);
        _borrowed = 0;
    }

    /// <summary>Shortens the operand stack; a greater height changes nothing.</summary>
    /// <param name="height">The height to keep.</param>
    public void CutTo(int height)
    {
        if (height < Height)
        {
            _values.AsSpan(height, Height - height).Clear();
            Height = height;
        }
    }

    /// <summary>Enters a function: a new frame with captured variables, then parameters taken from the stack.</summary>
    /// <param name="context">Raises <c>Call stack overflow</c>.</param>
    /// <param name="prototype">The function; its arguments are on the stack.</param>
    /// <param name="closure">Holds its captured variables; null where it has none.</param>
    /// <param name="returnIndex">Where its RET continues.</param>
    public void Enter(ProcessContext context, FunctionPrototype prototype, FunctionValue? closure, int returnIndex)
    {
        var caller = _frames[^1];
        long bytes = caller.BytesBelow + RuntimeLimits.BytesOf(caller.Scope);
        if (!context.Limits.AllowHeapFrame(bytes, Height))
        {
            context.Raise(ErrorText.CallStackOverflow);
            return;
        }

        _frames.Add(new MachineFrame(NewFrame(prototype, closure), returnIndex, bytes, caller.Floor, IsProcedure: false));
    }

    /// <summary>Makes the current frame that of a procedure, which sees nothing of the stack below and leaves one value.</summary>
    public void BeginProcedure()
    {
        if (!_frames[^1].IsProcedure)
        {
            _frames[^1] = _frames[^1] with { Floor = Height, IsProcedure = true };
        }
    }

    /// <summary>Enters a function in place of the current frame.</summary>
    /// <param name="prototype">The function; its arguments are on the stack.</param>
    /// <param name="closure">Holds its captured variables; null where it has none.</param>
    public void Replace(FunctionPrototype prototype, FunctionValue? closure) =>
        _frames[^1] = _frames[^1] with { Scope = NewFrame(prototype, closure) };

    /// <summary>Leaves the current frame; -1 and an error when it is the first one.</summary>
    /// <param name="context">Raises the error.</param>
    /// <returns>Where to continue.</returns>
    public int Leave(ProcessContext context)
    {
        if (_frames.Count == 1)
        {
            context.Raise(ErrorText.NoVariableScope);
            return -1;
        }

        var left = _frames[^1];
        _frames.RemoveAt(_frames.Count - 1);
        if (left.IsProcedure && Height != left.Floor + 1)
        {
            _misreturned = left.ReturnIndex == Outside ? Outside : left.ReturnIndex - 1;
            context.Raise(ErrorText.NotOneResult);
        }

        return left.ReturnIndex;
    }

    /// <summary>Opens a handler that remembers the present heights.</summary>
    /// <param name="context">Raises an error when there are too many.</param>
    /// <param name="target">Where catch code begins.</param>
    /// <param name="variable">The variable that receives the exception; null when it is pushed.</param>
    public void OpenHandler(ProcessContext context, int target, string? variable)
    {
        if (_handlers.Count >= context.Limits.Handlers)
        {
            context.Raise(ErrorText.HandlerStackOverflow);
            return;
        }

        _handlers.Add((target, Height, _frames.Count, variable));
    }

    /// <summary>
    /// Whether a call takes arguments from below the height that the newest handler restores. An error then keeps some of
    /// the callee's own values, which compiled code has in registers; so the callee must run on the machine.
    /// </summary>
    /// <param name="arguments">How many; they are on the stack.</param>
    public bool IsBelowHandler(int arguments) => _handlers.Count > 0 && Height - arguments < _handlers[^1].Height;

    /// <summary>Closes the newest handler, if any.</summary>
    public void CloseHandler()
    {
        if (_handlers.Count > 0)
        {
            _handlers.RemoveAt(_handlers.Count - 1);
        }
    }

    /// <summary>Takes the variables captured so far and begins a new set.</summary>
    public Scope TakeCaptures()
    {
        var captures = Captures;
        Captures = new Scope();
        return captures;
    }

    /// <summary>Notes a call of compiled code, which may leave the native stack before it gives its results.</summary>
    /// <param name="index">The calling instruction, or <see cref="InPlaceOfFrame"/>.</param>
    /// <param name="results">Values it leaves.</param>
    public void BeginCall(int index, int results) => (_calledAt, _callResults) = (index, results);

    /// <summary>Forgets the call noted last: it has returned.</summary>
    public void EndCall() => _calledAt = Nowhere;

    /// <summary>Goes on after the process has left the native stack: with what it waited for, or with the instruction once more.</summary>
    /// <param name="context">Holds the results of the call that was waited for, or what it ended with.</param>
    /// <returns>Where to continue, or -1.</returns>
    public int Resume(ProcessContext context)
    {
        if (context.Reductions < 0)
        {
            _calledAt = Nowhere;
            return Fail(context, LeftAt);
        }

        if (_calledAt == Nowhere)
        {
            return LeftAt;
        }

        bool isLast = _calledAt == InPlaceOfFrame;
        _calledAt = Nowhere;
        PushResults(context, _callResults, context.Resumed);
        int next = isLast && context.Reductions >= 0 ? Leave(context) : LeftAt + 1;
        return context.Reductions < 0 ? Fail(context, LeftAt) : next;
    }

    /// <summary>Pushes what a call of compiled code has left.</summary>
    /// <param name="context">Holds the results below the topmost.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="topmost">The topmost.</param>
    public void PushResults(ProcessContext context, int count, Value topmost)
    {
        for (int i = 0; i < count - 1; i++)
        {
            Push(context, context.Results[i]);
        }

        if (count > 0)
        {
            Push(context, topmost);
        }
    }

    /// <summary>
    /// Continues after an error: at the newest handler, or nowhere. HALT and EXIT have no handler. A process that leaves the native
    /// stack goes on later, by <see cref="Resume"/>.
    /// </summary>
    /// <param name="context">Holds what is under way.</param>
    /// <param name="index">The instruction at which it was noticed.</param>
    /// <returns>Where catch code begins, or -1.</returns>
    public int Fail(ProcessContext context, int index)
    {
        if (context.Reductions == ProcessContext.Suspending)
        {
            if (_calledAt != index && _calledAt != InPlaceOfFrame)
            {
                _calledAt = Nowhere;
            }

            _borrowed = 0;
            _isRestarting = _started == index;
            LeftAt = index;
            return -1;
        }

        DropBorrowed();
        if (_misreturned != Nowhere)
        {
            (index, _misreturned) = (_misreturned, Nowhere);
        }

        if (index != Outside)
        {
            if (context is { Observer: { } observer, Raised.FrameCount: 0 })
            {
                observer.Raised(context, this, index);
            }

            context.Locate(index);
        }

        if (!context.IsCatchable)
        {
            return -1;
        }

        if (_handlers.Count == 0)
        {
            for (int i = _frames.Count - 1; i > 0 && _frames[i].ReturnIndex != Outside; i--)
            {
                context.Locate(_frames[i].ReturnIndex - 1);
            }

            return -1;
        }

        var (target, height, frames, variable) = _handlers[^1];
        _handlers.RemoveAt(_handlers.Count - 1);
        CutTo(height);
        if (frames < _frames.Count)
        {
            _frames.RemoveRange(frames, _frames.Count - frames);
        }

        if (Floor > Height)
        {
            _frames[^1] = _frames[^1] with { Floor = Height };
        }

        CatchCount++;
        _started = Nowhere;
        var exception = context.Catch();
        if (variable is not null)
        {
            Frame.Set(variable, exception);
        }
        else if (Height >= context.Limits.OperandStackValues)
        {
            // The catch code must find its exception on top even when the stack is full.
            _values[Height - 1] = exception;
        }
        else
        {
            Push(context, exception);
        }

        return target;
    }

    /// <summary>Shows a meter what the machine holds.</summary>
    /// <param name="meter">The meter.</param>
    internal void Measure(HeapMeter meter)
    {
        meter.Add(_values);
        foreach (var frame in _frames)
        {
            Measure(meter, frame.Scope);
        }

        Measure(meter, Captures);
    }

    private static void Measure(HeapMeter meter, Scope scope)
    {
        meter.AddBytes(RuntimeLimits.BytesOf(scope));
        foreach (var (_, value) in scope)
        {
            meter.Add(value);
        }
    }

    /// <summary>One active call.</summary>
    /// <param name="Scope">Its variables.</param>
    /// <param name="ReturnIndex">Where its RET continues.</param>
    /// <param name="BytesBelow">Bytes of the frames below it.</param>
    /// <param name="Floor">The lowest value on the operand stack that it may take.</param>
    /// <param name="IsProcedure">Whether it must leave one value above that.</param>
    private readonly record struct MachineFrame(Scope Scope, int ReturnIndex, long BytesBelow, int Floor, bool IsProcedure);

    private Scope NewFrame(FunctionPrototype prototype, FunctionValue? closure)
    {
        var scope = new Scope();
        for (int i = 0; i < closure?.CapturedCount; i++)
        {
            scope.Set(prototype.CapturedNames![i], closure.CapturedAt(i));
        }

        string[] parameters = prototype.Parameters;
        int first = Height - parameters.Length;
        foreach (int position in prototype.DistinctParameters)
        {
            scope.Set(parameters[position], _values[first + position]);
        }

        CutTo(first);
        return scope;
    }
}
