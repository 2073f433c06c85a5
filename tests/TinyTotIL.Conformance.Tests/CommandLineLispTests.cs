namespace TinyTotIL.Conformance.Tests;

/// <summary>Programs in Scheme on the command line, and <c>ttil compile-lisp</c>.</summary>
public sealed class CommandLineLispTests : IDisposable
{
    private readonly CommandSession _session = new();

    public CommandLineLispTests()
    {
        _session.Write("tree.scm", "(define (sum tree)", "  (cond ((pair? tree) (+ (sum (car tree)) (sum (cdr tree))))", "        ((null? tree) 0)", "        (else tree)))", "(display (sum '(1 (2 3) 4)))", "(newline)");
        _session.Write("wrong.scm", "(define (first-of l)", "  (car l))", "(display (first-of 5))");
        _session.Write("small.lisp", "(define x 5)", "(if (> x 3) (print \"big\") (print \"small\"))", "(print (= 1 2))");
    }

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("run", "tree.scm")]
    [InlineData("tree.scm")]
    [InlineData("run", "--engine", "interpreter", "tree.scm")]
    [InlineData("run", "--use-ir", "tree.scm")]
    public void A_program_in_Scheme_runs_like_any_other(params string[] command) =>
        Assert.Equal(new CommandOutcome(0, "10\n", ""), _session.Run(command));

    [Fact]
    public void It_is_compiled_like_any_other()
    {
        Assert.Equal(new CommandOutcome(0, "", ""), _session.Run("compile", "tree.scm", "-o", "out/tree.dll"));
        Assert.Equal(new CommandOutcome(0, "10\n", ""), CommandSession.RunDotnet(_session.Folder, "", [], [_session.PathOf("out/tree.dll")]));
    }

    [Fact]
    public void The_trace_of_an_error_shows_lines_and_names_of_the_program()
    {
        var outcome = _session.Run("run", "wrong.scm");
        Assert.Equal((1, ""), (outcome.ExitCode, outcome.Output));
        Assert.Contains("  at first-of (wrong.scm:2:3)\n  at <top level> (wrong.scm:3:10)\n", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Compile_lisp_writes_text_that_runs_the_same()
    {
        Assert.Equal(new CommandOutcome(0, "Compiled Lisp to out/tree.ttvm\n", ""), _session.Run("compile-lisp", "tree.scm", "out/tree.ttvm"));
        Assert.Equal(new CommandOutcome(0, "10\n", ""), _session.Run("out/tree.ttvm"));
    }

    [Fact]
    public void The_Lisp_of_upstream_prints_truth_values_unless_asked_for_what_upstream_writes()
    {
        Assert.Equal(new CommandOutcome(0, "big\n#f\n", ""), _session.Run("small.lisp"));
        Assert.Equal(0, _session.Run("compile-lisp", "--upstream", "small.lisp", "small.ttvm").ExitCode);
        Assert.Equal(
            "PUSH_INT 5\nSTORE x\nLOAD x\nPUSH_INT 3\nGT\nJZ else_0\nPUSH_STR \"big\"\nPRINT\nJMP end_if_1\nLABEL else_0\nPUSH_STR \"small\"\nPRINT\n"
                + "LABEL end_if_1\nPUSH_INT 1\nPUSH_INT 2\nEQ\nPRINT\nHALT\n",
            File.ReadAllText(_session.PathOf("small.ttvm")));
        Assert.Equal(new CommandOutcome(0, "big\n0\n", ""), _session.Run("small.ttvm"));
    }

    [Theory]
    [InlineData("missing.lisp", "out.ttvm", "Error: Failed to read Lisp file: No such file or directory (os error 2)\n")]
    [InlineData("small.lisp", "tree.scm/out.ttvm", "Error: Failed to create output file: ")]
    public void What_cannot_be_read_or_written_is_said_in_the_words_of_upstream(string input, string output, string error)
    {
        var outcome = _session.Run("compile-lisp", input, output);
        Assert.Equal((1, ""), (outcome.ExitCode, outcome.Output));
        Assert.StartsWith(error, outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mistake_leaves_no_output()
    {
        _session.Write("bad.lisp", "(print 1)", "(* 2 3)");
        var outcome = _session.Run("compile-lisp", "--upstream", "bad.lisp", "bad.ttvm");
        Assert.Equal(1, outcome.ExitCode);
        Assert.StartsWith("Error: Unknown operation: *\nbad.lisp:2:2: error TT4124: ", outcome.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_session.PathOf("bad.ttvm")));
    }

    [Fact]
    public void The_expansion_of_a_program_can_be_seen()
    {
        Assert.Contains("(define sum (lambda (tree) (if (pair? tree) ", _session.Run("dump", "tree.scm", "--after", "expand").Output, StringComparison.Ordinal);
        _session.Write("hello.ttvm", "HALT");
        Assert.Equal((2, ""), (_session.Run("dump", "hello.ttvm", "--after", "expand").ExitCode, _session.Run("dump", "hello.ttvm", "--after", "expand").Output));
    }
}
