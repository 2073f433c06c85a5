namespace TinyTotIL.Conformance.Tests.Embedding;

/// <summary>Whose turn it is, when many call one machine.</summary>
public sealed class MachineTurnTests
{
    private static readonly Script Counter = Script.Compile(
        """
        (import (scheme base) (ttil host))
        (define n 0)
        (define-native (begin-work) "work.begin")
        (host-export "inc" (lambda () (set! n (+ n 1)) n))
        (host-export "work" (lambda () (begin-work) n))
        (host-export "wait" (lambda (rounds) (let loop ((i 0)) (if (= i rounds) i (loop (+ i 1))))))
        """,
        new ScriptOptions { Language = ScriptLanguage.Scheme, Functions = new HostFunctions { { "work.begin", () => Task.CompletedTask } } });

    [Fact]
    public void Calls_from_all_threads_of_the_pool_do_not_wait_for_another_one()
    {
        using var machine = new Machine(Counter);
        var threads = new HashSet<long>();
        Parallel.For(0, 500, _ =>
        {
            long number = machine.Call<long>("inc");
            lock (threads)
            {
                threads.Add(number);
            }
        });
        Assert.Equal(500, threads.Count);
        Assert.Equal(501, machine.Call<long>("inc"));
    }

    [Fact]
    public async Task What_a_function_has_started_and_not_waited_for_is_a_caller_like_others_when_it_has_ended()
    {
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<List<long>>? background = null;
        Machine? machine = null;
        async Task<List<long>> Background()
        {
            await go.Task;
            return [await machine!.CallAsync<long>("inc"), await machine.CallAsync<long>("inc")];
        }

        var begin = new HostFunctions
        {
            {
                "work.begin", async () =>
                {
                    // A call back is a process with copies.
                    Assert.Equal(2, await machine!.CallAsync<long>("inc"));
                    background = Background();
                }
            },
        };
        using (machine = new Machine(Counter, new MachineOptions { Functions = begin }))
        {
            Assert.Equal(1, await machine.CallAsync<long>("inc"));
            Assert.Equal(1, await machine.CallAsync<long>("work"));
            go.SetResult();
            Assert.Equal([2, 3], await background!);
            Assert.Equal(4, await machine.CallAsync<long>("inc"));
        }
    }

    [Fact]
    public async Task The_time_of_a_call_begins_with_its_turn()
    {
        using var machine = new Machine(Counter, new MachineOptions { TimeLimit = TimeSpan.FromSeconds(1) });
        var endless = machine.CallAsync<long>("wait", [-1]);
        var next = machine.CallAsync<long>("wait", [10]);
        Assert.Equal(ScriptFailure.TimeLimit, (await Assert.ThrowsAsync<ScriptException>(() => endless)).Failure);
        Assert.Equal(10, await next);
    }
}
