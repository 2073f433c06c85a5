namespace TinyTotIL.Conformance.Tests;

/// <summary>The flags of permissions, as a user types them.</summary>
public sealed class CommandLinePermissionTests : IDisposable
{
    private const string Denied = "Error: File operation failed on data/a: permission denied; grant it with --allow-read=data/a\n  at <top level> (read.ttvm:2:1)\n";

    private readonly CommandSession _session = new();

    public CommandLinePermissionTests()
    {
        _session.Write("read.ttvm", "PUSH_STR data/a", "READ_FILE", "PRINT");
        _session.Write("data/a", "text");
    }

    [Theory]
    [InlineData("compiled")]
    [InlineData("interpreter")]
    public void A_sandbox_denies_and_a_flag_opens_a_part(string engine)
    {
        Assert.Equal(new CommandOutcome(0, "text\n\n", ""), _session.Run("--engine", engine, "read.ttvm"));
        Assert.Equal(new CommandOutcome(1, "", Denied), _session.Run("--engine", engine, "--sandbox", "read.ttvm"));
        Assert.Equal(new CommandOutcome(0, "text\n\n", ""), _session.Run("--engine", engine, "--sandbox", "--allow-read=data", "read.ttvm"));
        Assert.Equal(new CommandOutcome(0, "text\n\n", ""), _session.Run("--engine", engine, "--sandbox", "--allow-read", "read.ttvm"));
        Assert.Equal(new CommandOutcome(1, "", Denied), _session.Run("--engine", engine, "--sandbox", "--allow-read=dat,other", "--allow-write", "read.ttvm"));
        Assert.Equal(1, _session.Run("--engine", engine, "--deny-read=data", "read.ttvm").ExitCode);
    }

    [Fact]
    public void A_compiled_program_keeps_its_permissions()
    {
        Assert.Equal(0, _session.Run("compile", "--sandbox", "read.ttvm", "-o", "out/read.dll").ExitCode);
        var outcome = CommandSession.RunDotnet(_session.Folder, "", [("TTIL_SANDBOX", "0"), ("TTIL_WORKERS", "1")], ["out/read.dll", "--allow-read"]);
        Assert.Equal(new CommandOutcome(1, "", Denied), outcome);
        Assert.Equal(2, _session.Run("compile", "--sandbox", "read.ttvm", "-o", "out/read.ttb").ExitCode);
    }

    [Theory]
    [InlineData("--allow-read", "--allow-read needs --sandbox; without it everything is allowed")]
    [InlineData("--allow-read=data", "--allow-read needs --sandbox; without it everything is allowed")]
    [InlineData("--deny-read=", "--deny-read: '' is no name; without = the flag means everything")]
    public void Flags_that_would_mislead_are_refused(string flag, string problem)
    {
        var outcome = _session.Run("run", flag, "read.ttvm");
        Assert.Equal((2, $"ttil: {problem}\n'ttil run --help' shows how it is used.\n"), (outcome.ExitCode, outcome.Error));
    }

    [Theory]
    [InlineData("data")]
    [InlineData("missing")]
    public void A_target_without_its_sign_is_not_taken_for_a_program(string target)
    {
        var outcome = _session.Run("run", "--sandbox", "--allow-read", target, "read.ttvm");
        Assert.Equal(
            (2, $"ttil: '{target}' is taken for FILE and is no file; a target follows its flag after =, as in --allow-read={target}\n'ttil run --help' shows how it is used.\n"),
            (outcome.ExitCode, outcome.Error));
    }

    [Theory]
    [InlineData("--sandbox")]
    [InlineData("--deny-read=data")]
    public void A_flag_behind_the_program_is_the_programs_and_a_warning_says_so(string flag)
    {
        string warning = $"ttil: warning: {flag} goes to the program, because it stands after FILE; it grants or denies nothing\n";
        Assert.Equal(new CommandOutcome(0, "text\n\n", warning), _session.Run("read.ttvm", flag));
        Assert.Equal(new CommandOutcome(0, "text\n\n", warning), _session.Run("run", "--deny-net", "read.ttvm", flag));
        Assert.Equal(new CommandOutcome(0, "text\n\n", ""), _session.Run("read.ttvm", "--sandboxes", flag));
    }

    [Fact]
    public void With_permissions_EXTERN_finds_no_methods_of_the_framework()
    {
        _session.Write("extern.ttvm", "EXTERN read \"System.IO.File::ReadAllText(string)\"", "PUSH_STR data/a", "NATIVE read 1", "PRINT");
        Assert.Equal(0, _session.Run("extern.ttvm").ExitCode);
        Assert.Equal((1, ""), (_session.Run("--deny-net", "extern.ttvm").ExitCode, _session.Run("--deny-net", "extern.ttvm").Output));
    }

    public void Dispose() => _session.Dispose();
}
