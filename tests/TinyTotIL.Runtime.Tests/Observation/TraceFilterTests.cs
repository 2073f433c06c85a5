using TinyTotIL.Runtime.Observation;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Observation;

public sealed class TraceFilterTests
{
    [Fact]
    public void Nothing_means_everything_in_the_usual_number_of_lines()
    {
        var filter = Read("");
        Assert.True(filter.Shows(TraceKinds.Spawn, 1, 1));
        Assert.True(filter.Shows(TraceKinds.Exit, 1_000_000, 7));
        Assert.Equal(TraceFilter.UsualLines, filter.MostLines);
    }

    [Fact]
    public void Kinds_leave_the_others_out()
    {
        var filter = Read("send,exit");
        Assert.True(filter.Shows(TraceKinds.Send, 1, 2));
        Assert.True(filter.Shows(TraceKinds.Exit, 1, 1));
        Assert.False(filter.Shows(TraceKinds.Spawn, 1, 2));
        Assert.False(filter.Shows(TraceKinds.Receive, 1, 1));
    }

    [Fact]
    public void Either_process_of_an_event_may_be_the_one_that_is_meant()
    {
        var filter = Read("3,5-9,lines=7");
        Assert.True(filter.Shows(TraceKinds.Send, 3, 1));
        Assert.True(filter.Shows(TraceKinds.Send, 1, 3));
        Assert.True(filter.Shows(TraceKinds.Exit, 5, 5));
        Assert.True(filter.Shows(TraceKinds.Exit, 9, 9));
        Assert.False(filter.Shows(TraceKinds.Exit, 4, 4));
        Assert.False(filter.Shows(TraceKinds.Exit, 10, 10));
        Assert.Equal(7, filter.MostLines);
    }

    [Theory]
    [InlineData("snd", "snd")]
    [InlineData("send,", "")]
    [InlineData("0", "0")]
    [InlineData("9-5", "9-5")]
    [InlineData("-5", "-5")]
    [InlineData("5-", "5-")]
    [InlineData("lines=0", "lines=0")]
    [InlineData("lines=many", "lines=many")]
    [InlineData("lines=99999999999", "lines=99999999999")]
    [InlineData("Send", "Send")]
    public void Anything_else_is_named(string text, string word)
    {
        Assert.False(TraceFilter.TryRead(text, out _, out string? problem));
        Assert.StartsWith($"'{word}' is no part of a trace filter; ", problem, StringComparison.Ordinal);
    }

    private static TraceFilter Read(string text)
    {
        Assert.True(TraceFilter.TryRead(text, out var filter, out _));
        return filter;
    }
}
