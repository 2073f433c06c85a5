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
/// asks for more schedules than four, and then for the scenarios in the other folders and for code without optimization too.
/// </para>
/// </remarks>
public sealed class KillingProgramTests
{
    /// <summary>Environment variable that asks for more.</summary>
    private const string SchedulesVariable = "TTIL_KILL_SCHEDULES";

    private const int UsualSchedules = 4;

    private static readonly int Schedules = Environment.GetEnvironmentVariable(SchedulesVariable) is { Length: > 0 } given
        ? int.Parse(given, CultureInfo.InvariantCulture)
        : UsualSchedules;

    private static readonly ExecutionMode[] Modes = Schedules > UsualSchedules
        ? [ExecutionMode.Interpreted, ExecutionMode.Compiled, ExecutionMode.CompiledUnoptimized]
        : [ExecutionMode.Interpreted, ExecutionMode.Compiled];

    private static readonly ConcurrentDictionary<string, KillingSystem> Programs = [];

    public static TheoryData<string> Systems() => [.. Names(isWide: Schedules > UsualSchedules)];

    /// <summary>All but one: the restarts of that supervisor meet what it is asked for in more orders than so few schedules show.</summary>
    public static TheoryData<string> SystemsOfFewEnds() => [.. Names(isWide: false).Where(name => name != $"{KillingSystem.Folder}a-busy-supervisor.ttvm")];

    [Theory]
    [MemberData(nameof(Systems))]
    public void Whoever_is_killed_whenever_it_is_as_if_it_had_ended_by_itself(string name) =>
        ForEachMoment(name, (run, strike) =>
        {
            var ended = run(strike with { Kind = StrikeKind.OwnEnd });
            var killed = run(strike);
            if (ended.IsComparable)
            {
                CheckEqual(ended.Log, killed.Log, killed);
            }
        });

    [Theory]
    [MemberData(nameof(Systems))]
    public void Whoever_is_killed_does_nothing_more_although_others_run_first(string name) =>
        ForEachMoment(name, (run, strike) => run(strike with { Kind = StrikeKind.LateKill }));

    /// <summary>
    /// Where both engines have the same check points they do the same after each kill; where one of them has more, no end of a program is known to one alone.
    /// </summary>
    [Theory]
    [MemberData(nameof(SystemsOfFewEnds))]
    public void Both_engines_come_to_the_same_ends(string name)
    {
        var system = SystemOf(name);
        var ends = new Dictionary<ExecutionMode, List<StruckRun>[]>();
        foreach (var mode in Modes)
        {
            var image = system.Prepare(mode);
            ends[mode] = [.. Enumerable.Range(0, Schedules).Select(schedule =>
                StruckRun.Of(system, image, schedule).Moments
                    .SelectMany(life => life.Value, (life, moment) => StruckRun.Of(system, image, schedule, new Strike(life.Key, moment, StrikeKind.Kill))).ToList())];
        }

        var interpreted = ends[ExecutionMode.Interpreted];
        foreach (var (mode, compiled) in ends)
        {
            for (int schedule = 0; schedule < Schedules; schedule++)
            {
                if (compiled[schedule].Select(run => run.Strike).SequenceEqual(interpreted[schedule].Select(run => run.Strike)))
                {
                    foreach (var (expected, actual) in interpreted[schedule].Zip(compiled[schedule]))
                    {
                        CheckEqual([expected.Outcome], [actual.Outcome], actual);
                    }
                }
            }

            Assert.Equal(EndsOf(interpreted), EndsOf(compiled));
        }

        static IEnumerable<string> EndsOf(List<StruckRun>[] runs) => runs.SelectMany(list => list).Select(run => $"without {run.Strike?.Victim}:\n{run.Outcome}").Distinct().Order(StringComparer.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public void Whoever_is_killed_from_elsewhere_while_it_runs_does_nothing_after_its_slice(string name)
    {
        ForEachSchedule(name, (run, whole) =>
        {
            foreach (var (victim, acts) in whole.Acts)
            {
                for (int act = 0; act < acts; act++)
                {
                    run(new Strike(victim, act, StrikeKind.KillAmidSlice));
                }
            }
        });
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

            // It goes on at once.
            Opcode.CallCc,

            // When something comes from the network is not for the schedule to say: KillingOutsideTests.
            Opcode.HttpGet, Opcode.HttpPost, Opcode.TcpConnect, Opcode.TcpSend, Opcode.TcpRecv, Opcode.UdpSend, Opcode.UdpRecv, Opcode.DnsResolve,

            // Done at once where everything is determined, and elsewhere long only for much data: KillingBulkTests.
            Opcode.JsonParse, Opcode.JsonStringify, Opcode.CsvParse, Opcode.CsvWrite, Opcode.Compress, Opcode.Decompress, Opcode.Encrypt, Opcode.Decrypt,
            Opcode.Hash, Opcode.StreamRead, Opcode.StreamWrite, Opcode.DbConnect, Opcode.DbQuery, Opcode.DbExec,
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
        CaseCatalog.Cases.Where(name => name.StartsWith(isWide ? "processes/" : KillingSystem.Folder, StringComparison.Ordinal));

    private static KillingSystem SystemOf(string name) => Programs.GetOrAdd(name, static name => new KillingSystem(name));

    /// <summary>Kills each process at each moment between two slices.</summary>
    private static void ForEachMoment(string name, Action<Func<Strike, StruckRun>, Strike> strike) =>
        ForEachSchedule(name, (run, whole) =>
        {
            Assert.NotEmpty(whole.Moments);
            foreach (var (victim, moments) in whole.Moments)
            {
                foreach (int moment in moments)
                {
                    strike(run, new Strike(victim, moment, StrikeKind.Kill));
                }
            }
        });

    /// <summary>Runs a program in both engines, first without a kill and then with those that are asked for. Each run is looked at.</summary>
    private static void ForEachSchedule(string name, Action<Func<Strike, StruckRun>, StruckRun> strike)
    {
        var system = SystemOf(name);
        foreach (var mode in Modes)
        {
            var image = system.Prepare(mode);
            for (int number = 0; number < Schedules; number++)
            {
                int schedule = number;
                strike(choice => Run(choice), Run(choice: null));

                StruckRun Run(Strike? choice)
                {
                    var run = StruckRun.Of(system, image, schedule, choice);
                    Assert.True(run.Complaints.Count == 0, $"{run.Description} ({mode}): {string.Join("; ", run.Complaints.Distinct())}");
                    return run;
                }
            }
        }
    }

    private static void CheckEqual(IReadOnlyList<string> expected, IReadOnlyList<string> actual, StruckRun run)
    {
        int same = expected.Zip(actual).TakeWhile(pair => pair.First == pair.Second).Count();
        Assert.True(
            same == Math.Max(expected.Count, actual.Count),
            $"{run.Description}: after {string.Join(", ", actual.Take(same).TakeLast(5))} [{string.Join(", ", actual.Skip(same).Take(5))}], not [{string.Join(", ", expected.Skip(same).Take(5))}]");
    }
}
