using TinyTotIL.Compiler.Emission;
using TinyTotIL.Compiler.Ir;
using TinyTotIL.Compiler.IrExecution;
using TinyTotIL.Compiler.Tests.Fakes;
using TinyTotIL.Runtime.Hosting;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Compiler.Tests.Emission;

/// <summary>Programs written as IR text: every line of a trace is the bytecode index.</summary>
internal static class IrProgram
{
    private const int Length = 100;

    private const string Head = """
        segment_length 256
        module m0 "main" @0 length 100 runs f0
        """;

    /// <summary>What a program prints, then its error lines: the same emitted and executed as it is. Function f0 is the top level.</summary>
    /// <param name="functions">Prototypes and functions.</param>
    public static string Run(string functions)
    {
        string emitted = Run(new EmittedProgram(Emit(functions).Output).LoadImage(canUnload: true));
        Assert.Equal(emitted, Run(new TinyTotIL.Compiler.IrExecution.IrProgram(Read(functions), firstAddress: 0).CreateImage(new IrImageSettings(Symbols, () => InstructionFacts.Empty))));
        return emitted;
    }

    private static string Run(ProgramImage image)
    {
        var console = new FakeConsole();
        int code = ProgramHost.Run(image, ClosedWorld.With(console), new RuntimeLimits { StackBytes = 64L << 20 });
        return console.Output + console.Errors + (code == 0 ? "" : $"exit code {code}\n");
    }

    /// <summary>The IL of a method.</summary>
    /// <param name="functions">Prototypes and functions.</param>
    /// <param name="method">Name of the method.</param>
    public static string Listing(string functions, string method) => Emit(functions).Listings[method];

    private static IrModule Read(string functions)
    {
        var module = IrReader.ReadModule(Head + "\n" + functions);
        IrVerifier.Verify(module, "test");
        return module;
    }

    private static ProgramSymbols Symbols() => new([], [.. Enumerable.Range(0, Length).Select(i => new SourceRow(i, "main", i))]);

    private static EmissionResult Emit(string functions)
    {
        return ModuleEmitter.Run(
            Read(functions), Symbols(), new EmissionOptions("prog", TestAssembly.RuntimeBytes, WithSymbols: true, Check: true, WithListings: true));
    }
}
