using TinyTotIL.Runtime.Data;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Values;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Data;

public sealed class PostgresDatabaseTests(PostgresServer server) : IClassFixture<PostgresServer>
{
    private const long Unlimited = long.MaxValue;

    [PostgresFact]
    public async Task Every_type_has_a_value()
    {
        using var database = await Connect();
        Assert.Equal("[1, 2, 3, 0.5, 0.1, true, null, text]", await FirstRow(database, "SELECT 1::smallint, 2, 3::bigint, 0.5::real, 0.1::float8, true, NULL, 'text'"));
        Assert.Equal("[NaN, inf, -inf]", await FirstRow(database, "SELECT 'NaN'::float8, 'Infinity'::float8, '-Infinity'::float8"));
        Assert.Equal("[2024-02-29, 2024-02-29T12:30:01.5, 2024-02-29T11:30:01Z, 12:30:00]", await FirstRow(
            database, "SELECT date '2024-02-29', timestamp '2024-02-29 12:30:01.5', timestamptz '2024-02-29 12:30:01+01', time '12:30'"));
        Assert.Equal("[P1DT2H, {1,2}, {\"a\": 1}, 6f9619ff-8b86-d011-b42d-00c04fc964ff, 10.0.0.1]", await FirstRow(
            database, "SELECT interval '1 day 2 hours', ARRAY[1, 2], '{\"a\":1}'::jsonb, '6F9619FF-8B86-D011-B42D-00C04FC964FF'::uuid, '10.0.0.1'::inet"));
        var rows = await database.QueryAsync("SELECT '\\x00ff7f'::bytea", DatabaseParameters.None, Unlimited, default);
        Assert.Equal([0, 255, 127], ((BytesValue)rows.Rows[0][0].Tag!).Bytes);
    }

    [PostgresFact]
    public async Task Decimal_numbers_lose_no_digit()
    {
        using var database = await Connect();
        var row = await Row(database, "SELECT 12::numeric, 1.25::numeric(10,2), 123456789012345678901::numeric, 0.1234567890123456789, 'NaN'::numeric");
        Assert.True(row[0].IsInt && row[1].IsFloat && row[2].IsText && row[3].IsText && row[4].IsText);
        Assert.Equal("[12, 1.25, 123456789012345678901, 0.1234567890123456789, NaN]", Value.From(row).ToString());
    }

    [PostgresFact]
    public async Task Parameters_fit_the_columns_they_are_for()
    {
        using var database = await Connect();
        await database.ExecuteAsync("CREATE TEMP TABLE t (i int, f real, s text, b bytea, d date, n numeric, z bool, j jsonb)", DatabaseParameters.None, default);
        var values = ListValue.FromOwned([
            1L, 0.5, "x'); DROP TABLE t; --", Value.From(new BytesValue([0, 1])), "2024-02-29", 5L, true, "[1]"]);
        Assert.Equal(1, await database.ExecuteAsync("INSERT INTO t VALUES ($1, $2, $3, $4, $5, $6, $7, $8)", DatabaseParameters.Of(values), default));
        var nothing = ListValue.FromOwned([.. Enumerable.Repeat(Value.Null, 8)]);
        Assert.Equal(1, await database.ExecuteAsync("INSERT INTO t VALUES ($1, $2, $3, $4, $5, $6, $7, $8)", DatabaseParameters.Of(nothing), default));
        Assert.Equal("[1, 0.5, x'); DROP TABLE t; --, Bytes(2), 2024-02-29, 5, true, [1]]", await FirstRow(database, "SELECT * FROM t WHERE i = 1"));
        var named = DatabaseParameters.Of(ObjectValue.Empty.Set("wanted", 1L).Set("flag", true));
        var found = await database.QueryAsync("SELECT s FROM t WHERE i = @wanted AND z = :flag", named, Unlimited, default);
        Assert.Single(found.Rows);
    }

    [PostgresFact]
    public async Task A_command_for_many_rows_counts_them_all()
    {
        using var database = await Connect();
        await database.ExecuteAsync("CREATE TEMP TABLE t (id serial, v bigint)", DatabaseParameters.None, default);
        DatabaseParameters[] sets = [.. Enumerable.Range(0, 1000).Select(i => DatabaseParameters.Of(ListValue.FromOwned([Value.Int(i)])))];
        Assert.Equal(1000, await database.ExecuteManyAsync("INSERT INTO t (v) VALUES ($1)", sets, default));
        Assert.Equal("[1000, 499500]", await FirstRow(database, "SELECT count(*), sum(v) FROM t"));
        Assert.Equal(1000, await database.LastInsertIdAsync(default));
    }

    [PostgresFact]
    public async Task A_cursor_leaves_the_connection_free()
    {
        using var database = await Connect();
        var cursor = await database.OpenCursorAsync(
            "SELECT i, i % 7 AS rest FROM generate_series(1, $1) AS i", DatabaseParameters.Of(ListValue.FromOwned([Value.Int(5000)])), default);
        Assert.Equal(["i", "rest"], cursor.Columns);
        long count = 0;
        while (await cursor.FetchAsync(256, 1 << 20, default) is { Count: > 0 } rows)
        {
            count += rows.Count;
            Assert.Equal("[1]", await FirstRow(database, "SELECT 1"));
        }

        Assert.Equal(5000, count);
        await cursor.CloseAsync();
        Assert.Empty(await cursor.FetchAsync(256, 1 << 20, default));
    }

    [PostgresFact]
    public async Task A_query_that_is_given_up_leaves_the_connection_usable()
    {
        using var database = await Connect();
        using var cancellation = new CancellationTokenSource();
        var query = database.QueryAsync("SELECT pg_sleep(600)", DatabaseParameters.None, Unlimited, cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => query);
        Assert.Equal("[1]", await FirstRow(database, "SELECT 1"));
    }

    [PostgresFact]
    public async Task Failures_are_told_in_the_words_of_the_server()
    {
        using var database = await Connect();
        var missing = await Assert.ThrowsAsync<HostException>(() => FirstRow(database, "SELECT * FROM no_such_table"));
        Assert.Equal("relation \"no_such_table\" does not exist (SQLSTATE 42P01)", missing.Message);
        var target = new DatabaseTarget { Kind = DatabaseKind.Postgres, Host = "127.0.0.1", Port = server.Port, User = "ttil", Database = "postgres", Password = "wrong" };
        var refused = await Assert.ThrowsAsync<HostException>(() => new SqlDatabases().ConnectAsync(target, null, default));
        Assert.Equal("password authentication failed for user \"ttil\" (SQLSTATE 28P01)", refused.Message);
    }

    [PostgresFact]
    public async Task A_result_larger_than_allowed_is_an_error()
    {
        using var database = await Connect();
        var refused = await Assert.ThrowsAsync<HostException>(() => database.QueryAsync(
            "SELECT i FROM generate_series(1, 100000) AS i", DatabaseParameters.None, maximumBytes: 10_000, default));
        Assert.StartsWith("the result takes more than 10000 bytes", refused.Message, StringComparison.Ordinal);
        Assert.Equal("[1]", await FirstRow(database, "SELECT 1"));
    }

    private static async Task<ListValue> Row(IDatabase database, string sql) =>
        (await database.QueryAsync(sql, DatabaseParameters.None, Unlimited, default)).Rows[0];

    private static async Task<string> FirstRow(IDatabase database, string sql) => Value.From(await Row(database, sql)).ToString();

    private Task<IDatabase> Connect() => new SqlDatabases().ConnectAsync(server.Target, null, default);
}
