using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Host;

/// <summary>An open connection: bytes in both directions.</summary>
/// <remarks>
/// What arrives goes to a buffer first. So a receive that is given up loses nothing: what it had begun to read is there for the next one. Those who
/// receive at the same time take turns, and so do those who send.
/// </remarks>
[SuppressMessage("Design", "CA1001", Justification = "Nobody waits for the handles of the semaphores, so there is nothing to free; and they may be used late.")]
public sealed class NetworkConnection : IHandleResource
{
    private const int FirstBuffer = 4096;
    private const int LargestRead = 64 << 10;
    private const int LongestCharacter = 4;

    private readonly Task<Stream> _ready;
    private readonly SemaphoreSlim _receiving = new(1);
    private readonly SemaphoreSlim _sending = new(1);
    private readonly Stream _stream;
    private byte[] _buffer = [];
    private int _start;
    private int _end;
    private bool _isAtEnd;
    private int _isClosed;
    private Task<int>? _filling;
    private long _timeout = Timeout.Infinite;

    /// <summary>Takes a connection over.</summary>
    /// <param name="stream">Its bytes; closed with it.</param>
    /// <param name="localPort">The port on this side.</param>
    /// <param name="peer">Address and port of the other side.</param>
    /// <param name="securing">The stream to use once it is secured; null for the stream itself.</param>
    public NetworkConnection(Stream stream, int localPort, string peer, Task<Stream>? securing = null)
    {
        (_stream, LocalPort, Peer) = (stream, localPort, peer);
        _ready = securing ?? Task.FromResult(stream);
    }

    /// <summary>The port on this side.</summary>
    public int LocalPort { get; }

    /// <summary>Address and port of the other side.</summary>
    public string Peer { get; }

    /// <summary>How long a receive waits; <see cref="Timeout.InfiniteTimeSpan"/> for as long as it takes.</summary>
    public TimeSpan ReceiveTimeout
    {
        get => TimeSpan.FromMilliseconds(Volatile.Read(ref _timeout));
        set => Volatile.Write(ref _timeout, (long)value.TotalMilliseconds);
    }

    /// <summary>Whether it has been closed on this side.</summary>
    internal bool IsClosed => Volatile.Read(ref _isClosed) != 0;

    /// <summary>What has been received and not been taken yet. Only for who alone receives.</summary>
    internal ReadOnlySpan<byte> Buffered => _buffer.AsSpan(_start, _end - _start);

    /// <inheritdoc/>
    public bool Close()
    {
        if (Interlocked.Exchange(ref _isClosed, 1) != 0)
        {
            return false;
        }

        if (_ready is { IsCompletedSuccessfully: true, Result: SslStream secured })
        {
            // Said as far as that needs no waiting; who is gone need not hear it.
            secured.ShutdownAsync().ContinueWith(static told => _ = told.Exception, TaskScheduler.Default);
        }

        _stream.Dispose();
        return true;
    }

    /// <summary>Sends bytes, all of them. What has been begun goes on when the wait is given up.</summary>
    /// <param name="data">The bytes.</param>
    /// <param name="token">Ends the wait.</param>
    /// <returns>How many there were.</returns>
    public Task<int> SendAsync(ReadOnlyMemory<byte> data, CancellationToken token) => NetworkWait.For(Timeout.InfiniteTimeSpan, token, async token =>
    {
        CheckOpen();
        await SendWholeAsync(data).WaitAsync(token).ConfigureAwait(false);
        return data.Length;
    });

    /// <summary>Says to the other side that nothing more will be sent; what it sends can still be received.</summary>
    /// <param name="token">Ends the wait.</param>
    public Task<bool> EndSendingAsync(CancellationToken token) => NetworkWait.For(Timeout.InfiniteTimeSpan, token, async token =>
    {
        CheckOpen();
        await _sending.WaitAsync(token).ConfigureAwait(false);
        try
        {
            switch (await _ready.WaitAsync(token).ConfigureAwait(false))
            {
                case SslStream secured:
                    await secured.ShutdownAsync().WaitAsync(token).ConfigureAwait(false);
                    break;
                case NetworkStream plain:
                    plain.Socket.Shutdown(SocketShutdown.Send);
                    break;
            }

            return true;
        }
        finally
        {
            _sending.Release();
        }
    });

