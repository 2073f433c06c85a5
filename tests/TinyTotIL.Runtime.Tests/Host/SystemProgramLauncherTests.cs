using TinyTotIL.Runtime.Host;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Host;

/// <summary>Starts the system's own shell.</summary>
public sealed class SystemProgramLauncherTests
{
    private readonly SystemProgramLauncher _programs = new();

    [LinuxTheory]
    [InlineData("exit 0", 0)]
    [InlineData("exit 7", 7)]
    [InlineData("exit 137", 137)]
    [InlineData("exit 255", 255)]
    [InlineData("kill -9 $$", -1)]
    [InlineData("kill -PIPE $$", -1)]
    public void The_exit_code_tells_a_signal_from_a_code(string script, int expected)
    {
        Assert.Equal(expected, _programs.Run("sh", ["-c", script]));
        Assert.Equal(expected, _programs.RunCaptured("sh", ["-c", script]).ExitCode);
    }

    [LinuxFact]
    public void Both_streams_are_captured_apart_and_input_is_empty()
    {
        var result = _programs.RunCaptured("/bin/sh", ["-c", "cat; echo \"$1\"; echo no >&2; exit 3", "x", "a b'\"é"]);
        Assert.Equal(("a b'\"é\n", "no\n", 3), result);
    }

    [LinuxFact]
    public void Streams_longer_than_a_pipe_holds_do_not_block()
    {
        var (output, error, code) = _programs.RunCaptured(
            "sh", ["-c", "head -c 300000 /dev/zero | tr '\\0' e >&2; head -c 300000 /dev/zero | tr '\\0' o"]);
        Assert.Equal(new string('o', 300_000), output);
        Assert.Equal(new string('e', 300_000), error);
        Assert.Equal(0, code);
    }

    [LinuxFact]
    public void Output_that_is_not_utf8_is_replaced() =>
        Assert.Equal("a\uFFFDb", _programs.RunCaptured("printf", ["a\\377b"]).Output);

    [LinuxTheory]
    [InlineData("surely-no-such-program", "No such file or directory (os error 2)")]
    [InlineData("/surely/no/such/program", "No such file or directory (os error 2)")]
    [InlineData("", "No such file or directory (os error 2)")]
    [InlineData("/etc/passwd", "Permission denied (os error 13)")]
    [InlineData("/tmp", "Permission denied (os error 13)")]
    [InlineData("/etc/passwd/x", "Not a directory (os error 20)")]
    [InlineData("a\0b", "nul byte found in provided data")]
    public void A_program_that_cannot_start_is_an_error(string command, string sentence)
    {
        Assert.Equal(sentence, Assert.Throws<HostException>(() => _programs.Run(command, [])).Message);
        Assert.Equal(sentence, Assert.Throws<HostException>(() => _programs.RunCaptured(command, [])).Message);
    }

    [LinuxFact]
    public void Arguments_longer_than_the_system_takes_are_an_error()
    {
        string sentence = Assert.Throws<HostException>(() => _programs.Run("true", [new string('x', 10_000_000)])).Message;
        Assert.Equal("Argument list too long (os error 7)", sentence);
    }

    [LinuxFact]
    public void Children_see_variables_that_were_set()
    {
        const string Name = "TINYTOTIL_LAUNCHER_TEST";
        var environment = new SystemEnvironment([]);
        environment.SetVariable(Name, "für Kinder");
        Assert.Equal("für Kinder", environment.GetVariable(Name));
        Assert.Equal("für Kinder", _programs.RunCaptured("sh", ["-c", $"printf %s \"${Name}\""]).Output);
        environment.SetVariable(Name, "");
        Assert.Equal("", environment.GetVariable(Name));
    }

    [LinuxTheory]
    [InlineData("", "v")]
    [InlineData("a=b", "v")]
    [InlineData("=", "v")]
    [InlineData("a\0", "v")]
    [InlineData("a", "v\0w")]
    public void Names_the_system_cannot_hold_are_invalid(string name, string value)
    {
        var environment = new SystemEnvironment([]);
        Assert.Equal("Invalid argument (os error 22)", Assert.Throws<HostException>(() => environment.SetVariable(name, value)).Message);
    }

    [Fact]
    public void Names_that_cannot_be_set_are_unset()
    {
        var environment = new SystemEnvironment([]);
        Assert.Null(environment.GetVariable(""));
        Assert.Null(environment.GetVariable("a=b"));
        Assert.Null(environment.GetVariable("TINYTOTIL_NEVER_SET"));
    }
}
