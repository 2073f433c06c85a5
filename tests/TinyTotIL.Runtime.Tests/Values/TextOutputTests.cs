using TinyTotIL.Runtime.Values;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Values;

public class TextOutputTests
{
    [Fact]
    public void Text_up_to_the_ceiling_is_kept_whole()
    {
        var output = new TextOutput(ceiling: 5);
        output.Write("abc");
        output.Write("de");
        Assert.False(output.IsFull);
        Assert.Equal("abcde", output.ToString());
    }

    [Fact]
    public void Text_beyond_the_ceiling_is_marked_and_dropped()
    {
        var output = new TextOutput(ceiling: 5);
        output.Write("abc");
        output.Write("def");
        output.Write("g");
        Assert.True(output.IsFull);
        Assert.Equal("abcde...", output.ToString());
    }

    [Fact]
    public void The_cut_never_leaves_half_a_surrogate_pair()
    {
        var output = new TextOutput(ceiling: 4);
        output.Write("abc\U0001f600");
        Assert.Equal("abc...", output.ToString());
    }

    [Fact]
    public void Numbers_of_all_sizes_are_written_in_full()
    {
        var output = new TextOutput(ceiling: 100);
        output.Write(long.MinValue);
        output.Write(" ");
        output.Write(ulong.MaxValue);
        Assert.Equal("-9223372036854775808 18446744073709551615", output.ToString());
    }
}
