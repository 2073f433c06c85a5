using TinyTotIL.Compiler.Diagnostics;
using TinyTotIL.Compiler.Interpretation;
using TinyTotIL.Compiler.Modules;
using TinyTotIL.Compiler.Verification;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Compiler.Tests.Fakes;

/// <summary>What interpreting a program did.</summary>
/// <param name="Output">Standard output.</param>
/// <param name="Errors">Standard error, as far as the program itself wrote it.</param>
/// <param name="Outcome">How it ended: one of the negative values of <see cref="ProcessContext.Reductions"/>.</param>
/// <param name="Error">The text of an uncaught error, or null.</param>
/// <param name="Raised">The uncaught error, or null.</param>
/// <param name="ExitCode">The code given to EXIT.</param>
/// <param name="Image">The program.</param>
internal sealed record ProgramRun(
    string Output, string Errors, int Outcome, string? Error, RaisedError? Raised, int ExitCode, ProgramImage Image)
{
    public const string MainPath = "main.ttvm";

    /// <summary>The lines printed.</summary>
    public string[] Lines => Output.Split('\n')[..^1];

    /// <summary>The stack trace of the uncaught error.</summary>
    public string[] Trace => [.. Raised!.Frames.Select(address => Image.FrameAt(address).ToString())];

    public static ProgramRun Of(string program, RuntimeLimits? limits = null) =>
        Of(new MemoryModuleSource().Add(MainPath, program), limits);

    /// <summary>Interprets the program <see cref="MainPath"/> of a source.</summary>
    public static ProgramRun Of(MemoryModuleSource source, RuntimeLimits? limits = null)
    {
        var image = Interpreter.CreateImage(Verified(source));
        var console = new FakeConsole();
        var context = new ProcessContext(image, ClosedWorld.With(console), limits);
        image.Modules[0].Body!(context);
        return new ProgramRun(
            console.Output,
            console.Errors,
            context.Reductions,
            context.Raised?.UncaughtText(image, context.Addresses),
            context.Raised,
            context.ExitCode,
            image);
    }

    public static VerifiedProgram Verified(string program) => Verified(new MemoryModuleSource().Add(MainPath, program));

    public static VerifiedProgram Verified(MemoryModuleSource source)
    {
        var diagnostics = new DiagnosticBag();
        var linked = ModuleGraph.Load(MainPath, source, diagnostics);
        Assert.True(linked is not null, string.Join('\n', diagnostics.All));
        var verified = Verifier.Verify(linked, diagnostics);
        Assert.True(verified is not null, string.Join('\n', diagnostics.All));
        return verified;
    }
}
