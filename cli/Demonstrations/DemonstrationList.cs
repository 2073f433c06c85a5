using System.Globalization;

namespace TinyTotIL.Cli.Demonstrations;

/// <summary>All demonstrations, by upstream's names for them and with upstream's last lines, in upstream's order.</summary>
internal static class DemonstrationList
{
    private static readonly Demonstration[] All =
    [
        new("test-concurrency", "processes, messages, names and turns together", "All concurrency tests passed!", new("01-concurrency.ttvm"))
        {
            Facts = [Everyone("normal"), Delivered()],
        },
        new("test-monitoring-linking", "monitors and links", "All process monitoring and linking tests passed!", new("02-monitoring-linking.ttvm"))
        {
            Facts = [Some("boom", 2), Some("Division by zero", 1), Some("killed", 1)],
        },
        new("test-multithreaded", "processes on several threads", "All multi-threaded scheduler tests passed!", new("03-multithreaded.ttvm"))
        {
            Workers = SeveralWorkers,
            Facts = [Threads(), Started(17), Everyone("normal")],
        },
        new("test-message-passing", "messages between processes", "All message passing tests passed!", new("04-message-passing.ttvm"))
        {
            Facts = [Started(4)],
        },
        new("test-process-spawning", "what SPAWN starts", "All process spawning tests passed!", new("05-process-spawning.ttvm"))
        {
            Facts = [Children(of: 1, 11), Everyone("normal")],
        },
        new("test-register-whereis", "names of processes", "All REGISTER/WHEREIS tests passed!", new("06-register-whereis.ttvm")),
        new("test-yield-comprehensive", "taking turns", "All comprehensive YIELD tests passed!", new("07-yield.ttvm"))
        {
            Workers = 1,
            Facts = [Alternating(2, 3), Everyone("normal")],
        },
        new("test-spawn-comprehensive", "many processes, and processes that start others", "All comprehensive SPAWN tests passed!", new("08-spawn.ttvm"))
        {
            Facts = [Started(1132), Everyone("normal", except: 1)],
        },
        new("test-send-receive-comprehensive", "sending and receiving in all forms", "All comprehensive SEND/RECEIVE tests passed!", new("09-send-receive.ttvm")),
        new("test-smp-concurrency", "messages across threads", "All SMP scheduler concurrency tests passed!", new("10-smp-concurrency.ttvm"))
        {
            Workers = SeveralWorkers,
            Facts = [Threads(), Started(112), Delivered(), Everyone("normal")],
        },
        new("test-supervisor-tree", "supervisors and their children", "All supervisor tree tests passed!", new("11-supervisor-tree.ttvm")),
        new("test-selective-receive", "choosing among messages", "All selective receive tests passed!", new("12-selective-receive.ttvm"))
        {
            Facts = [Delivered()],
        },
        new("test-trap-exit", "exit signals that become messages", "All trap_exit tests passed!", new("13-trap-exit.ttvm")),
        new("test-process-registry", "names of processes that end", "All process registry cleanup tests passed!", new("14-process-registry.ttvm")),
    ];

    /// <summary>More than one even where there is one core: threads then take turns.</summary>
    private static int SeveralWorkers => Math.Max(2, Environment.ProcessorCount);

    /// <summary>The demonstration of a command.</summary>
    /// <param name="command">One of <see cref="CommandNames.Demonstrations"/>.</param>
    public static Demonstration Find(string command) => Array.Find(All, demonstration => demonstration.Command == command)!;

    private static DemonstrationFact Started(int processes) =>
        new(Invariant($"{processes} processes were started, the main program included"), events => events.Parents.Count == processes ? null : Invariant($"there were {events.Parents.Count}"));

    private static DemonstrationFact Children(long of, int number) => new(
        Invariant($"process {of} has started {number} of them itself"),
        events => events.Parents.Values.Count(parent => parent == of) is var count && count == number ? null : Invariant($"it has started {count}"));

    private static DemonstrationFact Some(string reason, int number) => new(
        Invariant($"{number} {(number == 1 ? "process has" : "processes have")} ended with the reason '{reason}'"),
        events => events.Reasons.Values.Count(found => found == reason) is var count && count == number ? null : Invariant($"there were {count}"));

    private static DemonstrationFact Everyone(string reason, int except = 0) => new(
        Invariant($"all processes{(except == 0 ? "" : Invariant($" but {except}"))} have ended with the reason '{reason}'"),
        events => events.Parents.Keys.Count(process => events.Reasons.GetValueOrDefault(process) != reason) is var others && others == except ? null : Invariant($"{others} have not"));

    private static DemonstrationFact Delivered() => new(
        "every message that was sent was received",
        events => events.Messages == events.Deliveries ? null : Invariant($"{events.Messages} were sent and {events.Deliveries} received"));

    private static DemonstrationFact Threads() => new("more than one thread has run processes", events => events.Threads > 1 ? null : Invariant($"there was {events.Threads}"));

    /// <summary>Neither of two processes that yield has two turns while the other waits for one.</summary>
    private static DemonstrationFact Alternating(long first, long second) => new(
        Invariant($"processes {first} and {second} have had turns in turn, on one thread"),
        events =>
        {
            long[] turns = [.. events.Slices.Where(process => process == first || process == second)];
            int together = Math.Min(turns.Count(process => process == first), turns.Count(process => process == second)) * 2;
            int same = Enumerable.Range(1, Math.Max(0, together - 1)).Count(turn => turns[turn] == turns[turn - 1]);
            return together < 100 ? Invariant($"they had {together} turns") : same > 1 ? Invariant($"{same} times one had two turns in a row") : null;
        });

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
