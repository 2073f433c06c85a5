using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Processes;

/// <summary>Lets code outside wait for the end of something. The first end counts.</summary>
internal sealed class Completion
{
    private readonly TaskCompletionSource<Value> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The end, as a task.</summary>
    public Task<Value> Task => _source.Task;

    /// <summary>It has ended by itself.</summary>
    /// <param name="result">What it leaves.</param>
    public void Succeed(Value result) => _source.TrySetResult(result);

    /// <summary>There will be no result.</summary>
    /// <param name="failure">What the one who waits is to throw.</param>
    public void Fail(Exception failure)
    {
        if (_source.TrySetException(failure))
        {
            // Nobody need be interested, and then .NET is not to report it either.
            _ = _source.Task.Exception;
        }
    }

    /// <summary>Waits for the end.</summary>
    /// <returns>The result.</returns>
    public Value Wait() => _source.Task.GetAwaiter().GetResult();
}
