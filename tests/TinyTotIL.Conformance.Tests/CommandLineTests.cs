using TinyTotIL.Compiler;

namespace TinyTotIL.Conformance.Tests;

/// <summary>The command line itself: what is understood, what is refused, and with which exit code.</summary>
public sealed class CommandLineTests : IDisposable
{
    private static readonly string[] Hello = ["PUSH_STR \"hello\"", "PRINT"];

    private readonly CommandSession _session = new();

    public CommandLineTests() => _session.Write("hello.ttvm", Hello);

    public void Dispose() => _session.Dispose();

    [Fact]
    public void Without_arguments_the_help_goes_to_standard_error()
    {
        var outcome = _session.Run();
        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Output));
        Assert.Equal(_session.Run("--help").Output, outcome.Error);
    }

    [Fact]
    public void The_help_names_every_command_and_every_exit_code()
    {
        string help = _session.Run("-h").Output;
        Assert.All(["run", "compile", "check", "dump", "optimize", "explore", "bench", "benchmark-performance", "benchmark-ir-vs-stack", "test-all", "test-coffee-shop", "test-concurrency-bytecode", "test-trap-exit"], command => Assert.Contains($"\n  {command} ", help, StringComparison.Ordinal));
        Assert.All(["0", "n", "1", "2", "35", "70", "141"], code => Assert.Contains($"\n  {code} ", help, StringComparison.Ordinal));
        string page = File.ReadAllText(Path.Combine(Cases.CaseCatalog.Root, "docs", "cli.md"));
        Assert.All(["0", "n", "1", "2", "35", "70", "141"], code => Assert.Contains($"\n| {code} |", page, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--gc-budget does nothing without --gc no-gc", "run", "--gc-budget", "1M")]
    [InlineData("--gc-budget does nothing without --gc no-gc", "run", "--gc", "mark-sweep", "--gc-budget", "1M")]
    [InlineData("--profile-by does nothing without a file of collapsed stacks, such as --profile-out p.folded", "run", "--profile-by", "time")]
    [InlineData("--no-table does nothing without --profile, --gc-stats or --gc-processes", "run", "--no-table")]
    [InlineData("--no-table does nothing without --profile, --gc-stats or --gc-processes", "compile", "--no-table")]
    public void Options_that_do_nothing_are_warned_of(string warning, string command, params string[] options)
    {
        _session.Write("idle.ttvm", "PUSH_INT 1", "PRINT");
        var outcome = _session.Run([command, .. options, "idle.ttvm"]);
        Assert.Equal((0, $"ttil: warning: {warning}\n"), (outcome.ExitCode, outcome.Error));
    }

    [Fact]
    public void Options_that_the_environment_gives_a_meaning_are_not_warned_of()
    {
        _session.Write("idle.ttvm", "PUSH_INT 1", "PRINT");
        Assert.Equal("", _session.RunWith([("TTIL_GC", "no-gc")], "--gc-budget", "1M", "idle.ttvm").Error);
        Assert.Equal("", _session.RunWith([("TTIL_PROFILE_OUT", "p.folded")], "--profile-by", "time", "idle.ttvm").Error);
    }

    [Theory]
    [InlineData("test-nothing", "; 'ttil help' lists them")]
    [InlineData("test-spwn", "; did you mean the command 'test-spawn-comprehensive'?")]
    [InlineData("a", "; 'ttil help' lists them")]
    public void A_word_that_is_no_file_may_have_been_meant_as_a_command(string word, string hint)
    {
        var outcome = _session.Run(word, "b");
        Assert.Equal((1, ""), (outcome.ExitCode, outcome.Output));
        Assert.StartsWith($"Error: File operation failed on {word}: ", outcome.Error, StringComparison.Ordinal);
        Assert.EndsWith($"\nttil: there is no command '{word}' either{hint}\n", outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("no command", _session.Run("run", word).Error, StringComparison.Ordinal);
        Assert.DoesNotContain("no command", _session.Run($"{word}.ttvm").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Compile_and_run_say_where_hooks_come_from()
    {
        _session.Write("idle.ttvm", "PUSH_INT 1", "PRINT");
        Assert.Contains("TTIL_HOOK names their assemblies when it runs", _session.Run("compile", "--hook", "My.dll", "idle.ttvm").Error, StringComparison.Ordinal);
        Assert.Contains("nobody listens until TTIL_HOOK names an assembly", _session.Run("help", "compile").Output, StringComparison.Ordinal);
        Assert.Contains("without --hook each is shown as a line '[hook] ...' on standard error", _session.Run("help", "run").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("run", "--engine", "--max-stack", "--warnings", "--optimize", "-O0", "-O1", "-O2", "--disable-pass")]
    [InlineData("run", "--workers N", "--no-smp", "--seed N", "--max-heap SIZE", "--max-reductions N", "--max-processes N", "--observe", "--trace-procs[=FILTER]", "--profile-procs")]
    [InlineData("explore", "--runs K", "--seed FIRST", "--max-steps N", "--allow-errors", "--max-heap SIZE", "--max-reductions N", "--max-processes N", "--engine ENGINE")]
    [InlineData("test-coffee-shop", "--engine", "--seed", "--trace-procs", "--observe", "--profile-procs")]
    [InlineData("compile", "--output", "-o", "--optimize", "-O0", "-O1", "-O2", "--disable-pass")]
    [InlineData("run", "--run-tests", "--no-table", "--own-arguments", "--clock SECONDS")]
    [InlineData("test-all", "--engine", "--use-ir", "--no-table", "--time-limit SECONDS")]
    [InlineData("test-supervisor-tree", "--engine")]
    [InlineData("check", "--help")]
    [InlineData("dump", "--after", "--passes", "--json", "-O0", "-O1", "-O2", "--disable-pass")]
    [InlineData("optimize", "--disable-pass", "--passes")]
    [InlineData("bench", "--engine", "--rounds", "--json", "--list", "-O0", "-O1", "-O2", "--disable-pass")]
    [InlineData("benchmark-performance", "--help")]
    [InlineData("benchmark-ir-vs-stack", "--help")]
    public void The_help_of_a_command_shows_its_options_and_examples(string command, params string[] options)
    {
        var outcome = _session.Run(command, "--help");
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.All(options, option => Assert.Contains(option, outcome.Output, StringComparison.Ordinal));
        Assert.Contains("Examples:\n  ttil " + command, outcome.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("run")]
    [InlineData("compile")]
    [InlineData("check")]
    [InlineData("dump")]
    public void The_word_help_shows_the_help_too(string command)
    {
        Assert.Equal(_session.Run("--help"), _session.Run("help"));
        Assert.Equal(_session.Run(command, "--help"), _session.Run("help", command));
    }

    [Fact]
    public void A_file_of_the_name_help_is_a_program()
    {
        _session.Write("help", Hello);
        Assert.Equal(new CommandOutcome(0, "hello\n", ""), _session.Run("help"));
        Assert.Equal(new CommandOutcome(0, "hello\n", ""), _session.Run("help", "check"));
    }

    [Fact]
    public void The_version_is_one_line()
    {
        var outcome = _session.Run("--version");
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Matches("^ttil [0-9]+[.][0-9]+[.][0-9]+\n$", outcome.Output);
    }

    [Theory]
    [InlineData("did you mean 'ttil check'?", "chek", "hello.ttvm")]
    [InlineData("did you mean 'ttil help'?", "halp")]
    [InlineData("there is no help about 'chek'; did you mean 'ttil help check'?", "help", "chek")]
    [InlineData("there is no help about 'dump'", "help", "check", "dump")]
    [InlineData("there is no option '-v'; 'ttil --version' shows the version", "-v")]
    [InlineData("there is no option '-V'; 'ttil --version' shows the version", "-V")]
    [InlineData("there is no option '--engin'; did you mean '--engine'?", "--engin", "compiled", "hello.ttvm")]
    [InlineData("there is no option '--outptu'; did you mean '--output'?", "compile", "hello.ttvm", "--outptu=x.dll")]
    [InlineData("there is no option '--colour'\n", "check", "--colour", "hello.ttvm")]
    [InlineData("'interpeter' is not a value of --engine; did you mean 'interpreter'?", "run", "--engine", "interpeter", "hello.ttvm")]
    [InlineData("'everything' is not a value of --after; it is one of expand, parse, verify, lower, optimize, il", "dump", "hello.ttvm", "--after", "everything")]
    [InlineData("FILE is missing", "run")]
    [InlineData("FILE is missing", "check")]
    [InlineData("FILE is missing", "run", "--warnings", "--")]
    [InlineData("--engine needs ENGINE", "run", "--engine")]
    [InlineData("-o needs OUT", "compile", "hello.ttvm", "-o")]
    [InlineData("--trace takes no value: 'foo' is not understood", "--trace=foo", "hello.ttvm")]
    [InlineData("--json takes no value: 'a' is not understood", "dump", "hello.ttvm", "--json:a")]
    [InlineData("one FILE is enough: 'more.ttvm' is not understood", "check", "hello.ttvm", "more.ttvm")]
    [InlineData("'-o' says no form to write", "compile", "hello.ttvm", "--", "-o")]
    [InlineData("'--engine' expects a single argument but 2 were provided", "--engine", "compiled", "--engine", "compiled", "hello.ttvm")]
    [InlineData("there is no benchmark and no file 'fibb'; did you mean 'fib'?", "bench", "loop", "fibb")]
    [InlineData("there is no benchmark and no file 'nonsense'; 'ttil bench --list' shows the benchmarks", "bench", "nonsense")]
    [InlineData("'0' is not a number of rounds, which is 1 to 1000", "bench", "--rounds", "0")]
    [InlineData("'many' is not a number of rounds, which is 1 to 1000", "bench", "fib", "--rounds=many")]
    [InlineData("'fast' is not a value of --engine; it is one of compiled, interpreter, ir, both", "bench", "--engine", "fast")]
    [InlineData("there is no pass 'nonsense'; ", "bench", "--disable-pass", "nonsense", "fib")]
    [InlineData("there is no option '-O3'; the levels are -O0, -O1, -O2\n", "bench", "-O3", "fib")]
    [InlineData("there is no option '-O'; the levels are -O0, -O1, -O2\n", "run", "-O", "hello.ttvm")]
    [InlineData("there is no option '-O2'\n", "check", "-O2", "hello.ttvm")]
    [InlineData("there is no option '-x'\n", "compile", "-x", "hello.ttvm")]
    [InlineData("there is no option '-H'; did you mean '-h'?", "compile", "-H", "hello.ttvm")]
    [InlineData("there is no option '-o'; OUT is the word after FILE", "optimize", "hello.ttvm", "-o", "small.ttvm")]
    [InlineData("--json needs --passes", "dump", "hello.ttvm", "--json")]
    [InlineData("--after and --passes ask for different things", "dump", "hello.ttvm", "--passes", "--after", "optimize")]
    [InlineData("there is no option '--jsn'; did you mean '--json'?", "bench", "--jsn", "fib")]
    [InlineData("'ttil benchmark-performance' takes no FILE: 'fib' is not understood", "benchmark-performance", "fib")]
    [InlineData("'12Q' is not a size", "run", "--max-stack", "12Q", "hello.ttvm")]
    [InlineData("'99999999999G' is not a size", "run", "--max-stack", "99999999999G", "hello.ttvm")]
    [InlineData("'0' is not a number of workers, which is 1 to 1024", "--workers", "0", "hello.ttvm")]
    [InlineData("'x' is not a seed, which is a number from 0 to 18446744073709551615", "run", "--seed=x", "hello.ttvm")]
    [InlineData("--seed needs N", "run", "--seed")]
    [InlineData("'1K' is too small for a process; it takes at least 4K", "--max-heap", "1K", "hello.ttvm")]
    [InlineData("'-1' is not a number of reductions, which is 1 or more", "--max-reductions=-1", "hello.ttvm")]
    [InlineData("'0' is not a number of processes, which is 1 to 2147483647", "--max-processes", "0", "hello.ttvm")]
    [InlineData("--no-smp means one worker, not 4", "--no-smp", "--workers", "4", "hello.ttvm")]
    [InlineData("--seed and --workers: a run with a seed has one worker, not 4", "--seed", "1", "--workers", "4", "hello.ttvm")]
    [InlineData("'snd' is no part of a trace filter; ", "--trace-procs=snd", "hello.ttvm")]
    [InlineData("there is no file 'send'; a filter needs the equals sign: --trace-procs=send\n", "run", "--trace-procs", "send", "hello.ttvm")]
    [InlineData("there is no file '2,exit'; a filter needs the equals sign: --trace-procs=2,exit\n", "--seed", "1", "--trace-procs", "2,exit", "hello.ttvm")]
    [InlineData("FILE is missing", "run", "--trace-procs")]
    [InlineData("FILE is missing", "explore", "--runs", "5")]
    [InlineData("'0' is not a number of runs, which is 1 to 10000000", "explore", "--runs", "0", "hello.ttvm")]
    [InlineData("'0' is not a number of steps, which is 1 or more", "explore", "--max-steps", "0", "hello.ttvm")]
    [InlineData("there is no option '--workers'", "explore", "--workers", "2", "hello.ttvm")]
    [InlineData("'ttil test-coffee-shop' takes no FILE: 'hello.ttvm' is not understood", "test-coffee-shop", "hello.ttvm")]
    [InlineData("'-5' is not a size", "run", "--max-stack", "-5", "hello.ttvm")]
    [InlineData("'63K' is too small for a stack; it takes at least 64K", "run", "--max-stack", "63K", "hello.ttvm")]
    public void Bad_usage_is_explained_and_ends_with_2(string explanation, params string[] arguments)
    {
        var outcome = _session.Run(arguments);
        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Output));
        Assert.Matches("^([A-Z][^\n]*\n)?ttil: ", outcome.Error);
        Assert.Contains(explanation, outcome.Error, StringComparison.Ordinal);
        Assert.Matches("\n'ttil( [a-z-]+)? --help' shows how it is used[.]\n$", outcome.Error);
    }

    [Fact]
    public void A_mistyped_command_is_a_file_if_there_is_one()
    {
        _session.Write("chek", Hello);
        Assert.Equal(new CommandOutcome(0, "hello\n", ""), _session.Run("chek"));
    }

    [Fact]
    public void A_filter_after_a_space_is_a_file_if_there_is_one()
    {
        _session.Write("send", Hello);
        Assert.Equal(new CommandOutcome(0, "hello\n", ""), _session.Run("run", "--trace-procs", "send", "hello.ttvm"));
    }

    [Fact]
    public void After_two_dashes_every_name_is_a_file()
    {
        _session.Write("--help", Hello);
        _session.Write("check", Hello);
        _session.Write("@list", Hello);
        Assert.Equal("hello\n", _session.Run("--", "--help").Output);
        Assert.Equal("hello\n", _session.Run("run", "--", "check").Output);
        Assert.Equal("hello\n", _session.Run("@list").Output);
        Assert.Equal(0, _session.Run("check", "--", "--help").ExitCode);
    }

    [Fact]
    public void A_check_of_a_sound_program_says_nothing() => Assert.Equal(new CommandOutcome(0, "", ""), _session.Run("check", "hello.ttvm"));

    [Fact]
    public void A_check_shows_warnings_and_succeeds()
    {
        _session.Write("import.ttvm", "IMPORT missing.ttvm");
        var outcome = _session.Run("check", "import.ttvm");
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Output));
        Assert.StartsWith("import.ttvm:1:", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("warning TT2002", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "check", "odd.ttvm")]
    [InlineData("hello\n", "run", "--warnings", "odd.ttvm")]
    public void Warnings_about_the_whole_program_are_shown_with_the_others(string output, params string[] arguments)
    {
        _session.Write("odd.ttvm", "PUSH_STR \"hello\"", "PRINT", "HALT now", "LOAD nothing");
        var outcome = _session.Run(arguments);
        Assert.Equal((0, output), (outcome.ExitCode, outcome.Output));
        Assert.Matches("^odd[.]ttvm:3:6: warning TT1026: (.|\n)*\nodd[.]ttvm:4:1: warning TT3106: ", outcome.Error);
        Assert.Equal(new CommandOutcome(0, "hello\n", ""), _session.Run("odd.ttvm"));
    }

    [Fact]
    public void A_module_of_the_library_is_suggested()
    {
        _session.Write("import.ttvm", "IMPORT math");
        Assert.Contains("'math' cannot be read: No such file or directory (os error 2); did you mean 'std/math.ttvm'?", _session.Run("check", "import.ttvm").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_compiled_program_is_told_how_to_run()
    {
        _session.Run("compile", "hello.ttvm", "-o", "out/hello.dll");
        var outcome = _session.Run("out/hello.dll");
        Assert.Equal((1, ""), (outcome.ExitCode, outcome.Output));
        Assert.Contains("error TT1029: this is a compiled assembly, not a program to read; 'dotnet out/hello.dll' runs it", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("run")]
    [InlineData("compile")]
    [InlineData("check")]
    [InlineData("dump")]
    public void A_wrong_program_is_rejected_the_same_way_by_every_command(string command)
    {
        _session.Write("wrong.ttvm", "; a comment", "PRNT");
        Assert.Equal(
            new CommandOutcome(
                1,
                "",
                """
                Error: Parse error on line 2: PRNT
                wrong.ttvm:2:1: error TT1001: unknown instruction 'PRNT'; did you mean 'PRINT'?
                  2 | PRNT
                    | ^^^^

                """),
            _session.Run(command, "wrong.ttvm"));
        Assert.Equal(["hello.ttvm", "wrong.ttvm"], _session.Names());
    }

    [Theory]
    [InlineData("missing.ttvm", "No such file or directory (os error 2)")]
    [InlineData(".", "Is a directory (os error 21)")]
    [InlineData("hello.ttvm/inside.ttvm", "Not a directory (os error 20)")]
    public void A_file_that_cannot_be_read_is_reported_in_the_words_of_the_system(string file, string reason)
    {
        var outcome = _session.Run("run", file);
        Assert.Equal((1, ""), (outcome.ExitCode, outcome.Output));
        Assert.StartsWith($"Error: File operation failed on {file}: {reason}\n", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("error TT2001", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_stage_can_be_dumped()
    {
        var dumps = Compilation.DumpStages.Select(stage => _session.Run("dump", "hello.ttvm", "--after", stage)).ToList();
        Assert.All(dumps, dump => Assert.Equal((0, ""), (dump.ExitCode, dump.Error)));
        Assert.Equal(dumps.Count, dumps.Select(dump => dump.Output).Distinct().Count());
        Assert.Contains("PUSH_STR \"hello\"", dumps[0].Output, StringComparison.Ordinal);
        Assert.Contains("ldstr \"hello\"", dumps[^1].Output, StringComparison.Ordinal);
        Assert.Equal(dumps[^1].Output, _session.Run("dump", "hello.ttvm").Output);
    }

    [Fact]
    public void A_fault_of_ttil_is_one_clear_message_and_ends_with_70()
    {
        string damaged = _session.PathOf("damaged");
        Directory.CreateDirectory(damaged);
        foreach (string file in Directory.EnumerateFiles(CommandSession.ToolFolder))
        {
            File.Copy(file, Path.Combine(damaged, Path.GetFileName(file)));
        }

        File.WriteAllText(Path.Combine(damaged, "Mono.Cecil.dll"), "not an assembly");
        string[] command = [Path.Combine(damaged, "ttil.dll"), "run", "hello.ttvm"];
        var plain = CommandSession.RunDotnet(_session.Folder, "", [("TTIL_TRACE", "")], command);
        Assert.Equal((70, ""), (plain.ExitCode, plain.Output));
        Assert.Matches("^Error: internal error .*\nThis is a fault of ttil, not of your program", plain.Error);
        Assert.DoesNotContain("   at ", plain.Error, StringComparison.Ordinal);

        var traced = CommandSession.RunDotnet(_session.Folder, "", [("TTIL_TRACE", "1")], command);
        Assert.Equal(70, traced.ExitCode);
        Assert.Contains("   at TinyTotIL.", traced.Error, StringComparison.Ordinal);
        Assert.Equal("hello\n", _session.RunTool(damaged, "run", "--engine", "interpreter", "hello.ttvm").Output);
    }
}
