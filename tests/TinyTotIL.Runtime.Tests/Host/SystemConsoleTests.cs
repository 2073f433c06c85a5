using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Tests.Fakes;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Host;

public sealed class SystemConsoleTests
{
    [Fact]
    public void Output_waits_in_the_buffer_until_it_is_flushed()
    {
        var streams = new FakeStreams();
        var console = new SystemConsole(streams);
        console.Write("a");
        console.Write("b\n");
        console.Flush();
        Assert.Equal("ab\n", streams.AllOutput);
    }

    [Fact]
    public void Input_that_nobody_wants_any_more_stays_for_the_next_reader()
    {
        var console = new SystemConsole(FakeStreams.WithInput("o", "ne\ntw", "o\nthree\n", "fo", "ur"));
        Assert.Equal("", console.ReadLine(() => false));
        Assert.Equal(-1, console.ReadByte(() => false));
        Assert.Equal("one", console.ReadLine(() => true));
        Assert.Equal("", console.ReadLine(() => false));
        Assert.Equal('t', console.ReadByte(() => true));
        Assert.Equal("", console.ReadToEnd(() => false));
        Assert.Equal("wo", console.ReadLine());
        Assert.Equal("three", console.ReadLine());
        Assert.Equal("", console.ReadLine(() => false));
        Assert.Equal("four", console.ReadToEnd(() => true));
        Assert.Equal("", console.ReadLine(() => false));
        Assert.Equal("", console.ReadToEnd());
    }

    [Fact]
    public void A_line_that_has_been_read_ahead_is_known()
    {
        var console = new SystemConsole(FakeStreams.WithInput("one\ntwo\nth", "ree"));
        Assert.False(console.HasLine);
        Assert.Equal('o', console.ReadByte());
        Assert.True(console.HasLine);
        Assert.Equal("ne", console.ReadLine());
        Assert.True(console.HasLine);
        Assert.Equal("two", console.ReadLine());
        Assert.False(console.HasLine);
        Assert.True(console.HasInput);
        Assert.Equal("three", console.ReadLine());
    }

    [Fact]
    public void Text_for_standard_error_comes_after_the_output_so_far()
    {
        var streams = new FakeStreams();
        var console = new SystemConsole(streams);
        console.Write("a");
        console.WriteError("b");
        console.WriteErrorLine("c");
        Assert.Equal(["out:a", "err:b", "err:c\n"], streams.Events);
    }

    [Fact]
    public void Output_is_sent_soon_without_a_flush()
    {
        var streams = new FakeStreams();
        var console = new SystemConsole(streams);
        console.Write("first\n");
        Assert.True(streams.Output.TryTake(out string? first, TimeSpan.FromSeconds(30)));
        Assert.Equal("first\n", first);

        // The flusher goes to rest after its work; a later write has to wake it.
        console.Write("second\n");
        Assert.True(streams.Output.TryTake(out string? second, TimeSpan.FromSeconds(30)));
        Assert.Equal("second\n", second);
    }

    [Fact]
    public void A_terminal_sees_every_line_at_once()
    {
        var streams = new FakeStreams { IsOutputTerminal = true };
        var console = new SystemConsole(streams);
        console.Write("one\ntw");
        Assert.Equal(["one\ntw"], streams.Output);
    }

    [Fact]
    public void More_text_than_the_buffer_holds_arrives_whole_and_in_order()
    {
        var streams = new FakeStreams();
        var console = new SystemConsole(streams);
        string text = string.Concat(Enumerable.Range(0, 50_000).Select(i => $"é{i}€😀"));
        console.Write(text);
        console.Flush();
        Assert.Equal(text, streams.AllOutput);
        Assert.True(streams.Output.Count > 1);
    }

    [Fact]
    public void A_character_split_between_two_writes_is_put_together()
    {
        var streams = new FakeStreams();
        var console = new SystemConsole(streams);
        console.Write("a\uD83D");
        console.Write("");
        console.Write("\uDE00b");
        console.Flush();
        Assert.Equal("a😀b", streams.AllOutput);
    }

    [Fact]
    public void Half_a_character_becomes_the_replacement_character()
    {
        var streams = new FakeStreams();
        var console = new SystemConsole(streams);
        console.Write("a\uD83D");
        console.Write("\uD83D");
        console.Write("b\uDE00c");
        console.Flush();
        Assert.Equal("a\uFFFD\uFFFDb\uFFFDc", streams.AllOutput);
    }

    [Fact]
    public void Standard_error_comes_after_the_output_before_it()
    {
        var streams = new FakeStreams();
        var console = new SystemConsole(streams);
        console.Write("out");
        console.WriteErrorLine("bad ü");
        Assert.Equal(["out:out", "err:bad ü\n"], streams.Events);
    }

    [Fact]
    public void Output_is_flushed_before_a_read_that_may_wait()
    {
        var streams = FakeStreams.WithInput("x\ny\n");
        var console = new SystemConsole(streams);
        console.Write("name? ");
        console.ReadLine();
        Assert.Equal(["out:name? ", "read"], streams.Events);
    }

    [Fact]
    public void A_closed_output_shows_at_the_next_write_and_leaves_standard_error_usable()
    {
        var streams = new FakeStreams { WriteFailure = new OutputClosedException() };
        var console = new SystemConsole(streams);
        console.Write("lost");
        console.WriteErrorLine("still here");
        Assert.Equal(["err:still here\n"], streams.Events);
        Assert.Throws<OutputClosedException>(() => console.Write("more"));

        // Known by now: the last flush of a program does not report it again.
        console.Flush();
    }

    [Fact]
    public void Lines_lose_lf_or_crlf_and_nothing_else()
    {
        var console = new SystemConsole(FakeStreams.WithInput("a\r\nb\rc\n\n  d \r\r\ne\r"));
        Assert.Equal("a", console.ReadLine());
        Assert.Equal("b\rc", console.ReadLine());
        Assert.Equal("", console.ReadLine());
        Assert.Equal("  d \r", console.ReadLine());
        Assert.Equal("e\r", console.ReadLine());
        Assert.Equal("", console.ReadLine());
    }

    [Fact]
    public void A_line_may_arrive_in_pieces_even_inside_crlf_and_characters()
    {
        var console = new SystemConsole(new FakeStreams([0x61, 0xC3], [0xA9, 0x0D], [0x0A, 0x62]));
        Assert.Equal("aé", console.ReadLine());
        Assert.Equal("b", console.ReadLine());
    }

    [Fact]
    public void The_three_readers_share_one_buffer()
    {
        var console = new SystemConsole(FakeStreams.WithInput("line\nxrest\nof ", "it\r\n"));
        Assert.Equal("line", console.ReadLine());
        Assert.Equal('x', console.ReadByte());
        Assert.Equal("rest\nof it\r\n", console.ReadToEnd());
        Assert.Equal("", console.ReadToEnd());
        Assert.Equal(-1, console.ReadByte());
    }

    [Fact]
    public void Bytes_are_read_one_by_one()
    {
        var console = new SystemConsole(FakeStreams.WithInput("é"));
        Assert.Equal(0xC3, console.ReadByte());
        Assert.Equal(0xA9, console.ReadByte());
        Assert.Equal(-1, console.ReadByte());
    }

    [Fact]
    public void Input_that_is_not_utf8_is_replaced_and_a_byte_order_mark_is_kept()
    {
        var console = new SystemConsole(new FakeStreams([0xEF, 0xBB, 0xBF, 0x61, 0xFF, 0x0A]));
        Assert.Equal("\uFEFFa\uFFFD", console.ReadLine());
    }
}
