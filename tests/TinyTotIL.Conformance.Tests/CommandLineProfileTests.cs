using System.Text.Json;
using System.Xml.Linq;

namespace TinyTotIL.Conformance.Tests;

/// <summary>What a user sees of <c>--profile</c>, <c>--profile-out</c> and <c>--coverage</c>.</summary>
public sealed class CommandLineProfileTests : IDisposable
{
    private readonly CommandSession _session = new();

    public CommandLineProfileTests() => _session.Write(
        "square.ttvm", "PUSH_INT 3", "CALL square n", "PRINT", "HALT", "LABEL square", "LOAD n", "DUP", "MUL", "RET", "LABEL never", "RET");

    public static TheoryData<string> Engines => ["compiled", "interpreter"];

    public static TheoryData<string> AllEngines => ["compiled", "interpreter", "ir"];

    public void Dispose() => _session.Dispose();

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_profile_has_upstreams_lines(string engine)
    {
        var outcome = _session.Run("--engine", engine, "--profile", "--no-table", "square.ttvm");
        Assert.Equal((0, "9\n"), (outcome.ExitCode, outcome.Output));
        Assert.Matches(
            @"\AFunction Summary:\n  fn@0x0004 - 1 calls - \d+\.\d{3} ms - 4 instructions \(square\)\n\nPeak Stack Depth: 2 frames\nTotal Allocations: 0\nPeak Heap Size: \d+ bytes\n\z",
            outcome.Error);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_profile_has_upstreams_tables(string engine)
    {
        string error = _session.Run("run", "--engine", engine, "--profile", "square.ttvm").Error;
        Assert.StartsWith("\n═══ Profiling Results ═══\n", error, StringComparison.Ordinal);
        Assert.Matches(@"│ Function +│ +Calls │ +Time \(ms\) │ +Instructions │ +Avg Time/Call \(μs\) │", error);
        Assert.Matches(@"│ fn@0x0004 square │ +1 │ +\d+\.\d{3} │ +4 │ +\d+\.\d{3} │", error);
        Assert.Matches(@"│ Peak Stack Depth +│ +2 frames │", error);
    }

    [Fact]
    public void A_program_without_calls_has_no_profile()
    {
        _session.Write("flat.ttvm", "PUSH_INT 1", "PRINT");
        Assert.Equal(new CommandOutcome(0, "1\n", ""), _session.Run("--profile", "flat.ttvm"));
    }

    [Fact]
    public void A_trace_with_a_profile_has_both()
    {
        string error = _session.Run("--trace", "--profile", "--no-table", "square.ttvm").Error;
        Assert.Contains("RETURN from fn@0x0004 → Int(9)", error, StringComparison.Ordinal);
        Assert.Contains(" - 4 instructions (square)", error, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_profile_is_written_in_the_form_that_its_file_asks_for(string engine)
    {
        Assert.Equal(new CommandOutcome(0, "9\n", ""), _session.Run("--engine", engine, "--profile-out", "p.speedscope.json", "square.ttvm"));
        using var json = JsonDocument.Parse(File.ReadAllText(_session.PathOf("p.speedscope.json")));
        Assert.Equal(2, json.RootElement.GetProperty("profiles").GetArrayLength());

        Assert.Equal(0, _session.Run("--engine", engine, "--profile-out", "p.folded", "--profile-by", "instructions", "square.ttvm").ExitCode);
        Assert.Equal(
            "process 1: (top level);(top level) (square.ttvm:1) 4\nprocess 1: (top level);(top level) (square.ttvm:1);square (square.ttvm:6) 4\n",
            File.ReadAllText(_session.PathOf("p.folded")));

        Assert.Equal(0, _session.Run("--engine", engine, "--profile-out", "p.html", "square.ttvm").ExitCode);
        Assert.StartsWith("<!DOCTYPE html>", File.ReadAllText(_session.PathOf("p.html")), StringComparison.Ordinal);
        Assert.Equal(["p.folded", "p.html", "p.speedscope.json", "square.ttvm"], _session.Names());
    }

    [Theory]
    [MemberData(nameof(AllEngines))]
    public void What_eval_has_added_is_counted_too(string engine)
    {
        _session.Write(
            "evaluated.scm",
            "(import (scheme base) (scheme write) (scheme eval))",
            "(define f (eval '(lambda (n) (let loop ((i 0)) (if (= i n) i (loop (+ i 1))))) (environment '(scheme base))))",
            "(display (f 1000))");
        var outcome = _session.Run("run", "--engine", engine, "--profile", "--no-table", "evaluated.scm");
        Assert.Equal((0, "1000"), (outcome.ExitCode, outcome.Output));
        Assert.Matches(@"\n  fn@0x[0-9A-F]{4} - 1 calls - \d+\.\d{3} ms - 10009 instructions \(lambda\)\n", outcome.Error);
    }

    [Theory]
    [MemberData(nameof(AllEngines))]
    public void A_Scheme_program_begins_at_its_own_first_line_with_code(string engine)
    {
        _session.Write("loop.scm", "; a comment", "(import (scheme base) (scheme write))", "(define (twice n)", "  (* 2 n))", "(for-each (lambda (n) (display (twice n))) (list 1 2))");
        Assert.Equal(new CommandOutcome(0, "24", ""), _session.Run("run", "--engine", engine, "--profile-out", "p.folded", "--profile-by", "instructions", "loop.scm"));
        Assert.All(
            File.ReadAllLines(_session.PathOf("p.folded")),
            line => Assert.StartsWith("process 1: (top level);(top level) (loop.scm:5)", line, StringComparison.Ordinal));
        foreach (string compiled in new[] { "loop.ttb", "loop.ttvm" })
        {
            Assert.Equal(0, _session.Run("compile", "loop.scm", "-o", compiled).ExitCode);
            Assert.Equal("24", _session.Run("run", "--engine", engine, "--profile-out", "p.folded", compiled).Output);
            Assert.DoesNotContain("(top level) (std/", File.ReadAllText(_session.PathOf("p.folded")), StringComparison.Ordinal);
            Assert.Contains("(top level) (loop.", File.ReadAllText(_session.PathOf("p.folded")), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("--profile", "compiled")]
    [InlineData("--profile", "interpreter")]
    [InlineData("--gc-stats", "compiled")]
    public void A_program_that_a_signal_ends_says_that_it_has_no_tables(string option, string engine)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        // The program says by a file that it runs. What Ctrl-C sends is ignored below some shells, so it is the other signal.
        _session.Write("busy.ttvm", "PUSH_STR running", "PUSH_STR began", "WRITE_FILE", "LABEL busy", "JMP busy");
        string began = _session.PathOf("began");
        File.Delete(began);
        var start = new System.Diagnostics.ProcessStartInfo(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            [Path.Combine(CommandSession.ToolFolder, "ttil.dll"), "run", "--engine", engine, option, "busy.ttvm"])
        {
            WorkingDirectory = _session.Folder,
            RedirectStandardError = true,
        };
        using var process = System.Diagnostics.Process.Start(start)!;
        while (!File.Exists(began) && !process.HasExited)
        {
            Thread.Sleep(20);
        }

        using var kill = System.Diagnostics.Process.Start("/bin/sh", ["-c", $"kill -TERM {process.Id}"]);
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(143, process.ExitCode);
        Assert.StartsWith("no tables: the program ended with exit code 143", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Coverage_without_a_name_is_refused_before_the_program_runs()
    {
        var outcome = _session.Run("run", "--coverage", "", "square.ttvm");
        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Output));
        Assert.StartsWith("ttil: --coverage needs the name of a file\n", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_that_fails_has_a_file_and_no_table()
    {
        _session.Write("fails.ttvm", "CALL f", "LABEL f", "PUSH_INT 1", "PUSH_INT 0", "DIV", "RET");
        var outcome = _session.Run("--profile", "--profile-out", "p.folded", "--profile-by", "instructions", "fails.ttvm");
        Assert.Equal(1, outcome.ExitCode);
        Assert.DoesNotContain("Profiling", outcome.Error, StringComparison.Ordinal);
        Assert.EndsWith("\nno tables: the program ended with exit code 1\n", outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("no tables", _session.Run("--profile-out", "q.folded", "fails.ttvm").Error, StringComparison.Ordinal);
        Assert.EndsWith(";f (fails.ttvm:3) 3\n", File.ReadAllText(_session.PathOf("p.folded")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_is_shown_though_a_file_cannot_be_written()
    {
        var outcome = _session.Run("--profile", "--no-table", "--profile-out", "missing/p.html", "square.ttvm");
        Assert.Equal(1, outcome.ExitCode);
        Assert.StartsWith("Function Summary:\n", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("\nError: 'missing/p.html' cannot be written: ", outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("no tables", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_another_kind_is_refused()
    {
        var outcome = _session.Run("--profile-out", "p.xml", "square.ttvm");
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("'p.xml' is not a file for a profile; its name ends with .speedscope.json, .json, .folded, .txt or .html", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_an_error()
    {
        var outcome = _session.Run("--coverage", "missing/folder/c.xml", "square.ttvm");
        Assert.Equal((1, "9\n"), (outcome.ExitCode, outcome.Output));
        Assert.StartsWith("Error: 'missing/folder/c.xml' cannot be written: ", outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Coverage:", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Coverage_says_which_lines_were_reached(string engine)
    {
        var outcome = _session.Run("--engine", engine, "--coverage", "c.xml", "square.ttvm");
        Assert.Equal(new CommandOutcome(0, "9\n", "Coverage: 8 of 9 lines (88.9 %): c.xml\n"), outcome);
        Assert.Equal("1:1 2:1 3:1 4:1 6:1 7:1 8:1 9:1 11:0", HitsIn("c.xml"));
    }

    [Theory]
    [MemberData(nameof(AllEngines))]
    public void Coverage_of_Scheme_has_the_lines_of_expressions_and_of_procedures_that_nothing_uses(string engine)
    {
        _session.Write(
            "walk.scm",
            "(define (walk xs)",
            "  (if (null? xs)",
            "      0",
            "      (walk (cdr xs))))",
            "(define (never a)",
            "  (display \"never\")",
            "  (let ((b (+ a 1)))",
            "    b))",
            "(display",
            "  (walk (list 1 2)))",
            "(if (= (walk '()) 1)",
            "    (display \"one\")",
            "    (display \"zero\"))",
            "(car '())",
            "(display \"not here\")");
        Assert.Equal(1, _session.Run("--engine", engine, "--coverage", "c.xml", "walk.scm").ExitCode);
        Assert.Equal("2:4 3:2 4:2 6:0 7:0 8:0 9:1 10:1 11:1 12:0 13:1 14:1 15:0", HitsIn("c.xml"));
        var methods = XDocument.Load(_session.PathOf("c.xml")).Descendants("method").Select(method => $"{method.Attribute("name")!.Value} {method.Attribute("line-rate")!.Value}");
        Assert.Equal(["walk 1", "never 0"], methods);
    }

    [Theory]
    [MemberData(nameof(AllEngines))]
    public void Coverage_leaves_out_what_lies_behind_an_error(string engine)
    {
        _session.Write(
            "caught.ttvm",
            "TRY h", "PUSH_INT 0", "CALL f n", "END_TRY", "LABEL h", "PRINT", "PUSH_INT 4", "CALL f n", "PRINT", "HALT",
            "LABEL f", "PUSH_INT 1", "LOAD n", "DIV", "PUSH_INT 5", "MUL", "RET");
        Assert.Equal(0, _session.Run("--engine", engine, "--coverage", "c.xml", "caught.ttvm").ExitCode);
        Assert.Equal("1:1 2:1 3:1 4:0 6:1 7:1 8:1 9:1 10:1 12:2 13:2 14:2 15:1 16:1 17:1", HitsIn("c.xml"));
    }

    [Theory]
    [MemberData(nameof(AllEngines))]
    public void Procedures_of_Scheme_have_their_own_places(string engine)
    {
        _session.Write(
            "squares.scm",
            "(define (count n acc)",
            "  (if (= n 0)",
            "      acc",
            "      (count (- n 1) (+ acc 1))))",
            "(display (count 10 0))",
            "(define kept #f)",
            "(set! kept",
            "  (lambda (x)",
            "    (* x x)))",
            "(display (kept 3))");
        Assert.Equal(
            new CommandOutcome(0, "109", "[hook] 1 Closure kept() at <top level> (squares.scm:8:3)\n"),
            _session.Run("--engine", engine, "--hooks=closures", "squares.scm"));
        Assert.Equal(0, _session.Run("--engine", engine, "--profile-out", "p.folded", "--profile-by", "instructions", "squares.scm").ExitCode);
        string stacks = File.ReadAllText(_session.PathOf("p.folded"));
        Assert.Contains(";count (squares.scm:2) ", stacks, StringComparison.Ordinal);
        Assert.Contains(";kept (squares.scm:9) ", stacks, StringComparison.Ordinal);
    }

    [Fact]
    public void A_compiled_program_shows_its_profile_whoever_runs_it()
    {
        Assert.Equal(0, _session.Run("compile", "--profile", "--no-table", "square.ttvm").ExitCode);
        var outcome = CommandSession.RunDotnet(_session.Folder, "", [("TTIL_PROFILE_OUT", "q.folded")], [_session.PathOf("square.dll")]);
        Assert.Equal((0, "9\n"), (outcome.ExitCode, outcome.Output));
        Assert.Contains("  fn@0x0004 - 1 calls - ", outcome.Error, StringComparison.Ordinal);
        Assert.Contains(";square (square.ttvm:6) ", File.ReadAllText(_session.PathOf("q.folded")), StringComparison.Ordinal);
    }

    [Fact]
    public void Processes_have_profiles_of_their_own()
    {
        _session.Write("two.ttvm", "MAKE_FUNCTION worker", "SPAWN", "POP", "CALL helper", "HALT", "LABEL helper", "RET", "LABEL worker", "CALL helper", "RET");
        Assert.Equal(0, _session.Run("--seed", "1", "--profile-out", "p.folded", "--profile-by", "instructions", "two.ttvm").ExitCode);
        string text = File.ReadAllText(_session.PathOf("p.folded"));
        Assert.Contains("process 1: (top level);(top level) (two.ttvm:1);helper (two.ttvm:7) 1\n", text, StringComparison.Ordinal);
        Assert.Contains("process 2: worker;worker (two.ttvm:9);helper (two.ttvm:7) 1\n", text, StringComparison.Ordinal);
    }

    private string HitsIn(string file)
    {
        var lines = XDocument.Load(_session.PathOf(file)).Descendants("class").Single().Element("lines")!.Elements("line");
        return string.Join(' ', lines.Select(line => $"{line.Attribute("number")!.Value}:{line.Attribute("hits")!.Value}"));
    }
}
