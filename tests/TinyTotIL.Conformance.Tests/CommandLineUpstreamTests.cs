namespace TinyTotIL.Conformance.Tests;

/// <summary>TinyTotVM's own command line: its flags, forms of commands and words for mistakes, beside ours.</summary>
public sealed class CommandLineUpstreamTests : IDisposable
{
    private readonly CommandSession _session = new();

    public CommandLineUpstreamTests() => _session.Write("hello.ttvm", "PUSH_STR \"hello\"", "PRINT");

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("Unknown flag: --bogus", "there is no option '--bogus'", "--bogus", "hello.ttvm")]
    [InlineData("Unknown flag: --optimise", "there is no option '--optimise'; did you mean '--optimize'?", "--optimise", "hello.ttvm")]
    [InlineData("No program file specified", "FILE is missing", "--optimize")]
    [InlineData("No program file specified", "FILE is missing", "run")]
    [InlineData("Usage: ttil compile <input.ttvm> <output.ttb>", "FILE is missing", "compile")]
    [InlineData("Usage: ttil compile <input.ttvm> <output.ttb>", "FILE and OUT are enough: 'c.ttb' is not understood", "compile", "hello.ttvm", "b.ttb", "c.ttb")]
    [InlineData("Usage: ttil optimize <input.ttvm> <output.ttvm>", "OUT is missing", "optimize", "hello.ttvm")]
    [InlineData("Usage: ttil optimize <input.ttvm> <output.ttvm>", "FILE is missing", "--warnings", "optimize")]
    [InlineData("Usage: ttil compile-lisp <input.lisp> <output.ttvm>", "OUT is missing", "compile-lisp", "hello.lisp")]
    public void A_mistake_that_upstream_knows_is_named_in_its_words_first(string upstream, string ours, params string[] arguments)
    {
        var outcome = _session.Run(arguments);
        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Output));
        Assert.StartsWith($"{upstream}\nttil: ", outcome.Error, StringComparison.Ordinal);
        if (arguments[0] != "--warnings")
        {
            Assert.StartsWith($"{upstream}\nttil: {ours}\n", outcome.Error, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("compiled")]
    [InlineData("interpreter")]
    public void Unit_tests_are_run_and_shown_in_a_table(string engine)
    {
        string expected =
            """
            === Unit Test Results ===
            ┌─────────────────────┬─────────────┬─────────────┬────────┐
            │ Test                │ Expected    │ Actual      │ Result │
            ├─────────────────────┼─────────────┼─────────────┼────────┤
            │ Basic addition      │ 8           │ 8           │ PASS   │
            │ String concat       │ Hello World │ Hello World │ PASS   │
            │ Variable store/load │ 42          │ 42          │ PASS   │
            └─────────────────────┴─────────────┴─────────────┴────────┘
            Tests passed: 3/3

            """;
        Assert.Equal(new CommandOutcome(0, expected.ReplaceLineEndings("\n"), ""), _session.Run("--engine", engine, "--run-tests"));
    }

    [Fact]
    public void Unit_tests_need_no_program_and_run_none()
    {
        string expected =
            """
            === Unit Test Results ===
            Basic addition | expected: 8 | actual: 8 | PASS
            String concat | expected: Hello World | actual: Hello World | PASS
            Variable store/load | expected: 42 | actual: 42 | PASS
            Tests passed: 3/3

            """;
        Assert.Equal(new CommandOutcome(0, expected.ReplaceLineEndings("\n"), ""), _session.Run("--run-tests", "--no-table"));
        Assert.Equal(new CommandOutcome(0, expected.ReplaceLineEndings("\n"), ""), _session.Run("--no-table", "--run-tests", "hello.ttvm", "an", "argument"));
    }

    [Fact]
    public void Compiling_with_two_files_says_what_was_written()
    {
        Assert.Equal(new CommandOutcome(0, "Compiled to hello.ttb\n", ""), _session.Run("compile", "hello.ttvm", "hello.ttb"));
        Assert.Equal(new CommandOutcome(0, "hello\n", ""), _session.Run("hello.ttb"));
        Assert.Equal(new CommandOutcome(0, "", ""), _session.Run("compile", "hello.ttvm", "-o", "silent.ttb"));
        var outcome = _session.Run("compile", "hello.ttvm", "a.ttb", "-o", "b.ttb");
        Assert.Equal((2, "ttil: -o and OUT name two outputs; 'a.ttb' is one too many\n'ttil compile --help' shows how it is used.\n"), (outcome.ExitCode, outcome.Error));
    }

    [Fact]
    public void Flags_may_stand_before_the_command()
    {
        var outcome = _session.Run("--engine", "interpreter", "test-trap-exit");
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Equal(outcome, _session.Run("test-trap-exit", "--engine", "interpreter"));
        Assert.Equal(new CommandOutcome(0, "hello\n", ""), _session.Run("--warnings", "run", "hello.ttvm"));
        Assert.Equal(outcome with { Error = "ttil: --debug says nothing to 'test-trap-exit'\nttil: --no-smp says nothing to 'test-trap-exit'\n" }, _session.Run("--debug", "--engine", "interpreter", "--no-smp", "test-trap-exit"));
        _session.Write("check", "PUSH_STR \"a file\"", "PRINT");
        Assert.Equal(new CommandOutcome(0, "a file\n", ""), _session.Run("--warnings", "check"));
    }

    [Fact]
    public void A_program_can_be_shown_its_own_arguments_only()
    {
        _session.Write("args.ttvm", "GET_ARGS", "PRINT");
        Assert.Equal(new CommandOutcome(0, "[args.ttvm, one, --two]\n", ""), _session.Run("--own-arguments", "args.ttvm", "one", "--two"));
        Assert.Contains("--no-smp", _session.Run("--no-smp", "args.ttvm", "--own-arguments").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_clock_can_begin_at_any_second()
    {
        _session.Write("time.ttvm", "GET_TIME", "PUSH_STR \"%Y-%m-%d\"", "FORMAT_TIME", "PRINT");
        Assert.Equal(new CommandOutcome(0, "2023-11-14\n", ""), _session.Run("--clock", "1700000000", "time.ttvm"));
        var outcome = _session.Run("--clock", "soon", "time.ttvm");
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("'soon' is not a number of seconds since 1970", outcome.Error, StringComparison.Ordinal);
    }
}
