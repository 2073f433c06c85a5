using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Tests.Fakes;
using TinyTotIL.Runtime.Values;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Operations;

public sealed class TimeOperationsTests
{
    private readonly FakeHost _host = new();

    [Fact]
    public void The_time_is_the_clocks()
    {
        _host.Clock.UnixSeconds = 1234;
        Assert.Equal(1234, TimeOperations.GetTime(_host.Context()).AsInt);
    }

    [Fact]
    public void Sleep_waits_whole_positive_milliseconds_after_the_output_before_it()
    {
        var context = _host.Context();
        foreach (var duration in new Value[] { 5L, 2.9, 0L, -7L, -1.5, 0.5, double.NaN, double.NegativeInfinity, double.PositiveInfinity })
        {
            TimeOperations.Sleep(context, duration);
        }

        Assert.Equal([5, 2, long.MaxValue], _host.Clock.Sleeps);
        Assert.Equal(["flush", "flush", "flush"], _host.Console.Events);
    }

    [Fact]
    public void Wrong_types_are_errors()
    {
        var context = _host.Context();
        TimeOperations.Sleep(context, "x");
        Assert.Equal("SLEEP expects int or float (milliseconds) but got Str(\"x\")", FakeHost.TakeError(context));
        TimeOperations.Format(context, 1.0, "x");
        Assert.Equal("FORMAT_TIME expects int (timestamp) and string (format) but got Float(1.0), Str(\"x\")", FakeHost.TakeError(context));
    }

    [Theory]
    [InlineData(-62135596801)]
    [InlineData(253402300800)]
    [InlineData(long.MinValue)]
    [InlineData(long.MaxValue)]
    public void Years_that_the_calendar_lacks_are_unsupported(long timestamp)
    {
        var context = _host.Context();
        TimeOperations.Format(context, timestamp, "%Y");
        Assert.Equal(
            $"Unsupported operation: FORMAT_TIME of {timestamp}, which is outside the years 1 to 9999", FakeHost.TakeError(context));
    }

    // Expected texts: the C library's own, of `date -u -d @<timestamp> +<pattern>`.
    [Theory]
    [InlineData(0, "%Y-%m-%d %H:%M:%S", "1970-01-01 00:00:00")]
    [InlineData(-1, "%F %T", "1969-12-31 23:59:59")]
    [InlineData(1709210096, "%a %A %b %B %h", "Thu Thursday Feb February Feb")]
    [InlineData(1709210096, "%c|%x|%X|%r|%D|%R", "Thu Feb 29 12:34:56 2024|02/29/24|12:34:56|12:34:56 PM|02/29/24|12:34")]
    [InlineData(1709210096, "%C %y %g %G %V %U %W %u %w %j", "20 24 24 2024 09 08 09 4 4 060")]
    [InlineData(1709210096, "%s%n%t%%", "1709210096\n\t%")]
    [InlineData(1704430800, "[%d][%e][%H][%I][%k][%l][%p][%P]", "[05][ 5][05][05][ 5][ 5][AM][am]")]
    [InlineData(1704412800, "%I %l %p", "12 12 AM")]
    [InlineData(1609459200, "%G-W%V-%u %g %U %W", "2020-W53-5 20 00 00")]
    [InlineData(1230768000, "%G %V %a", "2009 01 Thu")]
    [InlineData(1704067200, "%z %Z", "+0000 UTC")]
    [InlineData(-62135596800, "%Y %C %y %F %G-%V %a", "0001 00 01 0001-01-01 0001-01 Mon")]
    [InlineData(253402300799, "%F %T %G-%V", "9999-12-31 23:59:59 9999-52")]
    [InlineData(1704430800, "%-d %_d %0e %-m %-H %-j %_j", "5  5 05 1 5 5   5")]
    [InlineData(1704430800, "%Ey %Od", "24 05")]
    [InlineData(0, "%q %! 100%", "%q %! 100%")]
    [InlineData(0, "%-", "%-")]
    [InlineData(0, "", "")]
    [InlineData(0, "año %Y", "año 1970")]
    public void A_time_is_formatted_as_strftime_does(long timestamp, string pattern, string expected) =>
        Assert.Equal(expected, TimeOperations.Format(_host.Context(), timestamp, pattern).AsText);
}
