using System.Globalization;
using TinyTotIL.Compiler;
using TinyTotIL.Compiler.Bytecode;

namespace TinyTotIL.Conformance.Tests.RandomPrograms;

/// <summary>Programs nobody thought of: all modes must agree on them.</summary>
/// <remarks>
/// <c>TTIL_RANDOM_PROGRAMS</c> sets how many are tried, <c>TTIL_RANDOM_SEED</c> the first seed. A failure prints the seed, a
/// shrunk program and what each mode makes of it; the same seed gives the same program again.
/// </remarks>
public sealed class RandomProgramTests(ITestOutputHelper log)
{
    private const int UsualPrograms = 150;
    private const int Workers = 2;

    [Fact]
    public void All_modes_agree_on_random_programs()
    {
        int first = Setting("TTIL_RANDOM_SEED", 1);
        int count = Setting("TTIL_RANDOM_PROGRAMS", UsualPrograms);
        int failing = int.MaxValue;
        Parallel.For(first, first + count, new ParallelOptions { MaxDegreeOfParallelism = Workers }, (seed, loop) =>
        {
            if (RandomProgramCheck.Difference(ProgramGenerator.Generate(seed)) is not null)
            {
                int lowest;
                while (seed < (lowest = Volatile.Read(ref failing)) && Interlocked.CompareExchange(ref failing, seed, lowest) != lowest)
                {
                }

                loop.Break();
            }
        });

        if (failing != int.MaxValue)
        {
            Assert.Fail(Report(failing));
        }
    }

    [Fact]
    public void The_generator_tries_every_executable_instruction()
    {
        var seen = new HashSet<Opcode>();
        for (int seed = 1; seed <= 600; seed++)
        {
            var loaded = Compilation.Load("main.ttvm", ProgramGenerator.Generate(seed).ToSource());
            foreach (var module in loaded.Program?.Verified.Program.Modules ?? [])
            {
                seen.UnionWith(module.Module?.Instructions.Select(instruction => instruction.Opcode) ?? []);
            }
        }

        // The cases of Scheme try the jumps and tail calls that only its compiler writes.
        seen.UnionWith([Opcode.Extern, Opcode.Jf, Opcode.Jt, Opcode.TailCallProcedure, Opcode.TailApply]);
        var missing = InstructionSet.All.Where(row => !row.Has(InstructionTraits.NeedsProcesses) && !seen.Contains(row.Opcode)).Select(row => row.Opcode);
        Assert.Empty(missing);
    }

    [Fact]
    public void Equal_seeds_give_equal_programs()
    {
        Assert.Equal(ProgramGenerator.Generate(7).ToString(), ProgramGenerator.Generate(7).ToString());
        Assert.NotEqual(ProgramGenerator.Generate(7).ToString(), ProgramGenerator.Generate(8).ToString());
    }

    [Fact]
    public void Most_random_programs_load_and_do_something()
    {
        const int Programs = 300;
        int printing = 0, normal = 0;
        for (int seed = 1; seed <= Programs; seed++)
        {
            var program = ProgramGenerator.Generate(seed);
            Assert.True(RandomProgramCheck.Loads(program), $"Seed {seed} does not load:\n{program}");
            string outcome = RandomProgramCheck.Outcome(program, ExecutionMode.Interpreted);
            string output = outcome[..outcome.IndexOf("--- stderr", StringComparison.Ordinal)];
            printing += output.Count(unit => unit == '\n') >= 8 ? 1 : 0;
            normal += outcome.EndsWith("exit code 0\n", StringComparison.Ordinal) ? 1 : 0;
        }

        log.WriteLine($"{printing} of {Programs} print eight lines or more, {normal} end well");
        Assert.InRange(printing, Programs / 2, Programs);
        Assert.InRange(normal, Programs / 4, Programs * 9 / 10);
    }

    [Fact]
    public void The_shrinker_keeps_what_fails_and_drops_the_rest()
    {
        var program = ProgramGenerator.Generate(3);
        var marked = new GeneratedProgram(program.Modules.SetItem(0, program.Modules[0] with
        {
            Units = program.Modules[0].Units.Insert(program.Modules[0].Units.Length / 2, new GeneratedUnit("PUSH_STR marked")),
        }));
        var shrunk = Shrinker.Shrink(marked, candidate =>
            RandomProgramCheck.Loads(candidate) && candidate.Modules[0].ToString().Contains("PUSH_STR marked", StringComparison.Ordinal));
        Assert.Equal("PUSH_STR marked\n", shrunk.Modules[0].ToString());
        Assert.Single(shrunk.Modules);
    }

    private static string Report(int seed)
    {
        var program = ProgramGenerator.Generate(seed);
        var shrunk = Shrinker.Shrink(
            program, candidate => RandomProgramCheck.Loads(candidate) && RandomProgramCheck.Difference(candidate) is not null);
        return $"Seed {seed}: the modes disagree.\n{shrunk}\n{RandomProgramCheck.Difference(shrunk)}";
    }

    internal static int Setting(string name, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out int value) ? value : usual;
}
