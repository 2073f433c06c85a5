using TinyTotIL.Runtime.Hosting;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Tests.Fakes;
using TinyTotIL.Runtime.Values;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Processes;

/// <summary>What a scheduler does, with every choice made by the test and time that moves only when nothing can run.</summary>
public sealed class SchedulerTests
{
    private readonly FakeHost _host = new();

    [Fact]
    public void A_program_ends_when_its_processes_have_ended()
    {
        Assert.Equal(0, Run(
            context => Script.Spawn(context, Print("child")),
            Print("main")));
        Assert.Equal("main\nchild\n", _host.Console.Output);
    }

    [Fact]
    public void Messages_arrive_in_order_and_wake_who_waits()
    {
        long main = 0;
        Assert.Equal(0, Run(
            context => main = context.Process!.Id,
            context => Script.Spawn(context, Send(1), Send(2), Send(3)),
            PrintReceived(),
            PrintReceived(),
            PrintReceived()));
        Assert.Equal("1\n2\n3\n", _host.Console.Output);

        Action<ProcessContext> Send(long value) => context => MessageOperations.SendTo(context, value, main);
    }

    [Fact]
    public void Sleepers_wake_in_the_order_of_their_times_and_virtual_time_jumps()
    {
        Assert.Equal(0, Run(
            context => Script.Spawn(context, Sleep(3_000_000), Print("last")),
            context => Script.Spawn(context, Sleep(20), Print("second")),
            context => Script.Spawn(context, Sleep(10), Print("first")),
            Sleep(2_000_000),
            Print("third"),
            context => ConsoleOperations.Print(context, TimeOperations.GetTime(context))));
        Assert.Equal("first\nsecond\nthird\n1000002000\nlast\n", _host.Console.Output);
        Assert.Empty(_host.Clock.Sleeps);
    }

    [Fact]
    public void A_message_does_not_end_a_sleep_and_is_there_afterwards()
    {
        long main = 0;
        Assert.Equal(0, Run(
            context => main = context.Process!.Id,
            context => Script.Spawn(context, Send("early"), Sleep(5), Send("late")),
            Sleep(10),
            PrintReceived(),
            PrintReceived()));
        Assert.Equal("early\nlate\n", _host.Console.Output);

        Action<ProcessContext> Send(string value) => context => MessageOperations.SendTo(context, value, main);
    }

    [Fact]
    public void Processes_that_wait_for_each_other_are_reported_with_their_places()
    {
        Assert.Equal(ExitCodes.Deadlock, Run(
            context => Script.Spawn(context, Nothing, Nothing, Nothing, Nothing, Nothing, context => ReceiveOperations.Receive(context)),
            context => ReceiveOperations.Receive(context)));
        Assert.Equal(
            [
                "Deadlock: 2 processes wait and nothing can wake them",
                "  process 1 waits at <top level> (main.ttvm:1) for any message",
                "  process 2 waits at helper (main.ttvm:9) for any message",
            ],
            _host.Console.ErrorLines);
    }

    [Fact]
    public void In_a_deadlock_processes_that_wait_alike_share_a_row()
    {
        Assert.Equal(ExitCodes.Deadlock, Run(
            Script.Repeat(999, context => Script.Spawn(context, context => ReceiveOperations.Receive(context))),
            context => ReceiveOperations.ReceiveMatch(context, PatternSet.Parse("int tag:\"a b\""))));
        Assert.Equal(
            [
                "Deadlock: 1000 processes wait and nothing can wake them",
                "  process 1 waits at <top level> (main.ttvm:1) for int tag:\"a b\"",
                "  processes 2, 3, 4, 5, 6 and 994 more wait at <top level> (main.ttvm:1) for any message",
            ],
            _host.Console.ErrorLines);
    }

