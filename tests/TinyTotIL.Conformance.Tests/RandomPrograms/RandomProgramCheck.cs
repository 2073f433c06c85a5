using System.Text;
using TinyTotIL.Compiler;
using TinyTotIL.Conformance.Tests.Fakes;
using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Conformance.Tests.RandomPrograms;

/// <summary>Runs a generated program in every mode and compares.</summary>
internal static class RandomProgramCheck
{
    private const string Input = "first\nsecond é\nthird";

    /// <summary>Says how the modes differ; null when they agree.</summary>
    /// <param name="program">The program.</param>
    public static string? Difference(GeneratedProgram program)
    {
        var outcomes = Enum.GetValues<ExecutionMode>().Select(mode => (Mode: mode, Text: Outcome(program, mode))).ToList();
        bool agree = outcomes.All(outcome => outcome.Text == outcomes[0].Text) && !outcomes[0].Text.Contains("internal error", StringComparison.Ordinal);
        if (agree)
        {
            return null;
        }

        var report = new StringBuilder();
        foreach (var (mode, text) in outcomes)
        {
            report.Append("=== ").Append(mode).Append('\n').Append(text);
        }

        return report.ToString();
    }

    /// <summary>Whether the compiler accepts the program.</summary>
    /// <param name="program">The program.</param>
    public static bool Loads(GeneratedProgram program) => Compilation.Load(program.Path, program.ToSource()).Program is not null;

    /// <summary>What a run does, or how the compiler fails.</summary>
    /// <param name="program">The program.</param>
    /// <param name="mode">How it is run.</param>
    public static string Outcome(GeneratedProgram program, ExecutionMode mode)
    {
        // Each reading of the clock moves it by a second: that is the fuel.
        var console = new FakeConsole(Input);
        var environment = new FakeEnvironment([program.Path, "argument"], [new("NAME", "value")]);
        var host = new HostServices(console, new MemoryFileSystem(), new FakeClock(stepMilliseconds: 1000), environment, new FakeProgramLauncher());
        try
        {
            return ProgramRunner.Run(program.Path, program.ToSource(), mode, console, host, SomePasses(program)).ToString();
        }
        catch (Exception failure)
        {
            return $"internal error in {mode}: {failure}\n";
        }
    }

    /// <summary>The optimizer passes to run: equal programs get the same.</summary>
    /// <param name="program">The program.</param>
    public static PassSelection SomePasses(GeneratedProgram program) =>
        PassSelection.Chosen(program.ToString().Aggregate(17, (sum, unit) => unchecked((sum * 31) + unit)) & int.MaxValue);
}
