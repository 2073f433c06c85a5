using System.Text;
using System.Text.RegularExpressions;
using TinyTotIL.Compiler;
using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Conformance.Tests.Fakes;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Conformance.Tests.RandomPrograms;

/// <summary>Programs of processes that nobody thought of: all modes must agree on them, whoever runs when.</summary>
/// <remarks>
/// <c>TTIL_RANDOM_PROGRAMS</c> sets how many are tried, <c>TTIL_RANDOM_SEED</c> the first seed, as for programs without processes.
/// </remarks>
public sealed partial class RandomProcessTests
{
    private const int UsualPrograms = 40;
    private const int UsualSequentialPrograms = 30;
    private const int Schedules = 3;
    private const int Workers = 2;

    /// <summary>Far more than any needs; what is left of one that fails may be an endless loop.</summary>
    private const long MostSteps = 20_000_000;

    [Fact]
    public void All_modes_and_schedules_agree_on_random_programs_of_processes() =>
        CheckAll(UsualPrograms, ProcessProgramGenerator.Generate);

    [Fact]
    public void A_program_does_the_same_beside_another_process() =>
        CheckAll(UsualSequentialPrograms, seed => BesideAnotherProcess(ProgramGenerator.Generate(seed)));

    [Fact]
    public void The_generator_tries_every_process_instruction()
    {
        var seen = new HashSet<Opcode>();
        for (int seed = 1; seed <= 300; seed++)
        {
            var program = ProcessProgramGenerator.Generate(seed);
            var loaded = Compilation.Load(program.Path, program.ToSource());
            Assert.True(loaded.Program is not null, $"Seed {seed}: {string.Join("; ", loaded.Diagnostics.Select(found => found.Message))}\n{program}");
            foreach (var module in loaded.Program.Verified.Program.Modules)
            {
                seen.UnionWith(module.Module?.Instructions.Select(instruction => instruction.Opcode) ?? []);
            }
        }

        // Forms with another operand do the same work, and what shows the state of others depends on the schedule.
        Opcode[] left =
        [
            Opcode.Send, Opcode.SendNamedTo, Opcode.UnregisterNamed, Opcode.WhereisNamed, Opcode.Link, Opcode.Unlink, Opcode.Monitor,
            Opcode.Demonitor, Opcode.ProcessInfo, Opcode.Processes,
            Opcode.StartSupervisor, Opcode.SuperviseChild, Opcode.SuperviseChildOf, Opcode.RestartChild, Opcode.RestartChildOf, Opcode.Supervise,
            // The cases of Scheme try continuations.
            Opcode.CallCc, Opcode.Continue,
        ];
        seen.UnionWith(left);
        Assert.Superset(new HashSet<Opcode>(InstructionSet.All.Where(row => row.Has(InstructionTraits.NeedsProcesses)).Select(row => row.Opcode)), seen);
    }

    [Fact]
    public void Random_programs_of_processes_end_well()
    {
        for (int seed = 1; seed <= 60; seed++)
        {
            var program = ProcessProgramGenerator.Generate(seed);
            string outcome = Outcome(program, ExecutionMode.Interpreted, seed: 1);
            Assert.StartsWith("[scene0, ", outcome, StringComparison.Ordinal);
            Assert.EndsWith("exit code 0\n", outcome, StringComparison.Ordinal);
            Assert.DoesNotContain("not reached", outcome, StringComparison.Ordinal);
        }
    }

    private static void CheckAll(int usual, Func<int, GeneratedProgram> generate)
    {
        int first = RandomProgramTests.Setting("TTIL_RANDOM_SEED", 1);
        int count = RandomProgramTests.Setting("TTIL_RANDOM_PROGRAMS", usual);
        int failing = int.MaxValue;
        object gate = new();
        Parallel.For(first, first + count, new ParallelOptions { MaxDegreeOfParallelism = Workers }, (seed, loop) =>
        {
            if (Difference(generate(seed)) is not null)
            {
                lock (gate)
                {
                    failing = Math.Min(failing, seed);
                }

                loop.Break();
            }
        });

        if (failing != int.MaxValue)
        {
            var program = generate(failing);
            var shrunk = Shrinker.Shrink(
                program, candidate => RandomProgramCheck.Loads(candidate) && Difference(candidate) is { } difference && !difference.Contains("deadlock", StringComparison.OrdinalIgnoreCase), tries: 600);
            Assert.Fail($"Seed {failing}: runs disagree.\n{shrunk}\n{Difference(shrunk)}\n\nbefore it was shrunk:\n{program}\n{Difference(program)}");
        }
    }

