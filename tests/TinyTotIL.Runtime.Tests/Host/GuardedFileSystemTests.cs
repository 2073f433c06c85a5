using System.Text;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Permissions;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Host;

/// <summary>Real files with links, behind a guard.</summary>
public sealed class GuardedFileSystemTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("ttil-guard-").FullName;

    public GuardedFileSystemTests()
    {
        foreach (string folder in (string[])["open", "open/sub", "open-evil", "shut"])
        {
            Directory.CreateDirectory(PathOf(folder));
            File.WriteAllText(PathOf($"{folder}/file"), folder);
        }
    }

    [LinuxTheory]
    [InlineData("open/file")]
    [InlineData("open/./sub/../file")]
    [InlineData("open//file")]
    [InlineData("shut/../open/file")]
    [InlineData("open/sub/file")]
    public void A_file_below_an_allowed_folder_is_read_however_it_is_spelled(string path) => Assert.NotEmpty(Guarded().ReadAllBytes(PathOf(path)));

    [LinuxTheory]
    [InlineData("open/file/.", "Not a directory (os error 20)")]
    [InlineData("open/file/..", "Not a directory (os error 20)")]
    [InlineData("open/file/../sub/file", "Not a directory (os error 20)")]
    [InlineData("open/missing/../file", "No such file or directory (os error 2)")]
    public void A_path_does_not_lead_through_what_is_no_folder(string path, string error)
    {
        var files = Guarded();
        Assert.False(files.Exists(PathOf(path)));
        Assert.Equal(error, Assert.Throws<HostException>(() => files.ReadAllBytes(PathOf(path))).Message);
        Assert.Equal(error, Assert.Throws<HostException>(() => files.WriteAllBytes(PathOf(path), [1])).Message);
        Assert.Equal(error, Assert.Throws<HostException>(() => files.Delete(PathOf(path + "/x"))).Message);
    }

    [LinuxTheory]
    [InlineData("shut/file/../../open/file")]
    [InlineData("shut/missing/../../open/file")]
    public void What_is_on_the_way_through_a_denied_folder_is_not_told(string path) => AssertDenied(() => Guarded().Exists(PathOf(path)));

    [LinuxTheory]
    [InlineData("open-evil/file")]
    [InlineData("shut/file")]
    [InlineData("shut/missing")]
    [InlineData("missing/../shut/file")]
    [InlineData("open/../shut/file")]
    [InlineData("open/sub/../../shut/file")]
    [InlineData("ope")]
    [InlineData(".")]
    public void Another_file_is_denied_there_or_not(string path)
    {
        var files = Guarded();
        AssertDenied(() => files.ReadAllBytes(PathOf(path)));
        AssertDenied(() => files.ReadRegularFile(PathOf(path)));
        AssertDenied(() => files.OpenRead(PathOf(path)).Dispose());
        AssertDenied(() => files.Exists(PathOf(path)));
        AssertDenied(() => files.Size(PathOf(path)));
        AssertDenied(() => files.List(PathOf(path)));
        AssertDenied(() => files.WriteAllBytes(PathOf(path), [1]));
        AssertDenied(() => files.AppendAllBytes(PathOf(path), [1]));
        AssertDenied(() => files.Delete(PathOf(path)));
        Assert.False(files.MayWait(PathOf(path)));
    }

    [LinuxTheory]
    [InlineData("../shut/file", "")]
    [InlineData("../shut", "/file")]
    [InlineData("../shut/new", "")]
    [InlineData("sub/../../shut/file", "")]
    public void A_link_is_what_it_leads_to(string target, string rest)
    {
        File.CreateSymbolicLink(PathOf("open/link"), target);
        var files = Guarded();
        AssertDenied(() => files.ReadAllBytes(PathOf("open/link" + rest)));
        AssertDenied(() => files.WriteAllBytes(PathOf("open/link" + rest), [1]));
        Assert.False(File.Exists(PathOf("shut/new")));
        Assert.Equal("shut", File.ReadAllText(PathOf("shut/file")));
    }

    [LinuxFact]
    public void A_link_inside_is_followed_and_deleted_itself()
    {
        File.CreateSymbolicLink(PathOf("open/link"), "sub/file");
        File.CreateSymbolicLink(PathOf("open/new-link"), "sub/new");
        var files = Guarded();
        Assert.Equal("open/sub", Encoding.UTF8.GetString(files.ReadAllBytes(PathOf("open/link"))));
        files.WriteAllBytes(PathOf("open/new-link"), "new"u8);
        Assert.Equal("new", File.ReadAllText(PathOf("open/sub/new")));
        files.Delete(PathOf("open/link"));
        Assert.False(File.Exists(PathOf("open/link")));
        Assert.True(File.Exists(PathOf("open/sub/file")));
    }

    [LinuxFact]
    public void A_link_to_elsewhere_can_be_deleted_where_it_is()
    {
        File.CreateSymbolicLink(PathOf("open/link"), "../shut/file");
        Guarded().Delete(PathOf("open/link"));
        Assert.True(File.Exists(PathOf("shut/file")));
        Assert.Null(new FileInfo(PathOf("open/link")).LinkTarget);
    }

    [LinuxFact]
    public void A_rule_means_what_its_own_link_led_to()
    {
        File.CreateSymbolicLink(PathOf("door"), "open");
        var files = Guarded("--sandbox", $"--allow-read={PathOf("door")}");
        File.Delete(PathOf("door"));
        File.CreateSymbolicLink(PathOf("door"), "shut");
        Assert.NotEmpty(files.ReadAllBytes(PathOf("open/file")));
        AssertDenied(() => files.ReadAllBytes(PathOf("door/file")));
    }

    [LinuxFact]
    public void A_file_changes_to_a_link_and_back_and_nothing_else_is_written()
    {
        var files = Guarded();
        string path = PathOf("open/swapped");
        using var stop = new CancellationTokenSource();
        var swapping = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                File.Delete(path);
                try
                {
                    File.CreateSymbolicLink(path, "../shut/file");
                }
                catch (IOException)
                {
                    // The other was there first.
                }
            }
        });
        for (int i = 0; i < 500; i++)
        {
            try
            {
                files.WriteAllBytes(path, "evil"u8);
                Assert.DoesNotContain("shut", Encoding.UTF8.GetString(files.ReadAllBytes(path)), StringComparison.Ordinal);
            }
            catch (HostException)
            {
                // Denied, gone, or there again.
            }
        }

        stop.Cancel();
        swapping.Wait();
        Assert.Equal("shut", File.ReadAllText(PathOf("shut/file")));
    }

    [LinuxFact]
    public void Denied_parts_of_allowed_folders_stay_denied()
    {
        var files = Guarded("--sandbox", $"--allow-read={_root}", $"--allow-write={_root}", $"--deny-read={PathOf("shut")}", $"--deny-write={PathOf("open")}");
        Assert.NotEmpty(files.ReadAllBytes(PathOf("open/file")));
        AssertDenied(() => files.ReadAllBytes(PathOf("shut/file")));
        AssertDenied(() => files.WriteAllBytes(PathOf("open/file"), [1]));
        files.WriteAllBytes(PathOf("shut/file"), [1]);
    }

    [LinuxTheory]
    [InlineData("/proc/self/environ", "--allow-read")]
    [InlineData("/proc/self/environ", "--allow-read=/proc")]
    [InlineData("/proc/thread-self/environ", "--allow-read")]
    [InlineData("/proc/self/root/etc/passwd", "--allow-read")]
    [InlineData("/proc/self/cwd/x", "--allow-read")]
    [InlineData("/proc/self/fd/0", "--allow-read=/proc")]
    [InlineData("/dev/stdin", "--allow-read=/dev")]
    [InlineData("/dev/fd/1", "--allow-read=/dev")]
    [InlineData("/etc/passwd", "--allow-read=/proc")]
    public void What_the_system_shows_of_processes_is_no_way_out(string path, string flag) => AssertDenied(() => Guarded("--sandbox", flag).ReadAllBytes(path));

    [LinuxFact]
    public void Errors_of_allowed_files_are_the_systems()
    {
        var files = Guarded();
        Assert.Equal("No such file or directory (os error 2)", Assert.Throws<HostException>(() => files.ReadAllBytes(PathOf("open/missing"))).Message);
        Assert.Equal("No such file or directory (os error 2)", Assert.Throws<HostException>(() => files.WriteAllBytes(PathOf("open/no/file"), [1])).Message);
        Assert.Equal("Is a directory (os error 21)", Assert.Throws<HostException>(() => files.ReadAllBytes(PathOf("open/sub"))).Message);
        Assert.Equal("Is a directory (os error 21)", Assert.Throws<HostException>(() => files.WriteAllBytes(PathOf("open/sub"), [1])).Message);
        Assert.Equal("Is a directory (os error 21)", Assert.Throws<HostException>(() => files.Delete(PathOf("open/sub"))).Message);
        Assert.Equal("Not a directory (os error 20)", Assert.Throws<HostException>(() => files.ReadAllBytes(PathOf("open/file/"))).Message);
        Assert.Equal("Not a directory (os error 20)", Assert.Throws<HostException>(() => files.List(PathOf("open/file"))).Message);
        Assert.False(files.Exists(PathOf("open/missing")));
        Assert.Equal(["file", "sub"], files.List(PathOf("open")).Order());
        Assert.Equal(4, files.Size(PathOf("open/file")));
    }

    [LinuxFact]
    public void A_ring_of_links_and_a_path_without_end_are_errors()
    {
        File.CreateSymbolicLink(PathOf("open/ring"), "ring");
        var files = Guarded();
        Assert.Equal("Too many levels of symbolic links (os error 40)", Assert.Throws<HostException>(() => files.ReadAllBytes(PathOf("open/ring"))).Message);
        Assert.Equal("File name too long (os error 36)", Assert.Throws<HostException>(() => files.ReadAllBytes(string.Concat(Enumerable.Repeat("a/", 10_000_000)))).Message);
        Assert.Equal("No such file or directory (os error 2)", Assert.Throws<HostException>(() => files.ReadAllBytes("")).Message);
    }

    [LinuxFact]
    public void Folders_are_made_and_removed_only_where_writing_is_allowed()
    {
        var files = Guarded();
        files.MakeFolder(PathOf("open/new"), isPrivate: false);
        Assert.Equal(FileKind.Folder, files.KindOf(PathOf("open/new")));
        Assert.Equal("File exists (os error 17)", Assert.Throws<HostException>(() => files.MakeFolder(PathOf("open/new"), isPrivate: false)).Message);
        files.RemoveFolder(PathOf("open/new"));
        Assert.Equal(FileKind.None, files.KindOf(PathOf("open/new")));
        AssertDenied(() => files.MakeFolder(PathOf("shut/new"), isPrivate: false));
        AssertDenied(() => files.MakeFolder(PathOf("open/../shut/new"), isPrivate: false));
        Directory.CreateDirectory(PathOf("shut/empty"));
        AssertDenied(() => files.RemoveFolder(PathOf("shut/empty")));
        AssertDenied(() => files.KindOf(PathOf("shut/empty")));
        AssertDenied(() => files.Modified(PathOf("shut/empty")));
        Assert.True(Directory.Exists(PathOf("shut/empty")));
    }

    [LinuxFact]
    public void Both_ends_of_a_copy_and_of_a_renaming_are_asked_for()
    {
        var files = Guarded();
        AssertDenied(() => files.Copy(PathOf("shut/file"), PathOf("open/copy"), CancellationToken.None));
        AssertDenied(() => files.Copy(PathOf("open/file"), PathOf("shut/file"), CancellationToken.None));
        AssertDenied(() => files.Rename(PathOf("shut/file"), PathOf("open/copy")));
        AssertDenied(() => files.Rename(PathOf("open/file"), PathOf("shut/file")));
        AssertDenied(() => Guarded($"--deny-read={PathOf("shut")}").Rename(PathOf("shut/file"), PathOf("open/copy")));
        Assert.Equal("shut", File.ReadAllText(PathOf("shut/file")));
        Assert.False(File.Exists(PathOf("open/copy")));
        files.Copy(PathOf("open/file"), PathOf("open/copy"), CancellationToken.None);
        files.Rename(PathOf("open/copy"), PathOf("open/moved"));
        Assert.Equal(File.ReadAllText(PathOf("open/file")), File.ReadAllText(PathOf("open/moved")));
        Assert.False(File.Exists(PathOf("open/copy")));
    }

    [LinuxFact]
    public void What_is_denied_within_a_folder_does_not_get_out_by_renaming_the_folder()
    {
        foreach (string flag in new[] { $"--deny-read={PathOf("shut/file")}", $"--deny-write={PathOf("shut/file")}" })
        {
            var files = Guarded(flag);
            AssertDenied(() => files.Rename(PathOf("shut"), PathOf("elsewhere")));
            AssertDenied(() => files.Rename(PathOf("open/sub"), PathOf("shut")));
            files.Rename(PathOf("open"), PathOf("moved"));
            files.Rename(PathOf("moved"), PathOf("open"));
        }
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private static void AssertDenied(Action action) => Assert.StartsWith("permission denied", Assert.Throws<HostException>(action).Message, StringComparison.Ordinal);

    private static void AssertDenied<T>(Func<T> action) => AssertDenied(() => { _ = action(); });

    private string PathOf(string name) => Path.Combine(_root, name);

    private IFileSystem Guarded() => Guarded("--sandbox", $"--allow-read={PathOf("open")}", $"--allow-write={PathOf("open")}");

    private static IFileSystem Guarded(params string[] flags) => SystemHost.Create([]).Restrict(PermissionPolicy.Of(flags)).Files;
}
