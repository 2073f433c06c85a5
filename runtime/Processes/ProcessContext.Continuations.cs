using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Processes;

/// <content>Continuations: the saved frames of a process, kept to be resumed more than once.</content>
/// <remarks>
/// CALL_CC leaves the stack as an instruction does that waits, so that all calls under way are frames on the heap, those of earlier captures
/// still the same. They are the continuation; its receiver is called on the emptied stack with them as its callers. CONTINUE drops
/// the calls under way and makes the frames of a continuation those of the process.
/// </remarks>
public sealed partial class ProcessContext
{
    /// <summary>From this saved frame outwards all belong to continuations too. It moves outwards as they are resumed.</summary>
    private SavedFrame? _shared;

    private ContinuationValue? _continuation;
    private SavedFrame? _receiver;
    private Value _carried;
    private bool _hasDelivered;
    private bool _isLast;
    private bool _isAtEnd;

    /// <summary>Begins to capture the calls under way.</summary>
    /// <param name="continuation">Is to have them.</param>
    /// <param name="receiver">Is resumed then, in place of the call that captures.</param>
    /// <param name="isLast">Whether the function that captures has nothing more to do, and saves no frame.</param>
    /// <param name="isAtEnd">Whether it has nothing more to do, but saves the frame of the function it was put into.</param>
    internal void Capture(ContinuationValue continuation, SavedFrame receiver, bool isLast, bool isAtEnd)
    {
        (_continuation, _receiver, _isLast, _isAtEnd) = (continuation, receiver, isLast, isAtEnd);
        _suspension = Suspension.Capture;
        _left = Math.Max(0, Reductions - 1);
        Reductions = Suspending;
    }

    /// <summary>Says that the function whose CALL_CC has just begun saves no frame, as it has nothing more to do.</summary>
    public void CaptureWithoutFrame() => _isLast = true;

    /// <summary>Begins to go on where a continuation was captured; the calls under way are dropped.</summary>
    /// <param name="continuation">The continuation; it belongs to the process that runs.</param>
    /// <param name="value">What its CALL_CC results in.</param>
    internal void Continue(ContinuationValue continuation, Value value)
    {
        (_continuation, _carried) = (continuation, value);
        _left = Math.Max(0, Reductions - 1);
        Reductions = Continuing;
    }

    /// <summary>Keeps what has arrived for the instruction that is run again next, unless something is under way.</summary>
    /// <param name="hidesCall">Whether an error on its way passes the instruction without a trace.</param>
    internal void Deliver(bool hidesCall)
    {
        if (hidesCall && Reductions == Raising)
        {
            _error.HideNext();
        }

        _hasDelivered = Reductions >= 0;
        _carried = _hasDelivered ? Resumed : default;
    }

    /// <summary>Takes what has been delivered.</summary>
    /// <param name="value">What it is.</param>
    /// <returns>Whether there is something.</returns>
    internal bool TryTakeDelivered(out Value value)
    {
        value = _carried;
        if (!_hasDelivered)
        {
            return false;
        }

        _hasDelivered = false;
        _carried = default;
        return true;
    }

    /// <summary>All calls are saved: gives them to the continuation and lets its receiver run next.</summary>
    private void CallReceiver(Process process)
    {
        var (continuation, receiver) = (_continuation!, _receiver!);
        (_continuation, _receiver) = (null, null);
        FreezeFrames(process);
        if (!_isLast)
        {
            process.Frames = new DeliveryFrame(_isAtEnd) { Caller = process.Frames };
            process.FrameCount++;
        }

        _shared = process.Frames;
        continuation.Frames = process.Frames;
        continuation.FrameCount = process.FrameCount;
        receiver.Caller = process.Frames;
        process.Frames = receiver;
        process.FrameCount++;
        Reductions = _left;
    }

    /// <summary>Those that belong to a continuation already are as they should be.</summary>
    private void FreezeFrames(Process process)
    {
        SavedFrame? inner = null;
        for (var frame = process.Frames; frame is not null && frame != _shared; frame = frame.Caller)
        {
            var frozen = frame.Freeze();
            if (frozen != frame)
            {
                frozen.Caller = frame.Caller;
                process.FrameCount += frozen.Weight - 1;
                if (inner is null)
                {
                    process.Frames = frozen;
                }
                else
                {
                    inner.Caller = frozen;
                }

                frame = frozen;
            }

            inner = frame;
        }
    }

    private void GoOn(Process process)
    {
        var continuation = _continuation!;
        _continuation = null;
        process.Frames = continuation.Frames;
        process.FrameCount = continuation.FrameCount;
        _shared = continuation.Frames;
        Resumed = _carried;
        Reductions = _left;
    }

    /// <summary>The next slice may have another context.</summary>
    private void KeepShared(Process process)
    {
        if (_shared is not null || process.Details is not null)
        {
            process.EnsureDetails().Shared = _shared;
        }
    }
}
