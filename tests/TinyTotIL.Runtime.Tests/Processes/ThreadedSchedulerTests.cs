using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Hosting;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Tests.Fakes;
using TinyTotIL.Runtime.Values;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Processes;

/// <summary>What only shows with several threads. Each test does a set number of things and checks what came of them; none looks at a clock.</summary>
public sealed class ThreadedSchedulerTests
{
    private readonly FakeHost _host = new();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void No_wake_up_is_lost_between_pairs_that_exchange_messages(int workers)
    {
        const int Pairs = 50, Rounds = 2_000;
        int done = 0;
        Assert.Equal(0, Run(workers, Script.Repeat(Pairs, context =>
        {
            Process? second = null;
            var first = Script.Spawn(context, Script.Repeat(Rounds, Both(() => second)), _ => Interlocked.Increment(ref done));
            second = Script.Spawn(context, Script.Repeat(Rounds, Both(() => first)), _ => Interlocked.Increment(ref done));
        })));
        Assert.Equal(2 * Pairs, done);
        Assert.Empty(_host.Console.ErrorLines);

        // Sends one and waits for one, in one step that is asked again after it has waited.
        static Action<ProcessContext> Both(Func<Process?> other)
        {
            bool hasSent = false;
            return context =>
            {
                if (other() is not { } partner)
                {
                    context.Leave(Suspension.Yield);
                    return;
                }

                if (!hasSent)
                {
                    hasSent = true;
                    context.Scheduler!.Send(partner, new Message(1L));
                }

                ReceiveOperations.Receive(context);
                hasSent = context.Reductions < 0;
            };
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(8)]
    public void Messages_of_many_senders_all_arrive_and_those_of_each_in_order(int workers)
    {
        const int Senders = 100, Each = 1_000;
        var last = new long[Senders];
        Assert.Equal(0, Run(
            workers,
            context =>
            {
                long main = context.Process!.Id;
                for (int sender = 0; sender < Senders; sender++)
                {
                    long number = sender, next = 0;
                    Script.Spawn(context, Script.Repeat(Each, context => MessageOperations.SendTo(context, (++next * Senders) + number, main)));
                }
            },
            Script.Repeat(Senders * Each, context =>
            {
                var message = ReceiveOperations.Receive(context);
                if (context.Reductions >= 0)
                {
                    long sender = message.AsInt % Senders;
                    Assert.Equal(last[sender] + 1, message.AsInt / Senders);
                    last[sender]++;
                }
            })));
        Assert.All(last, count => Assert.Equal(Each, count));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Many_processes_run_and_end(int workers)
    {
        const int Count = 100_000;
        int ran = 0;
        Assert.Equal(0, Run(workers, Script.Repeat(Count, context => Script.Spawn(context, _ => Interlocked.Increment(ref ran)))));
        Assert.Equal(Count, ran);
    }

    [Fact]
    public void Processes_that_never_wait_all_get_their_turns()
    {
        const int Count = 20;
        int begun = 0;
        Assert.Equal(3, Run(
            2,
            Script.Repeat(Count, context => Script.Spawn(context, _ => Interlocked.Increment(ref begun), Script.Forever())),
            context =>
            {
                if (Volatile.Read(ref begun) < Count)
                {
                    context.Leave(Suspension.Yield);
                }
            },
            context => context.Exit(3)));
        Assert.Equal(Count, begun);
    }

    [Fact]
    public void Sleepers_beside_endless_loops_wake()
    {
        int woken = 0;
        Assert.Equal(5, Run(
            1,
            Script.Repeat(10, context => Script.Spawn(context, Script.Forever())),
            Script.Repeat(20, context =>
            {
                TimeOperations.Sleep(context, 1);
                woken += context.Reductions < 0 ? 0 : 1;
            }),
            context => context.Exit(5)));
        Assert.Equal(20, woken);
    }

    [Fact]
    public void A_thousand_sleepers_all_wake_and_then_the_program_ends()
    {
        int woken = 0;
        Assert.Equal(0, Run(2, Script.Repeat(1_000, context =>
            Script.Spawn(context, context => TimeOperations.Sleep(context, 1 + (context.Process!.Id % 7)), _ => Interlocked.Increment(ref woken)))));
        Assert.Equal(1_000, woken);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Messages_disturb_no_sleep_and_none_is_lost_meanwhile(int workers)
    {
        const int Sleepers = 100, Messages = 200;
        long received = 0;
        Assert.Equal(0, Run(
            workers,
            context =>
            {
                for (int i = 0; i < Sleepers; i++)
                {
                    Script.Spawn(
                        context,
                        Script.Repeat(5, context => TimeOperations.Sleep(context, 1)),
                        Script.Repeat(Messages, context =>
                        {
                            var message = ReceiveOperations.Receive(context);
                            if (context.Reductions >= 0)
                            {
                                Interlocked.Add(ref received, message.AsInt);
                            }
                        }));
                }
            },
            Script.Repeat(Messages, context =>
            {
                for (int i = 0; i < Sleepers; i++)
                {
                    Assert.True(context.Scheduler!.Send(context.Scheduler.Find(2 + i)!, new Message(1L)));
                }
            })));
        Assert.Equal(Sleepers * Messages, received);
    }

    [Fact]
    public void A_deadlock_is_noticed_with_all_workers_asleep()
    {
        Assert.Equal(ExitCodes.Deadlock, Run(4, Script.Repeat(1_000, context =>
            Script.Spawn(context, context => ReceiveOperations.Receive(context))), context => ReceiveOperations.Receive(context)));
        Assert.Equal("Deadlock: 1001 processes wait and nothing can wake them", _host.Console.ErrorLines[0]);
    }

    [Fact]
    public void An_operation_that_waits_holds_no_worker()
    {
        // The program is started on another thread and does not come back before another process has run on the only worker.
        using var begun = new ManualResetEventSlim();
        using var allowed = new ManualResetEventSlim();
        _host.Programs.OnStart = () =>
        {
            begun.Set();
            allowed.Wait();
        };
        Assert.Equal(0, Run(
            1,
            context => Script.Spawn(context, _ =>
            {
                begun.Wait();
                allowed.Set();
            }),
            context => EnvironmentOperations.Execute(context, "slow", Value.From(ListValue.Empty))));
        Assert.Equal(["slow"], _host.Programs.Started);
    }

    [Fact]
    public void A_process_that_is_killed_while_it_reads_leaves_the_line_to_the_next_reader()
    {
        // The input comes when the process that waited for it has ended.
        using var begun = new ManualResetEventSlim();
        using var allowed = new ManualResetEventSlim();
        var streams = new FakeStreams([.. "first\nsecond\n"u8])
        {
            OnRead = () =>
            {
                begun.Set();
                allowed.Wait();
            },
        };
        string[] lines = ["", ""];
        var image = FakeHost.ProcessImage(
            context => Script.Spawn(context, context => ConsoleOperations.ReadLine(context)),
            context => LinkOperations.Monitor(context, 2),
            context =>
            {
                if (!begun.IsSet)
                {
                    context.Leave(Suspension.Yield);
                }
            },
            context => ProcessOperations.ExitProcess(context, 2L, Value.Text("kill")),
            context => ReceiveOperations.ReceiveMatch(context, PatternSet.Parse("down:2")),
            _ => allowed.Set(),
            Read(0),
            Read(1));
        Assert.Equal(0, ProgramHost.Run(image, _host.Services with { Console = new SystemConsole(streams) }, options: new SchedulerOptions { Workers = 2 }));
        Assert.Equal(["first", "second"], lines);

        Action<ProcessContext> Read(int number) => context =>
        {
            var line = ConsoleOperations.ReadLine(context);
            if (context.Reductions >= 0)
            {
                lines[number] = line.AsText;
            }
        };
    }

    [Fact]
    public void What_an_operation_elsewhere_throws_is_an_error_of_its_process()
    {
        _host.Programs.Failure = new Runtime.Host.HostException("No such file or directory (os error 2)");
        Assert.Equal(1, Run(1, context => EnvironmentOperations.Execute(context, "missing", Value.From(ListValue.Empty))));
        Assert.Contains("missing", Assert.Single(_host.Console.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_that_processes_print_at_the_same_time_stay_whole()
    {
        const int Printers = 8, Lines = 2_000;
        var list = Value.From(ListValue.FromOwned([1L, "two", 3L]));
        Assert.Equal(0, Run(4, Script.Repeat(Printers, context =>
            Script.Spawn(context, Script.Repeat(Lines, context => ConsoleOperations.Print(context, list))))));
        string[] lines = _host.Console.Output.Split('\n');
        Assert.Equal((Printers * Lines) + 1, lines.Length);
        Assert.Single(lines[..^1].Distinct());
    }

    [Fact]
    public void Exit_comes_back_although_another_process_is_in_the_middle_of_something()
    {
        using var forever = new ManualResetEventSlim();
        using var begun = new ManualResetEventSlim();
        Assert.Equal(9, Run(
            2,
            context => Script.Spawn(context, _ =>
            {
                begun.Set();
                forever.Wait();
            }),
            context => Script.Spawn(context),
            Script.Repeat(10_000, _ => { }),
            _ => begun.Wait(),
            context => context.Exit(9)));
        forever.Set();
    }

    private int Run(int workers, params Action<ProcessContext>[] steps) =>
        ProgramHost.Run(FakeHost.ProcessImage(steps), _host.Services, options: new SchedulerOptions { Workers = workers });
}
