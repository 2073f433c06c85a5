using System.Net;
using System.Net.Sockets;
using System.Text;
using TinyTotIL.Runtime.Data;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Permissions;
using TinyTotIL.Runtime.Processes;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Data;

/// <summary>What SQL and the libraries must not reach, with a policy and without.</summary>
[Collection("databases")]
public sealed class RestrictedDatabaseTests : IDisposable
{
    private static readonly byte[] JournalMark = [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7];

    private readonly string _folder = Directory.CreateTempSubdirectory("ttil-db-").FullName;

    public RestrictedDatabaseTests() => Directory.CreateDirectory(PathOf("data"));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("--deny-read=")]
    [InlineData("--deny-write=")]
    [InlineData("--deny-db=sqlite:")]
    public async Task A_computed_file_is_refused_when_anything_is_denied(string flag)
    {
        var host = SystemHost.Create().Restrict(PermissionPolicy.Of(flag + PathOf("shut")));
        using var database = await Connect(host, ":memory:");
        Assert.Equal(
            "permission denied; in a sandbox the file of ATTACH is written in the SQL text",
            await Refusal(database, $"ATTACH ('{PathOf("shut/a.db")}' || '') AS x"));

        // By the time this asks, it knows the file.
        Assert.StartsWith("permission denied by " + flag, await Refusal(database, $"VACUUM INTO '{PathOf("shut/a.db")}' || ''"), StringComparison.Ordinal);
        await Execute(database, $"ATTACH '{PathOf("data/a.db")}' AS x; CREATE TABLE x.t (v)");
    }

    [Fact]
    public async Task A_computed_file_is_reached_when_only_something_else_is_denied()
    {
        using var database = await Connect(SystemHost.Create().Restrict(PermissionPolicy.Of("--deny-net")), ":memory:");
        await Execute(database, $"ATTACH ('{PathOf("data/a.db")}' || '') AS x; CREATE TABLE x.t (v)");
        Assert.True(File.Exists(PathOf("data/a.db")));
    }

    [Theory]
    [InlineData("e.db-journal")]
    [InlineData("e.db-JOURNAL")]
    [InlineData("e.db-wal")]
    [InlineData("e.db-shm")]
    [InlineData("e.db-mj0A1B2C9FF")]
    public async Task A_sandboxed_program_makes_no_file_that_SQLite_acts_upon(string name)
    {
        var host = Sandbox();
        string path = PathOf("data/" + name);
        File.WriteAllText(PathOf("data/other"), "x");
        AssertJournalDenied(() => host.Files.WriteAllBytes(path, [1]));
        AssertJournalDenied(() => host.Files.AppendAllBytes(path, [1]));
        AssertJournalDenied(() => host.Files.OpenWrite(path, append: false).Dispose());
        AssertJournalDenied(() => host.Files.Rename(PathOf("data/other"), path));
        AssertJournalDenied(() => host.Files.Copy(PathOf("data/other"), path, default));
        await Assert.ThrowsAsync<HostException>(() => Connect(host, path));
        Assert.False(File.Exists(path));
        host.Files.WriteAllBytes(path + "x", [1]);
    }

    [Fact]
    public void A_link_to_a_journal_is_no_way_round()
    {
        if (!OperatingSystem.IsWindows())
        {
            File.CreateSymbolicLink(PathOf("data/link"), PathOf("data/e.db-journal"));
            AssertJournalDenied(() => Sandbox().Files.WriteAllBytes(PathOf("data/link"), [1]));
        }
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(0, true)]
    public async Task A_journal_that_names_another_file_is_not_used_in_a_sandbox(byte first, bool isOpened)
    {
        string path = PathOf("data/e.db");
        using (var made = await Connect(SystemHost.Create(), path))
        {
            await Execute(made, "CREATE TABLE t (v)");
        }

        await File.WriteAllBytesAsync(path + "-journal", [first, .. new byte[511], .. JournalMark]);
        if (isOpened)
        {
            (await Connect(Sandbox(), path)).Dispose();
            return;
        }

        var refused = await Assert.ThrowsAsync<HostException>(() => Connect(Sandbox(), path));
        Assert.Equal("permission denied; the journal beside the database names another file, open it once without a sandbox", refused.Message);
        using var memory = await Connect(Sandbox(), ":memory:");
        Assert.Equal(refused.Message, await Refusal(memory, $"ATTACH '{path}' AS x"));
    }

    [Fact]
    public async Task The_memory_that_SQLite_shares_is_not_cut_by_anybody()
    {
        var host = SystemHost.Create();
        string path = PathOf("data/s.db");
        using var database = await Connect(host, path);
        await Execute(database, "PRAGMA journal_mode = WAL; CREATE TABLE t (v); INSERT INTO t VALUES (1)");
        string shared = path + "-shm";
        long size = new FileInfo(shared).Length;
        await File.WriteAllTextAsync(PathOf("data/other"), "x");
        AssertBusy(() => host.Files.WriteAllBytes(shared, [1]));
        AssertBusy(() => host.Files.AppendAllBytes(shared, [1]));
        AssertBusy(() => host.Files.OpenWrite(shared, append: false).Dispose());
        AssertBusy(() => host.Files.Copy(PathOf("data/other"), shared, default));
        AssertBusy(() => host.Files.Rename(shared, PathOf("data/gone")));
        AssertBusy(() => host.Files.Rename(PathOf("data/other"), shared));
        if (!OperatingSystem.IsWindows())
        {
            File.CreateSymbolicLink(PathOf("data/link"), shared);
            AssertBusy(() => host.Files.WriteAllBytes(PathOf("data/link"), [1]));
        }

        Assert.Equal(size, new FileInfo(shared).Length);
        await Execute(database, "INSERT INTO t VALUES (2)");
        host.Files.WriteAllBytes(PathOf("data/other"), []);
        Assert.Equal(0, new FileInfo(PathOf("data/other")).Length);
    }

    [Theory]
    [InlineData("PRAGMA hard_heap_limit = 1")]
    [InlineData("PRAGMA soft_heap_limit = 1")]
    [InlineData("PRAGMA mmap_size = 1000000")]
    [InlineData("PRAGMA data_store_directory = '/'")]
    public async Task What_concerns_the_whole_process_is_not_set(string sql)
    {
        using var database = await Connect(SystemHost.Create(), ":memory:");
        Assert.StartsWith("not authorized", await Refusal(database, sql), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_temporary_becomes_a_file_in_a_sandbox()
    {
        using (var free = await Connect(SystemHost.Create(), ":memory:"))
        {
            await Execute(free, "PRAGMA temp_store = FILE");
        }

        using var database = await Connect(Sandbox(), ":memory:");
        Assert.StartsWith("not authorized", await Refusal(database, "PRAGMA temp_store = FILE"), StringComparison.Ordinal);
        var kind = await database.QueryAsync("PRAGMA temp_store", DatabaseParameters.None, long.MaxValue, default);
        Assert.Equal(2, kind.Rows[0][0].AsInt);
        await Execute(database, "ATTACH '' AS t; CREATE TABLE t.x (v)");
    }

    [Fact]
    public async Task The_memory_of_SQLite_has_a_ceiling()
    {
        using var database = await Connect(SystemHost.Create(), ":memory:");
        var limit = await database.QueryAsync("PRAGMA hard_heap_limit", DatabaseParameters.None, long.MaxValue, default);
        Assert.InRange(limit.Rows[0][0].AsInt, 1, 1L << 30);
    }

    [Fact]
    public async Task Connections_have_a_ceiling_that_forgotten_ones_do_not_count_for()
    {
        for (int i = 0; i < 2 * RuntimeLimits.Databases; i++)
        {
            await Forget();
        }

        var open = new List<IDatabase>();
        try
        {
            var refused = await Assert.ThrowsAsync<HostException>(async () =>
            {
                while (open.Count <= RuntimeLimits.Databases)
                {
                    open.Add(await Connect(SystemHost.Create(), ":memory:"));
                }
            });
            Assert.Equal($"too many open connections, more than {RuntimeLimits.Databases}", refused.Message);
        }
        finally
        {
            open.ForEach(database => database.Dispose());
        }

        (await Connect(SystemHost.Create(), ":memory:")).Dispose();
    }

    [Fact]
    public async Task A_restricted_program_gives_a_server_only_the_password_it_has_itself()
    {
        string? before = Environment.GetEnvironmentVariable("PGPASSWORD");
        Environment.SetEnvironmentVariable("PGPASSWORD", "stolen");
        try
        {
            Assert.Contains("stolen", await AnswerTo(isGuarded: false, ""), StringComparison.Ordinal);
            Assert.DoesNotContain("stolen", await AnswerTo(isGuarded: true, ""), StringComparison.Ordinal);
            Assert.Contains("own", await AnswerTo(isGuarded: true, ":own"), StringComparison.Ordinal);
        }
        finally
        {
            Environment.SetEnvironmentVariable("PGPASSWORD", before);
        }
    }

    [Fact]
    public async Task A_restricted_program_names_the_user_itself()
    {
        Assert.True(DatabaseTarget.TryParse("postgres://127.0.0.1:1/d", out var target, out _));
        var refused = await Assert.ThrowsAsync<HostException>(() => new SqlDatabases().ConnectAsync(target, new AllowingGuard(), default));
        Assert.Equal("in a sandbox the connection string names the user", refused.Message);
    }

    [Fact]
    public async Task A_server_that_answers_nonsense_is_said_not_to_be_understood()
    {
        // Everything is well, says the server, without a word about what it is.
        byte[] welcome = [(byte)'R', 0, 0, 0, 8, 0, 0, 0, 0, (byte)'Z', 0, 0, 0, 5, (byte)'I'];
        var (failure, _) = await Talk("postgres://bob@127.0.0.1:{0}/d?sslmode=disable&connect_timeout=5", new AllowingGuard(), welcome);
        Assert.Equal("the server's answer is not understood", failure);
    }

    private static void AssertJournalDenied(Action action) =>
        Assert.StartsWith("permission denied; in a sandbox only SQLite makes files", Assert.Throws<HostException>(action).Message, StringComparison.Ordinal);

    private static void AssertBusy(Action action) => Assert.Equal("Text file busy (os error 26)", Assert.Throws<HostException>(action).Message);

    private static async Task Forget() => await Connect(SystemHost.Create(), ":memory:");

    private static async Task<string> AnswerTo(bool isGuarded, string password)
    {
        byte[] askForPassword = [(byte)'R', 0, 0, 0, 8, 0, 0, 0, 3];
        var (failure, answer) = await Talk($"postgres://bob{password}@127.0.0.1:{{0}}/d?sslmode=disable&connect_timeout=5", isGuarded ? new AllowingGuard() : null, askForPassword);
        return failure + answer;
    }

    /// <summary>Lets a connection be made to a server that says one thing, and gives what became of it and what the server heard then.</summary>
    private static async Task<(string Failure, string Heard)> Talk(string url, IDatabaseGuard? guard, byte[] says)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var server = Task.Run(async () =>
        {
            // The library may ask for encryption first, and begins anew on another connection when there is none.
            const int EncryptionRequestLength = 8;
            var buffer = new byte[4096];
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync();
                var stream = client.GetStream();
                int length = await stream.ReadAsync(buffer);
                if (length == EncryptionRequestLength)
                {
                    await stream.WriteAsync("N"u8.ToArray());
                    length = await stream.ReadAsync(buffer);
                }

                if (length > EncryptionRequestLength)
                {
                    await stream.WriteAsync(says);
                    return Encoding.UTF8.GetString(buffer, 0, await stream.ReadAsync(buffer));
                }
            }
        });
        Assert.True(DatabaseTarget.TryParse(string.Format(null, url, ((IPEndPoint)listener.LocalEndpoint).Port), out var target, out _));
        var failure = await Assert.ThrowsAsync<HostException>(() => new SqlDatabases().ConnectAsync(target, guard, default));
        return (failure.Message, await server);
    }

    private static Task<IDatabase> Connect(HostServices host, string path)
    {
        Assert.True(DatabaseTarget.TryParse("sqlite:" + path, out var target, out _));
        return host.Databases!.ConnectAsync(target, guard: null, default);
    }

    private static Task<long> Execute(IDatabase database, string sql) => database.ExecuteAsync(sql, DatabaseParameters.None, default);

    private static async Task<string> Refusal(IDatabase database, string sql) => (await Assert.ThrowsAsync<HostException>(() => Execute(database, sql))).Message;

    private HostServices Sandbox() => SystemHost.Create().Restrict(PermissionPolicy.Of(
        "--sandbox", $"--allow-read={PathOf("data")}", $"--allow-write={PathOf("data")}", $"--allow-db=sqlite:{PathOf("data")}", "--allow-db=sqlite::memory:"));

    private string PathOf(string name) => Path.Combine(_folder, name);

    private sealed class AllowingGuard : IDatabaseGuard
    {
        public void CheckFile(string? path)
        {
            // Everything may be opened.
        }
    }
}
