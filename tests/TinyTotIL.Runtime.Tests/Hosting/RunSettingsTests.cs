using TinyTotIL.Runtime.Hosting;
using TinyTotIL.Runtime.Observation;
using TinyTotIL.Runtime.Tests.Fakes;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Hosting;

public sealed class RunSettingsTests
{
    private readonly FakeEnvironment _environment = new();

    [Fact]
    public void Without_variables_nothing_is_asked_for()
    {
        Assert.True(new RunSettings().TryAdd(_environment, out var settings, out _));
        Assert.Equal(new RunSettings(), settings);
    }

    [Fact]
    public void Each_setting_has_its_variable()
    {
        Set(("TTIL_MAX_STACK", "1M"), ("TTIL_WORKERS", "3"), ("TTIL_MAX_HEAP", "64K"), ("TTIL_MAX_REDUCTIONS", "5000"), ("TTIL_MAX_PROCESSES", "12"), ("TTIL_TRACE_PROCS", "all"), ("TTIL_PROFILE_PROCS", "1"));
        Assert.True(new RunSettings().TryAdd(_environment, out var settings, out _));
        Assert.Equal((1L << 20, 3, 64L << 10, 5000L, 12), (settings.StackBytes, settings.Workers, settings.MaxHeapBytes, settings.MaxReductions, settings.MaxProcesses));
        Assert.Equal(TraceFilter.Everything, settings.Trace);
        Assert.True(settings.Profile);
    }

    [Fact]
    public void An_empty_variable_is_an_unset_one()
    {
        Set(("TTIL_SEED", ""), ("TTIL_PROFILE_PROCS", ""), ("TTIL_TRACE_PROCS", ""));
        Assert.True(new RunSettings().TryAdd(_environment, out var settings, out _));
        Assert.Equal(new RunSettings(), settings);
    }

    [Fact]
    public void What_is_given_overrules_a_variable_even_one_that_makes_no_sense()
    {
        Set(("TTIL_SEED", "nonsense"), ("TTIL_MAX_HEAP", "nonsense"));
        Assert.True(new RunSettings { Seed = 7, MaxHeapBytes = 5000 }.TryAdd(_environment, out var settings, out _));
        Assert.Equal((7UL, 5000L), (settings.Seed, settings.MaxHeapBytes));
    }

    [Fact]
    public void A_given_seed_overrules_workers_and_given_workers_a_seed()
    {
        Set(("TTIL_SEED", "7"), ("TTIL_WORKERS", "4"));
        Assert.True(new RunSettings { Seed = 1 }.TryAdd(_environment, out var seeded, out _));
        Assert.Equal((1UL, null), (seeded.Seed, seeded.Workers));
        Assert.True(new RunSettings { Workers = 2 }.TryAdd(_environment, out var threaded, out _));
        Assert.Equal((null, 2), (threaded.Seed, threaded.Workers));
        Assert.True(new RunSettings { Workers = 1 }.TryAdd(_environment, out var both, out _));
        Assert.Equal((7UL, 1), (both.Seed, both.Workers));
    }

    [Theory]
    [InlineData("TTIL_WORKERS", "0", "TTIL_WORKERS: '0' is not a number of workers, which is 1 to 1024")]
    [InlineData("TTIL_WORKERS", "1025", "TTIL_WORKERS: '1025' is not a number of workers, which is 1 to 1024")]
    [InlineData("TTIL_SEED", "-1", "TTIL_SEED: '-1' is not a seed, which is a number from 0 to 18446744073709551615")]
    [InlineData("TTIL_MAX_HEAP", "4095", "TTIL_MAX_HEAP: '4095' is too small for a process; it takes at least 4K")]
    [InlineData("TTIL_GC_BUDGET", "0", "TTIL_GC_BUDGET: '0' is too small for a budget; it takes at least 4K")]
    [InlineData("TTIL_MAX_REDUCTIONS", "0", "TTIL_MAX_REDUCTIONS: '0' is not a number of reductions, which is 1 or more")]
    [InlineData("TTIL_MAX_PROCESSES", "-1", "TTIL_MAX_PROCESSES: '-1' is not a number of processes, which is 1 to 2147483647")]
    [InlineData("TTIL_PROFILE_PROCS", "yes", "TTIL_PROFILE_PROCS: 'yes' is neither 1 nor 0")]
    public void A_variable_that_makes_no_sense_is_named(string name, string value, string expected)
    {
        Set((name, value));
        Assert.False(new RunSettings().TryAdd(_environment, out _, out string? problem));
        Assert.Equal(expected, problem);
    }

    [Fact]
    public void A_seed_and_several_workers_contradict_each_other()
    {
        Set(("TTIL_SEED", "7"), ("TTIL_WORKERS", "2"));
        Assert.False(new RunSettings().TryAdd(_environment, out _, out string? problem));
        Assert.Equal("TTIL_SEED and TTIL_WORKERS: a run with a seed has one worker, not 2", problem);
    }

    private void Set(params (string Name, string Value)[] variables) => Array.ForEach(variables, variable => _environment.SetVariable(variable.Name, variable.Value));
}
