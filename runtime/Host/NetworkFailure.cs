using System.Globalization;
using System.Net.Sockets;
using System.Security.Authentication;

namespace TinyTotIL.Runtime.Host;

/// <summary>Turns what .NET throws about the network into the system's sentences.</summary>
internal static class NetworkFailure
{
    /// <summary>What is said of anything that was closed on this side.</summary>
    public const string Closed = "connection is closed";

    /// <summary>What is said of a port outside 0 to 65535.</summary>
    public const string InvalidPort = "invalid port value";

    /// <summary>The exception for a failure of .NET.</summary>
    /// <param name="error">What was thrown.</param>
    public static HostException Of(Exception error)
    {
        for (var cause = error; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case HostException known:
                    return known;
                case SocketException { SocketErrorCode: SocketError.OperationAborted } or ObjectDisposedException:
                    return new HostException(Closed, error);
                case SocketException socket:
                    return Lookup(socket.SocketErrorCode) is { } text
                        ? new HostException($"failed to lookup address information: {text}", error)
                        : SystemError.Of(socket.NativeErrorCode);
                case AuthenticationException:
                    return new HostException($"TLS: {ReasonOf(cause)}", error);
            }
        }

        return new HostException(ReasonOf(error), error);
    }

    /// <summary>The exception for something that took too long.</summary>
    /// <param name="limit">How long it might take.</param>
    public static HostException TimedOut(TimeSpan limit) =>
        new(string.Create(CultureInfo.InvariantCulture, $"timed out after {(long)limit.TotalMilliseconds} ms"));

    /// <summary>Refuses ports that do not exist.</summary>
    /// <param name="port">The port.</param>
    public static int CheckPort(long port) => port is >= 0 and <= ushort.MaxValue ? (int)port : throw new HostException(InvalidPort);

    /// <summary>What is said of a failure. Messages that send their reader to an inner exception say nothing to someone who has none.</summary>
    private static string ReasonOf(Exception error)
    {
        while (error.InnerException is { } inner && error.Message.Contains("inner exception", StringComparison.OrdinalIgnoreCase))
        {
            error = inner;
        }

        return error.Message;
    }

    private static string? Lookup(SocketError error) => error switch
    {
        SocketError.HostNotFound => "Name or service not known",
        SocketError.TryAgain => "Temporary failure in name resolution",
        SocketError.NoData => "No address associated with hostname",
        SocketError.NoRecovery => "Non-recoverable failure in name resolution",
        _ => null,
    };
}
