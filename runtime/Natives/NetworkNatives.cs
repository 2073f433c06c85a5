using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Permissions;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Streams;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Natives;

/// <summary>Functions of connections, listeners and datagrams.</summary>
[TtvmLibrary("net")]
public static class NetworkNatives
{
    private const int LongestLine = 1 << 20;
    private const long LongestTimeout = int.MaxValue;

    /// <summary>Opens a TCP connection, but does not try for ever.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="host">A name or an address.</param>
    /// <param name="port">The port.</param>
    /// <param name="timeout">Milliseconds it may take; 0 for as long as the system tries.</param>
    [TtvmFunction("net.tcp_connect"), Suspends]
    [Needs(AccessKind.Net)]
    public static Value Connect(ProcessContext context, string host, long port, long timeout) =>
        NetworkAccess.Connect(context, "tcp", host, port, tls: null, LimitOf(timeout));

    /// <summary>Opens a connection secured by TLS. The server's certificate must be valid and for this host.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="host">A name or an address.</param>
    /// <param name="port">The port.</param>
    [TtvmFunction("net.tls_connect"), Suspends]
    [Needs(AccessKind.Net)]
    public static Value ConnectSecurely(ProcessContext context, string host, long port) =>
        NetworkAccess.Connect(context, "tls", host, port, new TlsClient(), Timeout.InfiniteTimeSpan);

    /// <summary>Opens a connection secured by TLS.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="host">A name or an address.</param>
    /// <param name="port">The port.</param>
    /// <param name="options">`trust`: certificates in PEM form to trust instead of the system's; `name`: the name in the certificate, if not the host; `timeout` in milliseconds.</param>
    [TtvmFunction("net.tls_connect"), Suspends]
    [Needs(AccessKind.Net)]
    public static Value ConnectSecurelyWith(ProcessContext context, string host, long port, ObjectValue options)
    {
        var reader = new OptionReader(context, "net.tls_connect", options);
        var tls = new TlsClient(reader.Text("trust"), reader.Text("name"));
        var timeout = LimitOf(reader.Int("timeout", 0, 0, LongestTimeout));
        return reader.Ends() ? NetworkAccess.Connect(context, "tls", host, port, tls, timeout) : default;
    }

    /// <summary>Listens for TCP connections on an address.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="host">An address of this machine, `localhost`, or `*` for all.</param>
    /// <param name="port">The port; 0 for any that is free.</param>
    [TtvmFunction("net.listen")]
    [Needs(AccessKind.Net)]
    public static Value Listen(ProcessContext context, string host, long port) => NetworkAccess.Listen(context, host, port, tls: null);

    /// <summary>Listens for connections secured by TLS.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="host">An address of this machine, `localhost`, or `*` for all.</param>
    /// <param name="port">The port; 0 for any that is free.</param>
    /// <param name="options">The certificate: `certificate` and `key` in PEM form, or `pkcs12`, an archive as bytes, and its `password`.</param>
    [TtvmFunction("net.tls_listen")]
    [Needs(AccessKind.Net)]
    public static Value ListenSecurely(ProcessContext context, string host, long port, ObjectValue options)
    {
        var reader = new OptionReader(context, "net.tls_listen", options);
        var tls = ServerOf(context, "net.tls_listen", reader);
        if (!reader.Ends() || context.Reductions < 0)
        {
            return default;
        }

        if (tls is null)
        {
            context.Raise("net.tls_listen needs the options certificate and key, or pkcs12");
            return default;
        }

        return NetworkAccess.Listen(context, host, port, tls);
    }

    /// <summary>Binds a socket for datagrams to an address.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="host">An address of this machine, `localhost`, or `*` for all.</param>
    /// <param name="port">The port; 0 for any that is free.</param>
    [TtvmFunction("net.udp_bind")]
    [Needs(AccessKind.Net)]
    public static Value Bind(ProcessContext context, string host, long port) => NetworkAccess.Bind(context, host, port);

    /// <summary>The port on this side of a connection, listener, server or socket.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="connection">The connection.</param>
    [TtvmFunction("net.local_port")]
    public static long LocalPort(ProcessContext context, HandleValue connection) => connection.Resource switch
    {
        NetworkConnection open => open.LocalPort,
        NetworkListener listener => listener.LocalPort,
        DatagramSocket socket => socket.LocalPort,
        HttpServer server => server.LocalPort,
        _ => Refuse<long>(context, "net.local_port", "a network connection", connection),
    };

    /// <summary>Address and port of the other side of a connection, as in `127.0.0.1:80`.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="connection">The connection.</param>
    [TtvmFunction("net.peer")]
    public static string Peer(ProcessContext context, HandleValue connection) =>
        connection.Resource is NetworkConnection open ? open.Peer : Refuse<string>(context, "net.peer", NetworkAccess.OpenConnection, connection) ?? "";

    /// <summary>Receives a line of at most 1 MB; gives it without its LF or CRLF, or null at the end.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="connection">The connection.</param>
    [TtvmFunction("net.recv_line"), Suspends]
    public static Value ReceiveLine(ProcessContext context, HandleValue connection) => ReceiveShortLine(context, connection, LongestLine);

