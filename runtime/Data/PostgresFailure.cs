using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
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

    /// <summary>Whether the library met something that no server says, and says so in words for its own developers.</summary>
    private static bool IsConfusion(Exception failure) =>
        failure is KeyNotFoundException or IndexOutOfRangeException or ArgumentOutOfRangeException or OverflowException or FormatException or InvalidCastException
            or NullReferenceException or UnreachableException or DecoderFallbackException
        || failure.Message.Contains("file a bug", StringComparison.OrdinalIgnoreCase);

    private static string Sentence(Exception failure) => failure switch
    {
        _ when IsConfusion(failure) || (failure is NpgsqlException { InnerException: { } cause } && IsConfusion(cause)) => "the server's answer is not understood",
        PostgresException refused => $"{refused.MessageText} (SQLSTATE {refused.SqlState})",
        NpgsqlException { InnerException: SocketException socket } => $"{failure.Message}: {SystemError.SentenceOf(socket)}",
        NpgsqlException { InnerException: { } inner } => $"{failure.Message}: {inner.Message}",
        _ => failure.Message,
    };
}
