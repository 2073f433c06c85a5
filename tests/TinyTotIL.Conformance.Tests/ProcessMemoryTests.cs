using System.Text;
using TinyTotIL.Compiler;
using TinyTotIL.Conformance.Tests.Fakes;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Hosting;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Conformance.Tests;

/// <summary>What a process holds while it waits. These tests run alone: they look at the whole heap.</summary>
[Collection(nameof(ProcessMemoryTests))]
[CollectionDefinition(nameof(ProcessMemoryTests), DisableParallelization = true)]
public sealed class ProcessMemoryTests(ITestOutputHelper log)
{
    private const int Processes = 100_000;

    /// <summary>All processes wait before the main program goes on: the clock of a run with a seed stands still while any can run.</summary>
    private static readonly string Program = $"""
        SELF
        STORE parent
        PUSH_STR "before"
        PRINT
        PUSH_INT {Processes}
        STORE left
        LABEL start
        CAPTURE parent
        MAKE_LAMBDA wait
        SPAWN
        POP
        LOAD left
        PUSH_INT 1
        SUB
        STORE left
        LOAD left
        JNZ start
        PUSH_INT 1
        RECEIVE_AFTER asleep
        POP
        LABEL asleep
        PUSH_STR "waiting"
        PRINT
        HALT

        LABEL wait
        RECEIVE
        LOAD parent
        SEND
        RET
        """;

    [Fact]
    public void A_waiting_process_holds_less_than_300_bytes()
    {
        var program = Compilation.Load("wait.ttvm", new MemoryModuleSource(new Dictionary<string, byte[]> { ["wait.ttvm"] = Encoding.UTF8.GetBytes(Program) })).Program!;
        var console = new HeapConsole();
        var host = new HostServices(console, new MemoryFileSystem(), new FakeClock(), new FakeEnvironment(["wait"], []), new FakeProgramLauncher());
        Assert.Equal(0, ProgramHost.Run(ProgramRunner.Emit(program).LoadImage(), host, options: new SchedulerOptions { Seed = 1 }));
        Assert.Equal(2, console.Bytes.Count);
        long bytes = (console.Bytes[1] - console.Bytes[0]) / Processes;
        log.WriteLine($"{bytes} bytes");
        Assert.InRange(bytes, 1, 299);
    }
}
