using TinyTotIL.Compiler.Emission;
using TinyTotIL.Compiler.Ir;
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

    /// <summary>What a program prints, then its error lines. Function f0 is the top level.</summary>
    /// <param name="functions">Prototypes and functions.</param>
    public static string Run(string functions)
    {
        var console = new FakeConsole();
        var image = new EmittedProgram(Emit(functions).Output).LoadImage(canUnload: true);
        int code = ProgramHost.Run(image, ClosedWorld.With(console), new RuntimeLimits { StackBytes = 64L << 20 });
        return console.Output + console.Errors + (code == 0 ? "" : $"exit code {code}\n");
    }

    /// <summary>The IL of a method.</summary>
    /// <param name="functions">Prototypes and functions.</param>
    /// <param name="method">Name of the method.</param>
    public static string Listing(string functions, string method) => Emit(functions).Listings[method];

    private static EmissionResult Emit(string functions)
    {
        var module = IrReader.ReadModule(Head + "\n" + functions);
        IrVerifier.Verify(module, "test");
        var symbols = new ProgramSymbols([], [.. Enumerable.Range(0, Length).Select(i => (i, "main", i))]);
        return ModuleEmitter.Run(
            module, symbols, new EmissionOptions("prog", TestAssembly.RuntimeBytes, WithSymbols: true, Check: true, WithListings: true));
    }
}
