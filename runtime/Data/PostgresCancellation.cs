using Npgsql;

namespace TinyTotIL.Runtime.Data;

/// <summary>Gives queries up so that the connection stays usable.</summary>
/// <remarks>
/// A server forgets a request to cancel that comes before the query it means, and the library waits for an answer only for a while before it gives up the connection. So the
/// request is repeated until the query has ended.
/// </remarks>
internal static class PostgresCancellation
{
    private const string QueryCanceled = "57014";
    private const int MostRequests = 50;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits for a command.</summary>
    /// <typeparam name="T">What it gives.</typeparam>
    /// <param name="connection">Where it runs; closed when a server that was asked to cancel does not answer.</param>
    /// <param name="cancel">Asks the server to cancel it; may keep its thread waiting.</param>
    /// <param name="run">Runs it.</param>
    /// <param name="cancellation">Gives it up.</param>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public static async Task<T> Await<T>(NpgsqlConnection connection, Action cancel, Func<Task<T>> run, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var query = run();
        var asked = new TaskCompletionSource();
        using (cancellation.Register(asked.SetResult))
        {
            if (await Task.WhenAny(query, asked.Task).ConfigureAwait(false) == query)
            {
                return await query.ConfigureAwait(false);
            }
        }

        for (int request = 0; request < MostRequests && !query.IsCompleted; request++)
        {
            await Task.Run(cancel, CancellationToken.None).ConfigureAwait(false);
            await Task.WhenAny(query, Task.Delay(Pause, CancellationToken.None)).ConfigureAwait(false);
        }

        if (!query.IsCompleted)
        {
            connection.Dispose();
        }

        try
        {
            await query.ConfigureAwait(false);
        }
        catch (PostgresException answer) when (answer.SqlState == QueryCanceled)
        {
            // As it was asked to.
        }

        throw new OperationCanceledException(cancellation);
    }
}
