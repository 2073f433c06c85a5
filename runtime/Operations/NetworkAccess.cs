using System.Globalization;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Formats;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Operations;

/// <summary>What instructions and runtime functions of the network have in common: they wait, own what they open, and say what went wrong.</summary>
internal static class NetworkAccess
{
    /// <summary>What an instruction expects that needs a connection with both ends.</summary>
    public const string OpenConnection = "a TCP connection";

    /// <summary>The name of a target in errors.</summary>
    /// <param name="host">The host.</param>
    /// <param name="port">The port.</param>
    public static string Target(string host, long port) => string.Create(CultureInfo.InvariantCulture, $"{host}:{port}");

    /// <summary>Waits for the network.</summary>
    /// <typeparam name="T">What comes of it.</typeparam>
    /// <param name="context">The running process.</param>
    /// <param name="name">What errors name.</param>
    /// <param name="begin">Begins what is waited for; not with the context.</param>
    /// <param name="use">Makes a value of it.</param>
    public static Value Await<T>(ProcessContext context, string name, Func<CancellationToken, Task<T>> begin, Func<T, Value> use)
    {
        T? result;
        try
        {
            result = Offload.AwaitTask(context, begin);
        }
        catch (HostException error)
        {
            context.Raise(ErrorText.FileError(name, error.Message));
            return default;
        }

        return context.Reductions < 0 ? default : use(result!);
    }

    /// <summary>Waits for something that only the network can do.</summary>
    /// <typeparam name="T">What comes of it.</typeparam>
    /// <param name="context">The running process.</param>
    /// <param name="name">What errors name.</param>
    /// <param name="begin">Begins what is waited for; not with the context.</param>
    /// <param name="use">Makes a value of it.</param>
    public static Value Await<T>(ProcessContext context, string name, Func<INetwork, CancellationToken, Task<T>> begin, Func<T, Value> use) =>
        NetworkOf(context, name) is { } network ? Await(context, name, token => begin(network, token), use) : default;

    /// <summary>Opens a connection.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="scheme">How its id begins.</param>
    /// <param name="host">A name or an address.</param>
    /// <param name="port">The port.</param>
    /// <param name="tls">How to secure it; null for plain TCP.</param>
    /// <param name="timeout">How long it may take.</param>
    public static Value Connect(ProcessContext context, string scheme, string host, long port, TlsClient? tls, TimeSpan timeout)
    {
        string name = Target(host, port);
        return IsPort(context, name, port)
            ? Await(
                context,
                name,
                (network, token) => network.ConnectAsync(host, (int)port, tls, timeout, token),
                connection => HandleOperations.Own(context, ValueKind.Connection, $"{scheme}://{name}", connection))
            : default;
    }

    /// <summary>Listens for connections.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="host">An address of this machine.</param>
    /// <param name="port">The port; 0 for any that is free.</param>
    /// <param name="tls">How they are secured; null for plain TCP.</param>
    public static Value Listen(ProcessContext context, string host, long port, TlsServer? tls) => Open(context, host, port, network =>
    {
        var listener = network.Listen(host, (int)port, tls);
        return HandleOperations.Own(context, ValueKind.Connection, string.Create(CultureInfo.InvariantCulture, $"{(tls is null ? "tcp" : "tls")}://listener:{listener.LocalPort}"), listener);
    });

    /// <summary>Binds a socket for datagrams.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="host">An address of this machine.</param>
    /// <param name="port">The port; 0 for any that is free.</param>
    public static Value Bind(ProcessContext context, string host, long port) => Open(context, host, port, network =>
    {
        var socket = network.Bind(host, (int)port);
        return HandleOperations.Own(context, ValueKind.Connection, string.Create(CultureInfo.InvariantCulture, $"udp://bind:{socket.LocalPort}"), socket);
    });

    /// <summary>Opens something on this machine, which needs no waiting.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="host">What errors name, with the port.</param>
    /// <param name="port">The port; 0 for any that is free.</param>
    /// <param name="open">Opens it.</param>
    public static Value Open(ProcessContext context, string host, long port, Func<INetwork, Value> open)
    {
        string name = Target(host, port);
        if (!IsPort(context, name, port) || NetworkOf(context, name) is not { } network)
        {
            return default;
        }

        try
        {
            return open(network);
        }
        catch (HostException error)
        {
            context.Raise(ErrorText.FileError(name, error.Message));
            return default;
        }
    }

    /// <summary>Refuses ports that do not exist.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="name">What the error names.</param>
    /// <param name="port">The port.</param>
    public static bool IsPort(ProcessContext context, string name, long port)
    {
        if (port is >= 0 and <= ushort.MaxValue)
        {
            return true;
        }

        context.Raise(ErrorText.FileError(name, NetworkFailure.InvalidPort));
        return false;
    }

    /// <summary>The text or bytes of a value as bytes; null for other values.</summary>
    /// <param name="data">The value.</param>
    public static byte[]? BytesOf(Value data) =>
        ByteContent.Has(data) ? ByteContent.Of(data) : null;

    private static INetwork? NetworkOf(ProcessContext context, string name)
    {
        var network = context.Host.Network;
        if (network is null)
        {
            context.Raise(ErrorText.FileError(name, "there is no network here"));
        }

        return network;
    }
}
