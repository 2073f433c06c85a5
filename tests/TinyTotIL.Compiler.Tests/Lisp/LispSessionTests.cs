using TinyTotIL.Compiler.Diagnostics;
using TinyTotIL.Compiler.Lisp;
using TinyTotIL.Compiler.Natives;
using TinyTotIL.Compiler.Text;

namespace TinyTotIL.Compiler.Tests.Lisp;

/// <summary>One unit after the other, with names that stay.</summary>
public sealed class LispSessionTests
{
    private readonly DiagnosticBag _diagnostics = new();
    private readonly LispSession _session;
    private int _count;

    public LispSessionTests() =>
        _session = new LispSession("", new LispExpansion().Files, NativeTable.Library, _diagnostics, new LispOptions { IsOpen = true });

    [Fact]
    public void Definitions_and_macros_stay()
    {
        Assert.Equal("(define x 1)", Expand("(define x 1)"));
        Assert.Equal("", Expand("(define-syntax add (syntax-rules () ((_ y) (+ x y))))"));
        Assert.Equal("(+ x 2)", Expand("(add 2)"));
    }

    [Fact]
    public void What_is_not_defined_yet_may_be_later()
    {
        Assert.Equal("(define f (lambda () (later 1)))", Expand("(define (f) (later 1))"));
        Assert.Equal("(define later (lambda (x) x))", Expand("(define (later x) x)"));
        Assert.Equal("(set! new 1)\nnew", Expand("(begin (set! new 1) new)"));
    }

    [Fact]
    public void A_definition_of_a_library_comes_once()
    {
        Assert.Contains("(define twice@ttil/scheme", Expand("(twice car)"), StringComparison.Ordinal);
        Assert.Equal("(twice@ttil/scheme cdr)", Expand("(twice cdr)"));
    }

    [Fact]
    public void A_definition_of_the_users_takes_the_place_of_that_of_a_library_from_then_on()
    {
        Assert.Equal("(car 1)", Expand("(car 1)"));
        Assert.Equal("(define car (lambda (x) (cdr x)))", Expand("(define (car x) (cdr x))"));
        Assert.Equal("(car 1)", Expand("(car 1)"));
    }

    [Fact]
    public void Imports_add_to_what_there_is() =>
        Assert.Equal("(list 1)", Expand("(import (scheme base)) (list 1)"));

    private string Expand(string text)
    {
        var program = _session.ExpandUnit(new SourceText($"unit {_count++}", text));
        Assert.Empty(_diagnostics.All);
        Assert.True(program!.LastValueIsResult);
        return LispExpansion.Show(program, _ => true);
    }
}
