using System.Text;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Conformance.Tests.Embedding;

/// <summary>C# code that uses machines as they are not to be used, or that fails itself.</summary>
public sealed class MachineMisuseTests
{
    /// <summary>Most that anything here may take; what hangs fails instead.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task A_function_that_returns_no_task_cannot_begin_a_call_and_does_not_hang(int workers)
    {
        Machine? machine = null;
        var ways = new Func<object?>[]
        {
            () => machine!.CallAsync<string>("other").GetAwaiter().GetResult(),
            () => machine!.InvokeAsync<string>(Value.Null).GetAwaiter().GetResult(),
            () => machine!.SpawnAsync("other").GetAwaiter().GetResult(),
            () => { machine!.LoadAsync().GetAwaiter().GetResult(); return null; },
            () => machine!.Call<string>("other"),
            () => machine!.Get<Value>("other"),
            () => machine!.HasExport("other"),
            () => machine!.CallAsync<string>("other"),
        };
        var script = Compile("LOAD x\nNATIVE test.back 1\nRET", "test.back", (int way) => ways[way]());
        machine = new Machine(script, new MachineOptions { Workers = workers });
        await using (machine)
        {
            var other = await machine.CallAsync<Value>("give");
            ways[1] = () => machine.InvokeAsync<string>(other).GetAwaiter().GetResult();
            for (int way = 0; way < ways.Length; way++)
            {
                var error = await Assert.ThrowsAsync<ScriptException>(() => machine.CallAsync<Value>("f", [way]).WaitAsync(Patience));
                Assert.StartsWith("test.back: InvalidOperationException: A function that a script calls must not keep its thread", error.Message, StringComparison.Ordinal);
            }

            Assert.Equal("other", await machine.CallAsync<string>("other").WaitAsync(Patience));
        }
    }

