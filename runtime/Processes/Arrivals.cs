namespace TinyTotIL.Runtime.Processes;

/// <summary>What has come from outside in a run with one worker, until that worker looks.</summary>
/// <remarks>Others may add to it at any time, but nothing in the program changes before the worker has taken it: so it is always one thread that does.</remarks>
internal sealed class Arrivals
{
    private readonly object _gate = new();
    private List<Action> _arrived = [];
    private bool _isStopped;

    /// <summary>Notes that something has come.</summary>
    /// <param name="action">What the worker is to do about it.</param>
    public void Add(Action action)
    {
        lock (_gate)
        {
            _arrived.Add(action);
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Lets nobody wait any more.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            _isStopped = true;
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Waits until something has come, and does what is to be done about it.</summary>
    /// <param name="milliseconds">How long to wait; <see cref="Timeout.Infinite"/> for as long as it takes.</param>
    /// <returns>Whether anything had come.</returns>
    public bool Take(int milliseconds)
    {
        List<Action> arrived;
        lock (_gate)
        {
            while (_arrived.Count == 0 && !_isStopped && milliseconds != 0)
            {
                if (!Monitor.Wait(_gate, milliseconds))
                {
                    break;
                }
            }

            (arrived, _arrived) = (_arrived, []);
        }

        foreach (var action in arrived)
        {
            action();
        }

        return arrived.Count > 0;
    }
}
