using TinyTotIL.Conformance.Tests.Cases;

namespace TinyTotIL.Conformance.Tests;

/// <summary>What <c>ttil explore</c> finds in the dining philosophers, before and after the cure.</summary>
public sealed class ScheduleExampleTests : IDisposable
{
    private readonly CommandSession _session = new();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void Philosophers_who_reach_for_both_forks_at_once_may_starve_but_seldom_do()
    {
        var outcome = Explore("schedules/dining-philosophers.ttvm", runs: 100);
        Assert.Equal(1, outcome.ExitCode);
        Assert.Matches("(?m)^ *[1-9][0-9]* +[0-9]+ +deadlock after 0 lines of output$", outcome.Output);
        Assert.Matches("(?m)^ *[5-9][0-9] +[0-9]+ +exit code 0, 1 line of output$", outcome.Output);
        Assert.Matches("(?m)^  process(es)? [0-9, and]+ waits? at philosopher [(].*dining-philosophers[.]ttvm:[0-9]+:[0-9]+[)] for ", outcome.Output);
    }

    [Fact]
    public void Philosophers_who_take_the_lower_fork_first_never_do()
    {
        var outcome = Explore("59-dining-philosophers.ttvm", runs: 1000);
        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("no difference, no error, no deadlock", outcome.Output, StringComparison.Ordinal);
    }

    private CommandOutcome Explore(string example, int runs) =>
        _session.Run("explore", "--runs", $"{runs}", Path.Combine(CaseCatalog.Root, "examples", example));
}
