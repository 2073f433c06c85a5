using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Runtime.Tests.Data;

/// <summary>A PostgreSQL server of our own, on a free port, with data that is gone at the end. It does not run as root, so root becomes another user for it.</summary>
public sealed class PostgresServer : IDisposable
{
    private readonly string? _folder;
    private readonly Process? _server;

    public PostgresServer()
    {
        if (Programs is not { } programs)
        {
            return;
        }

        _folder = Directory.CreateTempSubdirectory("ttil-test-").FullName;
        string data = Path.Combine(_folder, "data");
        Port = FreePort();
        if (IsRoot)
        {
            Run("chown", "postgres", _folder).WaitForExit();
        }

        var made = RunAsServer(Path.Combine(programs, "initdb"), "-D", data, "-U", "ttil", "--auth=scram-sha-256", "-E", "UTF8", "--no-sync", "--pwfile", PasswordFile());
        made.WaitForExit();
        if (made.ExitCode != 0)
        {
            throw new InvalidOperationException("initdb failed: " + made.StandardError.ReadToEnd());
        }

        _server = RunAsServer(
            Path.Combine(programs, "postgres"), "-D", data, "-p", Port.ToString(CultureInfo.InvariantCulture), "-c", "listen_addresses=127.0.0.1",
            "-c", "unix_socket_directories=", "-c", "fsync=off");
        while (_server.StandardError.ReadLine() is { } line && !line.Contains("ready to accept connections", StringComparison.Ordinal))
        {
            // The server says when it is ready.
        }

        _ = _server.StandardError.ReadToEndAsync();
    }

    /// <summary>Where the server's programs lie; null where there are none.</summary>
    public static string? Programs { get; } = FindPrograms();

    /// <summary>The port of the server.</summary>
    public int Port { get; }

    /// <summary>How to connect.</summary>
    public string ConnectionString => $"postgres://ttil:p%40ss@127.0.0.1:{Port}/postgres";

    /// <summary>How to connect, read.</summary>
    public DatabaseTarget Target => DatabaseTarget.TryParse(ConnectionString, out var target, out string? problem) ? target : throw new InvalidOperationException(problem);

    private static bool IsRoot => Environment.UserName == "root";

    public void Dispose()
    {
        if (_server is not null)
        {
            // The server's fast shutdown.
            Run("kill", "-INT", _server.Id.ToString(CultureInfo.InvariantCulture)).WaitForExit();
            _server.WaitForExit();
            _server.Dispose();
        }

        if (_folder is not null)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private static string? FindPrograms()
    {
        const string Installed = "/usr/lib/postgresql";
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Concat(Directory.Exists(Installed) ? Directory.GetDirectories(Installed).Select(version => Path.Combine(version, "bin")) : []);
        return folders.FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres")));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static Process RunAsServer(string program, params string[] arguments) =>
        IsRoot ? Run("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", program, .. arguments]) : Run(program, arguments);

    private static Process Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = "/" };
        return Process.Start(start)!;
    }

    private string PasswordFile()
    {
        string path = Path.Combine(_folder!, "password");
        File.WriteAllText(path, "p@ss\n");
        return path;
    }
}
