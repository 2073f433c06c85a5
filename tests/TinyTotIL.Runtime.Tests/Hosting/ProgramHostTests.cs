using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Hosting;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Tests.Fakes;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Hosting;

public sealed class ProgramHostTests
{
    private readonly FakeHost _host = new();

    [Fact]
    public void A_program_that_ends_gives_0_and_its_output_is_flushed()
    {
        Assert.Equal(0, Run(context => ConsoleOperations.Print(context, 1L)));
        Assert.Equal("1\n", _host.Console.Output);
        Assert.Equal(["flush"], _host.Console.Events);
    }

    [Fact]
    public void Halt_gives_0() => Assert.Equal(0, Run(context => context.Halt()));

    [Theory]
    [InlineData(3, 3)]
    [InlineData(256, 0)]
    [InlineData(-1, 255)]
    public void Exit_gives_the_low_byte(int code, int expected) => Assert.Equal(expected, Run(context => context.Exit(code)));

    [Fact]
    public void An_uncaught_error_is_reported_with_its_trace()
    {
        int code = Run(context =>
        {
            ConsoleOperations.Print(context, "before");
            context.RaiseThrown("boo");
            context.Locate(7);
            context.Locate(2);
        });
        Assert.Equal(1, code);
        Assert.Equal("before\n", _host.Console.Output);
        Assert.Equal(
            [
                "Error: Parse error on line 7: Unhandled exception: boo",
                "  at helper (main.ttvm:9)",
                "  at <top level> (main.ttvm:1)",
            ],
            _host.Console.ErrorLines);
    }

    [Fact]
    public void A_long_trace_is_cut_short_with_a_count()
    {
        Run(context =>
        {
            context.Raise("deep");
            for (int i = 0; i < 1000; i++)
            {
                context.Locate(5);
            }
        });
        Assert.Equal("Error: deep", _host.Console.ErrorLines[0]);
        Assert.Equal("  ... 950 more", _host.Console.ErrorLines[^1]);
        Assert.Equal(52, _host.Console.ErrorLines.Count);
    }

    [Fact]
    public void Lack_of_memory_is_a_plain_error()
    {
        Assert.Equal(1, Run(_ => throw new InsufficientMemoryException()));
        Assert.Equal(["Error: Out of memory"], _host.Console.ErrorLines);
    }

    [Fact]
    public void Our_own_fault_says_so_in_a_sentence()
    {
        Assert.Equal(70, Run(_ => throw new InvalidOperationException("impossible")));
        string report = Assert.Single(_host.Console.ErrorLines);
        Assert.Equal("Error: internal error: impossible (set TTIL_TRACE=1 for details)", report);
    }

    [Fact]
    public void Our_own_fault_shows_the_dotnet_trace_on_request()
    {
        _host.Environment.SetVariable("TTIL_TRACE", "1");
        Assert.Equal(70, Run(_ => throw new InvalidOperationException("impossible")));
        string report = Assert.Single(_host.Console.ErrorLines);
        Assert.StartsWith("Error: internal error: System.InvalidOperationException: impossible", report, StringComparison.Ordinal);
        Assert.Contains(nameof(Our_own_fault_shows_the_dotnet_trace_on_request), report, StringComparison.Ordinal);
    }

    [Fact]
    public void A_closed_output_ends_the_program_quietly()
    {
        _host.Console.WriteFailure = new OutputClosedException();
        int rounds = 0;
        int code = Run(context =>
        {
            for (; rounds < 100; rounds++)
            {
                ConsoleOperations.Print(context, 1L);
            }
        });
        Assert.Equal(141, code);
        Assert.Equal(0, rounds);
        Assert.Empty(_host.Console.ErrorLines);
    }

    [Fact]
    public void Output_that_cannot_be_written_is_reported()
    {
        _host.Console.WriteFailure = new HostException("No space left on device (os error 28)");
        Assert.Equal(1, Run(context => ConsoleOperations.Print(context, 1L)));
        Assert.Equal(["Error: File operation failed on stdout: No space left on device (os error 28)"], _host.Console.ErrorLines);
    }

    [Fact]
    public void The_program_has_a_stack_of_its_own()
    {
        int callers = Environment.CurrentManagedThreadId;
        int own = callers;
        nint limit = 0;
        Run(context =>
        {
            own = Environment.CurrentManagedThreadId;
            limit = context.StackLimit;
        });
        Assert.NotEqual(callers, own);
        Assert.NotEqual(0, limit);
    }

    [Theory]
    [InlineData("64K", 64L << 10)]
    [InlineData("3g", 3L << 30)]
    [InlineData("100000", 100_000L)]
    public void The_environment_of_a_process_sets_the_ceiling_of_its_stack(string size, long bytes)
    {
        _host.Environment.SetVariable("TTIL_MAX_STACK", size);
        Assert.Equal(bytes, StackBytesOfProcess());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Without_a_setting_the_stack_of_a_process_has_the_default_ceiling(string? size)
    {
        if (size is not null)
        {
            _host.Environment.SetVariable("TTIL_MAX_STACK", size);
        }

        Assert.Equal(RuntimeLimits.Default.StackBytes, StackBytesOfProcess());
    }

    [Theory]
    [InlineData("12Q", "'12Q' is not a size; write a number of bytes, or one with K, M or G such as 256M")]
    [InlineData("1K", "'1K' is too small for a stack; it takes at least 64K")]
    public void A_setting_that_makes_no_sense_is_explained_before_the_program_runs(string size, string problem)
    {
        _host.Environment.SetVariable("TTIL_MAX_STACK", size);
        Assert.Equal(2, ProgramHost.RunAsProcess(FakeHost.Image(("main", _ => Assert.Fail("The program ran."))), _host.Services));
        Assert.Equal([$"Error: TTIL_MAX_STACK: {problem}"], _host.Console.ErrorLines);
    }

    [Fact]
    public void Ceilings_given_by_a_caller_do_not_ask_the_environment()
    {
        _host.Environment.SetVariable("TTIL_MAX_STACK", "nonsense");
        Assert.Equal(0, Run(context => context.Halt()));
    }

    private long StackBytesOfProcess()
    {
        long bytes = 0;
        Assert.Equal(0, ProgramHost.RunAsProcess(FakeHost.Image(("main", context => bytes = context.Limits.StackBytes)), _host.Services));
        return bytes;
    }

    private int Run(Action<ProcessContext> body) => ProgramHost.Run(FakeHost.Image(("main", body)), _host.Services);
}