    /// <summary>Receives a line; gives it without its LF or CRLF, or null at the end.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="longest">The most bytes it may have; a longer one is an error.</param>
    [TtvmFunction("net.recv_line"), Suspends]
    public static Value ReceiveShortLine(ProcessContext context, HandleValue connection, long longest) => connection.Resource is NetworkConnection open
        ? NetworkAccess.Await<string?>(context, connection.Id, token => open.ReceiveLineAsync((int)Math.Clamp(longest, 0, TextValue.MaximumLength), token), static line => line)
        : Refuse<Value>(context, "net.recv_line", NetworkAccess.OpenConnection, connection);

    /// <summary>Receives a number of bytes; an error when the other side ends before.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="count">How many bytes.</param>
    [TtvmFunction("net.recv_exact"), Suspends]
    public static Value ReceiveExactly(ProcessContext context, HandleValue connection, long count)
    {
        if (connection.Resource is not NetworkConnection open)
        {
            return Refuse<Value>(context, "net.recv_exact", NetworkAccess.OpenConnection, connection);
        }

        if (count is < 0 or > TextValue.MaximumLength)
        {
            context.Raise(ErrorText.FileError(connection.Id, $"cannot receive {count} bytes at once"));
            return default;
        }

        return NetworkAccess.Await(context, connection.Id, token => open.ReceiveExactlyAsync((int)count, token), static bytes => Value.From(new BytesValue(bytes)));
    }

    /// <summary>Says to the other side of a connection that nothing more will be sent: it receives the end. What it sends can still be received.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="connection">The connection.</param>
    [TtvmFunction("net.end_send"), Suspends]
    public static void EndSending(ProcessContext context, HandleValue connection)
    {
        if (connection.Resource is NetworkConnection open)
        {
            NetworkAccess.Await(context, connection.Id, open.EndSendingAsync, Value.Bool);
        }
        else
        {
            Refuse<Value>(context, "net.end_send", NetworkAccess.OpenConnection, connection);
        }
    }

    /// <summary>Says how long receiving and accepting may wait from now on.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="connection">The connection, listener or socket.</param>
    /// <param name="milliseconds">How long; 0 for as long as it takes.</param>
    [TtvmFunction("net.set_timeout")]
    public static void SetTimeout(ProcessContext context, HandleValue connection, long milliseconds)
    {
        var limit = LimitOf(milliseconds);
        switch (connection.Resource)
        {
            case NetworkConnection open:
                open.ReceiveTimeout = limit;
                break;
            case NetworkListener listener:
                listener.AcceptTimeout = limit;
                break;
            case DatagramSocket socket:
                socket.ReceiveTimeout = limit;
                break;
            default:
                Refuse<Value>(context, "net.set_timeout", "a network connection", connection);
                break;
        }
    }

    /// <summary>All addresses of a host, in the order of the system.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="host">A name or an address.</param>
    [TtvmFunction("net.resolve_all"), Suspends]
    [Needs(AccessKind.Net)]
    public static Value ResolveAll(ProcessContext context, string host) => NetworkAccess.Await(
        context,
        host,
        (network, token) => network.ResolveAsync(host, token),
        static addresses => Value.From(ListValue.FromOwned([.. addresses.Select(Value.Text)])));

    /// <summary>Gives what is open to another process, which closes it when it ends; true if that process is alive.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="connection">A connection, stream or database; it is closed if there is no such process.</param>
    /// <param name="process">The number of the process.</param>
    [TtvmFunction("net.give", NeedsProcesses = true)]
    public static bool Give(ProcessContext context, HandleValue connection, long process)
    {
        if (connection.Resource is not IHandleResource resource)
        {
            return Refuse<bool>(context, "net.give", "something that can be closed", connection);
        }

        var owners = context.Scheduler!.Owners;
        if (resource is MemoryStreamResource { IsOpen: true })
        {
            // It belongs to nobody, and lasts as long as anybody has it.
            return context.Scheduler.Find(process) is not null;
        }

        if (owners.OwnerOf(resource) is null)
        {
            context.Raise(ErrorText.FileError(connection.Id, NetworkFailure.Closed));
            return false;
        }

        // Looked for afterwards: it may be ending.
        owners.Set(resource, process);
        if (context.Scheduler.Find(process) is not null)
        {
            return true;
        }

        owners.Forget(resource);
        resource.Close();
        return false;
    }

    /// <summary>The certificate that options name; null when they name none, or when an error has been raised.</summary>
    internal static TlsServer? ServerOf(ProcessContext context, string function, OptionReader reader)
    {
        (string? certificate, string? key) = (reader.Text("certificate"), reader.Text("key"));
        (byte[]? archive, string? password) = (reader.Bytes("pkcs12"), reader.Text("password"));
        try
        {
            return archive is not null ? TlsServer.FromPkcs12(archive, password ?? "")
                : certificate is not null ? TlsServer.FromPem(certificate, key ?? certificate)
                : null;
        }
        catch (HostException error)
        {
            context.Raise($"{function}: {error.Message}");
            return null;
        }
    }

    internal static TimeSpan LimitOf(long milliseconds) =>
        milliseconds <= 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromMilliseconds(Math.Min(milliseconds, LongestTimeout));

    private static T? Refuse<T>(ProcessContext context, string function, string expected, HandleValue handle)
    {
        context.RaiseTypeMismatch(function, expected, Value.From(handle));
        return default;
    }
}
