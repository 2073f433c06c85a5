using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Processes;

/// <summary>A result that is there later: a value or an error, once and for all. Any number of processes may wait for it.</summary>
internal sealed class Future : IHandleResource
{
    private readonly Lock _lock = new();
    private readonly List<(Scheduler Scheduler, Process Process)> _waiting = [];
    private Value _value;
    private string? _error;
    private bool _isDone;

    /// <summary>Whether there is a result.</summary>
    public bool IsDone => Volatile.Read(ref _isDone);

    /// <summary>The value; the integer 0 while there is none.</summary>
    public Value Result => IsDone ? _value : default;

    /// <summary>The text of the error; null when there is a value, or nothing yet.</summary>
    public string? Error => IsDone ? _error : null;

    /// <summary>Completes it; false when it was done before. Any thread may.</summary>
    /// <param name="value">The value.</param>
    public bool TryComplete(Value value) => TryEnd(value, error: null);

    /// <summary>Completes it with an error; false when it was done before. Any thread may.</summary>
    /// <param name="error">The error's text.</param>
    public bool TryFail(string error) => TryEnd(default, error);

    /// <inheritdoc/>
    /// <remarks>Those who wait for it get an error. Work that has been started for it goes on to its end.</remarks>
    public bool Close() => TryFail("The future was closed");

    /// <summary>Sees to it that a process is woken when there is a result; false when there is one already.</summary>
    /// <param name="scheduler">Has the process.</param>
    /// <param name="process">The process. It may ask several times.</param>
    public bool TryWait(Scheduler scheduler, Process process)
    {
        lock (_lock)
        {
            if (_isDone)
            {
                return false;
            }

            if (!_waiting.Contains((scheduler, process)))
            {
                _waiting.Add((scheduler, process));
            }

            return true;
        }
    }

    /// <summary>Wakes a process no more.</summary>
    /// <param name="process">The process.</param>
    public void Forget(Process process)
    {
        lock (_lock)
        {
            _waiting.RemoveAll(waiting => waiting.Process == process);
        }
    }

    private bool TryEnd(Value value, string? error)
    {
        (Scheduler Scheduler, Process Process)[] waiting;
        lock (_lock)
        {
            if (_isDone)
            {
                return false;
            }

            (_value, _error) = (value, error);
            Volatile.Write(ref _isDone, true);
            waiting = [.. _waiting];
            _waiting.Clear();
        }

        foreach (var (scheduler, process) in waiting)
        {
            scheduler.Wake(process);
        }

        return true;
    }
}
