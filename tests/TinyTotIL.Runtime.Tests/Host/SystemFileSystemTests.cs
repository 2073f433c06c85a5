using System.Text;
using TinyTotIL.Runtime.Host;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Host;

/// <summary>The one test class that uses real files. The exact sentences are those of Linux.</summary>
public sealed class SystemFileSystemTests : IDisposable
{
    private const string Missing = "No such file or directory (os error 2)";
    private const string NotFolder = "Not a directory (os error 20)";
    private const string IsFolder = "Is a directory (os error 21)";

    private readonly string _folder = Directory.CreateTempSubdirectory("tinytotil").FullName;
    private readonly SystemFileSystem _files = new();

    private string File1 => Path.Combine(_folder, "file");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_is_written_is_read_again()
    {
        _files.WriteAllBytes(File1, "longer text"u8);
        _files.WriteAllBytes(File1, "short"u8);
        _files.AppendAllBytes(File1, "er"u8);
        Assert.Equal("shorter", Encoding.UTF8.GetString(_files.ReadAllBytes(File1)));
        Assert.Equal(7, _files.Size(File1));
    }

    [Fact]
    public void Appending_creates_a_missing_file()
    {
        _files.AppendAllBytes(File1, "x"u8);
        Assert.Equal([(byte)'x'], _files.ReadAllBytes(File1));
    }

    [Fact]
    public void A_large_file_is_read_whole()
    {
        var content = new byte[300_000];
        new Random(1).NextBytes(content);
        _files.WriteAllBytes(File1, content);
        Assert.Equal(content, _files.ReadAllBytes(File1));
    }

