using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Interpretation;

/// <content>What observers are told and may look at.</content>
internal sealed partial class Interpreter
{
    /// <summary>Whether the instruction that comes first has started before, and waited.</summary>
    private bool _isRestarting;

    /// <inheritdoc/>
    public override IMachineView View => this;

    /// <inheritdoc/>
    int IMachineView.Height => HeightBelow + _height;

    /// <inheritdoc/>
    int IMachineView.FrameCount => FramesBelow + _frameCount;

    /// <inheritdoc/>
    int IMachineView.HandlerCount => _handlerCount + (_below?.TotalHandlers ?? 0);

    /// <inheritdoc/>
    public int CatchCount { get; private set; }

    /// <inheritdoc/>
    Scope IMachineView.Captures => _pendingCaptures;

    /// <inheritdoc/>
    public IMachineView? Outer { get; private set; }

    /// <inheritdoc/>
    public object? Mark { get; set; }

    /// <inheritdoc/>
    Value IMachineView.Peek(int depth) => depth < _height ? _stack[_height - 1 - depth] : _below!.Peek(depth - _height);

    /// <inheritdoc/>
    Scope IMachineView.VariablesAt(int depth) => FrameAt(depth).Scope;

    /// <inheritdoc/>
    int IMachineView.ReturnIndexAt(int depth) => FrameAt(depth).ReturnAddress;

    private Frame FrameAt(int depth) => depth < _frameCount ? _frames[_frameCount - 1 - depth] : _below!.FrameAt(depth - _frameCount);

    /// <summary>Lets the context know this machine while it runs, if there is somebody to look at it.</summary>
    private MachineObserver? Begin()
    {
        if (_context.Observer is not { } observer)
        {
            return null;
        }

        Outer = _context.View;
        _context.View = this;
        return observer;
    }

    /// <summary>Tells of the function that is called from .NET code.</summary>
    private void TellOfBeginning(FunctionValue function, Value[] arguments)
    {
        if (_context.Observer is { } observer)
        {
            Outer = _context.View;
            observer.Began(_context, this, function, arguments);
        }
    }

    /// <summary>Tells of an instruction; false when it must not run.</summary>
    private bool TryStart(MachineObserver observer, int index)
    {
        if (_isRestarting)
        {
            _isRestarting = false;
            return true;
        }

        observer.Before(_context, this, index);
        return _context.Reductions >= 0;
    }

    /// <summary>Tells of an error that no instruction has been noted for yet: others have been told of, where they were raised.</summary>
    private void TellOfError(int index)
    {
        if (_context is { Observer: { } observer, Raised.FrameCount: 0 })
        {
            observer.Raised(_context, this, index);
        }
    }

    private void End(MachineObserver observer)
    {
        _context.View = Outer;
        if (_context.Reductions != ProcessContext.Suspending)
        {
            observer.Ended(_context, this);
        }
    }
}