    [Fact]
    public async Task A_function_that_returns_a_task_may_call_its_machine_and_others_before_its_first_await()
    {
        Machine? machine = null;
        await using var neighbour = new Machine(Script.Compile(Samples.Arithmetic), new MachineOptions { Output = TextWriter.Null });
        var script = Compile("LOAD x\nNATIVE test.back 1\nRET", "test.back", async (long number) =>
            $"{await machine!.CallAsync<string>("other")} {await neighbour.CallAsync<long>("area", [number, number])}");
        machine = new Machine(script, new MachineOptions { Workers = 1 });
        await using (machine)
        {
            Assert.Equal("other 25", await machine.CallAsync<string>("f", [5]).WaitAsync(Patience));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Calls_and_processes_under_way_and_queued_end_with_the_same_exception_when_the_machine_is_disposed_of(bool loops)
    {
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var script = Compile(loops ? "NATIVE test.entered 0\nPOP\nLABEL turn\nJMP turn" : "NATIVE test.entered 0\nPOP\nRECEIVE\nRET", "test.entered", () => entered.TrySetResult());
        var machine = new Machine(script);
        var process = await machine.SpawnAsync("f", 1);
        await entered.Task.WaitAsync(Patience);
        entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = machine.CallAsync<Value>("f", [1]);
        await entered.Task.WaitAsync(Patience);
        var queued = machine.CallAsync<string>("other");
        machine.Dispose();
        foreach (var task in new Task[] { running, queued, process.Completion!, machine.CallAsync<string>("other"), machine.LoadAsync() })
        {
            var error = await Assert.ThrowsAsync<ObjectDisposedException>(() => task.WaitAsync(Patience));
            Assert.Equal(typeof(Machine).FullName, error.ObjectName);
        }
    }

    [Fact]
    public async Task A_machine_that_is_disposed_of_while_it_loads_says_so()
    {
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var script = Script.Compile(
            "NATIVE test.entered 0\nPOP\nLABEL turn\nJMP turn\n", new ScriptOptions { Functions = new HostFunctions { { "test.entered", () => entered.TrySetResult() } } });
        var machine = new Machine(script);
        var load = machine.LoadAsync();
        await entered.Task.WaitAsync(Patience);
        await machine.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => load.WaitAsync(Patience));
    }

    [Fact]
    public void EXIT_of_a_script_is_still_told_from_disposal()
    {
        using var machine = Samples.Start(Samples.Arithmetic, out _);
        var error = Assert.Throws<ScriptException>(() => machine.Call<Value>("leave", 0));
        Assert.Equal((ScriptFailure.Exit, 7), (error.Failure, error.ExitCode));
    }

    [Fact]
    public void Limits_that_make_no_sense_are_refused_when_they_are_set()
    {
        foreach (long bytes in new[] { long.MinValue, -1, 0, 1 })
        {
            Refuses(nameof(MachineOptions.StackBytes), () => new MachineOptions { StackBytes = bytes });
            Refuses(nameof(MachineOptions.MaxHeapBytes), () => new MachineOptions { MaxHeapBytes = bytes });
        }

        foreach (int count in new[] { int.MinValue, -1, 0 })
        {
            Refuses(nameof(MachineOptions.MaxReductions), () => new MachineOptions { MaxReductions = count });
            Refuses(nameof(MachineOptions.MaxProcesses), () => new MachineOptions { MaxProcesses = count });
            Refuses(nameof(MachineOptions.OperandStackValues), () => new MachineOptions { OperandStackValues = count });
            Refuses(nameof(MachineOptions.Workers), () => new MachineOptions { Workers = count });
        }

        foreach (var time in new[] { TimeSpan.MinValue, Timeout.InfiniteTimeSpan, TimeSpan.Zero, TimeSpan.FromTicks(1), TimeSpan.FromDays(50), TimeSpan.MaxValue })
        {
            Refuses(nameof(MachineOptions.TimeLimit), () => new MachineOptions { TimeLimit = time });
        }

        Refuses(nameof(MachineOptions.OperandStackValues), () => new MachineOptions { OperandStackValues = int.MaxValue });
        Refuses(nameof(MachineOptions.Workers), () => new MachineOptions { Workers = int.MaxValue });
        Assert.Equal("StackBytes must be 65536 to 9223372036854775807, or null. (Parameter 'StackBytes')\nActual value was 0.",
            Assert.Throws<ArgumentOutOfRangeException>(() => new MachineOptions { StackBytes = 0 }).Message.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void The_least_and_the_most_that_limits_may_be_work()
    {
        var least = new MachineOptions
        {
            StackBytes = 64 << 10, MaxHeapBytes = 4 << 10, MaxReductions = 1, MaxProcesses = 1, OperandStackValues = 1, Workers = 1, TimeLimit = TimeSpan.FromMilliseconds(1), Output = TextWriter.Null,
        };
        var most = new MachineOptions
        {
            StackBytes = long.MaxValue, MaxHeapBytes = long.MaxValue, MaxReductions = long.MaxValue, MaxProcesses = int.MaxValue, OperandStackValues = Array.MaxLength, Workers = 1024,
            TimeLimit = TimeSpan.FromMilliseconds(uint.MaxValue - 1), Output = TextWriter.Null,
        };
        var script = Script.Compile(Samples.Arithmetic);
        using (var machine = new Machine(script, least with { TimeLimit = null }))
        {
            Assert.Equal("metre", machine.Get<string>("unit"));
        }

        using (var machine = new Machine(script, least))
        {
            Assert.Throws<ScriptException>(() => machine.Call<Value>("forever"));
        }

        using (var machine = new Machine(script, most))
        {
            Assert.Equal(12, machine.Call<long>("area", 3, 4));
        }
    }

    [Fact]
    public void What_a_finder_of_modules_throws_reaches_the_caller_of_the_compiler()
    {
        var own = new InvalidOperationException("no network");
        var options = new ScriptOptions { Modules = ScriptModules.From((string path) => throw own) };
        Assert.Same(own, Assert.Throws<InvalidOperationException>(() => Script.TryCompile("IMPORT a.ttvm\nHALT\n", options)));
        Assert.Same(own, Assert.Throws<InvalidOperationException>(() => Script.Compile("IMPORT a.ttvm\nHALT\n", options)));
        Assert.Same(own, Assert.Throws<InvalidOperationException>(() => Script.Compile("(import (a))", options with { Language = ScriptLanguage.Scheme })));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_a_writer_throws_reaches_the_caller_of_a_run(bool isTrusted)
    {
        var script = Script.Compile("TRY bad\nPUSH_INT 1\nPRINT\nEND_TRY\nHALT\nLABEL bad\nHALT\n", new ScriptOptions { IsTrusted = isTrusted });
        using var writer = new BrokenWriter { IsBroken = true };
        var run = script.RunAsync(new MachineOptions { Output = writer });
        Assert.Same(writer.Failure, await Assert.ThrowsAsync<IOException>(() => run.WaitAsync(Patience)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_a_writer_throws_reaches_the_caller_and_the_machine_can_be_used_on_and_disposed_of(bool isTrusted)
    {
        var script = Script.Compile(
            "MAKE_FUNCTION say x\nSTORE say\nEXPORT say\nHALT\nLABEL say\nLOAD x\nPRINT\nLOAD x\nRET\n", new ScriptOptions { IsTrusted = isTrusted });
        using var writer = new BrokenWriter();
        var machine = new Machine(script, new MachineOptions { Output = writer });
        Assert.Equal(1, await machine.CallAsync<long>("say", [1]).WaitAsync(Patience));
        writer.IsBroken = true;
        var failed = Task.Run(() => machine.Call<long>("say", 2));
        Assert.Same(writer.Failure, await Assert.ThrowsAsync<IOException>(() => failed.WaitAsync(Patience)));
        writer.IsBroken = false;
        Assert.Equal(3, await machine.CallAsync<long>("say", [3]).WaitAsync(Patience));
        await machine.DisposeAsync().AsTask().WaitAsync(Patience);
        Assert.Equal("1\n3\n", writer.ToString());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_top_level_that_a_writer_has_stopped_does_not_run_again(bool isTrusted)
    {
        using var writer = new BrokenWriter { IsBroken = true };
        var machine = new Machine(Script.Compile(Samples.Sequential, new ScriptOptions { IsTrusted = isTrusted }), new MachineOptions { Output = writer });
        Assert.Same(writer.Failure, await Assert.ThrowsAsync<IOException>(() => machine.LoadAsync().WaitAsync(Patience)));
        writer.IsBroken = false;
        var again = await Assert.ThrowsAsync<ScriptException>(() => machine.CallAsync<long>("area", [3, 4]).WaitAsync(Patience));
        Assert.Equal("The top level of the script was stopped by IOException: disk full", again.Message);
        await machine.DisposeAsync().AsTask().WaitAsync(Patience);
        Assert.Equal("", writer.ToString());
    }

    [Fact]
    public async Task A_writer_that_cannot_be_flushed_does_not_keep_a_machine_from_being_disposed_of()
    {
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var writer = new BrokenWriter();
        var machine = new Machine(Compile("NATIVE test.entered 0\nPOP\nRECEIVE\nRET", "test.entered", () => entered.TrySetResult()), new MachineOptions { Output = writer });
        var process = await machine.SpawnAsync("f", 1);
        await entered.Task.WaitAsync(Patience);
        writer.CannotFlush = true;
        Assert.Same(writer.Failure, await Assert.ThrowsAsync<IOException>(() => machine.CallAsync<string>("other").WaitAsync(Patience)));
        Assert.Same(writer.Failure, Assert.Throws<IOException>(machine.Dispose));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => process.Completion!.WaitAsync(Patience));
        machine.Dispose();
    }

    private static void Refuses(string name, Func<MachineOptions> make) => Assert.Equal(name, Assert.Throws<ArgumentOutOfRangeException>(make).ParamName);

    private static Script Compile(string body, string name, Delegate function) => Script.Compile(
        $"""
        MAKE_FUNCTION f x
        STORE f
        EXPORT f
        MAKE_FUNCTION other
        STORE other
        EXPORT other
        MAKE_FUNCTION give
        STORE give
        EXPORT give
        HALT
        LABEL other
        PUSH_STR other
        RET
        LABEL give
        MAKE_FUNCTION other
        RET
        LABEL f
        {body}

        """,
        new ScriptOptions { Functions = new HostFunctions { { name, function } } });

    /// <summary>A writer that can be told to fail.</summary>
    private sealed class BrokenWriter : StringWriter
    {
        public IOException Failure { get; } = new("disk full");

        public bool IsBroken { get; set; }

        public bool CannotFlush { get; set; }

        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(ReadOnlySpan<char> buffer)
        {
            if (IsBroken)
            {
                throw Failure;
            }

            base.Write(buffer);
        }

        public override void Flush()
        {
            if (CannotFlush)
            {
                throw Failure;
            }
        }
    }
}
