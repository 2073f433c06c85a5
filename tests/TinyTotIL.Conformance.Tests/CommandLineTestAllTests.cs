namespace TinyTotIL.Conformance.Tests;

/// <summary><c>ttil test-all</c>: every program of a folder, and whether it did what it states.</summary>
public sealed class CommandLineTestAllTests : IDisposable
{
    private readonly CommandSession _session = new();

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("compiled")]
    [InlineData("interpreter")]
    public void Programs_that_do_what_they_state_pass(string engine)
    {
        _session.Write("examples/b.ttvm", "PUSH_INT 2", "PRINT ; expect: 2");
        _session.Write("examples/a.ttvm", "PUSH_INT 1", "PUSH_INT 0", "DIV ; expect error: Division by zero");
        _session.Write("examples/c.ttvm", "SELF", "PRINT ; expect: 1");
        _session.Write("examples/notes.txt", "not a program");
        _session.Write("examples/parts/d.ttvm", "PRNT");
        string expected =
            """
            === TinyTotVM Comprehensive Test Suite ===

            Found 3 test files in examples directory

            Testing a.ttvm (Regular): PASS (Expected failure)
            Testing b.ttvm (Regular): 2
            PASS
            Testing c.ttvm (SMP): 1
            PASS

            ═══ Test Summary ═══
            ┌─────────┬───────┐
            │ Result  │ Count │
            ├─────────┼───────┤
            │ Passed  │     3 │
            │ Failed  │     0 │
            │ Skipped │     0 │
            │ Total   │     3 │
            └─────────┴───────┘
            All tests passed!

            """;
        Assert.Equal(new CommandOutcome(0, expected.ReplaceLineEndings("\n"), ""), _session.Run("test-all", "--engine", engine));
    }

    [Fact]
    public void What_fails_is_listed_and_the_exit_code_is_1()
    {
        _session.Write("mine/wrong.ttvm", "PUSH_INT 1", "PRINT ; expect: 2");
        _session.Write("mine/later.ttvm", "; deferred: not yet", "PRINT ; expect: 2");
        _session.Write("mine/bad.ttvm", "PRNT");
        _session.Write("mine/exit.ttvm", "PUSH_INT 3", "EXIT");
        _session.Write("mine/stuck.ttvm", "RECEIVE");
        var outcome = _session.Run("test-all", "--no-table", "mine");
        Assert.Equal(1, outcome.ExitCode);
        Assert.EndsWith(
            """
            Testing wrong.ttvm (Regular): 1
            FAIL: line 1 of the output is '1', not '2'

            Test Summary:
            Passed: 1
            Failed: 3
            Skipped: 1
            Total: 5
            Failed Tests:
               - bad.ttvm: Parse error on line 1: PRNT
               - stuck.ttvm: Deadlock: process 1 waits and nothing can wake it
               - wrong.ttvm: line 1 of the output is '1', not '2'

            """.ReplaceLineEndings("\n"),
            outcome.Output,
            StringComparison.Ordinal);
        Assert.Contains("Testing later.ttvm (Regular): SKIP: not yet\n", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_that_does_not_end_is_ended()
    {
        _session.Write("endless/loop.ttvm", "PUSH_STR \"round\"", "PRINT", "LABEL again", "JMP again");
        var outcome = _session.Run("test-all", "endless", "--time-limit", "1");
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("FAIL: it had not ended after 1 seconds, and was ended\n", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_waits_for_input_that_is_not_stated()
    {
        _session.Write("mine/none.ttvm", "READ_INPUT", "PRINT ; expect:");
        _session.Write("mine/some.ttvm", "; stdin: a line", "READ_LINE", "PRINT ; expect: a line");
        Assert.Equal(0, _session.RunWithInput("typed\n", "test-all", "mine").ExitCode);
    }

    [Fact]
    public void A_program_gets_the_scene_that_it_states_and_leaves_nothing_behind()
    {
        _session.Write("data/shared.txt", "shared");
        _session.Write(
            "mine/scene.ttvm",
            "; args: one two", "; env: TTIL_SCENE=set", "; file: given.txt 41 42", "; data: data/shared.txt", "; clock: 1700000000",
            "GET_ARGS", "PRINT ; expect: [mine/scene.ttvm, one, two]",
            "PUSH_STR \"TTIL_SCENE\"", "GET_ENV", "PRINT ; expect: set",
            "PUSH_STR \"given.txt\"", "READ_FILE", "PRINT ; expect: AB",
            "PUSH_STR \"data/shared.txt\"", "READ_FILE", "PUSH_STR \"!\"", "CONCAT", "PRINT ; expect: shared", "; expect: !",
            "GET_TIME", "PUSH_STR \"%Y\"", "FORMAT_TIME", "PRINT ; expect: 2023",
            "PUSH_STR \"left\"", "PUSH_STR \"left.txt\"", "WRITE_FILE");
        var outcome = _session.Run("test-all", "mine");
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Equal(["data", "mine"], _session.Names());
        Assert.Equal(["scene.ttvm"], _session.Names("mine"));
    }

    [Fact]
    public void Comments_of_others_are_no_statements()
    {
        _session.Write("theirs/one.ttvm", "; expected output: 5", "; file: with words", "; args: what they are", "PUSH_INT 4", "PRINT");
        _session.Write("theirs/circular_a.ttvm", "IMPORT theirs/circular_a.ttvm");
        var outcome = _session.Run("test-all", "theirs");
        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("Testing circular_a.ttvm (Regular): PASS (Expected failure)\n", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_statement_that_makes_no_sense_is_a_failure()
    {
        _session.Write("mine/odd.ttvm", "; expect exit: many", "; expect: 1");
        var outcome = _session.Run("test-all", "mine");
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("FAIL: ", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_programs_is_no_success()
    {
        _session.Write("mine/notes.txt", "not a program");
        var outcome = _session.Run("test-all", "--no-table", "mine");
        Assert.Equal(1, outcome.ExitCode);
        Assert.EndsWith("Total: 0\nNo programs were found: test-all runs the files in the folder that end in .ttvm\n", outcome.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("passed!", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_regular_file_fails_and_nothing_waits_for_it()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        _session.Write("make.ttvm", "PUSH_STR mkfifo", "PUSH_STR mine/pipe.ttvm", "PUSH_STR mine/other", "MAKE_LIST 2", "EXEC");
        _session.Write("mine/good.ttvm", "PUSH_INT 1", "PRINT ; expect: 1");
        Assert.Equal(new CommandOutcome(0, "", ""), _session.Run("make.ttvm"));
        File.CreateSymbolicLink(_session.PathOf("mine/zero.ttvm"), "/dev/zero");
        File.CreateSymbolicLink(_session.PathOf("mine/gone.ttvm"), "nowhere");
        var outcome = _session.Run("test-all", "--no-table", "mine");
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("Testing good.ttvm (Regular): 1\nPASS\n", outcome.Output, StringComparison.Ordinal);
        Assert.EndsWith(
            """
            Failed Tests:
               - gone.ttvm: it cannot be read: No such file or directory (os error 2)
               - pipe.ttvm: it cannot be read: not a regular file
               - zero.ttvm: it cannot be read: not a regular file

            """.ReplaceLineEndings("\n"),
            outcome.Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Names_and_reasons_cannot_move_the_cursor()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        _session.Write("m\u001b[31m/a\u001b[32m.ttvm", "; deferred: \u001b[33m", "PRINT ; expect: 2");
        _session.Write("m\u001b[31m/b.ttvm", "; expect exit: \u001b[34m", "; expect: 1");
        var outcome = _session.Run("test-all", "m\u001b[31m");
        Assert.DoesNotContain('\u001b', outcome.Output + outcome.Error);
        Assert.Contains("test files in m\\u{1B}[31m directory\n", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("Testing a\\u{1B}[32m.ttvm (Regular): SKIP: \\u{1B}[33m\n", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_an_error()
    {
        Assert.Equal(new CommandOutcome(1, "", "Error: 'nowhere' is no folder that can be read\n"), _session.Run("test-all", "nowhere"));
    }

    [Fact]
    public void The_examples_are_beside_ttil()
    {
        string deployed = Path.Combine(CommandSession.ToolFolder, "examples");
        string[] names = [.. Directory.EnumerateFiles(Path.Combine(Cases.CaseCatalog.Root, "examples"), "*.ttvm").Select(file => Path.GetFileName(file)).Order()];
        Assert.Equal(names, Directory.EnumerateFiles(deployed, "*.ttvm").Select(file => Path.GetFileName(file)).Order());
        Assert.True(Directory.Exists(Path.Combine(deployed, "modules")));
        Assert.True(Directory.Exists(Path.Combine(deployed, "demonstrations")));
        Assert.False(Directory.Exists(Path.Combine(deployed, "benchmarks")));
    }
}
