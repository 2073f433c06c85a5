namespace TinyTotIL.Conformance.Tests;

/// <summary><c>ttil run</c>: every engine, as a user sees them.</summary>
public sealed class CommandLineRunTests : IDisposable
{
    private readonly CommandSession _session = new();

    public static TheoryData<string> Engines => ["compiled", "interpreter", "ir"];

    public void Dispose() => _session.Dispose();

    [Theory]
    [MemberData(nameof(Engines))]
    public void The_exit_code_is_the_one_given_to_EXIT(string engine)
    {
        _session.Write("exit.ttvm", "PUSH_STR \"before\"", "PRINT", "PUSH_INT 300", "EXIT");
        Assert.Equal(new CommandOutcome(44, "before\n", ""), Run(engine, "exit.ttvm"));
    }

    [Fact]
    public void An_uncaught_error_ends_with_1_and_the_same_words_in_both_engines()
    {
        _session.Write("divide.ttvm", "CALL half", "HALT", "LABEL half", "PUSH_INT 1", "PUSH_INT 0", "DIV", "RET");
        var compiled = Run("compiled", "divide.ttvm");
        Assert.Equal((1, ""), (compiled.ExitCode, compiled.Output));
        Assert.StartsWith("Error: Division by zero\n  at half (divide.ttvm:6:1)\n", compiled.Error, StringComparison.Ordinal);
        Assert.Equal(compiled, Run("interpreter", "divide.ttvm"));
        Assert.Equal(compiled, Run("ir", "divide.ttvm"));
        Assert.Equal(compiled, _session.Run("--use-ir", "-O2", "--disable-pass", "inlining", "divide.ttvm"));
    }

