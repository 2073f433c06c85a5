using System.Runtime.CompilerServices;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Streams;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Host;

public sealed class SystemHandlesTests : IDisposable
{
    private const string TooMany = "Too many open files (os error 24)";

    private readonly string _root = Directory.CreateTempSubdirectory("ttil-handles-").FullName;

    private string File1
    {
        get
        {
            string path = Path.Combine(_root, "file");
            File.AppendAllText(path, "x");
            return path;
        }
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(64, 1)]
    [InlineData(256, 192)]
    [InlineData(1024, 896)]
    [InlineData(20_000, 17_500)]
    [InlineData(1_000_000_000, 65_536)]
    [InlineData(ulong.MaxValue, 65_536)]
    public void The_program_gets_less_than_the_system_allows(ulong limit, int most) => Assert.Equal(most, SystemHandles.MostFor(limit));

    [LinuxFact]
    public void Files_that_are_kept_use_the_limit_up_until_one_is_closed()
    {
        var handles = new SystemHandles(2);
        var files = new SystemFileSystem(handles: handles);
        var first = files.OpenRead(File1);
        using var second = files.OpenWrite(File1, append: true);
        Assert.Equal(TooMany, Assert.Throws<HostException>(() => files.OpenRead(File1)).Message);
        first.Dispose();
        first.Dispose();
        Assert.Equal(1, handles.Open);
        files.OpenRead(File1).Dispose();
    }

    [LinuxFact]
    public void What_could_not_be_opened_does_not_count()
    {
        var handles = new SystemHandles(1);
        Assert.Throws<HostException>(() => new SystemFileSystem(handles: handles).OpenRead(Path.Combine(_root, "missing")));
        Assert.Equal(0, handles.Open);
    }

    [LinuxFact]
    public void Files_that_nobody_can_reach_are_closed()
    {
        var handles = new SystemHandles(3);
        for (int i = 0; i < 20; i++)
        {
            Forget(new SystemFileSystem(handles: handles), File1);
        }

        Assert.InRange(handles.Open, 0, 3);
    }

    [LinuxFact]
    public async Task Sockets_count_as_well()
    {
        var handles = new SystemHandles(1);
        var network = new SystemNetwork(handles);
        var listener = network.Listen("127.0.0.1", 0, tls: null);
        Assert.Equal(TooMany, Assert.Throws<HostException>(() => network.Bind("127.0.0.1", 0)).Message);
        Assert.Equal(TooMany, Assert.Throws<HostException>(() => network.Listen("127.0.0.1", 0, tls: null)).Message);
        var refused = await Assert.ThrowsAsync<HostException>(() => network.ConnectAsync("127.0.0.1", listener.LocalPort, tls: null, Timeout.InfiniteTimeSpan, default));
        Assert.Equal(TooMany, refused.Message);
        listener.Close();
        Assert.Equal(0, handles.Open);
        network.Bind("127.0.0.1", 0).Close();
        Assert.Equal(0, handles.Open);
    }

    [LinuxFact]
    public async Task A_client_waits_until_there_is_room_for_it()
    {
        var handles = new SystemHandles(2);
        var listener = new SystemNetwork(handles).Listen("127.0.0.1", 0, tls: null);
        using (var other = handles.Take())
        {
            Assert.Equal(TooMany, (await Assert.ThrowsAsync<HostException>(() => listener.AcceptAsync(default))).Message);
        }

        var client = await new SystemNetwork().ConnectAsync("127.0.0.1", listener.LocalPort, tls: null, Timeout.InfiniteTimeSpan, default);
        var served = await listener.AcceptAsync(default);
        Assert.Equal(2, handles.Open);
        served.Close();
        Assert.Equal(1, handles.Open);
        client.Close();
        listener.Close();
    }

    [LinuxFact]
    public void A_line_that_does_not_end_is_given_up()
    {
        using var zeros = new SystemFileSystem().OpenRead("/dev/zero");
        var stream = new FileReadStream(zeros, mayWait: false);
        Assert.Equal("a line is too long", Assert.Throws<HostException>(() => stream.ReadLine(1 << 20)).Message);
        Assert.Equal("there is more than 131072 to be read at once", Assert.Throws<HostException>(() => stream.ReadText(long.MaxValue, 1 << 20)).Message);
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_root, recursive: true);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Forget(SystemFileSystem files, string path) => files.OpenRead(path);
}
