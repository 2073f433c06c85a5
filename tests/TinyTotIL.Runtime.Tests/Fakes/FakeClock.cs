using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Runtime.Tests.Fakes;

/// <summary>A clock that stands still and remembers who slept.</summary>
internal sealed class FakeClock : IClock
{
    public long UnixSeconds { get; set; }

    public List<long> Sleeps { get; } = [];

    public void Sleep(long milliseconds) => Sleeps.Add(milliseconds);
}
