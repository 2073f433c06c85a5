using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Permissions;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Operations;

/// <summary>Operations on connections, datagrams and names.</summary>
public static class NetworkOperations
{
    private const string LocalHost = "127.0.0.1";

    /// <summary>The most a receive gives as bytes when the program does not say how much it wants.</summary>
    private const int AnySize = 64 << 10;

    /// <summary>TCP_CONNECT: opens a connection.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="host">A name or an address.</param>
    /// <param name="port">The port.</param>
    [Suspends]
    [Needs(AccessKind.Net)]
    public static Value Connect(ProcessContext context, Value host, Value port)
    {
        if (host.IsText && port.IsInt)
        {
            return NetworkAccess.Connect(context, "tcp", host.AsText, port.AsInt, tls: null, Timeout.InfiniteTimeSpan);
        }

        context.RaiseTypeMismatch("TCP_CONNECT", "string (host) and int (port)", host, port);
        return default;
    }

    /// <summary>TCP_LISTEN: listens on this machine, for clients on this machine.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="port">The port; 0 for any that is free.</param>
    [Needs(AccessKind.Net)]
    public static Value Listen(ProcessContext context, Value port)
    {
        if (port.IsInt)
        {
            return NetworkAccess.Listen(context, LocalHost, port.AsInt, tls: null);
        }

        context.RaiseTypeMismatch("TCP_LISTEN", "int (port)", port);
        return default;
    }

    /// <summary>TCP_SEND: sends all of a text or of bytes.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="data">Text, sent as UTF-8, or bytes.</param>
    [Suspends]
    public static Value Send(ProcessContext context, Value connection, Value data)
    {
        if (!IsConnection(connection, out var handle) || (!data.IsText && data.Tag is not BytesValue))
        {
            context.RaiseTypeMismatch("TCP_SEND", "connection and string/bytes", connection, data);
            return default;
        }

        if (handle.Resource is NetworkConnection open)
        {
            return NetworkAccess.Await(context, handle.Id, token => open.SendAsync(NetworkAccess.BytesOf(data), token), static count => Value.Int(count));
        }

        context.RaiseTypeMismatch("TCP_SEND", NetworkAccess.OpenConnection, connection);
        return default;
    }

    /// <summary>TCP_RECV: receives from a connection; on a listener, accepts a client.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="connection">The connection or listener.</param>
    /// <param name="size">The most bytes to receive as text; 0 or less to receive bytes.</param>
    [Suspends]
    public static Value Receive(ProcessContext context, Value connection, Value size)
    {
        if (!IsConnection(connection, out var handle) || !size.IsInt)
        {
            context.RaiseTypeMismatch("TCP_RECV", "connection and int (buffer size)", connection, size);
            return default;
        }

        int most = (int)Math.Clamp(size.AsInt, 0, int.MaxValue);
        switch (handle.Resource)
        {
            case NetworkListener listener:
                return NetworkAccess.Await(context, handle.Id, listener.AcceptAsync, client => HandleOperations.Own(context, ValueKind.Connection, $"tcp://{client.Peer}", client));

            case NetworkConnection open when most > 0:
                return NetworkAccess.Await(context, handle.Id, token => open.ReceiveTextAsync(most, token), Value.Text);

            case NetworkConnection open:
                return NetworkAccess.Await(context, handle.Id, token => open.ReceiveAsync(AnySize, token), static bytes => Value.From(new BytesValue(bytes)));

            default:
                context.RaiseTypeMismatch("TCP_RECV", "a TCP connection or listener", connection);
                return default;
        }
    }

    /// <summary>UDP_BIND: binds a socket for datagrams on this machine.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="port">The port; 0 for any that is free.</param>
    [Needs(AccessKind.Net)]
    public static Value Bind(ProcessContext context, Value port)
    {
        if (port.IsInt)
        {
            return NetworkAccess.Bind(context, LocalHost, port.AsInt);
        }

        context.RaiseTypeMismatch("UDP_BIND", "int (port)", port);
        return default;
    }

    /// <summary>UDP_SEND: sends a datagram.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="socket">The socket.</param>
    /// <param name="host">A name or an address.</param>
    /// <param name="port">The port.</param>
    /// <param name="data">Text, sent as UTF-8, or bytes.</param>
    [Suspends]
    [Needs(AccessKind.Net)]
    public static Value SendDatagram(ProcessContext context, Value socket, Value host, Value port, Value data)
    {
        if (!IsConnection(socket, out var handle) || !host.IsText || !port.IsInt || (!data.IsText && data.Tag is not BytesValue))
        {
            context.RaiseTypeMismatch("UDP_SEND", "connection, string (host), int (port), string (data)", socket, host, port, data);
            return default;
        }

        if (handle.Resource is not DatagramSocket open)
        {
            context.RaiseTypeMismatch("UDP_SEND", "a UDP socket", socket);
            return default;
        }

        string name = NetworkAccess.Target(host.AsText, port.AsInt);
        return NetworkAccess.IsPort(context, name, port.AsInt)
            ? NetworkAccess.Await(
                context,
                name,
                (network, token) => network.SendAsync(open, host.AsText, (int)port.AsInt, NetworkAccess.BytesOf(data), token),
                static count => Value.Int(count))
            : default;
    }

    /// <summary>UDP_RECV: receives a datagram.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="socket">The socket.</param>
    /// <param name="size">The bytes to keep of it as text; 0 or less to keep all of it as bytes.</param>
    /// <returns>An object with the fields data, sender_host and sender_port.</returns>
    [Suspends]
    public static Value ReceiveDatagram(ProcessContext context, Value socket, Value size)
    {
        if (!IsConnection(socket, out var handle) || !size.IsInt)
        {
            context.RaiseTypeMismatch("UDP_RECV", "connection and int (buffer size)", socket, size);
            return default;
        }

        if (handle.Resource is not DatagramSocket open)
        {
            context.RaiseTypeMismatch("UDP_RECV", "a UDP socket", socket);
            return default;
        }

        bool isText = size.AsInt > 0;
        int most = isText ? (int)Math.Min(size.AsInt, DatagramSocket.LongestDatagram) : DatagramSocket.LongestDatagram;
        return NetworkAccess.Await(context, handle.Id, token => open.ReceiveAsync(most, token), datagram => Value.From(ObjectValue.Empty
            .Set("data", isText ? Value.Text(System.Text.Encoding.UTF8.GetString(datagram.Data)) : Value.From(new BytesValue(datagram.Data)))
            .Set("sender_host", datagram.Sender.Address.ToString())
            .Set("sender_port", datagram.Sender.Port)));
    }

    /// <summary>DNS_RESOLVE: the first address of a host.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="host">A name or an address.</param>
    [Suspends]
    [Needs(AccessKind.Net)]
    public static Value Resolve(ProcessContext context, Value host)
    {
        if (!host.IsText)
        {
            context.RaiseTypeMismatch("DNS_RESOLVE", "string (hostname)", host);
            return default;
        }

        string name = host.AsText;
        return NetworkAccess.Await(
            context,
            name,
            (network, token) => network.ResolveAsync(name, token),
            static addresses => addresses.Count > 0 ? Value.Text(addresses[0]) : Value.Null);
    }

    private static bool IsConnection(Value value, out HandleValue handle)
    {
        handle = (value.Tag as HandleValue)!;
        return handle is { Kind: ValueKind.Connection };
    }
}
