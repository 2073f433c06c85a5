using System.Text;
using TinyTotIL.Compiler;
using TinyTotIL.Conformance.Tests.Cases;
using TinyTotIL.Conformance.Tests.Fakes;
using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Conformance.Tests;

/// <summary>Methods of .NET called from Scheme by <c>(ttil host)</c>, in both engines.</summary>
public sealed class SchemeForeignFunctionTests
{
    private const string Sample = "TinyTotIL.Conformance.Tests.ForeignSamples";

    private const string Path = "main.scm";

    private static readonly ForeignReferences References = new([typeof(ForeignSamples).Assembly], OffersFramework: true);

    [Theory]
    [InlineData("(define-native (f a b) \"sample.add\") (write (f 2 40))", "42")]
    [InlineData("(define-native (f x) \"System.Math::Sqrt\") (write (list (f 81) (f 2.25)))", "(9.0 1.5)")]
    [InlineData("(define-native (f a b) \"System.Math::Max(long, long)\") (write (map f '(1 20) '(10 2)))", "(10 20)")]
    [InlineData("(define-native (f text) \"" + Sample + "::Words\") (write (f (string-append \"a b\" \" c\")))", "#(\"a\" \"b\" \"c\")")]
    [InlineData("(define-native (f numbers) \"" + Sample + "::Total\") (write (f #(1 2)))", "3")]
    [InlineData("(define-native (f text) \"sample.builder\") (define-native (g builder text) \"sample.append\") (define-native (h builder) \"sample.text\")"
        + " (write (h (g (f \"ab\") \"cd\")))", "\"abcd\"")]
    [InlineData("(define-native (f x) \"System.Math::Sqrt\") (define-native (g x) \"System.Math::Sqrt\") (write (+ (f 4) (g 9)))", "5.0")]
    [InlineData("(define-native (f text) \"sample.fail\") (write (guard (e ((error-object? e) (error-object-message e))) (f \"no\")))",
        "\"sample.fail: InvalidOperationException: no\"")]
    [InlineData("(define-native (f a b) \"sample.add\") (write (guard (e ((error-object? e) 'refused)) (f 2 1/2)))", "refused")]
    public void A_method_is_called_by_its_name(string code, string expected)
    {
        var loaded = Load(code, References);
        Assert.Empty(loaded.Diagnostics);
        foreach (var mode in (ExecutionMode[])[ExecutionMode.Interpreted, ExecutionMode.CompiledUnoptimized, ExecutionMode.Compiled])
        {
            var image = ProgramRunner.Prepare(Path, null!, loaded.Program!, mode);
            var outcome = ProgramRunner.Run(image, Path, new FakeConsole(""), SystemHost.Create([]));
            Assert.Equal((mode, expected, 0), (mode, outcome.Output, outcome.ExitCode));
        }
    }

    [Theory]
    [InlineData("System.Environment::Exit", "'System.Environment::Exit' cannot be called: System.Environment is not for programs")]
    [InlineData("System.Math::Nothing", "'System.Math::Nothing' cannot be called: System.Math has no public static method Nothing")]
    public void A_method_that_cannot_be_called_is_refused_before_the_program_runs(string method, string problem) =>
        Assert.Contains(problem, Load($"(define-native (f) \"{method}\") (f)", References).Diagnostics.Select(found => found.Message));

    [Fact]
    public void Without_leave_there_is_nothing_of_dotnet() => Assert.Contains(
        "'System.Math::Sqrt' cannot be called: a program in a sandbox cannot name methods of .NET itself",
        Load("(define-native (f x) \"System.Math::Sqrt\") (f 1)", ForeignReferences.None).Diagnostics.Select(found => found.Message));

    private static LoadResult Load(string code, ForeignReferences references)
    {
        var files = new Dictionary<string, byte[]> { [Path] = Encoding.UTF8.GetBytes("(import (scheme base) (scheme write) (ttil host))\n" + code + "\n") };
        return Compilation.Load(Path, new MemoryModuleSource(files, new FolderModuleSource(CaseCatalog.Root)), references);
    }
}