    [Fact]
    public void Two_engines_are_refused()
    {
        _session.Write("hello.ttvm", "PUSH_STR hello", "PRINT");
        Assert.Equal(new CommandOutcome(0, "hello\n", ""), _session.Run("--use-ir", "--engine", "ir", "hello.ttvm"));
        Assert.Equal(
            new CommandOutcome(2, "", "ttil: --use-ir and --engine compiled exclude each other\n'ttil run --help' shows how it is used.\n"),
            _session.Run("--engine", "compiled", "--use-ir", "hello.ttvm"));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_deadlock_says_who_waits_where_and_has_an_exit_code_of_its_own(string engine)
    {
        _session.Write(
            "wait.ttvm",
            "REGISTER boss", "PRINT", "MAKE_FUNCTION helper", "SPAWN", "POP", "CALL wait", "HALT", "LABEL helper", "RECEIVE", "RET", "LABEL wait", "RECEIVE", "RET");
        Assert.Equal(
            new CommandOutcome(
                35,
                "registered_boss\n",
                "Deadlock: 2 processes wait and nothing can wake them\n"
                    + "  process 1 (boss) waits at wait (wait.ttvm:12:1) for any message\n"
                    + "  process 2 waits at helper (wait.ttvm:9:1) for any message\n"),
            Run(engine, "wait.ttvm"));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_deadlock_says_what_is_waited_for_once_for_those_who_wait_alike(string engine)
    {
        _session.Write(
            "alike.ttvm",
            "PUSH_INT 1000", "STORE n",
            "LABEL more", "MAKE_FUNCTION worker", "SPAWN", "STORE last", "PUSH_INT 5", "LOAD last", "SEND", "LOAD n", "PUSH_INT 1", "SUB", "STORE n", "LOAD n", "JNZ more",
            "CALL ask", "HALT",
            "LABEL ask", "PUSH_STR tag:", "PUSH_STR \"a b\"", "DUP", "POP", "POP", "PUSH_STR tag:late", "PUSH_INT 7", "MAKE_LIST 2", "RECEIVE_MATCH", "RET",
            "LABEL worker", "PUSH_INT 1", "RECEIVE_MATCH value:\"go on\" tag:stop down:1", "RET");
        Assert.Equal(
            new CommandOutcome(
                35,
                "",
                "Deadlock: 1001 processes wait and nothing can wake them\n"
                    + "  process 1 waits at ask (alike.ttvm:27:1) for tag:late value:7\n"
                    + "  processes 2, 3, 4, 5, 6 and 995 more wait at worker (alike.ttvm:31:1) for value:\"go on\" tag:stop down:1, not for the message in the mailbox of each\n"),
            Run(engine, "alike.ttvm"));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_program_reads_standard_input(string engine)
    {
        _session.Write("echo.ttvm", "READ_LINE", "READ_LINE", "CONCAT", "PRINT", "READ_LINE", "PRINT");
        Assert.Equal(new CommandOutcome(0, "äb\n\n", ""), _session.RunWithInput("ä\nb\n", "run", "--engine", engine, "echo.ttvm"));
    }

    [Fact]
    public void GET_ARGS_shows_the_whole_command_line()
    {
        _session.Write("arguments.ttvm", "GET_ARGS", "PRINT");
        string[] own = ["run", "--engine", "interpreter", "--max-stack=1M", "--", "arguments.ttvm"];
        string[] given = ["--engine", "--", "-h", "a b", "", "ü"];
        string shown = _session.Run([.. own, .. given]).Output;
        Assert.StartsWith("[", shown, StringComparison.Ordinal);
        Assert.EndsWith($"ttil.dll, {string.Join(", ", own)}, {string.Join(", ", given)}]\n", shown, StringComparison.Ordinal);
        Assert.EndsWith("ttil.dll, arguments.ttvm, --help]\n", _session.Run("arguments.ttvm", "--help").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("run")]
    [InlineData("run", "--max-stack", "1M")]
    [InlineData("--engine", "interpreter", "--")]
    public void A_programs_own_arguments_are_what_follows_it(params string[] own)
    {
        _session.Write("arguments.ttvm", "NATIVE program.arguments 0", "PRINT");
        Assert.Equal(new CommandOutcome(0, "[-x, run, arguments.ttvm]\n", ""), _session.Run([.. own, "arguments.ttvm", "-x", "run", "arguments.ttvm"]));
        Assert.Equal(new CommandOutcome(0, "[]\n", ""), _session.Run([.. own, "arguments.ttvm"]));
    }

    [Theory]
    [InlineData("--engine", "interpreter")]
    [InlineData("--engine=interpreter")]
    [InlineData("--engine:interpreter", "--max-stack", "2G", "--warnings")]
    [InlineData("--max-stack", "65536")]
    [InlineData("--max-stack", "1m", "--engine", "compiled", "--")]
    public void Options_stand_before_the_file_with_or_without_the_command(params string[] options)
    {
        _session.Write("hello.ttvm", "PUSH_STR \"hello\"", "PRINT");
        var expected = new CommandOutcome(0, "hello\n", "");
        Assert.Equal(expected, _session.Run(["run", .. options, "hello.ttvm", "--version"]));
        Assert.Equal(expected, _session.Run([.. options, "hello.ttvm", "run", "-x"]));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void The_stack_has_a_ceiling(string engine)
    {
        WriteDeepProgram();
        Assert.Equal(new CommandOutcome(0, "20000\n", ""), Run(engine, "deep.ttvm"));
        var small = _session.Run("run", "--engine", engine, "--max-stack", "256K", "deep.ttvm");
        Assert.Equal((1, ""), (small.ExitCode, small.Output));
        Assert.StartsWith("Error: Call stack overflow\n", small.Error, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Endless_recursion_reaches_the_end_of_the_usual_stack(string engine)
    {
        _session.Write("endless.ttvm", "CALL forever", "HALT", "LABEL forever", "CALL forever", "PUSH_INT 1", "ADD", "RET");
        var run = Run(engine, "endless.ttvm");
        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("Error: Call stack overflow\n", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void The_environment_sets_the_ceiling_that_the_command_line_does_not(string engine)
    {
        WriteDeepProgram();
        var small = _session.RunWith([("TTIL_MAX_STACK", "256K")], "run", "--engine", engine, "deep.ttvm");
        Assert.Equal((1, ""), (small.ExitCode, small.Output));
        Assert.StartsWith("Error: Call stack overflow\n", small.Error, StringComparison.Ordinal);
        var overruled = _session.RunWith([("TTIL_MAX_STACK", "nonsense")], "run", "--engine", engine, "--max-stack", "64M", "deep.ttvm");
        Assert.Equal(new CommandOutcome(0, "20000\n", ""), overruled);
    }

    [Fact]
    public void A_compiled_program_reads_the_ceiling_from_its_environment()
    {
        WriteDeepProgram();
        Assert.Equal(new CommandOutcome(0, "", ""), _session.Run("compile", "deep.ttvm"));
        Assert.Equal(new CommandOutcome(0, "20000\n", ""), RunDeepAssembly("64M"));
        var small = RunDeepAssembly("256K");
        Assert.Equal((1, ""), (small.ExitCode, small.Output));
        Assert.StartsWith("Error: Call stack overflow\n", small.Error, StringComparison.Ordinal);
        var malformed = new CommandOutcome(2, "", "Error: TTIL_MAX_STACK: '1T' is not a size; write a number of bytes, or one with K, M or G such as 256M\n");
        Assert.Equal(malformed, RunDeepAssembly("1T"));
        Assert.Equal(malformed, _session.RunWith([("TTIL_MAX_STACK", "1T")], "deep.ttvm"));
    }

    [Fact]
    public void Warnings_of_a_program_that_runs_are_shown_on_request_only()
    {
        _session.Write("import.ttvm", "TRY failed", "IMPORT missing.ttvm", "END_TRY", "HALT", "LABEL failed", "CATCH", "PUSH_STR \"failed\"", "PRINT");
        Assert.Equal(new CommandOutcome(0, "failed\n", ""), _session.Run("import.ttvm"));
        var outcome = _session.Run("--warnings", "import.ttvm");
        Assert.Equal((0, "failed\n"), (outcome.ExitCode, outcome.Output));
        Assert.Contains("warning TT2002", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pipe")]
    [InlineData("/dev/zero")]
    [InlineData("/dev/stdin")]
    public void An_import_of_a_pipe_or_a_device_fails_at_once(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        _session.Write("make.ttvm", "PUSH_STR mkfifo", "PUSH_STR pipe", "MAKE_LIST 1", "EXEC");
        Assert.Equal(new CommandOutcome(0, "", ""), _session.Run("make.ttvm"));
        _session.Write("import.ttvm", "TRY failed", $"IMPORT {path}", "HALT", "LABEL failed", "CATCH", "PRINT");
        string reason = $"File operation failed on {path}: not a regular file";
        Assert.Equal(new CommandOutcome(0, $"Exception: {reason}\nStack trace:\n  at instruction 1\n", ""), _session.Run("import.ttvm"));
        Assert.Contains($"'{path}' cannot be read: not a regular file\n", _session.Run("check", "import.ttvm").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_may_come_through_a_pipe() =>
        Assert.Equal(new CommandOutcome(0, "hello\n", ""), _session.RunWithInput("PUSH_STR \"hello\"\nPRINT\n", "run", "/dev/stdin"));

    [Theory]
    [MemberData(nameof(Engines))]
    public void Imports_are_relative_to_the_current_directory(string engine)
    {
        _session.Write("main/program.ttvm", "IMPORT parts/module.ttvm", "LOAD answer", "PRINT");
        _session.Write("parts/module.ttvm", "PUSH_INT 42", "STORE answer", "EXPORT answer");
        Assert.Equal(new CommandOutcome(0, "42\n", ""), Run(engine, "main/program.ttvm"));
    }

    /// <summary>A program that is 20,000 calls deep before it prints.</summary>
    private void WriteDeepProgram() => _session.Write("deep.ttvm",
        "PUSH_INT 20000", "CALL down n", "PRINT", "HALT",
        "LABEL down", "LOAD n", "JZ end", "LOAD n", "PUSH_INT 1", "SUB", "CALL down n", "PUSH_INT 1", "ADD", "RET",
        "LABEL end", "PUSH_INT 0", "RET");

    private CommandOutcome RunDeepAssembly(string ceiling) =>
        CommandSession.RunDotnet(_session.Folder, input: "", [("TTIL_MAX_STACK", ceiling)], ["deep.dll"]);

    private CommandOutcome Run(string engine, string file) => _session.Run("run", "--engine", engine, file);
}
