using System.Globalization;
using System.Text;
using TinyTotIL.Compiler.Tests.Fakes;

namespace TinyTotIL.Compiler.Tests.LispGeneration;

/// <summary>Whole programs: size, names and lines.</summary>
public sealed class ProgramTests
{
    [Fact]
    public void A_long_top_level_is_several_functions()
    {
        var program = new StringBuilder();
        for (int i = 0; i < 1000; i++)
        {
            program.Append(CultureInfo.InvariantCulture, $"(define v{i} (car (cons {i} {i})))\n");
        }

        string text = LispListing.Of(program.ToString());
        Assert.Contains("CALL top-level\nHALT\nLABEL top-level\n", text, StringComparison.Ordinal);
        Assert.Contains("TAIL_CALL top-level.2\nLABEL top-level.2\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_nothing_calls_is_left_out() =>
        LispListing.Check("(define (unused x) (car x))", "HALT");

    [Fact]
    public void A_long_list_keeps_the_stack_low()
    {
        string text = LispListing.Of($"(write (list {string.Join(' ', Enumerable.Range(0, 200))}))");
        Assert.StartsWith("PUSH_DATUM \"()\"\nPUSH_INT 0\nSWAP\nCONS\nPUSH_INT 1\nSWAP\nCONS\n", text, StringComparison.Ordinal);
        Assert.Contains("NATIVE scheme.reverse 1\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_very_long_list_of_simple_constants_is_a_copy_of_a_datum()
    {
        string numbers = string.Join(' ', Enumerable.Range(0, 1000));
        Assert.StartsWith($"PUSH_DATUM \"({numbers})\"\nNATIVE scheme.list-copy 1\n", LispListing.Of($"(write (list {numbers}))"), StringComparison.Ordinal);
        Assert.DoesNotContain("list-copy", LispListing.Of($"(write (list \"a\" {numbers}))"), StringComparison.Ordinal);
    }

    [Fact]
    public void Positions_are_those_of_the_program() =>
        Assert.Contains("LOAD x\n    SOURCE \"main.scm\" 3\n    CAR\n", LispListing.Text("(define (f x)\n  (car x))\n(write (f 1))"), StringComparison.Ordinal);

    [Fact]
    public void A_name_that_text_cannot_hold_is_written_so_that_it_can() =>
        Assert.Contains("CALL a\\x3bb\\x20c d", LispListing.Of("(define (|a;b c| d) (car d))\n(write (|a;b c| 1))"), StringComparison.Ordinal);

    [Fact]
    public void The_text_of_a_program_runs_like_the_program()
    {
        string text = LispListing.Text("(define (sum l) (if (null? l) 0 (+ (car l) (sum (cdr l)))))\n(write (sum '(1 2.5 1/2)))");
        var again = Compilation.Load("main.ttvm", new MemoryModuleSource().Add("main.ttvm", text));
        Assert.Empty(again.Diagnostics);
        Assert.Equal(text, Compilation.WriteText(again.Program!).Text);
    }
}
