using TinyTotIL.Runtime.Processes;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Processes;

public sealed class PeerTableTests
{
    [Fact]
    public void It_does_what_a_dictionary_does()
    {
        var random = new Random(1);
        for (int keys = 1; keys < 40; keys += 3)
        {
            var table = default(PeerTable<string>);
            var model = new Dictionary<long, string>();
            for (int i = 0; i < 500; i++)
            {
                long key = random.Next(keys);
                if (random.Next(3) > 0)
                {
                    table.Set(key, $"{i}");
                    model[key] = $"{i}";
                }
                else
                {
                    Assert.Equal(model.Remove(key), table.Remove(key));
                }

                Assert.Equal(model.Count, table.Count);
                Assert.Equal(model.GetValueOrDefault(key), table.Get(key));
                Assert.Equal(model.Values.Order(), table.ToArray().Order());
            }
        }
    }

    [Fact]
    public void An_item_is_removed_only_where_it_is_the_one_kept()
    {
        var table = default(PeerTable<string>);
        table.Set(1, "new");
        Assert.False(table.Remove(1, "old"));
        Assert.True(table.Remove(1, "new"));
        Assert.False(table.Remove(1, "new"));
    }

    [Theory]
    [InlineData("mon_1_2", 1, true)]
    [InlineData("mon_1_2", 2, false)]
    [InlineData("mon_1_02", 1, false)]
    [InlineData("mon_1_-2", 1, false)]
    [InlineData("mon_1_2_3", 1, false)]
    [InlineData("stop_1_2", 1, false)]
    [InlineData("", 1, false)]
    public void A_reference_is_read_by_its_watcher_only(string text, long watcher, bool isReference)
    {
        Assert.Equal(isReference, MonitorReference.TryRead(text, watcher, out long target));
        Assert.True(!isReference || target == 2);
    }
}
