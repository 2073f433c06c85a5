using TinyTotIL.Runtime.Processes;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Processes;

/// <summary>OTP: more than <c>intensity</c> restarts within the last <c>period</c> are too many.</summary>
public sealed class RestartWindowTests
{
    [Fact]
    public void As_many_restarts_as_the_intensity_are_allowed_at_once()
    {
        var window = new RestartWindow(intensity: 3, period: 1000);
        Assert.Equal([true, true, true, false], Enumerable.Range(0, 4).Select(_ => window.TryAdd(now: 5)));
    }

    [Fact]
    public void No_restart_is_allowed_with_intensity_zero()
    {
        Assert.False(new RestartWindow(intensity: 0, period: 1000).TryAdd(now: 0));
    }

    [Fact]
    public void A_restart_counts_until_one_period_has_passed_and_not_after()
    {
        var window = new RestartWindow(intensity: 1, period: 1000);
        Assert.True(window.TryAdd(now: 0));
        Assert.False(window.TryAdd(now: 1000));
        Assert.True(window.TryAdd(now: 1001));
    }

    [Fact]
    public void The_window_slides_it_is_not_reset()
    {
        var window = new RestartWindow(intensity: 2, period: 1000);
        Assert.True(window.TryAdd(now: 0));
        Assert.True(window.TryAdd(now: 900));
        Assert.True(window.TryAdd(now: 1100));
        Assert.False(window.TryAdd(now: 1800));
        Assert.True(window.TryAdd(now: 1901));
    }

    [Fact]
    public void The_longest_period_never_ends()
    {
        var window = new RestartWindow(intensity: 1, period: long.MaxValue);
        Assert.True(window.TryAdd(now: 10));
        Assert.False(window.TryAdd(now: long.MaxValue));
    }
}
