namespace TinyTotIL.Conformance.Tests;

/// <summary><c>ttil repl</c> with its input from a pipe.</summary>
public sealed class CommandLineReplTests : IDisposable
{
    private readonly CommandSession _session = new();

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("compiled")]
    [InlineData("interpreter")]
    [InlineData("ir")]
    public void Each_entry_sees_what_those_before_it_have_defined(string engine)
    {
        var outcome = Enter(
            """
            (define (square x) (* x x))
            (define-syntax twice (syntax-rules () ((_ e) (list e e))))
            (twice (square 5))
            (define (square x) (+ x 1))
            (map square '(1 2 3))
            (define-record-type point (make-point x) point? (x point-x))
            (point-x (make-point 3)) "text" 'symbol
            """,
            "--engine",
            engine);
        Assert.Equal("(25 25)\n(2 3 4)\n3\n\"text\"\nsymbol\n", outcome.Output);
        Assert.Equal("", outcome.Error);
        Assert.Equal(0, outcome.ExitCode);
    }

    [Theory]
    [InlineData("compiled")]
    [InlineData("interpreter")]
    [InlineData("ir")]
    public void An_error_ends_its_entry_and_nothing_else(string engine)
    {
        var outcome = Enter("(define x 1)\n(car x)\n(set! y 2)\n(if)\n(+ x 1)\n", "--engine", engine);
        Assert.Equal("2\n", outcome.Output);
        Assert.Contains("Error: car expects a pair but got 1", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("undefined variable: y", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("'if' is written", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(1, outcome.ExitCode);
    }

    [Fact]
    public void An_entry_that_is_rejected_takes_nothing_of_the_library_with_it()
    {
        var outcome = Enter("(list-copy (if))\n(list-copy '(1 2))\n(vector-map (lambda (x) (if)) #(1))\n(vector-map - #(1))\n");
        Assert.Equal("(1 2)\n#(-1)\n", outcome.Output);
    }

    [Fact]
    public void A_library_defined_in_one_entry_is_there_for_the_next() =>
        Assert.Equal("9\n", Enter("(define-library (q) (export z) (import (scheme base)) (begin (define z 9)))\n(import (q))\nz\n").Output);

    [Fact]
    public void What_evaluation_includes_is_permitted_like_other_reading()
    {
        _session.Write("secret.scm", "1");
        const string Entry = "(eval '(include \"secret.scm\") (environment '(scheme base)))\n(include \"secret.scm\")\n";
        Assert.Equal("1\n1\n", Enter(Entry).Output);
        var outcome = Enter(Entry, "--sandbox");
        Assert.Equal("", outcome.Output);
        Assert.Contains("permission denied", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_too_large_to_evaluate_is_refused_in_words()
    {
        var outcome = Enter("(define (nested n) (if (= n 0) 1 (list '+ 1 (nested (- n 1)))))\n(eval (nested 100) (environment '(scheme base)))\n(eval (nested 4000) (environment '(scheme base)))\n");
        Assert.Equal("101\n", outcome.Output);
        Assert.Contains("too large to be compiled while the program runs", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_entry_that_is_never_whole_is_an_error()
    {
        var outcome = Enter("(display 1");
        Assert.Contains("TT4002", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(1, outcome.ExitCode);
    }

    [Fact]
    public void An_entry_may_have_several_lines_and_a_line_several_entries() =>
        Assert.Equal("3\n1\n2\n", Enter("(+ 1\n   ; one more\n\n   2)\n1 2\n").Output);

    [Fact]
    public void Several_values_stand_on_lines_of_their_own_and_none_on_none() =>
        Assert.Equal("1\n2\n#f\n", Enter("(values 1 2)\n(values)\n(if #f #f)\n#f\n").Output);

    [Fact]
    public void Exit_gives_the_exit_code_and_what_follows_is_not_read()
    {
        var outcome = Enter("(display \"x\")\n(exit 7)\n(display \"y\")\n");
        Assert.Equal("x", outcome.Output);
        Assert.Equal(7, outcome.ExitCode);
    }

    [Fact]
    public void Processes_go_on_between_entries_and_the_mailbox_stays()
    {
        var outcome = Enter("(define me (self))\n(spawn (lambda () (send me 'hello)))\n(receive (x (list x (= me (self)))))\n", "--engine", "compiled");
        Assert.EndsWith("(hello #t)\n", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_continuation_of_an_earlier_entry_goes_on_there()
    {
        var outcome = Enter("(define k #f)\n(define n 0)\n(+ 100 (call/cc (lambda (c) (set! k c) 1)))\n(begin (set! n (+ n 1)) (if (< n 3) (k n) 'done))\n(k 50)\n");
        Assert.Equal("101\n101\n150\n", outcome.Output);
    }

    [Fact]
    public void Waiting_for_what_cannot_come_is_an_error()
    {
        var outcome = Enter("(define x 1)\n(receive (y y))\n(+ x 1)\n");
        Assert.Equal("2\n", outcome.Output);
        Assert.Contains("Deadlock", outcome.Error, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Commands_show_expansions_and_instructions_and_load_files()
    {
        _session.Write("lib.scm", "(define (triple x) (* 3 x))", "(display \"loaded\")", "(newline)");
        var outcome = Enter(",expand (let ((x 1)) (when x 2))\n,dis (+ 1 2)\n,load \"lib.scm\"\n(triple 4)\n,nonsense\n,help\n,quit\n(display 1)\n");
        Assert.Contains("(if x 2", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("NUM_ADD", outcome.Output, StringComparison.Ordinal);
        Assert.EndsWith("loaded\n12\n", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("there is no command ',nonsense'", outcome.Error, StringComparison.Ordinal);
        Assert.Contains(",expand EXPR", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Time_is_told_on_standard_error()
    {
        var outcome = Enter(",time (* 6 7)\n");
        Assert.Equal("42\n", outcome.Output);
        Assert.Matches("^; [0-9.]+ ms, [0-9,]+ bytes allocated\n$", outcome.Error);
    }

    [Fact]
    public void A_program_reads_what_follows_its_own_entry()
    {
        var outcome = Enter("(read-line)\nthis is read\n(read-line)\nand this\n");
        Assert.Equal("\"this is read\"\n\"and this\"\n", outcome.Output);
    }

    [Fact]
    public void A_file_given_is_evaluated_first_and_permissions_hold()
    {
        _session.Write("start.scm", "(define greeting \"hi\")");
        var outcome = Enter("greeting\n(open-input-file \"start.scm\")\n", "--sandbox", "start.scm");
        Assert.Equal("\"hi\"\n", outcome.Output);
        Assert.Contains("File operation failed on start.scm", outcome.Error, StringComparison.Ordinal);
    }

    private CommandOutcome Enter(string input, params string[] arguments) => _session.RunWithInput(input, ["repl", .. arguments]);
}
