using System.Runtime.ExceptionServices;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Processes;

/// <summary>Lets a thread outside wait for the end of something. The first end counts.</summary>
internal sealed class Completion
{
    private readonly object _gate = new();
    private bool _isDone;
    private Value _result;
    private ExceptionDispatchInfo? _failure;

    /// <summary>It has ended by itself.</summary>
    /// <param name="result">What it leaves.</param>
    public void Succeed(Value result) => End(result, failure: null);

    /// <summary>There will be no result.</summary>
    /// <param name="failure">What the one who waits is to throw.</param>
    public void Fail(Exception failure) => End(default, ExceptionDispatchInfo.Capture(failure));

    /// <summary>Waits for the end.</summary>
    /// <returns>The result.</returns>
    public Value Wait()
    {
        lock (_gate)
        {
            while (!_isDone)
            {
                Monitor.Wait(_gate);
            }
        }

        _failure?.Throw();
        return _result;
    }

    private void End(Value result, ExceptionDispatchInfo? failure)
    {
        lock (_gate)
        {
            if (!_isDone)
            {
                (_isDone, _result, _failure) = (true, result, failure);
                Monitor.PulseAll(_gate);
            }
        }
    }
}
