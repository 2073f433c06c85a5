namespace TinyTotIL;

/// <summary>A cancellation of the caller's, and a time after which there is one in any case.</summary>
internal sealed class TimeLimit : IDisposable
{
    private readonly TimeSpan? _most;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource? _source;

    /// <summary>Begins to count.</summary>
    /// <param name="most">How long; null for ever.</param>
    /// <param name="caller">The caller's cancellation.</param>
    public TimeLimit(TimeSpan? most, CancellationToken caller)
    {
        (_most, _caller) = (most, caller);
        if (most is { } time)
        {
            _source = CancellationTokenSource.CreateLinkedTokenSource(caller);
            _source.CancelAfter(time);
        }
    }

    /// <summary>Is cancelled by either.</summary>
    public CancellationToken Token => _source?.Token ?? _caller;

    /// <summary>Whether the time is over, and the caller has not cancelled.</summary>
    public bool IsOver => _source is { IsCancellationRequested: true } && !_caller.IsCancellationRequested;

    /// <summary>What to tell the caller when the time is over.</summary>
    public ScriptException Failure() => new($"The script was stopped after {_most!.Value.TotalSeconds} seconds", ScriptFailure.TimeLimit);

    /// <inheritdoc/>
    public void Dispose() => _source?.Dispose();
}
