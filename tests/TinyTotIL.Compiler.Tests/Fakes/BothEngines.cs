using TinyTotIL.Runtime.Hosting;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Compiler.Tests.Fakes;

/// <summary>Runs a program compiled, interpreted and in register form, and insists that nobody can tell the difference.</summary>
internal static class BothEngines
{
    private static readonly CompilationOptions Options = new()
    {
        RuntimeAssembly = File.ReadAllBytes(typeof(ProgramHost).Assembly.Location),
        Check = true,
    };

    private static readonly RuntimeLimits Limits = new() { StackBytes = 64L << 20 };

    /// <summary>What the program prints, then its error lines.</summary>
    public static string Output(string program, RuntimeLimits? limits = null) =>
        Output(new MemoryModuleSource().Add(ProgramRun.MainPath, program), limits);

    /// <summary>What the program <see cref="ProgramRun.MainPath"/> of a source prints, then its error lines.</summary>
    public static string Output(MemoryModuleSource source, RuntimeLimits? limits = null)
    {
        string interpreted = Run(Compilation.Interpret(Load(source)), limits ?? Limits);
        string compiled = Run(Emit(source).LoadImage(), limits ?? Limits);
        Assert.Equal(interpreted, compiled);
        Assert.Equal(interpreted, Run(Compilation.ExecuteIr(Load(source), Options), limits ?? Limits));
        return compiled;
    }

    /// <summary>Compiles a program with all checks on.</summary>
    public static EmittedProgram Emit(MemoryModuleSource source) => Compilation.Emit(Load(source), Options);

    /// <summary>Compiles a program at another level of optimization, with all checks on.</summary>
    public static EmittedProgram Emit(MemoryModuleSource source, int level) => Compilation.Emit(Load(source), Options with { OptimizationLevel = level });

    private static LoadedProgram Load(MemoryModuleSource source)
    {
        var loaded = Compilation.Load(ProgramRun.MainPath, source);
        Assert.True(loaded.Program is not null, string.Join('\n', loaded.Diagnostics));
        return loaded.Program;
    }

    private static string Run(ProgramImage image, RuntimeLimits limits)
    {
        var console = new FakeConsole();
        int code = ProgramHost.Run(image, ClosedWorld.With(console), limits);
        return console.Output + console.Errors + (code == 0 ? "" : $"exit code {code}\n");
    }
}
