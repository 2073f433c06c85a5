using TinyTotIL.Runtime.Processes;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Processes;

public sealed class ByteSizeTests
{
    [Theory]
    [InlineData("65536", 65_536L)]
    [InlineData("64K", 65_536L)]
    [InlineData("256m", 268_435_456L)]
    [InlineData("2G", 2_147_483_648L)]
    [InlineData("8589934591G", 9_223_372_035_781_033_984L)]
    public void A_number_of_bytes_may_have_a_unit(string text, long bytes)
    {
        Assert.True(ByteSize.TryReadStack(text, out long read, out string? problem));
        Assert.Equal((bytes, null), (read, problem));
    }

    [Theory]
    [InlineData("")]
    [InlineData("K")]
    [InlineData("12Q")]
    [InlineData("-5")]
    [InlineData("+5M")]
    [InlineData("1.5G")]
    [InlineData(" 64K")]
    [InlineData("64 K")]
    [InlineData("1KK")]
    [InlineData("8589934592G")]
    [InlineData("99999999999999999999")]
    public void Anything_else_is_not_a_size(string text)
    {
        Assert.False(ByteSize.TryReadStack(text, out _, out string? problem));
        Assert.StartsWith($"'{text}' is not a size; ", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("63K")]
    [InlineData("65535")]
    public void A_stack_too_small_for_a_call_is_refused(string text)
    {
        Assert.False(ByteSize.TryReadStack(text, out _, out string? problem));
        Assert.Equal($"'{text}' is too small for a stack; it takes at least 64K", problem);
    }

    [Fact]
    public void The_problem_is_one_line_of_bounded_length_whatever_the_text()
    {
        Assert.False(ByteSize.TryReadStack("\u001B[2J\n" + new string('9', 100_000), out _, out string? problem));
        Assert.DoesNotContain(problem, char.IsControl);
        Assert.True(problem.Length < 200, problem);
    }
}
