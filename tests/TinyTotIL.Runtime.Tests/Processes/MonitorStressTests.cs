using System.Collections.Concurrent;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Tests.Fakes;
using TinyTotIL.Runtime.Values;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Processes;

/// <summary>Several real workers: watching, linking and killing at once loses no notice and doubles none.</summary>
public sealed class MonitorStressTests
{
    private const int Targets = 400;
    private const int Watchers = 8;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Every_monitor_that_was_made_is_told_once(int seed)
    {
        var told = new ConcurrentDictionary<string, int>();
        var made = new ConcurrentDictionary<string, int>();
        var image = new ProgramImage(
            [new ModuleImage("main", 0, 10, LoadError: null, Start)], () => ProgramSymbols.Empty)
        { UsesProcesses = true };

        // On a busy machine all targets may have ended before the first watcher runs; then it is tried again.
        for (int attempt = 0; attempt < 10 && made.IsEmpty; attempt++)
        {
            var scheduler = new Scheduler(image, new FakeHost().Services, limits: null, new SchedulerOptions { Workers = 4 });
            Assert.Equal(0, scheduler.Run((_, _) => { }));
        }

        Assert.Equal(made.Keys.Order(), told.Keys.Order());
        Assert.All(told.Values, count => Assert.Equal(1, count));
        Assert.NotEmpty(made);

        void Start(ProcessContext context)
        {
            for (int i = 0; i < Watchers; i++)
            {
                Spawn(context, Watch(new Random((seed * 100_000) + i)));
            }

            for (int i = 0; i < Targets; i++)
            {
                Spawn(context, Target(new Random((seed * 100_000) + Watchers + i)));
            }

            for (int i = 0; i < Watchers + Targets; i++)
            {
                MessageOperations.SendTo(context, "go", 2 + i);
            }
        }

        IEnumerable<Action<ProcessContext>> Watch(Random random)
        {
            int waitsFor = 0;
            yield return Receive(_ => { });
            foreach (int target in Enumerable.Range(2 + Watchers, Targets).OrderBy(_ => random.Next()))
            {
                yield return context =>
                {
                    string reference = LinkOperations.MonitorOf(context, target).AsText;
                    if (reference.StartsWith("mon_", StringComparison.Ordinal))
                    {
                        waitsFor++;
                        made[reference] = 1;
                    }
                };
            }

            while (waitsFor > 0)
            {
                yield return Receive(down =>
                {
                    waitsFor--;
                    told.AddOrUpdate(down.AsText.Split(':')[2], 1, (_, count) => count + 1);
                });
            }

            yield return context => Assert.True(ReceiveOperations.ReceiveAfter(context, 0).IsUnset);
        }
    }

    private static Action<ProcessContext> Receive(Action<Value> use) => context =>
    {
        var received = ReceiveOperations.Receive(context);
        if (context.Reductions >= 0)
        {
            use(received);
        }
    };

    private static void Spawn(ProcessContext context, IEnumerable<Action<ProcessContext>> steps) =>
        context.Scheduler!.Spawn(new Steps(steps), context.Process);

    private static IEnumerable<Action<ProcessContext>> Target(Random random)
    {
        yield return Receive(_ => { });
        for (int i = 0; i < 20; i++)
        {
            long other = 2 + Watchers + random.Next(Targets);
            yield return random.Next(4) switch
            {
                0 => context => LinkOperations.LinkTo(context, other),
                1 => context => LinkOperations.UnlinkFrom(context, other),
                2 => SchedulingOperations.Yield,
                _ => context => LinkOperations.MonitorOf(context, other),
            };
        }

        yield return context => ProcessOperations.ExitProcess(context, 2 + Watchers + random.Next(Targets), "enough");
    }
}
