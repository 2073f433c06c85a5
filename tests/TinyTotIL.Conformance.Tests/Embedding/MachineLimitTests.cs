using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Conformance.Tests.Embedding;

/// <summary>Stopping scripts that do not stop by themselves.</summary>
public sealed class MachineLimitTests
{
    private const string Hoard = """
        MAKE_FUNCTION hoard
        STORE hoard
        EXPORT hoard
        MAKE_FUNCTION deep n
        STORE deep
        EXPORT deep
        MAKE_FUNCTION swarm
        STORE swarm
        EXPORT swarm
        HALT
        LABEL hoard
        MAKE_LIST 0
        LABEL more
        PUSH_STR "x"
        LIST_APPEND
        JMP more
        LABEL deep
        LOAD n
        PUSH_INT 1
        ADD
        CALL deep n
        PUSH_INT 1
        ADD
        RET
        LABEL swarm
        MAKE_FUNCTION child
        SPAWN
        POP
        JMP swarm
        LABEL child
        RECEIVE
        RET
        """;

    [Fact]
    public async Task Cancellation_stops_an_endless_loop_and_leaves_the_machine_usable()
    {
        using var machine = Samples.Start(Samples.Arithmetic, out _);
        await machine.LoadAsync();
        using var source = new CancellationTokenSource();
        var call = machine.CallAsync<Value>("forever", cancellation: source.Token);
        Assert.False(call.IsCompleted);
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal(12, machine.Call<long>("area", 3, 4));
    }

    [Fact]
    public async Task Cancellation_stops_a_whole_run_with_all_its_processes()
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var script = Script.Compile(
            "MAKE_FUNCTION loop\nSPAWN\nPOP\nNATIVE test.started 0\nLABEL loop\nJMP loop\n",
            new ScriptOptions { Functions = new HostFunctions { { "test.started", () => started.TrySetResult() } } });
        using var source = new CancellationTokenSource();
        var run = script.RunAsync(cancellation: source.Token);
        await started.Task;
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
    }

    [Fact]
    public void A_time_limit_stops_the_top_level_a_call_and_a_run()
    {
        var options = new MachineOptions { TimeLimit = TimeSpan.FromMilliseconds(30), Output = TextWriter.Null };
        using var machine = new Machine(Script.Compile(Samples.Arithmetic), options with { TimeLimit = TimeSpan.FromSeconds(2) });
        Assert.Equal(ScriptFailure.TimeLimit, Assert.Throws<ScriptException>(() => machine.Call<Value>("forever")).Failure);
        var endless = Script.Compile("LABEL x\nJMP x\n");
        using var stuck = new Machine(endless, options);
        Assert.Equal(ScriptFailure.TimeLimit, Assert.Throws<ScriptException>(() => stuck.Call<Value>("f")).Failure);
        Assert.Equal(ScriptFailure.TimeLimit, Assert.Throws<ScriptException>(() => stuck.Call<Value>("f")).Failure);
        Assert.Equal(ScriptFailure.TimeLimit, endless.Run(options).Error!.Failure);
    }

    [Fact]
    public void Ceilings_on_memory_reductions_processes_and_the_stack_hold()
    {
        var script = Script.Compile(Hoard);
        Assert.Equal(ScriptFailure.HeapLimit, Failure(script, "hoard", new MachineOptions { MaxHeapBytes = 4 << 20 }).Failure);
        Assert.Equal(ScriptFailure.ReductionLimit, Failure(script, "hoard", new MachineOptions { MaxReductions = 100_000 }).Failure);
        Assert.Equal("Too many processes", Failure(script, "swarm", new MachineOptions { MaxProcesses = 100 }).Message);
        Assert.Equal("Call stack overflow", Failure(script, "deep", new MachineOptions { StackBytes = 1 << 20 }, 0).Message);
        Assert.Equal(ScriptFailure.HeapLimit, Script.Compile("MAKE_LIST 0\nLABEL more\nPUSH_INT 1\nLIST_APPEND\nJMP more\n")
            .Run(new MachineOptions { MaxHeapBytes = 4 << 20, Error = TextWriter.Null }).Error!.Failure);
    }

    [Fact]
    public void A_trusted_script_refuses_limits_it_would_not_heed()
    {
        var script = Script.Compile(Samples.Sequential, new ScriptOptions { IsTrusted = true });
        Assert.Throws<ArgumentException>(() => new Machine(script, new MachineOptions { MaxReductions = 1000 }));
        Assert.Throws<ArgumentException>(() => script.Run(new MachineOptions { TimeLimit = TimeSpan.FromSeconds(1) }));
    }

    private static ScriptException Failure(Script script, string name, MachineOptions options, params List<object?> arguments)
    {
        using var machine = new Machine(script, options);
        return Assert.Throws<ScriptException>(() => machine.CallAsync<Value>(name, arguments).GetAwaiter().GetResult());
    }
}
