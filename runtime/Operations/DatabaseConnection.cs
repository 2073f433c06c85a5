using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Operations;

/// <summary>What the handle of a database stands for: a connection that any number of processes may use, one after another.</summary>
/// <param name="database">The connection.</param>
/// <param name="keepsThread">Whether using it keeps a thread busy.</param>
[SuppressMessage("Design", "CA1001", Justification = "The source has no timer and nobody waits for the handles of the two, so there is nothing to free; and both may be used late.")]
internal sealed class DatabaseConnection(IDatabase database, bool keepsThread) : IHandleResource
{
    private const string Closed = "the connection is closed";

    private readonly SemaphoreSlim _gate = new(1);
    private readonly CancellationTokenSource _closing = new();
    private readonly ConcurrentQueue<IDatabaseCursor> _abandoned = [];
    private int _isClosed;
    private bool _isFreed;

    /// <summary>Transactions open, each within the one before. Only who holds the gate touches it.</summary>
    private int _depth;

    /// <summary>Uses the connection when nobody else does.</summary>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="context">The running process. When it is leaving the stack afterwards, there is no result yet.</param>
    /// <param name="work">What to do; it must not touch the context.</param>
    /// <exception cref="HostException">It failed.</exception>
    public T? Use<T>(ProcessContext context, Func<IDatabase, CancellationToken, Task<T>> work)
    {
        var threads = keepsThread ? Offload.ThreadsFor(context) : null;
        return Offload.AwaitTask(context, cancellation => UseAsync(threads, work, cancellation));
    }

    /// <summary>Begins a transaction, within the one under way if there is one.</summary>
    /// <param name="cancellation">Gives it up.</param>
    public async Task<int> BeginAsync(CancellationToken cancellation)
    {
        await ExecuteAsync(_depth == 0 ? "BEGIN" : $"SAVEPOINT {NameOf(_depth)}", cancellation).ConfigureAwait(false);
        return ++_depth;
    }

    /// <summary>Makes the changes of the innermost transaction part of the next one, or permanent. When that fails, all transactions are undone.</summary>
    /// <param name="cancellation">Gives it up.</param>
    public async Task<int> CommitAsync(CancellationToken cancellation)
    {
        CheckInTransaction();
        if (_depth > 1)
        {
            await ExecuteAsync($"RELEASE SAVEPOINT {NameOf(_depth - 1)}", cancellation).ConfigureAwait(false);
            return --_depth;
        }

        try
        {
            // PostgreSQL answers COMMIT with a silent rollback after an error in the transaction; any other statement says so.
            await ExecuteAsync("SELECT 1", cancellation).ConfigureAwait(false);
            await ExecuteAsync("COMMIT", cancellation).ConfigureAwait(false);
        }
        catch
        {
            await TryAsync(RollBackAsync).ConfigureAwait(false);
            throw;
        }

        return _depth = 0;
    }

    /// <summary>Undoes the changes of the innermost transaction.</summary>
    public async Task<int> RollBackAsync()
    {
        CheckInTransaction();
        if (_depth == 1)
        {
            _depth = 0;
            await ExecuteAsync("ROLLBACK", CancellationToken.None).ConfigureAwait(false);
            return 0;
        }

        string name = NameOf(--_depth);
        await ExecuteAsync($"ROLLBACK TO SAVEPOINT {name}", CancellationToken.None).ConfigureAwait(false);
        await ExecuteAsync($"RELEASE SAVEPOINT {name}", CancellationToken.None).ConfigureAwait(false);
        return _depth;
    }

    /// <summary>Does something in a transaction of its own: all of it, or nothing.</summary>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="work">What to do.</param>
    /// <param name="cancellation">Gives it up.</param>
    public async Task<T> TransactAsync<T>(Func<Task<T>> work, CancellationToken cancellation)
    {
        await BeginAsync(cancellation).ConfigureAwait(false);
        T result;
        try
        {
            result = await work().ConfigureAwait(false);
        }
        catch
        {
            await TryAsync(RollBackAsync).ConfigureAwait(false);
            throw;
        }

        await CommitAsync(cancellation).ConfigureAwait(false);
        return result;
    }

    /// <summary>Frees a cursor that is not wanted any more, as soon as nobody uses the connection.</summary>
    /// <param name="cursor">The cursor.</param>
    public void Abandon(IDatabaseCursor cursor)
    {
        _abandoned.Enqueue(cursor);
        if (keepsThread && _gate.Wait(0))
        {
            // Nothing here waits: it is done when the call returns.
            FreeAbandonedAsync().GetAwaiter().GetResult();
            Release();
        }
    }

    /// <inheritdoc/>
    public bool Close()
    {
        if (Interlocked.Exchange(ref _isClosed, 1) != 0)
        {
            return false;
        }

        _ = _closing.CancelAsync();
        FreeIfIdle();
        return true;
    }

    private async Task<T> UseAsync<T>(BlockingThreads? threads, Func<IDatabase, CancellationToken, Task<T>> work, CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _closing.Token);
        var token = either.Token;
        try
        {
            await _gate.WaitAsync(token).ConfigureAwait(false);
            try
            {
                await FreeAbandonedAsync().ConfigureAwait(false);
                return threads is null
                    ? await work(database, token).ConfigureAwait(false)
                    : await threads.Run(() => work(database, token).GetAwaiter().GetResult()).ConfigureAwait(false);
            }
            finally
            {
                Release();
            }
        }
        catch (OperationCanceledException) when (Volatile.Read(ref _isClosed) != 0)
        {
            throw new HostException(Closed);
        }
    }

    private async Task FreeAbandonedAsync()
    {
        while (_abandoned.TryDequeue(out var cursor))
        {
            await cursor.CloseAsync().ConfigureAwait(false);
        }
    }

    private void Release()
    {
        _gate.Release();
        if (Volatile.Read(ref _isClosed) != 0)
        {
            FreeIfIdle();
        }
    }

    /// <summary>Lets go of the database unless someone uses it, who will do so then. The gate stays shut afterwards.</summary>
    private void FreeIfIdle()
    {
        if (_gate.Wait(0) && !_isFreed)
        {
            _isFreed = true;
            database.Dispose();
        }
    }

    /// <summary>Undoes something after a failure, which may have undone it already.</summary>
    private static async Task TryAsync(Func<Task<int>> undo)
    {
        try
        {
            await undo().ConfigureAwait(false);
        }
        catch (HostException)
        {
            // The failure that came first is the one to report.
        }
    }

    private void CheckInTransaction()
    {
        if (_depth == 0)
        {
            throw new HostException("no transaction is open");
        }
    }

    private Task<long> ExecuteAsync(string sql, CancellationToken cancellation) => database.ExecuteAsync(sql, DatabaseParameters.None, cancellation);

    private static string NameOf(int depth) => $"ttil_{depth}";
}
