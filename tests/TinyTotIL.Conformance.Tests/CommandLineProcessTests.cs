namespace TinyTotIL.Conformance.Tests;

/// <summary>What a user sees of processes: traces, profiles, tables, and the settings that choose how they run.</summary>
public sealed class CommandLineProcessTests : IDisposable
{
    private const string PingPong = "pingpong.ttvm";

    private readonly CommandSession _session = new();

    public CommandLineProcessTests() => _session.Write(
        PingPong,
        "SELF",
        "STORE main",
        "CAPTURE main",
        "MAKE_LAMBDA ponger",
        "SPAWN",
        "STORE other",
        "PUSH_STR \"ping\"",
        "LOAD other",
        "SEND",
        "RECEIVE",
        "PRINT",
        "HALT",
        "LABEL ponger",
        "RECEIVE",
        "PRINT",
        "PUSH_STR \"pong\"",
        "LOAD main",
        "SEND",
        "RET");

    public static TheoryData<string> Engines => ["compiled", "interpreter"];

    public void Dispose() => _session.Dispose();

    [Theory]
    [MemberData(nameof(Engines))]
    public void Output_that_nobody_reads_holds_up_nobody_else(string engine)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        // The reader begins to read when the other process has written a file, on the only worker, and gives up if that never happens.
        _session.Write(
            "clogged.ttvm",
            "MAKE_FUNCTION printer", "SPAWN", "POP", "PUSH_INT 50", "SLEEP", "PUSH_STR \"x\"", "PUSH_STR \"done\"", "WRITE_FILE", "PUSH_INT 0", "EXIT",
            "LABEL printer", "PUSH_STR \"a line that nobody reads for a long time\"", "PRINT", "JMP printer");
        string tool = Path.Combine(CommandSession.ToolFolder, "ttil.dll"), dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        _session.Write(
            "reader.sh",
            $"'{dotnet}' '{tool}' run --no-smp --engine {engine} clogged.ttvm | {{",
            "i=0; until [ -e done ] || [ $i -gt 9999999 ]; do i=$((i+1)); done; ls done; cat >all; }");
        _session.Write("reader.ttvm", "PUSH_STR sh", "PUSH_STR reader.sh", "MAKE_LIST 1", "EXEC_CAPTURE", "PRINT");
        Assert.Contains("stdout: done\n", _session.Run("reader.ttvm").Output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_trace_shows_each_event_in_a_line(string engine)
    {
        var outcome = _session.Run("run", "--engine", engine, "--seed", "1", "--trace-procs=spawn,send,receive", PingPong);
        Assert.Equal(
            new CommandOutcome(
                0,
                "ping\npong\n",
                """
                0.000000 spawn 1 pingpong.ttvm:1
                0.000000 spawn 2 by 1 ponger:14
                0.000000 send 1 -> 2 [ping]
                0.000000 receive 2 [ping]
                0.000000 send 2 -> 1 [pong]
                0.000000 receive 1 [pong]

                """),
            outcome);
    }

    [Fact]
    public void A_trace_of_everything_has_the_ends_too()
    {
        string trace = _session.Run("run", "--seed", "1", "--trace-procs", PingPong).Error;
        Assert.Contains("0.000000 exit 1 normal\n", trace, StringComparison.Ordinal);
        Assert.Contains("0.000000 exit 2 normal\n", trace, StringComparison.Ordinal);
        Assert.Equal(8, trace.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public void A_trace_of_one_process_leaves_the_others_out()
    {
        string trace = _session.Run("run", "--seed", "1", "--trace-procs=2", PingPong).Error;
        Assert.Contains("spawn 2 by 1", trace, StringComparison.Ordinal);
        Assert.Contains("send 2 -> 1", trace, StringComparison.Ordinal);
        Assert.DoesNotContain("receive 1", trace, StringComparison.Ordinal);
        Assert.DoesNotContain("exit 1", trace, StringComparison.Ordinal);
    }

    [Fact]
    public void A_trace_ends_after_its_last_line_and_the_program_goes_on()
    {
        var outcome = _session.Run("run", "--seed", "1", "--trace-procs=lines=2", PingPong);
        Assert.Equal((0, "ping\npong\n"), (outcome.ExitCode, outcome.Output));
        Assert.Equal(
            """
            0.000000 spawn 1 pingpong.ttvm:1
            0.000000 spawn 2 by 1 ponger:14
            the trace ends here, after 2 lines; lines=N in its filter shows more

            """,
            outcome.Error);
    }

    [Fact]
    public void The_clock_of_a_trace_is_the_virtual_one()
    {
        _session.Write("sleep.ttvm", "PUSH_INT 86400000", "SLEEP", "SELF", "PRINT");
        Assert.Equal(
            new CommandOutcome(0, "1\n", "0.000000 spawn 1 sleep.ttvm:1\n86400.000000 exit 1 normal\n"),
            _session.Run("run", "--seed", "1", "--trace-procs", "sleep.ttvm"));
    }

    [Fact]
    public void A_long_message_is_cut_and_cannot_steer_the_terminal()
    {
        _session.Write("send.ttvm", $"PUSH_STR \"\u001B[2J{new string('x', 500)}\"", "SELF", "SEND");
        string trace = _session.Run("run", "--seed", "1", "--trace-procs=send", "send.ttvm").Error;
        Assert.Equal($"0.000000 send 1 -> 1 [\\u{{1B}}[2J{new string('x', 56)}\u2026]\n", trace);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_profile_has_a_row_for_each_process(string engine)
    {
        var outcome = _session.Run("run", "--engine", engine, "--seed", "1", "--profile-procs", PingPong);
        Assert.Equal((0, "ping\npong\n"), (outcome.ExitCode, outcome.Output));
        Assert.Matches(
            """
            ^pid  start            slices  reductions +ms  sent  received  peak mailbox  exit
              1  pingpong.ttvm:1 +[0-9]+ +[0-9]+ +[0-9.]+ +1 +1 +1  normal
              2  ponger:14 +[0-9]+ +[0-9]+ +[0-9.]+ +1 +1 +1  normal
            $
            """,
            outcome.Error);
    }

    [Fact]
    public void A_profile_of_many_processes_has_a_row_for_each_place_where_they_begin()
    {
        _session.Write("many.ttvm", "PUSH_INT 100", "STORE i", "LABEL more", "MAKE_FUNCTION f", "SPAWN", "POP", "LOAD i", "PUSH_INT 1", "SUB", "STORE i", "LOAD i", "JNZ more", "HALT", "LABEL f", "RET");
        string profile = _session.Run("run", "--seed", "1", "--profile-procs", "many.ttvm").Error;
        Assert.Matches("\nf:15 +100 .*  normal 100\n", profile);
        Assert.Matches("\nmany[.]ttvm:1 +1 .*  normal 1\n", profile);
        Assert.Equal(3, profile.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public void A_table_that_no_terminal_shows_comes_once_at_the_end()
    {
        _session.Write("names.ttvm", "MAKE_FUNCTION f", "SPAWN_LINK", "POP", "PUSH_INT 10", "SLEEP", "PUSH_STR \"out\"", "PRINT", "PUSH_INT 3", "EXIT", "LABEL f", "REGISTER helper", "POP", "RECEIVE", "RET");
        var outcome = _session.Run("run", "--seed", "1", "--observe", "names.ttvm");
        Assert.Equal((3, "out\n"), (outcome.ExitCode, outcome.Output));
        Assert.Matches("^0[.]0 s: 1 alive of 2 processes, 1 in run queues, 1 workers, 0 messages \\(0/s\\), [0-9]+ reductions, 0 timers\npid +name +at +state +mailbox +reductions +memory +links +supervisor\n", outcome.Error);
        Assert.Matches("\n +1 .* ended: normal ", outcome.Error);
        Assert.Matches("\n +2 +helper +f:13 +runnable +0 +[0-9]+ +[0-9]+ +1\n$", outcome.Error);
    }

    [Fact]
    public void A_table_on_a_terminal_makes_way_for_what_the_program_prints()
    {
        if (!OperatingSystem.IsLinux() || !File.Exists("/usr/bin/script"))
        {
            return;
        }

        // The program prints when it is told that the table is there, by a file.
        _session.Write(
            "busy.ttvm",
            "MAKE_FUNCTION f", "SPAWN", "POP", "LABEL wait", "PUSH_INT 20", "SLEEP", "PUSH_STR go", "FILE_EXISTS", "JZ wait", "PUSH_STR \"done\"", "PRINT", "PUSH_INT 0", "EXIT", "LABEL f", "JMP f");
        string host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        string command = $"stty rows 24 cols 60; TERM=xterm '{host}' '{Path.Combine(CommandSession.ToolFolder, "ttil.dll")}' run --observe busy.ttvm";
        var start = new System.Diagnostics.ProcessStartInfo("/usr/bin/script", ["-qec", command, "/dev/null"])
        {
            WorkingDirectory = _session.Folder,
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        };
        using var process = System.Diagnostics.Process.Start(start)!;
        var output = new System.Text.StringBuilder();
        for (int next = process.StandardOutput.Read(); next >= 0; next = process.StandardOutput.Read())
        {
            output.Append((char)next);
            if (next == '\n' && output.ToString().Contains("running", StringComparison.Ordinal))
            {
                _session.Write("go");
            }
        }

        string shown = output.ToString().ReplaceLineEndings("\n");
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        Assert.Matches("2 alive of 2 processes, (.|\n)*\n +2 +f:15 +running (.|\n)*\e\\[4A\r?\n?\e\\[Jdone\n", shown);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Ceilings_end_a_process_and_not_the_others(string engine)
    {
        _session.Write("loop.ttvm", "MAKE_FUNCTION f", "SPAWN_MONITOR", "POP", "POP", "RECEIVE_MATCH down", "POP", "GET_FIELD reason", "PRINT", "HALT", "LABEL f", "JMP f");
        Assert.Equal(new CommandOutcome(0, "max_reductions\n", ""), _session.Run("run", "--engine", engine, "--max-reductions", "100000", "loop.ttvm"));
        _session.Write("grow.ttvm", "MAKE_FUNCTION f", "SPAWN_MONITOR", "POP", "POP", "RECEIVE_MATCH down", "POP", "GET_FIELD reason", "PRINT", "HALT", "LABEL f", "NEW_LIST", "STORE l", "LABEL more", "LOAD l", "PUSH_INT 1", "LIST_APPEND", "STORE l", "JMP more");
        Assert.Equal(new CommandOutcome(0, "max_heap\n", ""), _session.Run("run", "--engine", engine, "--no-smp", "--max-heap", "64K", "grow.ttvm"));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_list_that_is_copied_to_append_to_it_counts_as_work(string engine)
    {
        // The list is built in place; then each of 100 appends to the same list copies its 10,000 elements.
        _session.Write(
            "copies.ttvm",
            "MAKE_FUNCTION f", "SPAWN_MONITOR", "POP", "POP", "RECEIVE_MATCH down", "POP", "GET_FIELD reason", "PRINT", "HALT",
            "LABEL f", "NEW_LIST", "STORE l", "PUSH_INT 10000", "STORE n",
            "LABEL build", "LOAD l", "NULL", "LIST_APPEND", "STORE l", "LOAD n", "PUSH_INT 1", "SUB", "STORE n", "LOAD n", "JNZ build",
            "PUSH_INT 100", "STORE n",
            "LABEL copy", "LOAD l", "NULL", "LIST_APPEND", "STORE longer", "LOAD n", "PUSH_INT 1", "SUB", "STORE n", "LOAD n", "JNZ copy", "LOAD longer", "LEN", "PRINT", "RET");
        Assert.Equal(new CommandOutcome(0, "max_reductions\n", ""), _session.Run("run", "--engine", engine, "--max-reductions", "60000", "copies.ttvm"));
        Assert.Equal(new CommandOutcome(0, "10001\nnormal\n", ""), _session.Run("run", "--engine", engine, "--max-reductions", "1000000", "copies.ttvm"));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Messages_of_timers_count_to_the_process_that_set_them_until_they_ring_or_are_taken_back(string engine)
    {
        string[] watch = ["MAKE_FUNCTION f", "SPAWN_MONITOR", "POP", "POP", "RECEIVE_MATCH down", "POP", "GET_FIELD reason", "PRINT", "PUSH_INT 0", "EXIT"];
        string[] loop = ["LABEL f", "PUSH_INT 20000", "STORE n", "LABEL more", "LOAD n", "NULL", "MAKE_LIST 2", "PUSH_INT 999", "PUSH_INT 3600000", "SEND_AFTER"];
        string[] next = ["LOAD n", "PUSH_INT 1", "SUB", "STORE n", "LOAD n", "JNZ more", "RET"];
        _session.Write("timers.ttvm", [.. watch, .. loop, "POP", .. next]);
        Assert.Equal(new CommandOutcome(0, "max_heap\n", ""), _session.Run("run", "--engine", engine, "--max-heap", "256K", "timers.ttvm"));
        _session.Write("cancelled.ttvm", [.. watch, .. loop, "CANCEL_TIMER", "POP", .. next]);
        Assert.Equal(new CommandOutcome(0, "normal\n", ""), _session.Run("run", "--engine", engine, "--max-heap", "256K", "cancelled.ttvm"));
        _session.Write("rung.ttvm", [.. watch, .. loop.SkipLast(2), "PUSH_INT 0", "SEND_AFTER", "POP", "YIELD", .. next]);
        Assert.Equal(new CommandOutcome(0, "normal\n", ""), _session.Run("run", "--engine", engine, "--seed", "1", "--max-heap", "256K", "rung.ttvm"));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Starting_too_many_processes_is_an_error_that_can_be_caught_until_others_have_ended(string engine)
    {
        string[] fill = ["PUSH_INT 0", "STORE n", "TRY full", "LABEL more", "MAKE_FUNCTION waits", "SPAWN", "STORE last", "LOAD n", "PUSH_INT 1", "ADD", "STORE n", "JMP more", "LABEL full", "EXCEPTION_MESSAGE", "PRINT", "LOAD n", "PRINT"];
        string[] others =
        [
            "TRY with", "PUSH_INT 1", "MAKE_FUNCTION one x", "SPAWN_WITH 1", "LABEL with", "EXCEPTION_MESSAGE", "PRINT",
            "TRY link", "MAKE_FUNCTION waits", "SPAWN_LINK", "LABEL link", "EXCEPTION_MESSAGE", "PRINT",
            "TRY monitor", "PUSH_STR counter", "SPAWN_MONITOR", "LABEL monitor", "EXCEPTION_MESSAGE", "PRINT",
            "START_SUPERVISOR", "POP", "MAKE_FUNCTION waits", "PUSH_STR child", "SUPERVISE_CHILD", "PRINT",
        ];
        string[] end =
        [
            "LOAD last", "MONITOR", "POP", "LOAD last", "PUSH_STR kill", "EXIT_PROCESS", "RECEIVE_MATCH down", "POP", "POP",
            "MAKE_FUNCTION waits", "SPAWN", "LOAD last", "SUB", "PRINT",
            "MAKE_FUNCTION waits", "SPAWN", "PRINT", "PUSH_INT 0", "EXIT",
            "LABEL one", "LABEL waits", "RECEIVE", "RET",
        ];
        _session.Write("fill.ttvm", [.. fill, .. others, .. end]);
        const string Full = "Too many processes\n";
        var outcome = _session.Run("run", "--engine", engine, "--max-processes", "1000", "fill.ttvm");
        Assert.Equal($"{Full}999\n{Full}{Full}{Full}supervise_failed_Child 'child' does not start\n1\n", outcome.Output);
        Assert.Equal(1, outcome.ExitCode);
        Assert.StartsWith("Error: Too many processes\n", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(outcome, _session.RunWith([("TTIL_MAX_PROCESSES", "1000")], "run", "--engine", engine, "fill.ttvm"));
    }

    [Fact]
    public void The_environment_says_it_for_ttil_and_for_compiled_programs()
    {
        Assert.Equal(0, _session.Run("compile", PingPong).ExitCode);
        (string, string)[] wishes = [("TTIL_SEED", "1"), ("TTIL_TRACE_PROCS", "send"), ("TTIL_PROFILE_PROCS", "1")];
        const string Sends = "0.000000 send 1 -> 2 [ping]\n0.000000 send 2 -> 1 [pong]\npid  start ";
        Assert.StartsWith(Sends, _session.RunWith(wishes, PingPong).Error, StringComparison.Ordinal);
        Assert.StartsWith(Sends, CommandSession.RunDotnet(_session.Folder, "", wishes, ["pingpong.dll"]).Error, StringComparison.Ordinal);
        var malformed = new CommandOutcome(2, "", "Error: TTIL_WORKERS: 'all' is not a number of workers, which is 1 to 1024\n");
        Assert.Equal(malformed, _session.RunWith([("TTIL_WORKERS", "all")], PingPong));
        Assert.Equal(malformed, CommandSession.RunDotnet(_session.Folder, "", [("TTIL_WORKERS", "all")], ["pingpong.dll"]));
    }

    [Fact]
    public void A_program_without_processes_has_nothing_to_show()
    {
        _session.Write("hello.ttvm", "PUSH_STR hello", "PRINT");
        Assert.Equal(
            new CommandOutcome(0, "hello\n", ""),
            _session.Run("--seed", "1", "--trace-procs", "--profile-procs", "--observe", "--workers=1", "--max-processes", "1", "hello.ttvm"));
    }

    [Theory]
    [InlineData("--max-heap and --max-reductions do", "run", "--max-heap", "4K", "--max-reductions", "1", "hello.ttvm")]
    [InlineData("--max-reductions does", "--engine", "interpreter", "--max-reductions", "1", "hello.ttvm")]
    [InlineData("--max-heap does", "explore", "--max-heap", "4K", "hello.ttvm")]
    public void Ceilings_that_do_nothing_are_warned_of(string which, params string[] arguments)
    {
        _session.Write("hello.ttvm", "PUSH_STR hello", "PRINT");
        var outcome = _session.Run(arguments);
        Assert.Equal((0, $"ttil: warning: {which} nothing to a program without process instructions\n"), (outcome.ExitCode, outcome.Error));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void The_coffee_shop_serves_its_customer(string engine)
    {
        string[] lines = File.ReadAllLines(Path.Combine(Cases.CaseCatalog.Root, "examples", "57-coffee-shop.ttvm"));
        string expected = string.Concat(lines.Where(line => line.Contains("; expect: ", StringComparison.Ordinal)).Select(line => line[(line.IndexOf("; expect: ", StringComparison.Ordinal) + 10)..] + "\n"));
        Assert.Equal(new CommandOutcome(0, expected, ""), _session.Run("test-coffee-shop", "--engine", engine));
        Assert.Contains("receive 4 [[drink, latte]]", _session.Run("test-coffee-shop", "--engine", engine, "--trace-procs=receive").Error, StringComparison.Ordinal);
    }
}