    /// <summary>The program with a process beside it that takes a turn whenever it can, so that it leaves the native stack wherever it may.</summary>
    /// <remarks>The clock is its fuel. Where everything is determined that goes on only when somebody sleeps.</remarks>
    private static GeneratedProgram BesideAnotherProcess(GeneratedProgram program)
    {
        var main = program.Modules[0];
        string[] start = ["MAKE_FUNCTION beside_another", "SPAWN", "POP"];
        string[] beside =
        [
            "HALT", "LABEL beside_another", "PUSH_INT 3000", "STORE turns", "LABEL next_turn", "YIELD",
            "LOAD turns", "PUSH_INT 1", "SUB", "DUP", "STORE turns", "JNZ next_turn", "RET",
        ];
        return program with
        {
            Modules =
            [
                main with { Units = [new GeneratedUnit([.. start]), .. main.Units.Select(WithSleep), new GeneratedUnit([.. beside])] },
                .. program.Modules.Skip(1).Select(module => module with { Units = [.. module.Units.Select(WithSleep)] }),
            ],
        };
    }

    private static GeneratedUnit WithSleep(GeneratedUnit unit) => unit.Lines.Contains("GET_TIME")
        ? new GeneratedUnit([.. unit.Lines.SelectMany<string, string>(line =>
            line == "GET_TIME" ? ["PUSH_INT 1000", "SLEEP", line] : line == UsualDeadline ? [VirtualDeadline] : [line])])
        : unit;

    private static readonly string UsualDeadline = $"PUSH_INT {FakeClock.StartSeconds + ProgramGenerator.FuelSeconds}";

    /// <summary>Where everything is determined, time begins here.</summary>
    private static readonly string VirtualDeadline = $"PUSH_INT {1_000_000_000 + ProgramGenerator.FuelSeconds}";

    private static string? Difference(GeneratedProgram program)
    {
        string? reference = null;
        var report = new StringBuilder();
        bool differs = false;
        foreach (var mode in Enum.GetValues<ExecutionMode>())
        {
            for (ulong seed = 1; seed <= Schedules; seed++)
            {
                string outcome = Outcome(program, mode, seed);
                reference ??= outcome;
                differs |= outcome != reference || outcome.Contains("internal error", StringComparison.Ordinal);
                report.Append("=== ").Append(mode).Append(", schedule ").Append(seed).Append('\n').Append(outcome == reference && mode != 0 ? "the same\n" : outcome);
            }
        }

        return differs ? report.ToString() : null;
    }

    private static string Outcome(GeneratedProgram program, ExecutionMode mode, ulong seed)
    {
        var console = new FakeConsole("first\nsecond");
        var environment = new FakeEnvironment([program.Path, "argument"], [new("NAME", "value")]);
        var host = new HostServices(console, new MemoryFileSystem(), new FakeClock(stepMilliseconds: 1000), environment, new FakeProgramLauncher());
        try
        {
            var outcome = ProgramRunner.Run(
                program.Path, program.ToSource(), mode, console, host, RandomProgramCheck.SomePasses(program), new SchedulerOptions { Seed = seed, MaxSteps = MostSteps });
            return (outcome with { ErrorLines = WithoutOrder(outcome.ErrorLines) }).ToString();
        }
        catch (Exception failure)
        {
            return $"internal error in {mode}: {failure}\n";
        }
    }

    /// <summary>Errors of processes come in any order, and their numbers are given in any order: each error with its trace stands for itself.</summary>
    private static List<string> WithoutOrder(IReadOnlyList<string> lines)
    {
        var errors = new List<string>();
        foreach (string line in lines)
        {
            if (line.StartsWith("  ", StringComparison.Ordinal) && errors.Count > 0)
            {
                errors[^1] += "\n" + ProcessNumber().Replace(line, "N");
            }
            else
            {
                errors.Add(ProcessNumber().Replace(line, "N"));
            }
        }

        return [.. errors.Order(StringComparer.Ordinal)];
    }

    /// <summary>At the beginning of an error, and in the line that says of a process what it is, who started it and what it is linked to.</summary>
    [GeneratedRegex("(?<=(^|: )[Pp]rocess |^  in process (.*(started by|linked to|,) )?)[0-9]+")]
    private static partial Regex ProcessNumber();
}
