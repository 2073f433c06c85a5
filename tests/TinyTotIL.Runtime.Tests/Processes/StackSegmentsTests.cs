using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Tests.Fakes;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Processes;

public sealed unsafe class StackSegmentsTests
{
    private readonly FakeHost _host = new();

    [Fact]
    public void Recursion_goes_on_over_many_segments()
    {
        var run = new Recursion(depth: 200_000, Context(1L << 30)) { MostPerSegment = 1 << 20 };
        run.Start();
        Assert.Equal(0, run.Context.Reductions);
        Assert.Equal(200_000, run.Reached);
        Assert.Equal(200_000, run.Returned);
        Assert.True(run.Crossings > 5);
    }

    [Fact]
    public void The_sum_of_all_segments_is_bounded()
    {
        var run = new Recursion(depth: int.MaxValue, Context(8 << 20)) { MostPerSegment = 1 << 20 };
        run.Start();
        Assert.Equal("Call stack overflow", FakeHost.TakeError(run.Context));
        Assert.InRange(run.Crossings, 6, 9);
    }

    [Fact]
    public void The_bound_holds_within_one_segment()
    {
        var run = new Recursion(depth: int.MaxValue, Context(1 << 20));
        run.Start();
        Assert.Equal("Call stack overflow", FakeHost.TakeError(run.Context));
        Assert.True(run.Reached > 1000);
    }

    [Fact]
    public void The_whole_of_a_large_segment_can_be_used()
    {
        var run = new Recursion(depth: 1_500_000, Context(2L << 30));
        run.Start();
        Assert.Equal(0, run.Context.Reductions);
        Assert.Equal(1_500_000, run.Reached);
        Assert.InRange(run.Crossings, 1, 4);
    }

    [Fact]
    public void The_limit_is_restored_and_segments_are_used_again()
    {
        var context = Context(1L << 30);
        StackSegments.EnterOnThisThread(context);
        nint limit = context.StackLimit;
        var threads = new HashSet<int>();
        for (int i = 0; i < 50; i++)
        {
            StackSegments.Continue(context, &NoteThread);
            threads.Add((int)context.Results[0].AsInt);
        }

        Assert.Equal(limit, context.StackLimit);
        Assert.DoesNotContain(Environment.CurrentManagedThreadId, threads);
        Assert.Single(threads);
    }

    [Fact]
    public void A_dotnet_exception_comes_out_on_the_waiting_thread()
    {
        var context = Context(1L << 30);
        StackSegments.EnterOnThisThread(context);
        nint limit = context.StackLimit;
        var failure = Assert.Throws<InvalidOperationException>(() => StackSegments.Continue(context, &Fail));
        Assert.Equal("inside", failure.Message);
        Assert.Contains(nameof(Fail), failure.StackTrace, StringComparison.Ordinal);
        Assert.Equal(limit, context.StackLimit);
        StackSegments.Continue(context, &NoteThread);
        Assert.NotEqual(Environment.CurrentManagedThreadId, (int)context.Results[0].AsInt);
    }

    private static void NoteThread(ProcessContext context) => context.Results[0] = (long)Environment.CurrentManagedThreadId;

    private static void Fail(ProcessContext context) => throw new InvalidOperationException("inside");

    private ProcessContext Context(long stackBytes) =>
        new(FakeHost.Image(("main", _ => { }
    )), _host.Services, new RuntimeLimits { StackBytes = stackBytes });

    /// <summary>A function as the compiler would write it: at the limit it goes on upon another stack.</summary>
    private sealed class Recursion(int depth, ProcessContext context)
    {
        /// <summary>What crosses to the next segment; tests of one class run one after the other.</summary>
        private static volatile Recursion? _crossing;

        public ProcessContext Context => context;

        public int Reached { get; private set; }

        public int Returned { get; private set; }

        public int Crossings { get; private set; }

        /// <summary>Makes segments look smaller than they are.</summary>
        public int MostPerSegment { get; init; } = int.MaxValue;

        public void Start()
        {
            StackSegments.EnterOnThisThread(context);
            Step();
        }

        private static void Cross(ProcessContext context)
        {
            byte local;
            context.StackLimit = Math.Max(context.StackLimit, (nint)(&local) - _crossing!.MostPerSegment);
            _crossing.Step();
        }

        private void Step()
        {
            byte local;
            if ((nint)(&local) < context.StackLimit)
            {
                Crossings++;
                _crossing = this;
                StackSegments.Continue(context, &Cross);
                return;
            }

            Reached++;
            if (Reached < depth)
            {
                Step();
            }

            // Work after the call keeps it from becoming a jump.
            Returned++;
        }
    }
}
