using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Host;

/// <summary>A small HTTP/1.1 server: keeps connections alive, reads requests, and writes the answers that the program gives.</summary>
/// <remarks>
/// That of .NET's class library cannot listen on any free port, would not ask who may listen, and has no ceilings. This one has little to do: all is
/// asynchronous, and a connection waits for one answer at a time.
/// </remarks>
[SuppressMessage("Design", "CA1001", Justification = "The source has no timer and nobody waits for its handle, so there is nothing to free; and both are used late.")]
internal sealed class HttpServer : IHandleResource
{
    private const int DrainBytes = 1 << 20;

    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan RetryTime = TimeSpan.FromMilliseconds(50);

    private readonly ConcurrentDictionary<HttpExchange, bool> _waiting = new(ReferenceEqualityComparer.Instance);
    private readonly NetworkListener _listener;
    private readonly HttpServerLimits _limits;
    private readonly Action<HttpServer, HttpExchange> _deliver;
    private readonly Action _ended;
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _room;
    private readonly long[] _bodyBytes = new long[1];
    private int _isClosed;

    /// <summary>Prepares a server.</summary>
    /// <param name="listener">Where clients come; closed with the server.</param>
    /// <param name="limits">What they may ask for.</param>
    /// <param name="deliver">Gives a request to the program; called on any thread, and must be quick.</param>
    /// <param name="ended">Called when the server has been closed.</param>
    public HttpServer(NetworkListener listener, HttpServerLimits limits, Action<HttpServer, HttpExchange> deliver, Action ended)
    {
        (_listener, _limits, _deliver, _ended) = (listener, limits, deliver, ended);
        _room = new SemaphoreSlim(limits.Connections);
    }

    /// <summary>The port it listens on.</summary>
    public int LocalPort => _listener.LocalPort;

    /// <summary>Begins to accept clients.</summary>
    public void Start() => _ = AcceptAllAsync();

    /// <inheritdoc/>
    public bool Close()
    {
        if (Interlocked.Exchange(ref _isClosed, 1) != 0)
        {
            return false;
        }

        _listener.Close();
        _ = _stop.CancelAsync();
        foreach (var exchange in _waiting.Keys)
        {
            exchange.Close();
        }

        _ended();
        return true;
    }

    private async Task AcceptAllAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            await _room.WaitAsync().ConfigureAwait(false);
            try
            {
                _ = ServeAsync(await _listener.AcceptAsync(_stop.Token).ConfigureAwait(false));
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (HostException)
            {
                // Closed, or the system has no room for another connection just now.
                _room.Release();
                await Task.Delay(RetryTime).ConfigureAwait(false);
            }
        }
    }

    private async Task ServeAsync(NetworkConnection connection)
    {
        var bodies = new ByteAccount(_bodyBytes, _limits.WaitingBytes);
        try
        {
            var reader = new HttpRequestReader(connection, _limits, bodies);
            bool goesOn = true;
            while (goesOn && await reader.ReadAsync(_stop.Token).ConfigureAwait(false) is { } exchange)
            {
                var answer = await AnswerAsync(exchange).ConfigureAwait(false);
                bodies.Clear();
                goesOn = exchange.KeepsAlive && !HttpResponseWriter.Closes(answer) && Volatile.Read(ref _isClosed) == 0;
                await HttpResponseWriter.WriteAsync(connection, answer, exchange.Method, goesOn, _limits.WriteTime).ConfigureAwait(false);
            }
        }
        catch (HttpRefusedException refusal)
        {
            await RefuseAsync(connection, refusal).ConfigureAwait(false);
        }
        catch (Exception gone) when (gone is HostException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            // The client has gone, or took too long.
        }
        finally
        {
            bodies.Clear();
            connection.Close();
            _room.Release();
        }
    }

    private async Task<HttpAnswer> AnswerAsync(HttpExchange exchange)
    {
        if (_waiting.Count >= _limits.Waiting)
        {
            return HttpAnswer.Of(503, "Too many requests are waiting.");
        }

        _waiting.TryAdd(exchange, true);
        try
        {
            // Closing looks at those that wait after it has said so: one of the two sees the other.
            if (Volatile.Read(ref _isClosed) != 0)
            {
                exchange.Close();
            }
            else
            {
                _deliver(this, exchange);
            }

            return await exchange.Answered.WaitAsync(_limits.AnswerTime).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            exchange.Reply(HttpAnswer.Of(503, "The server did not answer in time."));
            return await exchange.Answered.ConfigureAwait(false);
        }
        finally
        {
            _waiting.TryRemove(exchange, out _);
        }
    }

    /// <summary>Answers what could not be read. The rest is read and forgotten, or the system would tell the client before it has the answer.</summary>
    private async Task RefuseAsync(NetworkConnection connection, HttpRefusedException refusal)
    {
        try
        {
            var answer = HttpAnswer.Of(refusal.Status, refusal.Message);
            await HttpResponseWriter.WriteAsync(connection, answer, "", keepsAlive: false, _limits.WriteTime).ConfigureAwait(false);
            using var time = new CancellationTokenSource(DrainTime);
            await connection.EndSendingAsync(time.Token).ConfigureAwait(false);
            int drained = 0;
            do
            {
                drained += connection.Buffered.Length;
                connection.Skip(connection.Buffered.Length);
            }
            while (drained < DrainBytes && await connection.FillAsync(time.Token).ConfigureAwait(false));
        }
        catch (Exception gone) when (gone is HostException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            // It need not be told.
        }
    }
}
