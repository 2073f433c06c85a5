using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Permissions;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Host;

/// <summary>Real programs behind a guard.</summary>
public sealed class GuardedProgramTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ttil-guard-").FullName;

    public GuardedProgramTests()
    {
        if (OperatingSystem.IsLinux())
        {
            File.WriteAllText(Program, "#!/bin/sh\necho \"${0##*/} ${HOME-none} $1\"\n");
            File.SetUnixFileMode(Program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            File.CreateSymbolicLink(Other, Program);
        }
    }

    private string Program => Path.Combine(_folder, "program");

    private string Other => Path.Combine(_folder, "other");

    [LinuxFact]
    public void A_program_is_allowed_by_its_name_and_not_by_another_of_the_same_file()
    {
        var programs = Guarded("--sandbox", $"--allow-run={Program}", "--allow-env").Programs;
        Assert.StartsWith("program ", programs.RunCaptured(Program, []).Output, StringComparison.Ordinal);
        Assert.StartsWith("program ", programs.RunCaptured($"{_folder}/../{Path.GetFileName(_folder)}/program", []).Output, StringComparison.Ordinal);
        Assert.Equal($"permission denied; grant it with --allow-run={Other}", Assert.Throws<HostException>(() => programs.Run(Other, [])).Message);
        Assert.Throws<HostException>(() => programs.Run("sh", []));
        Assert.Throws<HostException>(() => programs.Run("no-such-program", []));
    }

    [LinuxFact]
    public void A_denied_program_is_denied_by_all_its_names()
    {
        var programs = Guarded($"--deny-run={Program}").Programs;
        Assert.Equal($"permission denied by --deny-run={Program}", Assert.Throws<HostException>(() => programs.Run(Other, [])).Message);
        Assert.Throws<HostException>(() => programs.Run(Program, []));
        Assert.Throws<HostException>(() => Guarded("--deny-run=program").Programs.Run(Program, []));
        Assert.Equal(0, programs.Run("true", []));
    }

    [LinuxFact]
    public void A_program_put_in_the_place_of_an_allowed_link_is_another()
    {
        var programs = Guarded("--sandbox", $"--allow-run={Other}").Programs;
        Assert.StartsWith("other ", programs.RunCaptured(Other, []).Output, StringComparison.Ordinal);
        File.Delete(Other);
        File.CreateSymbolicLink(Other, "/bin/sh");
        Assert.Throws<HostException>(() => programs.Run(Other, []));
    }

    [LinuxFact]
    public void Programs_see_the_variables_that_their_starter_may_see()
    {
        Assert.Equal("program none x\n", Guarded("--sandbox", "--allow-run").Programs.RunCaptured(Program, ["x"]).Output);
        Assert.NotEqual("program none x\n", Guarded("--sandbox", "--allow-run", "--allow-env=HOME").Programs.RunCaptured(Program, ["x"]).Output);
    }

    [LinuxFact]
    public void Two_restrictions_are_both_in_force()
    {
        var host = Guarded("--sandbox", "--allow-run", "--allow-env=A,B").Restrict(PermissionPolicy.Of("--deny-env=B", $"--deny-read={_folder}"));
        Assert.Null(host.Environment.GetVariable("A"));
        Assert.Equal("permission denied by --deny-env=B", Assert.Throws<HostException>(() => host.Environment.GetVariable("B")).Message);
        Assert.Equal("permission denied; grant it with --allow-env=C", Assert.Throws<HostException>(() => host.Environment.GetVariable("C")).Message);
        Assert.Equal($"permission denied; grant it with --allow-read={Program}", Assert.Throws<HostException>(() => host.Files.ReadAllBytes(Program)).Message);
        Assert.True(host.Permits(AccessKind.Run));
        Assert.False(host.Permits(AccessKind.Env));
        Assert.True(host.Permits(AccessKind.Env, "A"));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static HostServices Guarded(params string[] flags) => SystemHost.Create([]).Restrict(PermissionPolicy.Of(flags));
}