    [Fact]
    public void A_deadlock_of_processes_that_wait_for_different_things_shows_the_first_and_counts_the_others()
    {
        Assert.Equal(ExitCodes.Deadlock, Run(
            Script.Repeat(99, context =>
            {
                var patterns = PatternSet.Parse($"tag:t{context.Scheduler!.Counts().Spawned}");
                Script.Spawn(context, context => ReceiveOperations.ReceiveMatch(context, patterns));
            }),
            context => ReceiveOperations.Receive(context)));
        Assert.Equal("Deadlock: 100 processes wait and nothing can wake them", _host.Console.ErrorLines[0]);
        Assert.Equal("  process 2 waits at <top level> (main.ttvm:1) for tag:t1", _host.Console.ErrorLines[2]);
        Assert.Equal("  ... 80 more", _host.Console.ErrorLines[^1]);
        Assert.Equal(22, _host.Console.ErrorLines.Count);
    }

    [Fact]
    public void A_program_whose_main_process_has_ended_is_finished_when_the_others_only_wait()
    {
        Assert.Equal(0, Run(
            context => Script.Spawn(context, context => ReceiveOperations.Receive(context), Print("never")),
            Print("main")));
        Assert.Equal("main\n", _host.Console.Output);
        Assert.Empty(_host.Console.ErrorLines);
    }

    [Fact]
    public void An_error_ends_its_process_alone()
    {
        Assert.Equal(0, Run(
            context => Script.Spawn(context, context => context.Raise("boo")),
            Sleep(1),
            Print("alive")));
        Assert.Equal("alive\n", _host.Console.Output);
        Assert.Equal(["Process 2 error: boo", "  in process 2, started by 1"], _host.Console.ErrorLines);
    }

    [Fact]
    public void An_error_of_the_main_process_makes_the_exit_code_1_when_all_have_ended()
    {
        Assert.Equal(1, Run(
            context => Script.Spawn(context, Sleep(1), Print("alive")),
            context => context.Raise("boo")));
        Assert.Equal("alive\n", _host.Console.Output);
        Assert.Equal(["Error: boo"], _host.Console.ErrorLines);
    }

    [Fact]
    public void Exit_ends_all_processes_at_once()
    {
        Assert.Equal(7, Run(
            context => Script.Spawn(context, Script.Forever()),
            context => Script.Spawn(context, Sleep(5), Print("never")),
            context => context.Exit(7)));
        Assert.Equal("", _host.Console.Output);
    }

    [Fact]
    public void Halt_ends_a_process_normally()
    {
        var observer = new Recorder();
        Assert.Equal(0, Run(
            observer,
            context => Script.Spawn(context, context => context.Halt(), Print("never")),
            context => context.Halt()));
        Assert.Equal(["1 normal", "2 normal"], observer.Ends);
    }

    [Fact]
    public void A_send_to_a_process_that_has_ended_says_so()
    {
        Process? child = null;
        Assert.Equal(0, Run(
            context => child = Script.Spawn(context),
            Sleep(1),
            context => Assert.False(context.Scheduler!.Send(child!, new Message("late"))),
            context => Assert.Null(context.Scheduler!.Find(child!.Id)),
            _ => Assert.False(child!.HasNews)));
    }

    [Fact]
    public void A_process_that_ends_while_it_sleeps_does_not_keep_the_program_alive()
    {
        var scheduler = new Scheduler(
            FakeHost.ProcessImage(
                context => Script.Spawn(context, Sleep(1_000_000)),
                context => context.Scheduler!.End(context.Scheduler.Find(2)!, "killed")),
            _host.Services,
            limits: null,
            new SchedulerOptions { Policy = new InOrder() });

        // The second process has gone to sleep when the first one goes on.
        Assert.Equal(0, scheduler.Run(ProgramHost.ReportEnd));
        Assert.False(scheduler.Clock.HasAlarms);
        Assert.Equal(0, scheduler.Clock.Now);
    }

    [Fact]
    public void A_process_above_its_reductions_ends()
    {
        var observer = new Recorder();
        Assert.Equal(0, Run(
            new SchedulerOptions { Policy = new InOrder(), MaxReductions = 100_000, Observer = observer },
            context => Script.Spawn(context, Script.Forever()),
            context => Script.Spawn(context, Script.Repeat(90_000, Nothing), Print("enough")),
            Print("main")));
        Assert.Equal("main\nenough\n", _host.Console.Output);
        Assert.Contains("2 max_reductions", observer.Ends);
        Assert.Contains("3 normal", observer.Ends);
    }