    [Fact]
    public void Names_are_listed_without_the_special_ones_and_hidden_ones_are_kept()
    {
        _files.WriteAllBytes(File1, []);
        _files.WriteAllBytes(Path.Combine(_folder, ".hidden"), []);
        Directory.CreateDirectory(Path.Combine(_folder, "inner"));
        Assert.Equal([".hidden", "file", "inner"], _files.List(_folder).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Files_and_folders_exist_and_nothing_else_does()
    {
        _files.WriteAllBytes(File1, []);
        Assert.True(_files.Exists(File1));
        Assert.True(_files.Exists(_folder));
        Assert.False(_files.Exists(File1 + "x"));
        Assert.False(_files.Exists(""));
        Assert.False(_files.Exists("a\0b"));
    }

    [Fact]
    public void A_deleted_file_is_gone()
    {
        _files.WriteAllBytes(File1, []);
        _files.Delete(File1);
        Assert.False(_files.Exists(File1));
    }

    [Fact]
    public void Nul_in_a_name_is_refused_as_rust_does()
    {
        Assert.Equal("file name contained an unexpected NUL byte", Failure(() => _files.ReadAllBytes("a\0b")));
        Assert.Equal("file name contained an unexpected NUL byte", Failure(() => _files.ReadRegularFile("a\0b")));
        Assert.Equal("file name contained an unexpected NUL byte", Failure(() => _files.Delete("a\0b")));
    }

    [LinuxTheory]
    [InlineData("missing", Missing)]
    [InlineData("missing/x", Missing)]
    [InlineData("file/x", NotFolder)]
    [InlineData("file/", NotFolder)]
    [InlineData(".", IsFolder)]
    public void Reading_fails_with_the_systems_sentence(string name, string sentence)
    {
        _files.WriteAllBytes(File1, []);
        Assert.Equal(sentence, Failure(() => _files.ReadAllBytes(Path.Combine(_folder, name))));
        Assert.Equal(sentence, Failure(() => _files.ReadRegularFile(Path.Combine(_folder, name))));
    }

    [LinuxTheory]
    [InlineData("missing/x", Missing)]
    [InlineData("file/x", NotFolder)]
    [InlineData(".", IsFolder)]
    [InlineData("new/", IsFolder)]
    public void Writing_fails_with_the_systems_sentence(string name, string sentence)
    {
        _files.WriteAllBytes(File1, []);
        Assert.Equal(sentence, Failure(() => _files.WriteAllBytes(Path.Combine(_folder, name), "x"u8)));
        Assert.Equal(sentence, Failure(() => _files.AppendAllBytes(Path.Combine(_folder, name), "x"u8)));
    }

    [LinuxTheory]
    [InlineData("missing", Missing)]
    [InlineData("file/x", NotFolder)]
    [InlineData(".", IsFolder)]
    public void Deleting_fails_with_the_systems_sentence(string name, string sentence)
    {
        _files.WriteAllBytes(File1, []);
        Assert.Equal(sentence, Failure(() => _files.Delete(Path.Combine(_folder, name))));
    }

    [LinuxTheory]
    [InlineData("missing", Missing)]
    [InlineData("file", NotFolder)]
    [InlineData("file/x", NotFolder)]
    public void Listing_fails_with_the_systems_sentence(string name, string sentence)
    {
        _files.WriteAllBytes(File1, []);
        Assert.Equal(sentence, Failure(() => _files.List(Path.Combine(_folder, name))));
    }

    [LinuxFact]
    public void The_size_of_a_missing_file_and_an_empty_name_is_an_error()
    {
        Assert.Equal(Missing, Failure(() => _files.Size(File1)));
        Assert.Equal(Missing, Failure(() => _files.Size("")));
        Assert.Equal(Missing, Failure(() => _files.ReadAllBytes("")));
        Assert.Equal("File name too long (os error 36)", Failure(() => _files.ReadAllBytes(new string('a', 300))));
    }

    [LinuxFact]
    public void A_link_has_the_size_of_its_target_and_exists_only_with_it()
    {
        _files.WriteAllBytes(File1, "12345"u8);
        string link = Path.Combine(_folder, "a-link");
        File.CreateSymbolicLink(link, "file");
        Assert.Equal(5, _files.Size(link));
        _files.Delete(File1);
        Assert.False(_files.Exists(link));
        _files.Delete(link);
        Assert.Empty(_files.List(_folder));
    }

    [LinuxFact]
    public void Special_files_are_read_to_the_end_of_their_data()
    {
        Assert.Empty(_files.ReadAllBytes("/dev/null"));
        Assert.Contains("Linux", Encoding.UTF8.GetString(_files.ReadAllBytes("/proc/version")), StringComparison.Ordinal);
        _files.WriteAllBytes("/dev/null", "x"u8);
        _files.AppendAllBytes("/dev/null", "x"u8);
        Assert.Equal("No space left on device (os error 28)", Failure(() => _files.WriteAllBytes("/dev/full", "x"u8)));
    }

    [LinuxFact]
    public void A_regular_file_is_read_whole_and_through_links()
    {
        _files.WriteAllBytes(File1, "content"u8);
        string link = Path.Combine(_folder, "a-link");
        File.CreateSymbolicLink(link, "file");
        Assert.Equal("content", Encoding.UTF8.GetString(_files.ReadRegularFile(link)));
        Assert.Contains("Linux", Encoding.UTF8.GetString(_files.ReadRegularFile("/proc/version")), StringComparison.Ordinal);
        _files.WriteAllBytes(File1, new byte[100_000]);
        Assert.Equal(100_000, _files.ReadRegularFile(File1).Length);
        Assert.Equal("File too large (os error 27)", Failure(() => new SystemFileSystem(maximumBytes: 99_999).ReadRegularFile(File1)));
    }

    [LinuxFact]
    public void Where_a_regular_file_is_wanted_a_pipe_or_a_device_is_refused_at_once()
    {
        string pipe = Path.Combine(_folder, "pipe");
        Assert.Equal(0, new SystemProgramLauncher().Run("mkfifo", [pipe]));
        string link = Path.Combine(_folder, "a-link");
        File.CreateSymbolicLink(link, "/dev/zero");
        foreach (string path in (string[])[pipe, link, "/dev/zero", "/dev/tty", "/dev/null"])
        {
            Assert.Equal("not a regular file", Failure(() => _files.ReadRegularFile(path)));
        }
    }

    [LinuxFact]
    public void An_endless_file_stops_at_the_ceiling()
    {
        var small = new SystemFileSystem(maximumBytes: 100_000);
        Assert.Equal("File too large (os error 27)", Failure(() => small.ReadAllBytes("/dev/zero")));
        small.WriteAllBytes(File1, new byte[100_000]);
        Assert.Equal(100_000, small.ReadAllBytes(File1).Length);
        small.AppendAllBytes(File1, "x"u8);
        Assert.Equal("File too large (os error 27)", Failure(() => small.ReadAllBytes(File1)));
    }

    private static string Failure(Action action) => Assert.Throws<HostException>(action).Message;
}
