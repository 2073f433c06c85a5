using System.Net.Sockets;
using Npgsql;
using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Runtime.Data;

/// <summary>Turns failures of the library into the server's sentence, or the system's.</summary>
internal static class PostgresFailure
{
    /// <summary>Does something whose failures are those of a database.</summary>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="action">What to do.</param>
    /// <exception cref="HostException">It failed.</exception>
    public static async Task<T> Convert<T>(Func<Task<T>> action)
    {
        try
        {
            return await action().ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is not HostException and not OperationCanceledException)
        {
            throw new HostException(Sentence(failure), failure);
        }
    }

    private static string Sentence(Exception failure) => failure switch
    {
        PostgresException refused => $"{refused.MessageText} (SQLSTATE {refused.SqlState})",
        NpgsqlException { InnerException: SocketException socket } => $"{failure.Message}: {SystemError.SentenceOf(socket)}",
        NpgsqlException { InnerException: { } inner } => $"{failure.Message}: {inner.Message}",
        _ => failure.Message,
    };
}
