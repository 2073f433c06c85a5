using System.Text;
using TinyTotIL.Compiler.Diagnostics;
using TinyTotIL.Compiler.Lisp;
using TinyTotIL.Compiler.Modules;
using TinyTotIL.Compiler.Natives;
using TinyTotIL.Compiler.Tests.Fakes;
using TinyTotIL.Compiler.Text;

namespace TinyTotIL.Compiler.Tests.Lisp;

/// <summary>Expands programs with a small standard library of the tests' own, so that expected texts do not depend on the real one.</summary>
internal sealed class LispExpansion
{
    /// <summary>The libraries: all syntax and a few procedures.</summary>
    private const string Foundation = """
        (define-library (ttil scheme)
          (export define define-values define-syntax define-record-type begin include include-ci cond-expand quote quasiquote lambda case-lambda set! if cond
                  case and or when unless do delay delay-force guard syntax-error let let* letrec letrec* let-values let*-values parameterize let-syntax
                  letrec-syntax else => ... _ unquote unquote-splicing syntax-rules
                  list cons car cdr + - * = < > eq? eqv? equal? not vector append twice always compose counter count)
          (import (ttil primitives))
          (begin
            (define-integrable (list . items) items)
            (define-integrable (append . lists) (car lists))
            (define (always value) (lambda (ignored) value))
            (define (compose f g) (lambda (x) (f (g x))))
            (define (twice f) (compose f f))
            (define-record-type counter (make-counter n) counter? (n count))
            (define (%guard choose body) (choose body))
            (define (%parameterize bindings body) (body))
            (define (%binding parameter value) (cons parameter value))
            (define (%make-promise done? value) (vector done? value))
            (define (%receive matcher) (matcher 1))
            (define (%receive-after matcher ms thunk) thunk)))
        """;

    private const string Process = "(define-library (ttil process) (export receive after) (import (ttil primitives)))";

    private const string Base = "(define-library (scheme base) (export define-syntax syntax-rules define lambda if let quote list + ... _) (import (ttil scheme)))";

    private readonly MemoryModuleSource _files = new MemoryModuleSource()
        .Add("std/ttil/scheme.sld", Foundation).Add("std/ttil/process.sld", Process).Add("std/scheme/base.sld", Base);

    /// <summary>What was reported.</summary>
    public DiagnosticBag Diagnostics { get; } = new();

    /// <summary>Where files come from.</summary>
    public IModuleSource Files => _files;

    /// <summary>Adds a file.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="text">Its content.</param>
    public LispExpansion Add(string path, string text)
    {
        _files.Add(path, text);
        return this;
    }

    /// <summary>The core language of a program without what comes from standard libraries, a line for each form.</summary>
    /// <param name="text">The program.</param>
    public string Expand(string text)
    {
        var program = LispSession.ExpandProgram(new SourceText("program.scm", text), _files, NativeTable.Library, Diagnostics);
        Assert.Equal("", Reported());
        return Show(program!, node => node is not LispNode.Define { Variable.Library.IsStandard: true });
    }

    /// <summary>The definitions of standard libraries that come with a program, in order.</summary>
    /// <param name="text">The program.</param>
    public IEnumerable<string> LibraryDefinitions(string text)
    {
        var program = LispSession.ExpandProgram(new SourceText("program.scm", text), _files, NativeTable.Library, Diagnostics);
        Assert.Equal("", Reported());
        return program!.Body.OfType<LispNode.Define>().Where(define => define.Variable.Library is { IsStandard: true }).Select(define => define.Variable.Name);
    }

    /// <summary>What is reported about a program, as people see it.</summary>
    /// <param name="text">The program.</param>
    public string Report(string text)
    {
        LispSession.ExpandProgram(new SourceText("program.scm", text), _files, NativeTable.Library, Diagnostics);
        return Reported();
    }

    /// <summary>The messages about a program.</summary>
    /// <param name="text">The program.</param>
    public IEnumerable<string> Messages(string text)
    {
        LispSession.ExpandProgram(new SourceText("program.scm", text), _files, NativeTable.Library, Diagnostics);
        return Diagnostics.All.Select(diagnostic => $"{diagnostic.Line}:{diagnostic.Column} {diagnostic.Code} {diagnostic.Message}");
    }

    /// <summary>The core language of forms.</summary>
    /// <param name="program">The program.</param>
    /// <param name="isShown">Which of its forms.</param>
    public static string Show(LispProgram program, Func<LispNode, bool> isShown) =>
        LispNodePrinter.Print(program with { Body = [.. program.Body.Where(isShown)] }).TrimEnd('\n');

    private string Reported()
    {
        var text = new StringBuilder();
        foreach (var diagnostic in Diagnostics.All)
        {
            text.Append(diagnostic.Render()).Append('\n');
        }

        return text.ToString().TrimEnd('\n');
    }
}
