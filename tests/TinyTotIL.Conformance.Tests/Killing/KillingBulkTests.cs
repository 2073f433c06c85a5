using System.Text;
using TinyTotIL.Compiler;
using TinyTotIL.Conformance.Tests.Fakes;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Hosting;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Conformance.Tests.Killing;

/// <summary>A process is killed while work on much data is done for it elsewhere: the work is given up, and nothing is left of either.</summary>
public sealed class KillingBulkTests
{
    private const string Path = "main.ttvm";
    private const string Ready = "ready";
    private const long Victim = 2;

    /// <summary>A list of so many numbers takes long enough to be met at work, again and again.</summary>
    private const string Numbers = "PUSH_STR [\nPUSH_STR 1,\nPUSH_INT 300000\nNATIVE string.repeat 2\nCONCAT\nPUSH_STR 1]\nCONCAT\n";

    private const string Rows = "PUSH_TEXT \"1,2\\n\"\nPUSH_INT 100000\nNATIVE string.repeat 2\n";

    private const string Endless = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) ";

    /// <summary>Only a test that fails takes so long.</summary>
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(60);

    /// <summary>What makes the data, and what is done with it over and over.</summary>
    private static readonly (string Data, string Operation)[] Works =
    [
        (Numbers, "JSON_PARSE"), (Numbers + "JSON_PARSE\n", "JSON_STRINGIFY"), (Rows, "CSV_PARSE"), (Rows + "CSV_PARSE\n", "CSV_WRITE"),
        (Numbers, "COMPRESS"), (Numbers + "COMPRESS\n", "DECOMPRESS"), (Numbers, "PUSH_STR key\nENCRYPT"), (Numbers + "PUSH_STR key\nENCRYPT\n", "PUSH_STR key\nDECRYPT"),
        (Numbers, "HASH"), ("PUSH_STR memory\nSTREAM_CREATE\n", $"DUP\n{Numbers}STREAM_WRITE\nPOP\nPUSH_INT 600001\nSTREAM_READ"),
        ("PUSH_STR sqlite::memory:\nDB_CONNECT\n", $"PUSH_STR {Endless}SELECT count(*) FROM c\nDB_QUERY"),
        ("PUSH_STR sqlite::memory:\nDB_CONNECT\n", $"PUSH_STR CREATE TABLE t AS {Endless}SELECT count(*) FROM c\nDB_EXEC"),
        ("NULL\n", "POP\nPUSH_STR sqlite::memory:\nDB_CONNECT"),
    ];

    public static TheoryData<int, ExecutionMode> Cases()
    {
        var data = new TheoryData<int, ExecutionMode>();
        for (int i = 0; i < Works.Length; i++)
        {
            data.Add(i, ExecutionMode.Interpreted);
            data.Add(i, ExecutionMode.Compiled);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_others_go_on_and_nothing_is_left(int work, ExecutionMode mode)
    {
        string text = $"MAKE_FUNCTION victim\nSPAWN_MONITOR\nPOP\nPOP\nRECEIVE_MATCH down\nPOP\nPRINT\nHALT\nLABEL victim\n{Works[work].Data}STORE data\n"
            + $"PUSH_STR {Ready}\nPRINT\nLABEL again\nLOAD data\n{Works[work].Operation}\nPOP\nJMP again\n";
        var modules = new MemoryModuleSource(new Dictionary<string, byte[]> { [Path] = Encoding.UTF8.GetBytes(text) });
        var loaded = Compilation.Load(Path, modules);
        Assert.True(loaded.Program is not null, string.Join("; ", loaded.Diagnostics.Select(found => found.Message)));
        string outcome = new BulkRun(ProgramRunner.Prepare(Path, modules, loaded.Program, mode)).Run();
        Assert.Equal($"{Ready}\n{{kind: down, pid: 2, reason: killed, ref: mon_1_2}}\nexit code 0", outcome);
    }

    /// <summary>A run whose second process is killed at work.</summary>
    private sealed class BulkRun : ProcessObserver
    {
        private readonly StringBuilder _output = new();
        private readonly Scheduler _scheduler;
        private VictimEnd? _end;

        public BulkRun(ProgramImage image)
        {
            var world = new WaitingWorld(static () => { }, Write);
            var host = new HostServices(world, world, new FakeClock(), new FakeEnvironment([Path], []), world) { Databases = new SystemDatabases() };
            _scheduler = new Scheduler(image, host, limits: null, new SchedulerOptions { Workers = 2, Observer = this });
        }

        public string Run()
        {
            var run = Task.Run(() => _scheduler.Run(ProgramHost.ReportEnd));
            Assert.True(SpinWait.SpinUntil(() => run.IsCompleted || IsAtWork(), Long), "it never works");
            Assert.False(run.IsCompleted, _output.ToString());
            _scheduler.Send(_scheduler.Find(Victim)!, new ExitSignal(sender: 0, ExitReason.Kill, link: null));
            Assert.True(run.Wait(Long), "it does not end");
            Assert.Empty(_end!.LeftAtOnce(_scheduler, []));
            Assert.True(_scheduler.Owners.IsEmpty, "something is open");
            return _output + $"exit code {run.Result}";
        }

        public override void Exited(Process process, string reason)
        {
            if (process.Id == Victim)
            {
                _end = new VictimEnd(process, reason);
            }
        }

        private bool IsAtWork()
        {
            lock (_output)
            {
                return _output.Length > 0 && _scheduler.Find(Victim) is { } victim
                    && Volatile.Read(ref victim.State) == ProcessState.Waiting && victim.Details?.Offload is not null;
            }
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
