using System.Reflection;
using System.Text;
using TinyTotIL.Compiler.Diagnostics;

namespace TinyTotIL.Compiler.Tests.Lisp;

/// <summary>What people are told about mistakes in Scheme.</summary>
public sealed class LispDiagnosticTests
{
    private static readonly Lazy<IReadOnlyList<(string Code, string Program, IReadOnlyList<Diagnostic> Reported)>> Cases =
        new(() => [.. LispDiagnosticCases.All.Select(one => (one.Code, one.Program, Reported(one.Program)))]);

    [Fact]
    public void Every_diagnostic_is_produced_by_a_case()
    {
        var produced = Cases.Value.SelectMany(one => one.Reported).Select(diagnostic => diagnostic.Code);
        var all = typeof(DiagnosticDescriptors).GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.Name.StartsWith("Lisp", StringComparison.Ordinal))
            .Select(field => ((DiagnosticDescriptor)field.GetValue(null)!).Code).Where(code => string.CompareOrdinal(code, "TT4051") < 0);
        Assert.Empty(all.Except(produced));
    }

    [Fact]
    public void A_case_produces_the_diagnostic_it_is_for() =>
        Assert.All(Cases.Value, one => Assert.Contains(one.Reported, diagnostic => diagnostic.Code == one.Code));

    [Fact]
    public void Diagnostics_of_Scheme_look_like_this()
    {
        var page = new StringBuilder();
        foreach (var (code, program, reported) in Cases.Value)
        {
            string shown = program.Length <= 300 ? program : string.Concat(program.AsSpan(0, 40), "...");
            page.Append("=== ").Append(code).Append('\n').Append(shown).Append("\n---\n");
            foreach (var diagnostic in reported)
            {
                // How deep the code may be nested depends on the stack.
                string text = diagnostic.Code == "TT4024" && program.Length > 1000 ? $"{diagnostic.Severity} {diagnostic.Code}: {diagnostic.Message}" : diagnostic.Render();
                page.Append(text).Append("\n\n");
            }
        }

        Snapshot.Verify(page.ToString());
    }

    [Fact]
    public void A_program_with_a_warning_is_a_program() =>
        Assert.Single(Reported("(define (f x) x) (f 1 2)"), diagnostic => diagnostic.Severity == Severity.Warning);

    [Theory]
    [InlineData(")")]
    [InlineData("(nonsense)")]
    [InlineData("(f)")]
    public void Of_many_mistakes_the_first_are_reported(string one)
    {
        var reported = Reported("(define (f x) x)" + string.Concat(Enumerable.Repeat(one, 10_000)) + " (if)");
        Assert.InRange(reported.Count, 101, 103);
        Assert.Equal("TT1022", reported[100].Code);
    }

    [Fact]
    public void An_error_is_found_after_any_number_of_warnings() =>
        Assert.Contains(Reported("(define (f x) x)" + string.Concat(Enumerable.Repeat("(\"\" 1)", 10_000)) + " (if)"), diagnostic => diagnostic.Severity == Severity.Error);

    [Theory]
    [InlineData("(define (f x) x) (set! f car) (f 1 2)")]
    [InlineData("(define (f x) x) (define (f x y) x) (f 1 2)")]
    [InlineData("(let ((f (lambda (x) x))) (set! f car) (f 1 2))")]
    [InlineData("(define (f . x) x) (f) (f 1) (f 1 2)")]
    [InlineData("(lambda (car) (car 1 2))")]
    [InlineData("(append (list 1) (list 2) (list 3))")]
    public void Nothing_is_said_of_a_procedure_that_may_be_another(string program) => Assert.Empty(Reported(program));

    private static IReadOnlyList<Diagnostic> Reported(string program)
    {
        var expansion = LispDiagnosticCases.NewExpansion();
        expansion.Report(program);
        return expansion.Diagnostics.All;
    }
}
