using System.Text;
using TinyTotIL.Compiler;
using TinyTotIL.Conformance.Tests.Fakes;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Hosting;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Conformance.Tests.Killing;

/// <summary>A process is killed while it waits for the outside world: the others go on at once, and what comes of its work matters to nobody.</summary>
public sealed class KillingOutsideTests
{
    private const string Path = "main.ttvm";
    private const long Reader = 2;

    /// <summary>Only a test that fails takes so long.</summary>
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(60);

    private static readonly string[] Operations =
    [
        "READ_LINE", "READ_CHAR", "READ_INPUT", "PUSH_STR f\nREAD_FILE", "PUSH_STR text\nPUSH_STR f\nWRITE_FILE", "PUSH_STR text\nPUSH_STR f\nAPPEND_FILE",
        "PUSH_STR f\nREAD_BYTES", "PUSH_STR there\nREAD_BYTES\nPUSH_STR f\nWRITE_BYTES", "PUSH_STR c\nMAKE_LIST 0\nEXEC", "PUSH_STR c\nMAKE_LIST 0\nEXEC_CAPTURE",
        "PUSH_STR h\nPUSH_INT 1\nTCP_CONNECT", "PUSH_STR h\nDNS_RESOLVE", "PUSH_STR u\nHTTP_GET", "PUSH_STR u\nPUSH_STR d\nHTTP_POST",
        "PUSH_STR f\nASYNC_READ\nAWAIT", "PUSH_STR f\nNATIVE stream.open_read 1", "PUSH_STR pipe\nNATIVE stream.open_read 1\nPUSH_INT 5\nSTREAM_READ",
        "PUSH_STR pipe\nNATIVE stream.open_read 1\nNATIVE json.lines 1\nNATIVE json.next 1",
    ];

    public static TheoryData<string, ExecutionMode> Waits()
    {
        var data = new TheoryData<string, ExecutionMode>();
        foreach (string operation in Operations)
        {
            data.Add(operation, ExecutionMode.Interpreted);
            data.Add(operation, ExecutionMode.Compiled);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Waits))]
    public void The_others_go_on_as_if_it_had_ended_by_itself(string operation, ExecutionMode mode)
    {
        string ended = Run("PUSH_STR killed\nEXIT_SELF", "HALT", mode, static _ => { });
        Assert.Equal("{kind: down, pid: 2, reason: killed, ref: mon_1_2}\nexit code 0", ended);
        Assert.Equal(ended, Run(operation, "HALT", mode, static run => run.AwaitEndOfVictim()));
    }

    [Theory]
    [MemberData(nameof(Waits))]
    public void The_program_ends_although_the_work_does_not(string operation, ExecutionMode mode) =>
        Assert.EndsWith("exit code 0", Run(operation, "HALT", mode, static run => run.AwaitEndOfProgram()), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Waits))]
    public void A_deadlock_is_noticed_when_work_has_ended_that_nobody_waits_for(string operation, ExecutionMode mode)
    {
        string outcome = Run(operation, "RECEIVE", mode, static run => run.AwaitRestOfMain());
        Assert.EndsWith("Deadlock: process 1 waits and nothing can wake it\n  process 1 waits at <top level> (main.ttvm:8:1) for any message", outcome, StringComparison.Ordinal);
    }

    private static string Run(string operation, string last, ExecutionMode mode, Action<OutsideRun> wait)
    {
        string text = $"MAKE_FUNCTION reader\nSPAWN_MONITOR\nPOP\nPOP\nRECEIVE_MATCH down\nPOP\nPRINT\n{last}\nHALT\nLABEL reader\nTRY caught\n{operation}\nLABEL caught\nPUSH_STR never\nPRINT\nRET\n";
        var modules = new MemoryModuleSource(new Dictionary<string, byte[]> { [Path] = Encoding.UTF8.GetBytes(text) });
        var loaded = Compilation.Load(Path, modules);
        Assert.True(loaded.Program is not null, string.Join("; ", loaded.Diagnostics.Select(found => found.Message)));
        return new OutsideRun(ProgramRunner.Prepare(Path, modules, loaded.Program, mode), wait).Run();
    }

    /// <summary>A run on two threads whose second process is killed as soon as it waits.</summary>
    private sealed class OutsideRun : ProcessObserver
    {
        private readonly StringBuilder _output = new();
        private readonly TaskCompletionSource _victimEnded = new();
        private readonly TaskCompletionSource _programEnded = new();
        private readonly TaskCompletionSource _waitEnded = new();
        private readonly Scheduler _scheduler;
        private readonly Action<OutsideRun> _wait;
        private readonly WaitingNetwork _network;
        private Process? _victim;
        private VictimEnd? _end;

        public OutsideRun(ProgramImage image, Action<OutsideRun> wait)
        {
            _wait = wait;
            _network = new WaitingNetwork(Wait);
            var world = new WaitingWorld(Wait, Write);
            var host = new HostServices(world, world, new FakeClock(), new FakeEnvironment([Path], []), world) { Network = _network };
            _scheduler = new Scheduler(image, host, limits: null, new SchedulerOptions { Workers = 2, Observer = this });
        }

        public string Run()
        {
            var run = Task.Run(() => _scheduler.Run(ProgramHost.ReportEnd));
            Assert.True(run.Wait(Long), "it does not end");
            _programEnded.SetResult();
            if (_victim is not null)
            {
                Assert.True(_waitEnded.Task.Wait(Long));
            }

            Assert.Empty(_end!.LeftAtOnce(_scheduler, []));
            Assert.True(SpinWait.SpinUntil(() => _network.Opened.TrueForAll(static connection => connection.IsClosed), Long), "a connection is open that belongs to nobody");
            string end = run.Result is { } code ? $"exit code {code}" : string.Join('\n', DeadlockReport.Of(_scheduler).Lines);
            return _output + end;
        }

        public void AwaitEndOfVictim() => Assert.True(_victimEnded.Task.Wait(Long));

        public void AwaitEndOfProgram() => Assert.True(_programEnded.Task.Wait(Long));

        /// <summary>Waits until the main program waits for what will not come, and its worker has had the time to lie down.</summary>
        public void AwaitRestOfMain()
        {
            AwaitEndOfVictim();
            var main = _scheduler.Find(1)!;
            SpinWait.SpinUntil(() => _output.Length > 0 && Volatile.Read(ref main.State) == ProcessState.Waiting, Long);
            for (int i = 0; i < 100_000; i++)
            {
                Thread.Yield();
            }
        }

        public override void Exited(Process process, string reason)
        {
            if (process.Id == Reader)
            {
                _end = new VictimEnd(process, reason);
                _victimEnded.SetResult();
            }
        }

        private void Wait()
        {
            _victim = _scheduler.Find(Reader)!;
            _scheduler.Send(_victim, new ExitSignal(sender: 0, ExitReason.Kill, link: null));
            _wait(this);
            _waitEnded.SetResult();
        }

        private void Write(string text)
        {
            lock (_output)
            {
                _output.Append(text);
            }
        }
    }
}
