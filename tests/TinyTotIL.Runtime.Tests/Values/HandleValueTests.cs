using TinyTotIL.Runtime.Values;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Values;

public class HandleValueTests
{
    [Fact]
    public void Only_connections_streams_and_futures_are_handles()
    {
        Assert.Equal(ValueKind.Future, new HandleValue(ValueKind.Future, "f").Kind);
        Assert.Throws<ArgumentOutOfRangeException>(() => new HandleValue(ValueKind.Text, "t"));
    }
}
