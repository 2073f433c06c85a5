namespace TinyTotIL.Runtime.Processes;

/// <summary>Threads for work that waits for the outside world, as many as there is work at once.</summary>
/// <remarks>
/// The pool of .NET counts on work that does not wait: it adds a thread or two in a second, and a third child program would stand in line behind two
/// that sleep. A thread here stays for a while after its work, then ends.
/// </remarks>
internal sealed class BlockingThreads
{
    private const int MostThreads = 256;
    private const int StackBytes = 1 << 20;
    private const int IdleMilliseconds = 1000;

    private readonly object _gate = new();
    private readonly Queue<Action> _work = [];
    private int _threads;
    private int _idle;

    /// <summary>Does something on another thread.</summary>
    /// <param name="work">What to do; it must not throw.</param>
    public void Start(Action work)
    {
        lock (_gate)
        {
            _work.Enqueue(work);
            if (_idle >= _work.Count)
            {
                Monitor.Pulse(_gate);
            }
            else if (_threads < MostThreads)
            {
                StartThread();
            }
        }
    }

    /// <summary>Does something on another thread, in the form of a task.</summary>
    /// <remarks>What waits for the task goes on on that thread, and should not keep it long.</remarks>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="work">What to do.</param>
    public Task<T> Run<T>(Func<T> work)
    {
        var completion = new TaskCompletionSource<T>();
        Start(() =>
        {
            T result;
            try
            {
                result = work();
            }
            catch (Exception failure)
            {
                completion.SetException(failure);
                return;
            }

            completion.SetResult(result);
        });
        return completion.Task;
    }

    private void StartThread()
    {
        try
        {
            new Thread(Serve, StackBytes) { IsBackground = true, Name = "blocking" }.UnsafeStart();
            _threads++;
        }
        catch (Exception failure) when (_threads > 0 && failure is OutOfMemoryException or ThreadStartException)
        {
            // The work waits for one of those there are.
        }
    }

    private void Serve()
    {
        while (WaitForWork() is { } work)
        {
            work();
        }
    }

    private Action? WaitForWork()
    {
        lock (_gate)
        {
            Action? work;
            while (!_work.TryDequeue(out work))
            {
                _idle++;
                bool isCalled = Monitor.Wait(_gate, IdleMilliseconds);
                _idle--;
                if (!isCalled && _work.Count == 0)
                {
                    _threads--;
                    return null;
                }
            }

            return work;
        }
    }
}
