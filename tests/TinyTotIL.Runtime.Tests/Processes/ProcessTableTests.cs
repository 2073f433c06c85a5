using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Tests.Fakes;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Processes;

public sealed class ProcessTableTests
{
    private readonly ProcessTable _table = new();

    [Fact]
    public void Numbers_ascend_from_1() => Assert.Equal([1, 2, 3], new[] { _table.NextId(), _table.NextId(), _table.NextId() });

    [Fact]
    public void A_process_is_found_until_it_is_removed()
    {
        var process = Add();
        Assert.Same(process, _table.Find(process.Id));
        _table.Remove(process);
        Assert.Null(_table.Find(process.Id));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(2)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public void A_number_that_was_not_given_out_finds_nothing(long id)
    {
        Add();
        Assert.Null(_table.Find(id));
    }

    [Fact]
    public void The_table_grows_and_lists_what_is_alive_in_order()
    {
        var all = Enumerable.Range(0, 100_000).Select(_ => Add()).ToArray();
        Assert.All(all, process => Assert.Same(process, _table.Find(process.Id)));
        foreach (var process in all.Where(process => process.Id % 3 != 0))
        {
            _table.Remove(process);
        }

        Assert.Equal(all.Where(process => process.Id % 3 == 0), _table.All());
    }

    [Fact]
    public void Chunks_whose_processes_have_all_ended_are_dropped()
    {
        for (int i = 0; i < 50 * ProcessTable.ChunkLength; i++)
        {
            _table.Remove(Add());
        }

        Assert.InRange(_table.ChunkCount, 0, 1);
        Assert.Empty(_table.All());
        var last = Add();
        Assert.Same(last, _table.Find(last.Id));
    }

    [Fact]
    public void Several_threads_may_add_and_remove()
    {
        const int Count = 20_000;
        Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 4 }, _ =>
        {
            for (int i = 0; i < Count; i++)
            {
                var process = Add();
                Assert.Same(process, _table.Find(process.Id));
                _table.Remove(process);
                Assert.Null(_table.Find(process.Id));
            }
        });
        Assert.Equal(4 * Count, _table.LastId);
        Assert.InRange(_table.ChunkCount, 0, 1);
    }

    private Process Add()
    {
        var process = new Process(_table.NextId(), new Script());
        _table.Add(process);
        return process;
    }
}