    [Fact]
    public void An_error_that_is_caught_does_not_use_up_the_slice()
    {
        var process = Assert.Single(RunAndKeep(Script.Repeat(100, context =>
        {
            context.Raise("small");
            context.Clear();
        })));
        Assert.InRange(process.Reductions, 100, 200);
    }

    [Fact]
    public void A_process_above_its_memory_ends_and_one_that_drops_what_it_makes_does_not()
    {
        var observer = new Recorder();
        Assert.Equal(0, Run(
            new SchedulerOptions { Policy = new InOrder(), MaxHeapBytes = 1 << 20, Observer = observer },
            context => Hoard(context, keep: true),
            context => Hoard(context, keep: false),
            Sleep(1_000)));
        Assert.Equal(["2 max_heap", "3 normal", "1 normal"], observer.Ends);

        static void Hoard(ProcessContext context, bool keep)
        {
            var held = ListValue.Empty;
            var script = new Script(Script.Repeat(200_000, _ =>
            {
                var longer = held.Append(Value.Text(new string('x', 100)));
                held = keep || longer.Count < 100 ? longer : ListValue.Empty;
            }))
            {
                Holds = () => Value.From(held),
            };
            context.Scheduler!.Spawn(script, context.Process);
        }
    }

    [Fact]
    public void A_mailbox_that_only_grows_counts_as_memory_of_its_process()
    {
        var observer = new Recorder();
        Assert.Equal(0, Run(
            new SchedulerOptions { Policy = new InOrder(), MaxHeapBytes = 1 << 20, Observer = observer },
            context => Script.Spawn(context, Script.Repeat(1_000_000, context => SchedulingOperations.Yield(context))),
            Script.Repeat(100_000, context =>
            {
                if (context.Scheduler!.Find(2) is { } receiver)
                {
                    context.Scheduler.Send(receiver, new Message(Value.Text(new string('x', 100))));
                }
            })));
        Assert.Contains("2 max_heap", observer.Ends);
        Assert.Contains("1 normal", observer.Ends);
    }

    [Fact]
    public void Recursion_without_end_is_an_error_of_its_process()
    {
        Assert.Equal(0, Run(
            new SchedulerOptions { Policy = new InOrder() },
            new RuntimeLimits { StackBytes = 1 << 20 },
            context => context.Scheduler!.Spawn(new Descent(), context.Process),
            Sleep(1),
            Print("alive")));
        Assert.Equal("alive\n", _host.Console.Output);
        Assert.Equal(["Process 2 error: Call stack overflow", "  in process 2, started by 1"], _host.Console.ErrorLines);
    }

    [Fact]
    public void The_same_seed_gives_the_same_run_and_seeds_differ()
    {
        var runs = Enumerable.Range(0, 20).Select(seed => Trace((ulong)seed)).ToArray();
        Assert.Equal(runs, Enumerable.Range(0, 20).Select(seed => Trace((ulong)seed)));
        Assert.True(runs.Distinct().Count() > 10);

        static string Trace(ulong seed)
        {
            var host = new FakeHost();
            var options = new SchedulerOptions { Seed = seed };
            var image = FakeHost.ProcessImage(
                Spawn("a"), Spawn("b"), Spawn("c"), Sleep(1), Print("main"), Script.Repeat(10_000, Nothing), Print("main again"));
            Assert.Equal(0, ProgramHost.Run(image, host.Services, options: options));
            return host.Console.Output;
        }

        static Action<ProcessContext> Spawn(string name) => context =>
            Script.Spawn(context, Print(name), Script.Repeat(5_000, Nothing), Print(name), Sleep(1), Print(name));
    }