    /// <summary>Receives what is there, at least one byte.</summary>
    /// <param name="most">The most bytes to give.</param>
    /// <param name="token">Ends the wait.</param>
    /// <returns>The bytes; none at the end.</returns>
    public Task<byte[]> ReceiveAsync(int most, CancellationToken token) => InTurn(token, async token =>
    {
        if (_start == _end)
        {
            await FillAsync(token).ConfigureAwait(false);
        }

        byte[] received = Buffered[..Math.Min(most, _end - _start)].ToArray();
        Skip(received.Length);
        return received;
    });

    /// <summary>Receives what is there as text, at least one character. A character that has come in part is left for later.</summary>
    /// <param name="most">The most bytes to take, but for the rest of the first character.</param>
    /// <param name="token">Ends the wait.</param>
    /// <returns>The text, bad UTF-8 replaced; empty at the end.</returns>
    public Task<string> ReceiveTextAsync(int most, CancellationToken token) => InTurn(token, async token =>
    {
        while (true)
        {
            int length = WholeCharacters(Math.Min(most, _end - _start));
            if (length == 0 && _end > _start && Rune.DecodeFromUtf8(Buffered, out _, out int first) != OperationStatus.NeedMoreData)
            {
                length = first;
            }

            if (length > 0 || !await FillAsync(token).ConfigureAwait(false))
            {
                // At the end, a character that never came whole shows as a bad one.
                length = length > 0 ? length : _end - _start;
                string text = Encoding.UTF8.GetString(Buffered[..length]);
                Skip(length);
                return text;
            }
        }
    });

    /// <summary>Receives a line.</summary>
    /// <param name="most">The most bytes it may have.</param>
    /// <param name="token">Ends the wait.</param>
    /// <returns>The line without its LF or CRLF, bad UTF-8 replaced; null at the end.</returns>
    public Task<string?> ReceiveLineAsync(int most, CancellationToken token) => InTurn(token, async token =>
    {
        var line = await TakeLineAsync(most, token).ConfigureAwait(false);
        return line is null ? null : Encoding.UTF8.GetString(line);
    });

    /// <summary>Receives a number of bytes.</summary>
    /// <param name="count">How many.</param>
    /// <param name="token">Ends the wait.</param>
    /// <exception cref="HostException">The other side ended before.</exception>
    public Task<byte[]> ReceiveExactlyAsync(int count, CancellationToken token) => InTurn(token, token => TakeExactlyAsync(count, token));

    /// <summary>Waits for more; for who alone receives.</summary>
    /// <param name="token">Ends the wait; what comes later is not lost.</param>
    /// <returns>Whether there is more; false at the end.</returns>
    internal async Task<bool> FillAsync(CancellationToken token)
    {
        CheckOpen();
        if (_isAtEnd)
        {
            return false;
        }

        var filling = _filling ??= ReadMoreAsync();
        int count;
        try
        {
            count = await filling.WaitAsync(token).ConfigureAwait(false);
        }
        catch when (filling.IsFaulted)
        {
            _filling = null;
            throw;
        }

        _filling = null;
        if (count == 0)
        {
            // Closing on this side shows as an end to whoever was waiting.
            CheckOpen();
        }

        _isAtEnd = count == 0;
        _end += count;
        return count > 0;
    }

    /// <summary>Takes what has been looked at; for who alone receives.</summary>
    /// <param name="count">Bytes.</param>
    internal void Skip(int count) => _start += count;

