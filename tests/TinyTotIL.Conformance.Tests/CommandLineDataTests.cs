namespace TinyTotIL.Conformance.Tests;

/// <summary>Compiled programs that use databases or CSV: the libraries for these lie beside them, and beside no others.</summary>
public sealed class CommandLineDataTests : IDisposable
{
    private const string DataLibrary = "TinyTotIL.Runtime.Data.dll";

    private readonly CommandSession _session = new();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void A_program_that_reads_CSV_takes_the_library_for_it_along()
    {
        _session.Write("main.ttvm", "PUSH_STR a,b", "CSV_PARSE", "PRINT");
        Assert.Equal(new CommandOutcome(0, "[[a, b]]\n", ""), CompileAndExecute());
        Assert.Contains("CsvHelper.dll", _session.Names("out"));
        Assert.DoesNotContain("Npgsql.dll", _session.Names("out"));
    }

    [Fact]
    public void A_program_that_calls_a_function_of_databases_takes_their_libraries_along()
    {
        _session.Write(
            "main.ttvm", "PUSH_STR sqlite:kept.db", "DB_CONNECT", "PUSH_STR SELECT $1 AS x", "PUSH_INT 7", "MAKE_LIST 1", "NATIVE db.query_one 3", "PRINT");
        Assert.Equal(new CommandOutcome(0, "{x: 7}\n", ""), CompileAndExecute());
        Assert.Contains("Npgsql.dll", _session.Names("out"));
        Assert.Contains("SQLitePCLRaw.core.dll", _session.Names("out"));
        Assert.DoesNotContain("CsvHelper.dll", _session.Names("out"));
    }

    [Fact]
    public void Other_programs_do_not()
    {
        _session.Write("main.ttvm", "PUSH_STR a", "PRINT");
        Assert.Equal(new CommandOutcome(0, "a\n", ""), CompileAndExecute());
        Assert.DoesNotContain(DataLibrary, _session.Names("out"));
    }

    [Fact]
    public void Without_the_library_an_error_says_so()
    {
        _session.Write("main.ttvm", "PUSH_STR sqlite::memory:", "DB_CONNECT");
        _session.Run("compile", "main.ttvm", "-o", "out/main.dll");
        File.Delete(_session.PathOf("out/" + DataLibrary));
        Assert.Equal(
            new CommandOutcome(1, "", "Error: Database error: TinyTotIL.Runtime.Data.dll is missing beside TinyTotIL.Runtime.dll\n  at <top level> (main.ttvm:2:1)\n"),
            CommandSession.RunDotnet(_session.Folder, input: "", environment: [], [_session.PathOf("out/main.dll")]));
    }

    private CommandOutcome CompileAndExecute()
    {
        Assert.Equal(new CommandOutcome(0, "", ""), _session.Run("compile", "main.ttvm", "-o", "out/main.dll"));
        return CommandSession.RunDotnet(_session.Folder, input: "", environment: [], [_session.PathOf("out/main.dll")]);
    }
}
