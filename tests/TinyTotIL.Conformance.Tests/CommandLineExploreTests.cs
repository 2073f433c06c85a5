namespace TinyTotIL.Conformance.Tests;

/// <summary><c>ttil explore</c>: what it finds, and that a replay shows it again.</summary>
public sealed class CommandLineExploreTests : IDisposable
{
    /// <summary>Two processes send to a third, whoever comes first.</summary>
    private static readonly string[] Race =
    [
        "SELF", "STORE main",
        "PUSH_STR a", "LOAD main", "MAKE_FUNCTION say text to", "SPAWN_WITH 2", "POP",
        "PUSH_STR b", "LOAD main", "MAKE_FUNCTION say text to", "SPAWN_WITH 2", "POP",
        "RECEIVE", "STORE first", "RECEIVE", "POP",
    ];

    private static readonly string[] Say = ["HALT", "LABEL say", "LOAD text", "LOAD to", "SEND", "RET"];

    private readonly CommandSession _session = new();

    public static TheoryData<string> Engines => ["compiled", "interpreter"];

    public void Dispose() => _session.Dispose();

    [Theory]
    [MemberData(nameof(Engines))]
    public void Runs_that_agree_are_no_finding(string engine)
    {
        _session.Write("steady.ttvm", [.. Race, "PUSH_STR done", "PRINT", .. Say]);
        Assert.Equal(
            new CommandOutcome(
                0,
                """
                40 runs with seeds 7 to 46, of at most 50000000 steps each: no difference, no error, no deadlock

                runs  first seed  outcome
                  40           7  exit code 0, 1 line of output

                """,
                ""),
            _session.Run("explore", "--engine", engine, "--runs", "40", "--seed", "7", "steady.ttvm"));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Other_output_is_found_and_its_seed_replays_it(string engine)
    {
        _session.Write("race.ttvm", [.. Race, "LOAD first", "PRINT", .. Say]);
        var outcome = _session.Run("explore", "--engine", engine, "race.ttvm");
        Assert.Equal((1, ""), (outcome.ExitCode, outcome.Error));
        Assert.StartsWith("100 runs with seeds 1 to 100, of at most 50000000 steps each: 2 outcomes\n", outcome.Output, StringComparison.Ordinal);
        ulong seed = SeedOf(outcome, "other output than with seed 1, from line 1 on");
        string first = _session.Run("run", "--engine", engine, "--seed", "1", "race.ttvm").Output;
        string other = _session.Run("run", "--engine", engine, "--seed", $"{seed}", "race.ttvm").Output;
        Assert.Equal(["a\n", "b\n"], ((string[])[first, other]).Order());
        Assert.Contains($"  seed 1: {first}  seed {seed}: {other}  to replay: ttil run --seed {seed}", outcome.Output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_deadlock_is_found_and_its_seed_replays_it(string engine)
    {
        _session.Write("stuck.ttvm", [.. Race, "LOAD first", "PUSH_STR a", "EQ", "JNZ end", "RECEIVE", "LABEL end", .. Say]);
        var outcome = _session.Run("explore", "--engine", engine, "stuck.ttvm");
        Assert.Equal((1, ""), (outcome.ExitCode, outcome.Error));
        ulong seed = SeedOf(outcome, "Deadlock: ");
        var replay = _session.Run("run", "--engine", engine, "--seed", $"{seed}", "stuck.ttvm");
        Assert.Equal(35, replay.ExitCode);
        Assert.Contains($"seed {seed}: {replay.Error}", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("process 1 waits at <top level> (stuck.ttvm:21:1)", replay.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_exit_code_is_part_of_the_outcome()
    {
        _session.Write("codes.ttvm", [.. Race, "LOAD first", "PUSH_STR a", "EQ", "JNZ end", "PUSH_INT 3", "EXIT", "LABEL end", .. Say]);
        var outcome = _session.Run("explore", "codes.ttvm");
        Assert.Equal(1, outcome.ExitCode);
        Assert.Matches("seed [0-9]+: exit code [03], not [03] as with seed 1\n", outcome.Output);
    }

    [Fact]
    public void An_uncaught_error_is_a_finding_unless_it_is_allowed()
    {
        _session.Write("fail.ttvm", "MAKE_FUNCTION f", "SPAWN", "POP", "HALT", "LABEL f", "PUSH_INT 1", "PUSH_INT 0", "DIV");
        var outcome = _session.Run("explore", "--runs", "3", "fail.ttvm");
        Assert.Equal((1, ""), (outcome.ExitCode, outcome.Error));
        Assert.Contains("seed 1: uncaught error\n  process 2: Division by zero\n    at f (fail.ttvm:8:1)\n  to replay: ttil run --seed 1 fail.ttvm\n", outcome.Output, StringComparison.Ordinal);
        Assert.Equal(0, _session.Run("explore", "--runs", "3", "--allow-errors", "fail.ttvm").ExitCode);
        _session.Write("main.ttvm", "SELF", "PUSH_INT 0", "DIV");
        Assert.Contains("process 1: Division by zero\n", _session.Run("explore", "--runs", "3", "--allow-errors", "main.ttvm").Output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void The_same_error_is_one_finding_whatever_process_it_ends_and_whatever_was_printed(string engine)
    {
        _session.Write(
            "same.ttvm",
            "PUSH_INT 3", "STORE n", "LABEL more", "LOAD n", "MAKE_FUNCTION f x", "SPAWN_WITH 1", "POP", "LOAD n", "PUSH_INT 1", "SUB", "STORE n", "LOAD n", "JNZ more", "HALT",
            "LABEL f", "LOAD x", "PRINT", "LOAD x", "PUSH_INT 2", "SUB", "JZ out", "LOAD x", "PUSH_INT 0", "DIV", "LABEL out", "RET");
        Assert.Equal(
            new CommandOutcome(
                1,
                """
                100 runs with seeds 1 to 100, of at most 50000000 steps each: 1 outcome

                runs  first seed  outcome
                 100           1  exit code 0, Division by zero at f (same.ttvm:24:1)

                seed 1: uncaught error
                  process 4 and 1 more: Division by zero
                    at f (same.ttvm:24:1)
                  to replay: ttil run --seed 1
                """ + (engine == "interpreter" ? " --engine interpreter" : "") + " same.ttvm\n",
                ""),
            _session.Run("explore", "--engine", engine, "same.ttvm"));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_deadlock_is_one_finding_whatever_was_printed_before(string engine)
    {
        _session.Write("stuck.ttvm", [.. Race, "LOAD first", "PRINT", "LOAD first", "PUSH_STR a", "EQ", "JNZ end", "LOAD first", "PRINT", "LABEL end", "RECEIVE", .. Say]);
        var outcome = _session.Run("explore", "--engine", engine, "stuck.ttvm");
        Assert.Equal((1, ""), (outcome.ExitCode, outcome.Error));
        Assert.Contains(": 1 outcome\n\nruns  first seed  outcome\n 100           1  deadlock after 1 to 2 lines of output\n\nseed 1: Deadlock: process 1 waits", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Errors_that_led_to_a_deadlock_are_shown_with_it()
    {
        _session.Write("left.ttvm", "MAKE_FUNCTION f", "SPAWN", "POP", "RECEIVE", "HALT", "LABEL f", "PUSH_INT 1", "PUSH_INT 0", "DIV");
        Assert.Contains(
            "nothing can wake it\n  process 1 waits at <top level> (left.ttvm:4:1) for any message\n  process 2: Division by zero\n    at f (left.ttvm:9:1)\n  to replay",
            _session.Run("explore", "--runs", "3", "left.ttvm").Output,
            StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Outputs_that_differ_in_many_ways_share_a_row_beside_the_first(string engine)
    {
        _session.Write(
            "order.ttvm",
            "PUSH_INT 5", "STORE n", "LABEL more", "LOAD n", "MAKE_FUNCTION f x", "SPAWN_WITH 1", "POP", "LOAD n", "PUSH_INT 1", "SUB", "STORE n", "LOAD n", "JNZ more", "HALT",
            "LABEL f", "LOAD x", "PRINT", "RET");
        string output = _session.Run("explore", "--engine", engine, "order.ttvm").Output;
        Assert.Matches("\nruns  first seed  outcome\n +[0-9]+ +1  exit code 0, 5 lines of output\n +[0-9]+ +[0-9]+  exit code 0, 5 lines of other output [(][0-9]+ kinds[)]\n\n", output);
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(output, "to replay: "));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_run_without_end_is_given_up(string engine)
    {
        _session.Write("loop.ttvm", "SELF", "POP", "LABEL more", "JMP more");
        var outcome = _session.Run("explore", "--engine", engine, "--runs", "2", "--max-steps", "100000", "loop.ttvm");
        Assert.Equal((1, ""), (outcome.ExitCode, outcome.Error));
        Assert.Contains("   2           1  no end within 100000 steps\n", outcome.Output, StringComparison.Ordinal);
        _session.Write("ticks.ttvm", "LABEL more", "PUSH_INT 1000", "SLEEP", "SELF", "POP", "JMP more");
        Assert.Contains("no end within 1000 steps\n", _session.Run("explore", "--engine", engine, "--runs", "2", "--max-steps", "1000", "ticks.ttvm").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void All_runs_read_the_same_input()
    {
        _session.Write("echo.ttvm", "SELF", "POP", "READ_LINE", "PRINT", "READ_LINE", "PRINT");
        var outcome = _session.RunWithInput("one\r\ntwo\nthree\n", "explore", "--runs", "5", "echo.ttvm");
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.EndsWith("   5           1  exit code 0, 2 lines of output\n", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_without_processes_runs_once()
    {
        _session.Write("hello.ttvm", "PUSH_STR hello", "PRINT");
        Assert.StartsWith("1 run with seed 1, ", _session.Run("explore", "hello.ttvm").Output, StringComparison.Ordinal);
        _session.Write("wrong.ttvm", "PUSH_INT 1", "PUSH_INT 0", "DIV");
        var outcome = _session.Run("explore", "wrong.ttvm");
        Assert.Equal((1, ""), (outcome.ExitCode, outcome.Error));
        Assert.Contains("process 1: Division by zero", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_replay_says_what_the_search_was_told()
    {
        _session.Write("my race.ttvm", [.. Race, "LOAD first", "PRINT", .. Say]);
        Assert.Matches(
            "to replay: ttil run --seed [0-9]+ --engine interpreter --max-heap 1048576 --max-reductions 9999 --max-processes 3 'my race[.]ttvm'\n",
            _session.Run("explore", "--engine", "interpreter", "--max-heap", "1M", "--max-reductions", "9999", "--max-processes", "3", "my race.ttvm").Output);
    }

    [Fact]
    public void A_program_that_is_rejected_is_not_run()
    {
        _session.Write("wrong.ttvm", "PRNT");
        var outcome = _session.Run("explore", "wrong.ttvm");
        Assert.Equal((1, ""), (outcome.ExitCode, outcome.Output));
        Assert.Contains("error TT1001", outcome.Error, StringComparison.Ordinal);
    }

    /// <summary>The seed of the finding that begins with certain words.</summary>
    private static ulong SeedOf(CommandOutcome outcome, string words)
    {
        string line = outcome.Output.Split('\n').Single(line => line.StartsWith("seed ", StringComparison.Ordinal) && line.Contains(words, StringComparison.Ordinal));
        return ulong.Parse(line.Split(' ', ':')[1], System.Globalization.CultureInfo.InvariantCulture);
    }
}
