using TinyTotIL.Runtime.Observation;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Observation;

public sealed class EndedProcessesTests
{
    [Fact]
    public void The_busiest_are_kept_and_all_are_counted()
    {
        var ended = new EndedProcesses(most: 3);
        foreach (long reductions in (long[])[5, 1, 9, 7, 2, 8])
        {
            if (ended.Notes(reductions))
            {
                ended.Add(new ProcessSnapshot { Id = reductions, State = "normal", Reductions = reductions });
            }
        }

        Assert.Equal(6, ended.Count);
        Assert.Equal([7, 8, 9], ended.Kept.Select(process => process.Id).Order());
        Assert.False(ended.Notes(7));
        Assert.True(ended.Notes(10));
    }
}
