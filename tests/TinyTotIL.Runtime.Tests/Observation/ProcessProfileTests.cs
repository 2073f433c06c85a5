using TinyTotIL.Runtime.Observation;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Observation;

public sealed class ProcessProfileTests
{
    [Fact]
    public void Profiles_add_up_but_for_the_peak()
    {
        var sum = new ProcessProfile("worker:3") { Processes = 0 };
        sum.Add(Profile(slices: 2, peak: 5, reason: "normal"));
        sum.Add(Profile(slices: 3, peak: 4, reason: "normal"));
        sum.Add(Profile(slices: 1, peak: 0, reason: "killed"));
        Assert.Equal((3, 6, 60, 9, 12, 5), (sum.Processes, sum.Slices, sum.Reductions, sum.Sent, sum.Received, sum.PeakMailbox));
        Assert.Equal([("killed", 1L), ("normal", 2L)], sum.Reasons.Select(reason => (reason.Key, reason.Value)));
    }

    [Fact]
    public void A_million_different_reasons_take_the_room_of_a_few()
    {
        var profile = new ProcessProfile("worker:3");
        for (int i = 0; i < 1000; i++)
        {
            profile.AddReason($"reason {i}");
        }

        Assert.Equal(21, profile.Reasons.Count);
        Assert.Equal(1000, profile.Reasons.Values.Sum());
        Assert.Equal(980, profile.Reasons["other reasons"]);
    }

    [Fact]
    public void Places_come_in_the_order_of_what_they_cost()
    {
        var cheap = Profile(slices: 1, peak: 1, reason: "normal");
        var dear = new ProcessProfile("boss:9") { Ticks = 1_000_000, Processes = 2 };
        dear.AddReason("killed");
        string[] lines = ProfileReport.OfStarts([cheap, dear]).Split('\n');
        Assert.StartsWith("start     processes  slices  reductions", lines[0], StringComparison.Ordinal);
        Assert.Matches("^boss:9 +2 .*  killed 1, alive 1$", lines[1]);
        Assert.Matches("^worker:3 +1 .*  normal 1$", lines[2]);
    }

    private static ProcessProfile Profile(long slices, long peak, string reason)
    {
        var profile = new ProcessProfile("worker:3") { Slices = slices, Reductions = slices * 10, Sent = 3, Received = 4, PeakMailbox = peak };
        profile.AddReason(reason);
        return profile;
    }
}
