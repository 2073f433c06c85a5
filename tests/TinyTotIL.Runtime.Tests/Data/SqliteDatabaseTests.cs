using TinyTotIL.Runtime.Data;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Values;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Data;

[Collection("databases")]
public sealed class SqliteDatabaseTests : IDisposable
{
    private const long Unlimited = long.MaxValue;
    private const string Endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";

    private readonly string _folder = Directory.CreateTempSubdirectory("ttil-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task What_was_written_to_a_file_is_there_for_the_next_connection()
    {
        using (var first = await Open("a.db"))
        {
            await first.ExecuteAsync("CREATE TABLE t (v); INSERT INTO t VALUES (7)", DatabaseParameters.None, default);
        }

        using var second = await Open("a.db?mode=ro");
        Assert.Equal("[7]", await FirstRow(second, "SELECT v FROM t"));
        var refused = await Assert.ThrowsAsync<HostException>(() => second.ExecuteAsync("DELETE FROM t", DatabaseParameters.None, default));
        Assert.Equal("attempt to write a readonly database", refused.Message);
    }

    [Fact]
    public async Task A_name_with_a_meaning_to_SQLite_is_a_file_all_the_same()
    {
        Assert.True(DatabaseTarget.TryParse("sqlite:file:x?mode=memory", out var target, out _));
        Assert.Equal("file:x?mode=memory", target.Path);
        var refused = await Assert.ThrowsAsync<HostException>(() => new SqlDatabases().ConnectAsync(
            new DatabaseTarget { Kind = DatabaseKind.Sqlite, Path = Path.Combine(_folder, "missing", "file:x?mode=memory") }, null, default));
        Assert.Equal("unable to open database file", refused.Message);
    }

    [Fact]
    public async Task A_query_that_is_given_up_leaves_the_connection_usable()
    {
        using var database = await Open(":memory:");
        using var cancellation = new CancellationTokenSource();
        var query = Task.Run(() => database.QueryAsync(Endless, DatabaseParameters.None, Unlimited, cancellation.Token));
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => query);
        Assert.Equal("[1]", await FirstRow(database, "SELECT 1"));
    }

    [Fact]
    public async Task A_result_larger_than_allowed_is_an_error()
    {
        using var database = await Open(":memory:");
        var refused = await Assert.ThrowsAsync<HostException>(() => database.QueryAsync(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n", DatabaseParameters.None, maximumBytes: 10_000, default));
        Assert.Equal("the result takes more than 10000 bytes; db.cursor takes its rows one by one", refused.Message);
    }

    [Theory]
    [InlineData("ATTACH '{0}' AS other")]
    [InlineData("ATTACH '{0}' || '' AS other")]
    [InlineData("VACUUM INTO '{0}'")]
    [InlineData("VACUUM INTO '{0}' || ''")]
    public async Task Other_files_are_reached_only_with_permission(string sql)
    {
        string other = Path.Combine(_folder, "other.db");
        using (var guarded = await Open(":memory:", new RefusingGuard()))
        {
            var refused = await Assert.ThrowsAsync<HostException>(() => guarded.ExecuteAsync(string.Format(null, sql, other), DatabaseParameters.None, default));
            Assert.Equal("refused", refused.Message);
            Assert.False(File.Exists(other));
            await guarded.ExecuteAsync("CREATE TABLE t (v); VACUUM; ATTACH ':memory:' AS memory", DatabaseParameters.None, default);
        }

        using var free = await Open(":memory:");
        await free.ExecuteAsync(string.Format(null, sql, other) + "; SELECT 1", DatabaseParameters.None, default);
        Assert.True(sql.StartsWith("ATTACH", StringComparison.Ordinal) || File.Exists(other));
    }

    [Theory]
    [InlineData("SELECT load_extension('x')")]
    [InlineData("PRAGMA temp_store_directory = '/'")]
    public async Task What_reaches_beyond_the_database_is_refused(string sql)
    {
        using var database = await Open(":memory:");
        var refused = await Assert.ThrowsAsync<HostException>(() => database.ExecuteAsync(sql, DatabaseParameters.None, default));
        Assert.StartsWith("not authorized", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_guard_no_path_leads_through_a_link()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using (var made = await Open("real.db"))
        {
            await made.ExecuteAsync("CREATE TABLE t (v)", DatabaseParameters.None, default);
        }

        File.CreateSymbolicLink(Path.Combine(_folder, "link.db"), Path.Combine(_folder, "real.db"));
        (await Open("link.db")).Dispose();
        await Assert.ThrowsAsync<HostException>(() => Open("link.db", new RefusingGuard()));
    }

    [Fact]
    public async Task Blobs_of_any_content_come_back()
    {
        byte[] content = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];
        using var database = await Open(":memory:");
        var rows = await database.QueryAsync(
            "SELECT $1, $2", DatabaseParameters.Of(ListValue.FromOwned([Value.From(new BytesValue(content)), Value.From(new BytesValue([]))])), Unlimited, default);
        Assert.Equal(content, ((BytesValue)rows.Rows[0][0].Tag!).Bytes);
        Assert.True(rows.Rows[0][1].Tag is BytesValue { Bytes: [] });
    }

    private static async Task<string> FirstRow(IDatabase database, string sql)
    {
        var rows = await database.QueryAsync(sql, DatabaseParameters.None, Unlimited, default);
        return Value.From(rows.Rows[0]).ToString();
    }

    private Task<IDatabase> Open(string name, IDatabaseGuard? guard = null)
    {
        Assert.True(DatabaseTarget.TryParse(name == ":memory:" ? "sqlite::memory:" : "sqlite:" + Path.Combine(_folder, name), out var target, out _));
        return new SqlDatabases().ConnectAsync(target, guard, default);
    }

    private sealed class RefusingGuard : IDatabaseGuard
    {
        public void CheckFile(string? path) => throw new HostException("refused");
    }
}
