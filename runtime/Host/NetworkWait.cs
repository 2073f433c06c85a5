using System.Diagnostics.CodeAnalysis;

namespace TinyTotIL.Runtime.Host;

/// <summary>Waits for the network, but not for ever, and gives failures their sentences.</summary>
internal static class NetworkWait
{
    /// <summary>Does something that may take no longer than a limit.</summary>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="limit">How long it may take; <see cref="Timeout.InfiniteTimeSpan"/> for any time.</param>
    /// <param name="token">Gives it up.</param>
    /// <param name="action">What is done; it ends when its token is cancelled.</param>
    /// <exception cref="HostException">It failed, or took too long.</exception>
    [SuppressMessage("Design", "CA1068", Justification = "What is done is long, so it stands last.")]
    public static async Task<T> For<T>(TimeSpan limit, CancellationToken token, Func<CancellationToken, Task<T>> action)
    {
        bool isLimited = limit != Timeout.InfiniteTimeSpan;
        using var source = isLimited ? CancellationTokenSource.CreateLinkedTokenSource(token) : null;
        source?.CancelAfter(limit);
        try
        {
            return await action(source?.Token ?? token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (source is { IsCancellationRequested: true } && !token.IsCancellationRequested)
        {
            throw NetworkFailure.TimedOut(limit);
        }
        catch (Exception error) when (error is not (HostException or OperationCanceledException))
        {
            throw NetworkFailure.Of(error);
        }
    }
}
