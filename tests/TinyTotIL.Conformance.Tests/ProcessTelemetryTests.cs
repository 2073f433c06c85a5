using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Diagnostics.Tracing;
using System.Text;
using TinyTotIL.Compiler;
using TinyTotIL.Conformance.Tests.Fakes;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Hosting;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Conformance.Tests;

/// <summary>What tools see of processes. Other tests run programs at the same time, so numbers are lower bounds.</summary>
public sealed class ProcessTelemetryTests
{
    private const string Program =
        """
        MAKE_FUNCTION leave
        SPAWN
        STORE other
        PUSH_STR "hello"
        LOAD other
        SEND
        HALT
        LABEL leave
        RECEIVE
        POP
        PUSH_STR "telemetry test"
        EXIT_SELF
        """;

    [Fact]
    public void The_meter_adds_up_what_programs_have_done()
    {
        ProcessTelemetry.Publish();
        var before = Read();
        Run();
        var after = Read();
        Assert.True(Gained("tinytotil.processes.spawned", before, after) >= 2);
        Assert.True(Gained("tinytotil.processes.messages", before, after) >= 1);
        Assert.True(Gained("tinytotil.processes.slices", before, after) >= 2);
        Assert.True(Gained("tinytotil.processes.ended normal", before, after) >= 1);
        Assert.True(Gained("tinytotil.processes.ended other", before, after) >= 1);
        string[] names = ["alive", "ended killed", "ended max_heap", "ended max_reductions", "ended normal", "ended other", "ended shutdown", "messages", "queued", "reductions", "slices", "spawned", "timers"];
        Assert.Equal(names.Select(name => $"tinytotil.processes.{name}"), after.Keys);
    }

    [Fact]
    public void Events_tell_of_starts_ends_and_slices_while_someone_listens()
    {
        ProcessTelemetry.Publish();
        using (var listener = new ProcessEventListener())
        {
            Run();
            Assert.Contains(listener.Events, e => e is ("Spawn", [long, 1L]));
            Assert.Contains(listener.Events, e => e is ("Exit", [long, "telemetry test"]));
            Assert.Contains(listener.Events, e => e is ("Slice", [long, long]));
        }
    }

    private static long Gained(string name, SortedDictionary<string, long> before, SortedDictionary<string, long> after) => after[name] - before[name];

    private static void Run()
    {
        var modules = new MemoryModuleSource(new Dictionary<string, byte[]> { ["leave.ttvm"] = Encoding.UTF8.GetBytes(Program) });
        var host = new HostServices(new FakeConsole(""), new MemoryFileSystem(), new FakeClock(), new FakeEnvironment(["leave"], []), new FakeProgramLauncher());
        var program = Compilation.Load("leave.ttvm", modules).Program!;
        Assert.Equal(0, ProgramHost.Run(Compilation.Interpret(program), host, options: new SchedulerOptions { Workers = 1 }));
    }

    private static SortedDictionary<string, long> Read()
    {
        var values = new SortedDictionary<string, long>(StringComparer.Ordinal);
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == "TinyTotIL.Processes")
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
            values[tags.IsEmpty ? instrument.Name : $"{instrument.Name} {tags[0].Value}"] = value);
        listener.Start();
        listener.RecordObservableInstruments();
        return values;
    }

    /// <summary>Keeps the events of processes.</summary>
    private sealed class ProcessEventListener : EventListener
    {
        public ConcurrentQueue<(string? Name, object?[] Payload)> Events { get; } = [];

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name == "TinyTotIL-Processes")
            {
                EnableEvents(eventSource, EventLevel.Verbose, EventKeywords.All);
            }
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData) => Events?.Enqueue((eventData.EventName, [.. eventData.Payload ?? (IEnumerable<object?>)[]]));
    }
}
