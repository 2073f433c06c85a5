using System.Text;
using TinyTotIL.Compiler;
using TinyTotIL.Conformance.Tests.Fakes;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Hosting;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Conformance.Tests.Embedding;

/// <summary>C# functions that scripts call.</summary>
public sealed class HostFunctionTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_delegate_has_its_own_state_and_is_called_by_name(bool isTrusted)
    {
        int calls = 0;
        using var machine = Start("LOAD x\nPUSH_INT 2\nNATIVE test.power 2\nRET", isTrusted, "test.power", (long number, int exponent) =>
        {
            calls++;
            return Math.Pow(number, exponent);
        });
        Assert.Equal(9.0, machine.Call<double>("f", 3));
        Assert.Equal(16.0, machine.Call<double>("f", 4));
        Assert.Equal(2, calls);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_a_function_throws_is_an_error_that_the_script_can_catch(bool isTrusted)
    {
        var fail = (bool isOwn) =>
        {
            throw isOwn ? new ScriptException("out of tea") : new InvalidOperationException("broken");
        };
        using var careful = Start("TRY bad\nLOAD x\nNATIVE test.fail 1\nEND_TRY\nRET\nLABEL bad\nEXCEPTION_MESSAGE\nRET", isTrusted, "test.fail", fail);
        Assert.Equal("out of tea", careful.Call<string>("f", true));
        using var bare = Start("LOAD x\nNATIVE test.fail 1\nRET", isTrusted, "test.fail", fail);
        Assert.Equal("out of tea", Assert.Throws<ScriptException>(() => bare.Call<Value>("f", true)).Message);
        Assert.Equal("test.fail: InvalidOperationException: broken", Assert.Throws<ScriptException>(() => bare.Call<Value>("f", false)).Message);
        Assert.Equal("test.fail expects Bool as argument 1 but got Int(3)", Assert.Throws<ScriptException>(() => bare.Call<Value>("f", 3)).Message);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_task_is_waited_for(bool isTrusted)
    {
        await using var machine = Start("LOAD x\nNATIVE test.later 1\nPUSH_INT 1\nADD\nRET", isTrusted, "test.later", async (int number) =>
        {
            await Task.Yield();
            return number * 10;
        });
        Assert.Equal(41, await machine.CallAsync<int>("f", [4]));
    }

    [Fact]
    public async Task Only_the_process_waits_that_calls_a_task_and_its_end_cancels_it()
    {
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var machine = Start("NATIVE test.never 0\nRET", isTrusted: false, "test.never", async (CancellationToken cancellation) =>
        {
            cancellation.Register(() => cancelled.TrySetResult());
            entered.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellation);
        });
        var waiting = await machine.SpawnAsync("f", 1);
        await entered.Task;
        Assert.Equal("other", machine.Call<string>("other"));
        waiting.Kill();
        await cancelled.Task;
    }

    [Fact]
    public async Task A_function_that_is_waited_for_may_call_the_machine()
    {
        Machine? machine = null;
        machine = Start("LOAD x\nNATIVE test.back 1\nRET", isTrusted: false, "test.back", async (long number) =>
        {
            Assert.Throws<InvalidOperationException>(() => machine!.Call<string>("other"));
            return $"{await machine!.CallAsync<string>("other")} {number}";
        });
        await using (machine)
        {
            Assert.Equal("other 5", await machine.CallAsync<string>("f", [5]));
        }
    }

    [Fact]
    public void A_function_of_a_trusted_script_cannot_call_the_machine()
    {
        Machine? machine = null;
        machine = Start("LOAD x\nNATIVE test.back 1\nRET", isTrusted: true, "test.back", (long number) => machine!.Call<string>("other"));
        using (machine)
        {
            Assert.StartsWith("test.back: InvalidOperationException: ", Assert.Throws<ScriptException>(() => machine.Call<string>("f", 1)).Message, StringComparison.Ordinal);
            Assert.Equal("other", machine.Call<string>("other"));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Both_engines_find_functions_in_the_host(bool isCompiled)
    {
        var references = ForeignReferences.None with { HostFunctions = new Dictionary<string, int> { ["test.join"] = 2, ["test.missing"] = 0 } };
        byte[] text = Encoding.UTF8.GetBytes("PUSH_STR a\nPUSH_INT 1\nNATIVE test.join 2\nPRINT\nNATIVE test.missing 0\nPRINT\n");
        var source = new MemoryModuleSource(new Dictionary<string, byte[]> { ["p.ttvm"] = text });
        var program = Compilation.Load("p.ttvm", source, references).Program!;
        var image = isCompiled ? Compilation.Emit(program, new CompilationOptions { RuntimeAssembly = CompiledRuntime.Read() }).LoadImage(canUnload: true) : Compilation.Interpret(program);
        var console = new FakeConsole("");
        var host = SystemHost.Create() with
        {
            Console = console,
            Functions = new Dictionary<string, HostFunction> { ["test.join"] = new("test.join", 2, values => $"{values[0]}{values[1]}") },
        };
        Assert.Equal(1, ProgramHost.Run(image, host));
        Assert.Equal("a1\n", console.Output);
        Assert.Equal("Error: test.missing: the host provides no such function", console.ErrorLines[0]);
    }

    [Fact]
    public void A_machine_brings_functions_of_its_own_for_those_declared()
    {
        var script = Compile("NATIVE test.who 0\nRET", isTrusted: false, "test.who", () => "default");
        using var plain = new Machine(script);
        using var other = new Machine(script, new MachineOptions { Functions = new HostFunctions { { "test.who", () => "other" } } });
        Assert.Equal(("default", "other"), (plain.Call<string>("f", 0), other.Call<string>("f", 0)));
    }

    [Fact]
    public void A_delegate_is_a_function_value_for_the_script()
    {
        using var machine = Samples.Start(Samples.Arithmetic, out _);
        int sum = 0;
        Assert.Equal(42, machine.Call<long>("apply", (long x) => x * 2, 21));
        Assert.True(machine.Call<Value>("apply", (int x) => { sum += x; }, 5).IsNull);
        Assert.Equal(5, sum);
        Assert.Equal(6, machine.Call<long>("apply", async (long x) => { await Task.Yield(); return x + 1; }, 5));
        Assert.Contains("text was bad", Assert.Throws<ScriptException>(() => machine.Call<long>("apply", new Func<string, string>(x => throw new ScriptException(x + " was bad")), "text")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_name_or_count_is_found_when_the_script_is_compiled()
    {
        var options = new ScriptOptions { Functions = new HostFunctions { { "test.one", (long x) => x } } };
        Assert.False(Script.TryCompile("NATIVE test.two 0", options).Succeeded);
        Assert.False(Script.TryCompile("NATIVE test.one 0", options).Succeeded);
        Assert.True(Script.TryCompile("PUSH_INT 1\nNATIVE test.one 1\n", options).Succeeded);
    }

    [Fact]
    public void What_no_script_can_call_is_refused_at_once()
    {
        var functions = new HostFunctions { { "test.one", (long x) => x } };
        Assert.Throws<ArgumentException>(() => functions.Add("test.one", () => 1));
        Assert.Throws<ArgumentException>(() => functions.Add("test.span", (ReadOnlySpan<char> text) => text.Length));
        Assert.Throws<ArgumentException>(() => functions.Add("test.many", (int a, int b, int c, int d, int e, int f, int g, int h, int i) => a));
    }

    [Fact]
    public void A_name_of_the_runtime_library_is_refused_with_a_diagnostic()
    {
        var result = Script.TryCompile("HALT", new ScriptOptions { Functions = new HostFunctions { { "math.gcd", (long a, long b) => a } } });
        Assert.Contains("math.gcd", Assert.Single(result.Diagnostics).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Scheme_calls_functions_and_passes_data_through()
    {
        var script = Script.Compile(
            """
            (import (scheme base) (ttil host))
            (define (describe) (%native "test.join" '("a" b #\c) '((x . 1) (y . #(2 3)))))
            (host-export 'describe describe)
            """,
            new ScriptOptions
            {
                Language = ScriptLanguage.Scheme,
                Functions = new HostFunctions
                {
                    { "test.join", (IReadOnlyList<string> texts, Dictionary<string, object?> fields) => $"{string.Join("", texts)} {fields["x"]} {((List<object?>)fields["y"]!).Count}" },
                },
            });
        using var machine = new Machine(script);
        Assert.Equal("abc 1 2", machine.Call<string>("describe"));
    }

    private static Machine Start(string body, bool isTrusted, string name, Delegate function) => new(Compile(body, isTrusted, name, function));

    private static Script Compile(string body, bool isTrusted, string name, Delegate function) => Script.Compile(
        $"MAKE_FUNCTION f x\nSTORE f\nEXPORT f\nMAKE_FUNCTION other\nSTORE other\nEXPORT other\nHALT\nLABEL f\n{body}\nLABEL other\nPUSH_STR other\nRET\n",
        new ScriptOptions { IsTrusted = isTrusted, Functions = new HostFunctions { { name, function } } });
}