    /// <summary>Takes a line without its end; null at the end of all. For who alone receives.</summary>
    internal async Task<byte[]?> TakeLineAsync(int most, CancellationToken token)
    {
        int seen = 0;
        while (true)
        {
            int at = Buffered[seen..].IndexOf((byte)'\n');
            int length = at < 0 ? _end - _start : seen + at;
            if (length > most)
            {
                throw new HostException($"line longer than {most} bytes");
            }

            if (at >= 0)
            {
                byte[] line = Buffered[..(length > 0 && Buffered[length - 1] == '\r' ? length - 1 : length)].ToArray();
                Skip(length + 1);
                return line;
            }

            seen = length;
            if (!await FillAsync(token).ConfigureAwait(false))
            {
                byte[] rest = Buffered.ToArray();
                Skip(rest.Length);
                return rest.Length == 0 ? null : rest;
            }
        }
    }

    /// <summary>Takes a number of bytes. For who alone receives.</summary>
    internal async Task<byte[]> TakeExactlyAsync(int count, CancellationToken token)
    {
        // The other side may announce more than it sends: memory is taken as it comes.
        var received = new ArrayBufferWriter<byte>(Math.Clamp(count, 1, LargestRead));
        while (received.WrittenCount < count)
        {
            if (_start == _end && !await FillAsync(token).ConfigureAwait(false))
            {
                throw new HostException(string.Create(CultureInfo.InvariantCulture, $"the connection was closed after {received.WrittenCount} of {count} bytes"));
            }

            int taken = Math.Min(count - received.WrittenCount, _end - _start);
            received.Write(Buffered[..taken]);
            Skip(taken);
        }

        return received.WrittenSpan.ToArray();
    }

    [SuppressMessage("Design", "CA1068", Justification = "What is done is long, so it stands last.")]
    private async Task<T> InTurn<T>(CancellationToken token, Func<CancellationToken, Task<T>> action) =>
        await NetworkWait.For(ReceiveTimeout, token, async token =>
        {
            CheckOpen();
            await _receiving.WaitAsync(token).ConfigureAwait(false);
            try
            {
                return await action(token).ConfigureAwait(false);
            }
            finally
            {
                _receiving.Release();
            }
        }).ConfigureAwait(false);

    /// <summary>Reads behind what is there. What it has read counts when somebody has waited for it.</summary>
    private async Task<int> ReadMoreAsync()
    {
        var stream = await _ready.ConfigureAwait(false);
        MakeRoom();
        return await stream.ReadAsync(_buffer.AsMemory(_end)).ConfigureAwait(false);
    }

    private void MakeRoom()
    {
        bool wasFull = _end == _buffer.Length;
        int left = _end - _start;
        if (left == 0)
        {
            (_start, _end) = (0, 0);
        }

        // Grows where reads fill it, and where what is kept leaves no room.
        int size = _buffer.Length == 0 ? FirstBuffer
            : wasFull && (_buffer.Length < LargestRead || left > _buffer.Length / 2) ? _buffer.Length * 2
            : _buffer.Length;
        if (size != _buffer.Length || _end == _buffer.Length)
        {
            byte[] room = size != _buffer.Length ? new byte[size] : _buffer;
            Buffered.CopyTo(room);
            (_buffer, _start, _end) = (room, 0, left);
        }
    }

    private async Task SendWholeAsync(ReadOnlyMemory<byte> data)
    {
        await _sending.WaitAsync().ConfigureAwait(false);
        try
        {
            var stream = await _ready.ConfigureAwait(false);
            CheckOpen();
            await stream.WriteAsync(data).ConfigureAwait(false);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>Of the first bytes received, how many make up whole characters or can only be bad ones.</summary>
    private int WholeCharacters(int length)
    {
        var bytes = Buffered[..length];
        for (int tail = 1; tail < LongestCharacter && tail <= length; tail++)
        {
            if ((bytes[^tail] & 0xC0) != 0x80)
            {
                return Rune.DecodeFromUtf8(bytes[^tail..], out _, out _) == OperationStatus.NeedMoreData ? length - tail : length;
            }
        }

        return length;
    }

    private void CheckOpen()
    {
        if (IsClosed)
        {
            throw new HostException(NetworkFailure.Closed);
        }
    }
}
