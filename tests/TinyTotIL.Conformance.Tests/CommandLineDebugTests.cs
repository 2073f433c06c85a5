namespace TinyTotIL.Conformance.Tests;

/// <summary><c>ttil debug</c> as it is called: where its commands come from, what goes where, and how it ends.</summary>
public sealed class CommandLineDebugTests : IDisposable
{
    private readonly CommandSession _session = new();

    public CommandLineDebugTests()
    {
        _session.Write("greet.ttvm", "READ_LINE", "STORE name", "LOAD name", "PRINT", "READ_LINE", "PRINT", "PUSH_INT 7", "EXIT");
        _session.Write("fail.ttvm", "PUSH_INT 1", "PUSH_INT 0", "DIV", "PRINT");
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    [Fact]
    public void Commands_come_from_a_script_and_input_from_a_file()
    {
        _session.Write("commands", "# look at the name", "next 2", "print name", "continue");
        _session.Write("input", "Ann", "Bob");
        var outcome = _session.Run("debug", "-x", "commands", "--input", "input", "greet.ttvm");
        Assert.Equal("Ann\nBob\n", outcome.Output);
        Assert.Equal(
            """
            top level (greet.ttvm:1:1)
                1  READ_LINE
            (ttil) next 2
            top level (greet.ttvm:3:1)
                3  LOAD name
            (ttil) print name
            name = "Ann"
            (ttil) continue
            [the program has ended with exit code 7]

            """,
            outcome.Error);
        Assert.Equal(7, outcome.ExitCode);
    }

    [Fact]
    public void An_expression_with_any_number_of_operators_is_refused()
    {
        string endless = "1" + string.Concat(Enumerable.Repeat("+1", 200_000));
        _session.Write("commands", $"print {endless}", $"break 3 if {endless}", "print 1+1", "quit");
        var outcome = _session.Run("debug", "-x", "commands", "fail.ttvm");
        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal(2, outcome.Error.Split("the expression is too long; it can have 1000 operators\n").Length - 1);
        Assert.Contains("(ttil) print 1+1\n1+1 = 2\n", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("account.scm")]
    [InlineData("account.ttb")]
    [InlineData("account.ttvm")]
    public void A_function_of_Scheme_begins_at_a_line_of_its_own_in_every_form_of_the_program(string form)
    {
        _session.Write(
            "account.scm",
            "(define balance 100)",
            "(define (twice n)",
            "  (* 2 (- n balance)))",
            "(define (pick a b)",
            "  (if (eq? a b)",
            "      a",
            "      (car b)))",
            "(display (map twice (list 1 2)))",
            "(display (map pick (list 1 2) (list 1 (list 2))))");
        Assert.Equal(0, _session.Run("compile", "account.scm", "-o", "account.ttb").ExitCode);
        Assert.Equal(0, _session.Run("compile", "account.scm", "-o", "account.ttvm").ExitCode);
        string error = _session.RunWithInput("break twice\nbreak pick\ncontinue\nbt\nquit\n", "debug", form).Error;
        Assert.Contains("breakpoint 1: twice (account.scm:3)\n", error, StringComparison.Ordinal);

        // Of a program that was compiled only lines are known on which something may fail, or that follow those.
        Assert.Contains($"breakpoint 2: pick (account.scm:{(form == "account.scm" ? 5 : 6)})\n", error, StringComparison.Ordinal);
        Assert.Contains("\ntwice (account.scm:3", error, StringComparison.Ordinal);
        Assert.Contains("\n> #0  twice (account.scm:3", error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_says_its_place_before_a_function_of_Scheme_begins_keeps_it()
    {
        _session.Write("said.ttvm", "CALL f", "SOURCE \"x.src\" 9", "LABEL f", "PUSH_DATUM \"(1)\"", "SOURCE \"x.src\" 12", "CAR", "RET", "LABEL g", "PUSH_INT 1", "RET", "MAKE_FUNCTION g");
        string error = _session.RunWithInput("break f\nbreak g\nquit\n", "debug", "said.ttvm").Error;
        Assert.Contains("breakpoint 1: f (x.src:9)\n", error, StringComparison.Ordinal);
        Assert.Contains("breakpoint 2: g (said.ttvm:9)\n", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pipe")]
    [InlineData("/dev/zero")]
    [InlineData(".")]
    public void Lines_come_from_regular_files_only(string source)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        _session.Write("make.ttvm", "PUSH_STR mkfifo", "PUSH_STR pipe", "MAKE_LIST 1", "EXEC");
        Assert.Equal(new CommandOutcome(0, "", ""), _session.Run("make.ttvm"));
        _session.Write("named.ttvm", $"SOURCE \"{source}\" 1 1", "PUSH_INT 1", "PRINT");
        var outcome = _session.RunWithInput("list 1\nquit\n", "debug", "named.ttvm");
        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains($"there are no lines to show of {source} from here on\n", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "debug")]
    [InlineData(false, "debug", "--sandbox")]
    [InlineData(true, "debug", "--sandbox", "--allow-read=notes.txt")]
    public void A_sandbox_holds_for_the_files_that_a_program_calls_its_source(bool isShown, params string[] words)
    {
        _session.Write("notes.txt", "what is written here");
        _session.Write("named.ttvm", "SOURCE \"notes.txt\" 1 1", "PUSH_INT 1", "PRINT");
        var outcome = _session.RunWithInput("list\nquit\n", [.. words, "named.ttvm"]);
        Assert.Equal(isShown, outcome.Error.Contains("what is written here", StringComparison.Ordinal));
        _session.Write("own.scm", "(display 42)");
        Assert.Contains("(display 42)", _session.RunWithInput("list\nquit\n", [.. words, "own.scm"]).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Commands_and_input_can_come_from_one_pipe()
    {
        var outcome = _session.RunWithInput("next\nAnn\nstack\ncontinue\nBob\n", "debug", "greet.ttvm");
        Assert.Equal("Ann\nBob\n", outcome.Output);
        Assert.Contains("$0 = \"Ann\"\n", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(7, outcome.ExitCode);
    }

    [Fact]
    public void The_end_of_the_commands_ends_the_program()
    {
        var outcome = _session.RunWithInput("next\n", "debug", "fail.ttvm");
        Assert.Equal("", outcome.Output);
        Assert.Equal(0, outcome.ExitCode);
    }

    [Fact]
    public void Quitting_at_an_error_is_silent_also_in_a_process()
    {
        _session.Write("worker.ttvm", "MAKE_FUNCTION child", "SPAWN", "POP", "RECEIVE", "HALT", "LABEL child", "PUSH_STR \"oops\"", "THROW");
        foreach (string program in (string[])["worker.ttvm", "fail.ttvm"])
        {
            var outcome = _session.RunWithInput("continue\nquit\n", "debug", program);
            Assert.Equal(("", 0), (outcome.Output, outcome.ExitCode));
            Assert.EndsWith("(ttil) quit\n", outcome.Error, StringComparison.Ordinal);
            Assert.Contains("uncaught error: ", outcome.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void An_uncaught_error_is_reported_and_is_the_exit_code_as_always()
    {
        var outcome = _session.RunWithInput("continue\nstack\ncontinue\n", "debug", "--history", "100", "fail.ttvm");
        Assert.Contains("uncaught error: Division by zero\n", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("  $0 = 0\n  $1 = 1\n", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("Error: Division by zero\n", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(1, outcome.ExitCode);
    }

    [Fact]
    public void The_end_can_be_a_place_to_stop()
    {
        _session.Write("short.ttvm", "PUSH_INT 5", "STORE x");
        var outcome = _session.RunWithInput("continue\nprint x\ncontinue\n", "debug", "--stop-at-end", "short.ttvm");
        Assert.Contains("the main program is at its end\n", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("x = 5\n", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(0, outcome.ExitCode);
    }

    [Fact]
    public void Time_can_pass_as_it_does()
    {
        _session.Write("sleeper.ttvm", "MAKE_FUNCTION child", "SPAWN", "POP", "PUSH_INT 1", "SLEEP", "PUSH_STR \"slept\"", "PRINT", "HALT", "LABEL child", "RET");
        var outcome = _session.RunWithInput("break child\ncontinue\nprocesses\ncontinue\n", "debug", "--real-time", "sleeper.ttvm");
        Assert.Contains("[process 2] child (sleeper.ttvm:10:1)\n", outcome.Error, StringComparison.Ordinal);
        Assert.Equal("slept\n", outcome.Output);
        Assert.Equal(0, outcome.ExitCode);
    }

    [Theory]
    [InlineData("'many' is not a number of instructions", "--history", "many")]
    [InlineData("cannot read 'nowhere'", "--input", "nowhere")]
    [InlineData("cannot read 'nothing'", "-x", "nothing")]
    [InlineData("does not go with --real-time", "--seed", "1", "--real-time")]
    public void What_cannot_be_is_refused(string problem, params string[] options)
    {
        var outcome = _session.Run(["debug", .. options, "greet.ttvm"]);
        Assert.Contains(problem, outcome.Error, StringComparison.Ordinal);
        Assert.Equal(2, outcome.ExitCode);
    }

    [Fact]
    public void A_program_that_does_not_load_is_not_debugged()
    {
        _session.Write("bad.ttvm", "NONSENSE");
        Assert.Equal(1, _session.Run("debug", "bad.ttvm").ExitCode);
    }
}
