using TinyTotIL.Cli.Repl;
using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Conformance.Tests.Repl;

/// <summary>What is kept of entries.</summary>
public sealed class EntryHistoryTests
{
    [Fact]
    public void Entries_survive_in_a_file_whatever_they_contain()
    {
        using var session = new CommandSession();
        string path = session.PathOf(Path.Combine("below", "history"));
        var files = SystemHost.Create().Files;
        var history = new EntryHistory(files, path);
        history.Add("(a\n  b)");
        history.Add("\"back\\slash \\n\"");
        history.Add("\"back\\slash \\n\"");
        history.Save();
        Assert.Equal(["(a\n  b)", "\"back\\slash \\n\""], new EntryHistory(files, path).Entries);
    }

    [Fact]
    public void A_history_that_cannot_be_kept_stops_nobody()
    {
        var history = new EntryHistory(SystemHost.Create().Files, "/dev/null/nowhere");
        history.Add("a");
        history.Save();
        Assert.Equal(["a"], history.Entries);
    }
}
