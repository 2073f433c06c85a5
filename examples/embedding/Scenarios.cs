using TinyTotIL.Runtime.Permissions;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Examples.Embedding;

/// <summary>What docs/embedding.md shows, as code that runs. README.md beside this file has what it prints.</summary>
internal static class Scenarios
{
    /// <summary>The scenarios by name, in the order of the page.</summary>
    public static IReadOnlyDictionary<string, Func<Task>> All { get; } = new Dictionary<string, Func<Task>>
    {
        ["hello"] = Hello,
        ["mistakes"] = Mistakes,
        ["functions"] = Functions,
        ["modules"] = Modules,
        ["limits"] = Limits,
        ["processes"] = Processes,
        ["scheme"] = Scheme,
        ["parallel"] = Parallel,
    };

    private static Task Hello()
    {
        #region hello
        var script = Script.Compile("""
            MAKE_FUNCTION area width height
            STORE area
            EXPORT area
            HALT

            LABEL area               ; ( width height -- area )
            LOAD width
            LOAD height
            MUL
            RET
            """);
        using var machine = new Machine(script);
        Console.WriteLine(machine.Call<long>("area", 3, 4));
        Console.WriteLine(machine.Call<double>("area", 2.5, 2));
        #endregion
        return Task.CompletedTask;
    }

    private static Task Mistakes()
    {
        #region compile
        var result = Script.TryCompile("PUSH_INT 1\nPUSH 2\n", new ScriptOptions { Name = "rules.ttvm" });
        foreach (var diagnostic in result.Diagnostics)
        {
            Console.WriteLine($"{diagnostic.File}:{diagnostic.Line}: {diagnostic.Code} {diagnostic.Message}");
        }
        #endregion

        #region errors
        var script = Script.Compile(
            """
            MAKE_FUNCTION divide a b
            STORE divide
            EXPORT divide
            HALT

            LABEL divide
            LOAD a
            LOAD b
            DIV
            RET
            """,
            new ScriptOptions { Name = "divide.ttvm" });
        using var machine = new Machine(script);
        try
        {
            machine.Call<long>("divide", 1, 0);
        }
        catch (ScriptException error)
        {
            Console.WriteLine($"{error.Failure}: {error.Message}");
            Console.WriteLine(error.ScriptStackTrace[0]);
        }
        #endregion
        return Task.CompletedTask;
    }

    private static Task Functions()
    {
        #region functions
        var prices = new Dictionary<string, double> { ["tea"] = 2.5, ["cake"] = 4 };
        var script = Script.Compile(
            """
            MAKE_FUNCTION total names
            STORE total
            EXPORT total
            HALT

            LABEL total              ; ( names -- total )
            LOAD names
            NATIVE shop.sum 1
            RET
            """,
            new ScriptOptions
            {
                Functions = new HostFunctions
                {
                    { "shop.sum", (IReadOnlyList<string> names) => names.Sum(name => prices[name]) },
                },
            });
        using var machine = new Machine(script);
        Console.WriteLine(machine.Call<double>("total", new[] { "tea", "cake", "tea" }));
        try
        {
            machine.Call<double>("total", new[] { "soup" });
        }
        catch (ScriptException error)
        {
            Console.WriteLine(error.Message);
        }
        #endregion
        return Task.CompletedTask;
    }

    private static Task Modules()
    {
        #region modules
        var script = Script.Compile(
            """
            IMPORT rules/limits.ttvm
            READ_LINE
            NATIVE convert.to_int 1
            LOAD most
            GT
            JZ fine
            PUSH_STR "too much"
            PRINT
            PUSH_INT 3
            EXIT
            LABEL fine
            PUSH_STR "fine"
            PRINT
            HALT
            """,
            new ScriptOptions
            {
                Modules = ScriptModules.From(new Dictionary<string, string>
                {
                    ["rules/limits.ttvm"] = "PUSH_INT 100\nSTORE most\nEXPORT most\nHALT\n",
                }),
            });
        foreach (string input in new[] { "42", "1000" })
        {
            var output = new StringWriter();
            var result = script.Run(new MachineOptions { Input = new StringReader(input), Output = output });
            Console.WriteLine($"{input}: exit code {result.ExitCode}, {output.ToString().TrimEnd()}");
        }
        #endregion
        return Task.CompletedTask;
    }

