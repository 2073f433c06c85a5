using TinyTotIL.Compiler.Tests.Fakes;

namespace TinyTotIL.Compiler.Tests.LispGeneration;

/// <summary>The instructions that a program in Scheme becomes.</summary>
internal static class LispListing
{
    private const string Path = "main.scm";

    private const string Library =
        "(define-library (ttil scheme) (export call/cc) (import (ttil primitives)) (begin (define (call/cc receiver) (%call/cc receiver))))";

    /// <summary>Compares the instructions of a program with those that are expected.</summary>
    /// <param name="program">The program, which can use primitive procedures and call/cc.</param>
    /// <param name="expected">The instructions but for SOURCE, one to a line.</param>
    public static void Check(string program, string expected) => Assert.Equal(expected, Of(program), ignoreLineEndingDifferences: true);

    /// <summary>The instructions of a program but for SOURCE, one to a line.</summary>
    /// <param name="program">The program, which can use primitive procedures and call/cc.</param>
    public static string Of(string program) => string.Join('\n', Text(program).Split('\n')
        .Select(line => line.Trim())
        .Where(line => line.Length > 0 && !line.StartsWith("SOURCE ", StringComparison.Ordinal)));

    /// <summary>The text of a program.</summary>
    /// <param name="program">The program, which can use primitive procedures and call/cc.</param>
    public static string Text(string program)
    {
        var loaded = Compilation.Load(Path, new MemoryModuleSource()
            .Add("std/ttil/scheme.sld", Library)
            .Add(Path, "(import (ttil primitives) (ttil scheme))\n" + program));
        Assert.True(loaded.Program is not null, string.Join('\n', loaded.Diagnostics.Select(found => found.Message)));
        var (text, diagnostics) = Compilation.WriteText(loaded.Program);
        Assert.Empty(diagnostics);
        return text!;
    }
}