    [Fact]
    public void Every_choice_is_put_to_the_policy()
    {
        var policy = new Choices(0, 2, 0, 1);
        var image = FakeHost.ProcessImage(
            context => Script.Spawn(context, Print("a")),
            context => Script.Spawn(context, Print("b")),
            context => Script.Spawn(context, Print("c")));
        Assert.Equal(0, ProgramHost.Run(image, _host.Services, options: new SchedulerOptions { Policy = policy }));
        Assert.Equal("c\na\nb\n", _host.Console.Output);
        Assert.Equal([1, 3, 2, 1], policy.Counts);
    }

    [Fact]
    public void A_failure_of_the_host_ends_the_program_as_ever()
    {
        _host.Console.WriteFailure = new Runtime.Host.OutputClosedException();
        Assert.Equal(ExitCodes.OutputClosed, Run(
            context => Script.Spawn(context, Print("nobody reads this")),
            Script.Forever()));
    }

    [Fact]
    public void Work_that_waits_is_done_at_once_in_a_deterministic_run()
    {
        Assert.Equal(0, Run(
            context => Script.Spawn(context, Print("beside")),
            context => ConsoleOperations.Print(context, EnvironmentOperations.Execute(context, "program", Value.From(ListValue.Empty)))));
        Assert.Equal("0\nbeside\n", _host.Console.Output);
        Assert.Equal(["program"], _host.Programs.Started);
    }

    private static void Nothing(ProcessContext context)
    {
    }

    private static Action<ProcessContext> Print(string text) => context => ConsoleOperations.Print(context, text);

    private static Action<ProcessContext> Sleep(long milliseconds) => context => TimeOperations.Sleep(context, milliseconds);

    private static Action<ProcessContext> PrintReceived() => context =>
    {
        var message = ReceiveOperations.Receive(context);
        if (context.Reductions >= 0)
        {
            ConsoleOperations.Print(context, message);
        }
    };

    private int Run(params Action<ProcessContext>[] steps) => Run(new SchedulerOptions { Policy = new InOrder() }, steps);

    private int Run(ProcessObserver observer, params Action<ProcessContext>[] steps) =>
        Run(new SchedulerOptions { Policy = new InOrder(), Observer = observer }, steps);

    private int Run(SchedulerOptions options, params Action<ProcessContext>[] steps) => Run(options, RuntimeLimits.Default, steps);

    private int Run(SchedulerOptions options, RuntimeLimits limits, params Action<ProcessContext>[] steps) =>
        ProgramHost.Run(FakeHost.ProcessImage(steps), _host.Services, limits, options);

    private List<Process> RunAndKeep(params Action<ProcessContext>[] steps)
    {
        var observer = new Recorder();
        Assert.Equal(0, Run(observer, steps));
        return observer.Started;
    }

    /// <summary>Runs the first process there is, for whole slices.</summary>
    private sealed class InOrder : SchedulePolicy
    {
        public override int ChooseProcess(int count) => 0;

        public override int ChooseSlice(int longest) => longest;
    }

    /// <summary>Makes given choices.</summary>
    private sealed class Choices(params int[] choices) : SchedulePolicy
    {
        public List<int> Counts { get; } = [];

        public override int ChooseProcess(int count)
        {
            Counts.Add(count);
            return choices[Counts.Count - 1] % count;
        }

        public override int ChooseSlice(int longest) => longest;
    }

    private sealed class Recorder : ProcessObserver
    {
        public List<Process> Started { get; } = [];

        public List<string> Ends { get; } = [];

        public override void Spawned(Process process, Process? parent) => Started.Add(process);

        public override void Exited(Process process, string reason) => Ends.Add($"{process.Id} {reason}");
    }

    /// <summary>Calls itself without end, as compiled code does: it counts a reduction, and saves itself when the stack is to be left.</summary>
    private sealed class Descent : SavedFrame
    {
        private bool _hasCalled;

        public override Value Resume(ProcessContext context)
        {
            if (context.Reductions < 0 || _hasCalled)
            {
                return default;
            }

            SchedulingOperations.CheckPoint(context);
            if (context.Reductions >= 0)
            {
                _hasCalled = true;
                new Descent().Resume(context);
            }

            if (context.Reductions == ProcessContext.Suspending)
            {
                context.Save(this);
            }

            return default;
        }
    }
}