    private static async Task Limits()
    {
        #region limits
        var script = Script.Compile("""
            MAKE_FUNCTION forever
            STORE forever
            EXPORT forever
            MAKE_FUNCTION hoard
            STORE hoard
            EXPORT hoard
            MAKE_FUNCTION peek
            STORE peek
            EXPORT peek
            HALT

            LABEL forever
            JMP forever

            LABEL hoard
            MAKE_LIST 0
            LABEL more
            PUSH_INT 1
            LIST_APPEND
            JMP more

            LABEL peek
            PUSH_STR "secret.txt"
            READ_FILE
            RET
            """);
        using var machine = new Machine(script, new MachineOptions
        {
            TimeLimit = TimeSpan.FromSeconds(60),
            MaxHeapBytes = 16 << 20,
            MaxReductions = 100_000_000,
            Permissions = PermissionPolicy.Nothing,
        });
        foreach (string name in new[] { "forever", "hoard", "peek" })
        {
            try
            {
                await machine.CallAsync<Value>(name);
            }
            catch (ScriptException error)
            {
                Console.WriteLine($"{name}: {error.Failure}: {error.Message}");
            }
        }

        using var impatience = new CancellationTokenSource();
        var call = machine.CallAsync<Value>("forever", cancellation: impatience.Token);
        await impatience.CancelAsync();
        try
        {
            await call;
        }
        catch (OperationCanceledException)
        {
            Console.WriteLine("forever: cancelled");
        }
        #endregion
    }

    private static async Task Processes()
    {
        #region processes
        var script = Script.Compile(
            """
            MAKE_FUNCTION doubler
            STORE doubler
            EXPORT doubler
            HALT

            LABEL doubler            ; a server: receives [tag, sender, n], answers [tag, 2n]
            RECEIVE
            STORE request
            LOAD request
            PUSH_INT 0
            INDEX
            LOAD request
            PUSH_INT 2
            INDEX
            NATIVE slow.double 1
            MAKE_LIST 2
            LOAD request
            PUSH_INT 1
            INDEX
            SEND
            JMP doubler
            """,
            new ScriptOptions
            {
                Functions = new HostFunctions
                {
                    {
                        "slow.double", async (long number, CancellationToken cancellation) =>
                        {
                            await Task.Yield();
                            return 2 * number;
                        }
                    },
                },
            });
        await using var machine = new Machine(script);
        var server = await machine.SpawnAsync("doubler");
        long[] answers = await Task.WhenAll(Enumerable.Range(1, 5).Select(number => server.AskAsync<long>(number)));
        Console.WriteLine(string.Join(" ", answers));
        server.Kill();
        try
        {
            await server.Completion!;
        }
        catch (ScriptException error)
        {
            Console.WriteLine(error.Message);
        }
        #endregion
    }

    private static Task Scheme()
    {
        #region scheme
        var script = Script.Compile(
            """
            (import (scheme base) (ttil host))

            (define (largest numbers) (apply max numbers))

            (define (sort-with less? items)
              (let insert-all ((rest items) (sorted '()))
                (if (null? rest)
                    sorted
                    (insert-all (cdr rest)
                                (let insert ((before sorted))
                                  (if (or (null? before) (less? (car rest) (car before)))
                                      (cons (car rest) before)
                                      (cons (car before) (insert (cdr before)))))))))

            (host-export "largest" largest)
            (host-export "sort-with" sort-with)
            """,
            new ScriptOptions { Language = ScriptLanguage.Scheme });
        using var machine = new Machine(script);
        Console.WriteLine(machine.Call<long>("largest", new[] { 3, 141, 59 }));
        Func<string, string, bool> byLength = (a, b) => a.Length < b.Length;
        Console.WriteLine(string.Join(" ", machine.Call<List<string>>("sort-with", byLength, new[] { "three", "a", "of" })!));
        #endregion
        return Task.CompletedTask;
    }

    private static async Task Parallel()
    {
        #region parallel
        var script = Script.Compile("""
            MAKE_FUNCTION fib n
            STORE fib
            EXPORT fib
            HALT

            LABEL fib
            LOAD n
            PUSH_INT 2
            LT
            JZ recurse
            LOAD n
            RET
            LABEL recurse
            LOAD n
            PUSH_INT 1
            SUB
            CALL fib n
            LOAD n
            PUSH_INT 2
            SUB
            CALL fib n
            ADD
            RET
            """);
        var results = await Task.WhenAll(Enumerable.Range(0, 16).Select(number => Task.Run(() =>
        {
            using var machine = new Machine(script);
            return machine.Call<long>("fib", 10 + (number % 4));
        })));
        Console.WriteLine(string.Join(" ", results));
        #endregion
    }
}
