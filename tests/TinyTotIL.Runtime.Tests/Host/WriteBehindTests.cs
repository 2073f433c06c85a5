using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Tests.Fakes;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Host;

/// <summary>Output that is kept, and written by a thread of its own.</summary>
public sealed class WriteBehindTests
{
    private static readonly string Line = new('x', 1023);

    private readonly FakeStreams _streams = new();
    private readonly SystemConsole _console;

    public WriteBehindTests()
    {
        _console = new SystemConsole(_streams);
        _console.WriteBehind(isOn: true);
    }

    [Fact]
    public void A_writer_does_not_wait_for_the_reader_until_there_is_much_too_much()
    {
        _streams.Reader.Reset();
        int lines = 0;
        while (!_console.IsBehind)
        {
            _console.Write($"{Line}\n");
            lines++;
        }

        // What the writer has taken already does not count.
        Assert.InRange(lines, StandardOutput.ManyBytes / 1024, 2 * StandardOutput.ManyBytes / 1024);
        for (; lines < StandardOutput.MostBytes / 1024 / 2; lines++)
        {
            _console.Write($"{Line}\n");
        }

        _streams.Reader.Set();
        _console.Flush();
        Assert.Equal(lines * 1024, _streams.AllOutput.Length);
        Assert.False(_console.IsBehind);
    }

    [Fact]
    public void Output_is_bounded_all_the_same()
    {
        _streams.Reader.Reset();
        string large = new('x', 2 * StandardOutput.MostBytes);
        var writing = new Thread(() => _console.Write(large));
        writing.Start();
        while (!_console.IsBehind)
        {
            Thread.Yield();
        }

        Assert.True(writing.IsAlive);
        _streams.Reader.Set();
        writing.Join();
        _console.Flush();
        Assert.Equal(large.Length, _streams.AllOutput.Length);
    }

    [Fact]
    public void Messages_keep_their_place_between_output()
    {
        _streams.Reader.Reset();
        _console.Write("one\n");
        _console.WriteErrorLine("two");
        _console.Write("three\n");
        _console.WriteErrorLine("four");
        _console.WriteErrorLine("five");
        _console.Write("six\n");
        _streams.Reader.Set();
        _console.WriteBehind(isOn: false);
        Assert.Equal("one\ntwo\nthree\nfour\nfive\nsix\n", string.Concat(_streams.Events.Select(text => text[4..])));
    }

    [Fact]
    public void Who_waits_is_called_once_when_little_is_left()
    {
        int calls = 0;
        Assert.False(_console.WhenTaken(() => calls++));
        _streams.Reader.Reset();
        while (!_console.IsBehind)
        {
            _console.Write($"{Line}\n");
        }

        Assert.True(_console.WhenTaken(() => calls++));
        _streams.Reader.Set();
        _console.WriteBehind(isOn: false);
        _console.Write("more\n");
        _console.Flush();
        Assert.Equal(1, calls);
    }

    [Fact]
    public void A_failure_is_reported_by_the_next_write_and_frees_who_waits()
    {
        _streams.Reader.Reset();
        while (!_console.IsBehind)
        {
            _console.Write($"{Line}\n");
        }

        using var called = new ManualResetEventSlim();
        Assert.True(_console.WhenTaken(called.Set));
        _console.WriteErrorLine("still read");
        _streams.WriteFailure = new OutputClosedException();
        _streams.Reader.Set();
        called.Wait();
        Assert.Throws<OutputClosedException>(_console.Flush);
        _console.Flush();
        Assert.Throws<OutputClosedException>(() => _console.Write("lost\n"));
        Assert.False(_console.WhenTaken(called.Set));
        _console.WriteBehind(isOn: false);
        Assert.Equal(["err:still read\n"], _streams.Events);
    }

    [Fact]
    public void Output_is_sent_soon_without_a_flush_again_and_again()
    {
        for (int i = 0; i < 3; i++)
        {
            _console.Write($"line {i}\n");
            Assert.True(_streams.Output.TryTake(out string? line, TimeSpan.FromSeconds(30)));
            Assert.Equal($"line {i}\n", line);
        }
    }

    [Fact]
    public void Nothing_is_lost_between_many_writers()
    {
        const int Writers = 4, Lines = 2000;
        var threads = Enumerable.Range(0, Writers).Select(writer => new Thread(() =>
        {
            for (int i = 0; i < Lines; i++)
            {
                _console.Write($"{writer}:{i}\n");
            }
        })).ToArray();
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        _console.WriteBehind(isOn: false);
        var lines = _streams.AllOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(':')).ToArray();
        Assert.Equal(Writers * Lines, lines.Length);
        Assert.All(lines.GroupBy(line => line[0]), own => Assert.Equal(Enumerable.Range(0, Lines).Select(i => $"{i}"), own.Select(line => line[1])));
    }
}
