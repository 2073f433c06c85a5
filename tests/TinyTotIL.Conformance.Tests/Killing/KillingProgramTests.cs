using System.Collections.Concurrent;
using System.Globalization;
using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Conformance.Tests.Cases;
using TinyTotIL.Runtime.Operations;

namespace TinyTotIL.Conformance.Tests.Killing;

/// <summary>
/// The programs in <c>tests/cases/processes/systems</c>, in both engines: whichever of their processes is killed at whichever moment, all others do to the
/// last byte what they do when it ends by itself there with that reason; nobody waits for it, and nothing is left of it.
/// </summary>
/// <remarks>
/// <para>
/// A kill is heeded between two instructions at check points: where a process waits, where it goes back (the interpreter: each jump, call or return to a lower
/// address; compiled code: loops, recursion and calls of values), and when it is to run again. Slices of one reduction end at each check point, so
/// the moments between slices are all there are for a scheduler with one worker. Instructions between two check points are not told apart by a kill: it comes
/// before or after all of them, as it might on a machine that is a little slower. A kill that another worker sends in the middle of them is one amid a slice.
/// </para>
/// <para>
/// Reading a console or a file, and running a program, wait only where there are threads: <see cref="KillingOutsideTests"/> has them. <c>TTIL_KILL_SCHEDULES</c>
/// asks for more schedules than one, and then for the scenarios in the other folders and for code without optimization too.
/// </para>
/// </remarks>
public sealed class KillingProgramTests
{
    /// <summary>Environment variable that asks for more.</summary>
    private const string SchedulesVariable = "TTIL_KILL_SCHEDULES";

    private const string Folder = "processes/systems/";
    private const int UsualSchedules = 1;

    private static readonly int Schedules = Environment.GetEnvironmentVariable(SchedulesVariable) is { Length: > 0 } given
        ? int.Parse(given, CultureInfo.InvariantCulture)
        : UsualSchedules;

    private static readonly ExecutionMode[] Modes = Schedules > UsualSchedules
        ? [ExecutionMode.Interpreted, ExecutionMode.Compiled, ExecutionMode.CompiledUnoptimized]
        : [ExecutionMode.Interpreted, ExecutionMode.Compiled];

    private static readonly ConcurrentDictionary<string, KillingSystem> Programs = [];

    public static TheoryData<string> Systems() => [.. Names(isWide: Schedules > UsualSchedules)];

    [Theory]
    [MemberData(nameof(Systems))]
    public void Whoever_is_killed_whenever_it_is_as_if_it_had_ended_by_itself(string name)
    {
        ForEachMoment(name, (run, victim, moment, where) =>
        {
            var killed = run(new Strike(victim, moment, StrikeKind.Kill));
            var ended = run(new Strike(victim, moment, StrikeKind.OwnEnd));
            Assert.True(!ended.IsComparable || ended.Log.SequenceEqual(killed.Log), $"{where}: {FirstDifference(killed.Log, ended.Log)}");
            Check(ended, where);
            Check(killed, where);
        });
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public void Whoever_is_killed_does_nothing_more_although_others_run_first(string name) =>
        ForEachMoment(name, (run, victim, moment, where) => Check(run(new Strike(victim, moment, StrikeKind.LateKill)), where));

    [Theory]
    [MemberData(nameof(Systems))]
    public void Whoever_is_killed_from_elsewhere_while_it_runs_does_nothing_after_its_slice(string name)
    {
        var system = SystemOf(name);
        foreach (var mode in Modes)
        {
            var image = system.Prepare(mode);
            for (int schedule = 0; schedule < Schedules; schedule++)
            {
                foreach (var (victim, acts) in StruckRun.Of(system, image, schedule).Acts)
                {
                    for (int act = 0; act < acts; act++)
                    {
                        var run = StruckRun.Of(system, image, schedule, new Strike(victim, act, StrikeKind.KillAmidSlice));
                        Check(run, $"{name}, {mode}, schedule {schedule}, {victim} killed at act {act}");
                    }
                }
            }
        }
    }

    /// <summary>Where a process can wait it must be killed somewhere, or a new instruction that waits would go untried.</summary>
    [Fact]
    public void Every_instruction_that_waits_is_one_to_be_killed_at()
    {
        // Their work is done at once where everything is determined; or they leave only to end, so that nothing is left to be killed.
        Opcode[] left =
        [
            Opcode.ReadLine, Opcode.ReadChar, Opcode.ReadInput, Opcode.ReadFile, Opcode.WriteFile, Opcode.AppendFile, Opcode.ReadBytes,
            Opcode.WriteBytes, Opcode.Exec, Opcode.ExecCapture, Opcode.ExitSelf, Opcode.ExitProcess, Opcode.Supervise,
        ];
        HashSet<Opcode> waiting =
        [
            .. InstructionSet.All.Where(row => row.Operation?.Method.IsDefined(typeof(SuspendsAttribute), inherit: false) is true).Select(row => row.Opcode),
            Opcode.ReceiveAfter, Opcode.ReceiveMatch, Opcode.ReceiveMatchOf, Opcode.ReceiveMatchAfter, Opcode.ReceiveMatchOfAfter,
        ];
        waiting.ExceptWith(left);
        foreach (var mode in Modes)
        {
            var met = new HashSet<Opcode>();
            foreach (string name in Names(isWide: false))
            {
                var system = SystemOf(name);
                met.UnionWith(StruckRun.Of(system, system.Prepare(mode), schedule: 0).Places
                    .Select(place => (Opcode: system.OpcodeAt(place.Address), place.Waits))
                    .Where(place => place.Waits || place.Opcode == Opcode.Yield).Select(place => place.Opcode));
            }

            Assert.Equal(waiting.Order(), met.Intersect(waiting).Order());
        }
    }

    private static IEnumerable<string> Names(bool isWide) =>
        CaseCatalog.Cases.Where(name => name.StartsWith(isWide ? "processes/" : Folder, StringComparison.Ordinal));

    private static KillingSystem SystemOf(string name) => Programs.GetOrAdd(name, static name => new KillingSystem(name));

    /// <summary>Strikes at all moments, and compares what both engines then do.</summary>
    private static void ForEachMoment(string name, Action<Func<Strike, StruckRun>, long, int, string> strike)
    {
        var system = SystemOf(name);
        foreach (var mode in Modes)
        {
            var image = system.Prepare(mode);
            for (int schedule = 0; schedule < Schedules; schedule++)
            {
                int number = schedule;
                var whole = StruckRun.Of(system, image, schedule);
                Check(whole, $"{name}, {mode}, schedule {schedule}");
                foreach (var (victim, moments) in whole.Moments)
                {
                    foreach (int moment in moments)
                    {
                        strike(choice => StruckRun.Of(system, image, number, choice), victim, moment, $"{name}, {mode}, schedule {schedule}, {victim} killed at moment {moment}");
                    }
                }
            }
        }
    }

    private static void Check(StruckRun run, string where) => Assert.True(run.Complaints.Count == 0, $"{where}: {string.Join("; ", run.Complaints.Distinct())}");

    private static string FirstDifference(IReadOnlyList<string> killed, IReadOnlyList<string> ended)
    {
        int same = killed.Zip(ended).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"after {string.Join(", ", killed.Take(same).TakeLast(5))}: [{string.Join(", ", killed.Skip(same).Take(5))}], not [{string.Join(", ", ended.Skip(same).Take(5))}]";
    }
}
