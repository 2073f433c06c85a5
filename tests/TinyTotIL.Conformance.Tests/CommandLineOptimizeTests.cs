namespace TinyTotIL.Conformance.Tests;

/// <summary><c>ttil optimize</c> and <c>--optimize</c>.</summary>
public sealed class CommandLineOptimizeTests : IDisposable
{
    private const string Results =
        """
        === Optimization Results ===
        Instructions: 10 -> 4 (6)
        Constants folded: 4
        Dead instructions removed: 2
        Tail calls optimized: 0
        Memory operations optimized: 0
        Peephole optimizations: 0
        Constants propagated: 2
        Instructions combined: 0
        Jumps threaded: 0


        """;

    private readonly CommandSession _session = new();

    public CommandLineOptimizeTests() => _session.Write(
        "sum.ttvm", "PUSH_INT 2", "PUSH_INT 3", "ADD", "STORE x", "LOAD x", "PRINT", "LOAD x", "PUSH_INT 1", "ADD", "PRINT");

    public void Dispose() => _session.Dispose();

    [Fact]
    public void It_says_what_was_there_what_was_done_and_where_the_result_is()
    {
        const string Analysis =
            """
            === Program Analysis (Before Optimization) ===
            Total instructions: 10
            Constants: 3
            Function calls: 0
            Memory operations: 3
            Jumps: 0


            """;
        Assert.Equal(
            new CommandOutcome(0, Analysis + Results + "Optimized program written to out/small.ttvm\n", ""),
            _session.Run("optimize", "sum.ttvm", "out/small.ttvm"));
        Assert.Equal("    PUSH_INT 5\n    PRINT\n    PUSH_INT 6\n    PRINT\n", File.ReadAllText(_session.PathOf("out/small.ttvm")));
        Assert.Equal(new CommandOutcome(0, "5\n6\n", ""), _session.Run("out/small.ttvm"));
    }

    [Fact]
    public void It_writes_the_binary_form_as_well()
    {
        Assert.Equal(0, _session.Run("optimize", "sum.ttvm", "small.TTB").ExitCode);
        Assert.Equal(new CommandOutcome(0, "5\n6\n", ""), _session.Run("small.TTB"));
    }

    [Theory]
    [InlineData("run", "--optimize", "sum.ttvm")]
    [InlineData("run", "--optimize", "--engine", "interpreter", "sum.ttvm")]
    [InlineData("--optimize", "sum.ttvm")]
    public void The_flag_optimizes_before_the_program_runs(params string[] arguments) =>
        Assert.Equal(new CommandOutcome(0, Results + "5\n6\n", ""), _session.Run(arguments));

    [Fact]
    public void The_flag_optimizes_before_the_program_is_compiled()
    {
        Assert.Equal(new CommandOutcome(0, Results, ""), _session.Run("compile", "--optimize", "sum.ttvm", "-o", "sum.ttb"));
        Assert.Equal(new CommandOutcome(0, Results, ""), _session.Run("compile", "--optimize", "sum.ttvm", "-o", "sum.dll"));
        Assert.Equal(new CommandOutcome(0, "5\n6\n", ""), _session.Run("sum.ttb"));
        Assert.Equal(new CommandOutcome(0, "5\n6\n", ""), CommandSession.RunDotnet(_session.Folder, "", [], ["sum.dll"]));
    }

    [Fact]
    public void The_flag_keeps_errors_with_their_traces()
    {
        _session.Write("boo.ttvm", "PUSH_INT 1", "PUSH_INT 2", "ADD", "PRINT", "CALL f", "HALT", "LABEL f", "PUSH_STR boo", "THROW");
        var plain = _session.Run("boo.ttvm");
        var optimized = _session.Run("--optimize", "boo.ttvm");
        Assert.Equal("Error: Parse error on line 7: Unhandled exception: boo\n  at f (boo.ttvm:9:1)\n  at <top level> (boo.ttvm:5:1)\n", plain.Error);
        Assert.Equal((1, plain.Error), (optimized.ExitCode, optimized.Error));
    }

    [Fact]
    public void Passes_can_be_left_out()
    {
        var outcome = _session.Run("optimize", "sum.ttvm", "small.ttvm", "--disable-pass", "constant-folding", "--disable-pass", "dead-code");
        Assert.Contains("Constants folded: 0\nDead instructions removed: 0\n", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("Constants propagated: 2\n", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_each_pass_changed_is_shown_on_standard_error()
    {
        var outcome = _session.Run("optimize", "--passes", "sum.ttvm", "small.ttvm");
        Assert.StartsWith(
            """
            constant-folding, round 1:
              -      0  PUSH_INT 2
              -      1  PUSH_INT 3
              -      2  ADD
              +      2  PUSH_INT 5
            constant-propagation, round 1:
              -      4  LOAD x
              +      4  PUSH_INT 5

            """,
            outcome.Error,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_that_cannot_be_read_is_reported_in_upstreams_words()
    {
        _session.Write("bad.ttvm", "PUSH_INT 1", "PRNT");
        var outcome = _session.Run("optimize", "bad.ttvm", "out.ttvm");
        Assert.Equal((1, ""), (outcome.ExitCode, outcome.Output));
        Assert.StartsWith("Parse error: Parse error on line 2: PRNT\n", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(["bad.ttvm", "sum.ttvm"], _session.Names());
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_reported_in_upstreams_words()
    {
        _session.Write("folder.ttvm/inside.ttvm", "HALT");
        var outcome = _session.Run("optimize", "sum.ttvm", "folder.ttvm");
        Assert.Equal((1, "Failed to write optimized program: there is a folder of that name\n"), (outcome.ExitCode, outcome.Error));
        Assert.EndsWith("Jumps threaded: 0\n\n", outcome.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Usage: ttil optimize <input.ttvm> <output.ttvm>")]
    [InlineData("Usage: ttil optimize <input.ttvm> <output.ttvm>", "sum.ttvm")]
    [InlineData("Usage: ttil optimize <input.ttvm> <output.ttvm>", "sum.ttvm", "a.ttvm", "b.ttvm")]
    [InlineData("'sum.ttvm' is the program itself", "sum.ttvm", "sum.ttvm")]
    [InlineData("'./sum.ttvm' is the program itself", "sum.ttvm", "./sum.ttvm")]
    [InlineData("the output must end in .ttvm or .ttb", "sum.ttvm", "sum.dll")]
    [InlineData("has no name before its extension", "sum.ttvm", "out/.ttvm")]
    [InlineData("'peep' is not a value of --disable-pass; it is one of constant-folding, ", "sum.ttvm", "a.ttvm", "--disable-pass", "peep")]
    [InlineData("'dead-cod' is not a value of --disable-pass; did you mean 'dead-code'?", "sum.ttvm", "a.ttvm", "--disable-pass", "dead-cod")]
    public void Bad_usage_is_explained(string explanation, params string[] arguments)
    {
        var outcome = _session.Run(["optimize", .. arguments]);
        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Output));
        Assert.Contains(explanation, outcome.Error, StringComparison.Ordinal);
        Assert.Equal(["sum.ttvm"], _session.Names());
    }
}
