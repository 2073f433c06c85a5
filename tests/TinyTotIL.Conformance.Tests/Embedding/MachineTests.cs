using System.Runtime.CompilerServices;
using TinyTotIL.Runtime.Observation;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Conformance.Tests.Embedding;

/// <summary>Calling exports, from one thread and from many.</summary>
public sealed class MachineTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_top_level_runs_once_before_the_first_call(bool isTrusted)
    {
        var output = new StringWriter();
        var script = Script.Compile(Samples.Sequential, new ScriptOptions { IsTrusted = isTrusted });
        Assert.Equal(!isTrusted, script.IsInterruptible);
        using var machine = new Machine(script, new MachineOptions { Output = output });
        Assert.Equal("", output.ToString());
        Assert.Equal(12, machine.Call<long>("area", 3, 4));
        Assert.Equal(5.0, machine.Call<double>("area", 2.5, 2));
        Assert.Equal("metre", machine.Get<string>("unit"));
        Assert.Equal("loaded\n", output.ToString());
        Assert.True(machine.HasExport("area"));
        Assert.False(machine.HasExport("volume"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_error_has_its_text_its_calls_and_its_value_and_the_machine_goes_on(bool isTrusted)
    {
        using var machine = new Machine(
            Script.Compile(Samples.Sequential, new ScriptOptions { Name = "sample.ttvm", IsTrusted = isTrusted }), new MachineOptions { Output = TextWriter.Null });
        for (int i = 0; i < 2; i++)
        {
            var error = Assert.Throws<ScriptException>(() => machine.Call<long>("divide", 1, 0));
            Assert.Equal((ScriptFailure.Error, "Division by zero"), (error.Failure, error.Message));
            Assert.Contains("divide (sample.ttvm:", Assert.Single(error.ScriptStackTrace), StringComparison.Ordinal);
            Assert.Equal("Division by zero", ((ExceptionValue)error.ErrorValue.Tag!).Message);
            Assert.Equal(3, machine.Call<long>("divide", 6, 2));
        }
    }

    [Fact]
    public void What_is_not_exported_and_what_is_no_function_are_errors()
    {
        using var machine = Samples.Start(Samples.Arithmetic, out _);
        Assert.StartsWith("The script 'sample.ttvm' exports no 'volume'; it exports adder, apply, area, ", Assert.Throws<ScriptException>(() => machine.Call<long>("volume")).Message, StringComparison.Ordinal);
        Assert.Contains("a function or closure", Assert.Throws<ScriptException>(() => machine.Call<long>("unit")).Message, StringComparison.Ordinal);
        Assert.StartsWith("area takes 2 arguments, not 3", Assert.Throws<ArgumentException>(() => machine.Call<long>("area", 1, 2, 3)).Message, StringComparison.Ordinal);
        var few = Assert.Throws<ScriptException>(() => machine.Call<long>("area", 1));
        Assert.Equal((ScriptFailure.Error, "area takes 2 arguments, not 1"), (few.Failure, few.Message));
        Assert.Throws<InvalidCastException>(() => machine.Call<string>("area", 1, 2));
    }

    [Fact]
    public void Exit_ends_the_call_and_the_next_one_finds_the_exports()
    {
        using var machine = Samples.Start(Samples.Arithmetic, out var output);
        var exit = Assert.Throws<ScriptException>(() => machine.Call<Value>("leave", 0));
        Assert.Equal((ScriptFailure.Exit, 7), (exit.Failure, exit.ExitCode));
        Assert.Equal(12, machine.Call<long>("area", 3, 4));
        Assert.Equal("loaded\nleaving\n", output.ToString());
    }

    [Fact]
    public void A_top_level_that_fails_does_not_run_again()
    {
        using var machine = Samples.Start("PUSH_STR hi\nPRINT\nPUSH_STR broken\nTHROW\n", out var output);
        string[] messages = [.. Enumerable.Range(0, 2).Select(_ => Assert.Throws<ScriptException>(() => machine.Call<long>("f")).Message)];
        Assert.Equal(messages[0], messages[1]);
        Assert.Contains("broken", messages[0], StringComparison.Ordinal);
        Assert.Equal("hi\n", output.ToString());
    }

    [Fact]
    public async Task A_function_of_the_script_can_be_kept_and_called()
    {
        using var machine = Samples.Start(Samples.Arithmetic, out _);
        var adder = machine.Call<Value>("adder", 40);
        Assert.Equal(42, await machine.InvokeAsync<long>(adder, [2]));
        Assert.Equal(42, machine.Call<long>("apply", adder, 2));
        using var other = Samples.Start(Samples.Arithmetic + "\n", out _);
        Assert.Throws<ArgumentException>(() => other.Call<long>("apply", adder, 2));
        await Assert.ThrowsAsync<ArgumentException>(() => machine.InvokeAsync<long>(Value.Int(1)));
    }

    [Fact]
    public void A_call_that_waits_for_what_cannot_come_is_a_deadlock()
    {
        using var machine = Samples.Start(Samples.Arithmetic, out _);
        Assert.Equal(ScriptFailure.Deadlock, Assert.Throws<ScriptException>(() => machine.Call<Value>("wait")).Failure);
        Assert.Equal(12, machine.Call<long>("area", 3, 4));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Sixteen_threads_may_call_one_machine(bool isTrusted)
    {
        const string Text = """
            MAKE_FUNCTION sum n
            STORE sum
            EXPORT sum
            HALT
            LABEL sum
            PUSH_INT 0
            STORE total
            LABEL more
            LOAD total
            LOAD n
            ADD
            STORE total
            LOAD n
            PUSH_INT 1
            SUB
            STORE n
            LOAD n
            JNZ more
            LOAD total
            RET
            """;
        using var machine = new Machine(Script.Compile(Text, new ScriptOptions { IsTrusted = isTrusted }));
        long[] results = new long[16];
        Thread[] threads = [.. Enumerable.Range(0, 16).Select(index => new Thread(() =>
        {
            for (int i = 0; i < 50; i++)
            {
                results[index] += machine.Call<long>("sum", 100 + index);
            }
        }))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        Assert.Equal(Enumerable.Range(0, 16).Select(index => 50L * (100 + index) * (101 + index) / 2), results);
    }

    [Fact]
    public async Task Sixteen_machines_of_one_script_give_the_same_results_in_parallel()
    {
        var script = Script.Compile(
            """
            (import (scheme base) (ttil host))
            (define count 0)
            (define (step n) (set! count (+ count n)) (* count count))
            (host-export 'step step)
            """,
            new ScriptOptions { Language = ScriptLanguage.Scheme });
        long[][] results = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() =>
        {
            using var machine = new Machine(script);
            return Enumerable.Range(1, 20).Select(n => machine.Call<long>("step", n)).ToArray();
        })));
        long[] expected = [.. Enumerable.Range(1, 20).Select(n => (long)(n * (n + 1) / 2) * (n * (n + 1) / 2))];
        Assert.All(results, found => Assert.Equal(expected, found));
    }

    [Fact]
    public void A_disposed_machine_refuses_calls()
    {
        var machine = Samples.Start(Samples.Arithmetic, out _);
        Assert.Equal(1, machine.Call<long>("echo", 1));
        machine.Dispose();
        machine.Dispose();
        Assert.Throws<ObjectDisposedException>(() => machine.Call<long>("echo", 1));
    }

    [Fact]
    public async Task Disposing_ends_a_call_under_way()
    {
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var script = Script.Compile(
            "MAKE_FUNCTION f\nSTORE f\nEXPORT f\nHALT\nLABEL f\nNATIVE test.enter 0\nPOP\nLABEL again\nJMP again\n",
            new ScriptOptions { Functions = new HostFunctions { { "test.enter", () => entered.TrySetResult() } } });
        var machine = new Machine(script);
        var call = machine.CallAsync<Value>("f");
        await entered.Task;
        await machine.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => call);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Listeners_are_told_of_calls_in_a_script_that_tells_of_instructions(bool isTrusted)
    {
        var listener = new CallCounter();
        var options = new MachineOptions { Listeners = [listener], Output = TextWriter.Null };
        using var machine = new Machine(
            Script.Compile(Samples.Sequential, new ScriptOptions { IsTrusted = isTrusted, Instrumentation = Instrumentation.Instructions }), options);
        Assert.Equal(42, machine.Call<long>("apply", machine.Call<Value>("adder", 40), 2));
        Assert.True(listener.Instructions > 20);
        Assert.Equal(1, listener.Calls);
        Assert.Throws<ArgumentException>(() => new Machine(Script.Compile(Samples.Sequential), options));
    }

    [Fact]
    public void A_call_that_ends_at_once_is_never_taken_for_a_deadlock()
    {
        using var machine = Samples.Start(Samples.Arithmetic, out _);
        for (int i = 0; i < 5000; i++)
        {
            Assert.Equal(i, machine.Call<long>("echo", i));
        }
    }

    [Fact]
    public void A_script_nobody_uses_gives_its_memory_back()
    {
        var code = RunAndForget();
        for (int i = 0; i < 20 && code.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(code.IsAlive);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference RunAndForget()
    {
        var script = Script.Compile(Samples.Arithmetic);
        using var machine = new Machine(script, new MachineOptions { Output = TextWriter.Null });
        Assert.Equal(12, machine.Call<long>("area", 3, 4));
        Assert.Throws<ScriptException>(() => machine.Call<long>("divide", 3, 0));
        return new WeakReference(script.Image.Assembly);
    }

    private sealed class CallCounter : ExecutionListener
    {
        public int Instructions { get; private set; }

        public int Calls { get; private set; }

        public override void Starting(ProcessContext context, IMachineView machine, int address) => Instructions++;

        public override void Entered(ProcessContext context, IMachineView machine, in MachineCall call) => Calls++;
    }
}
