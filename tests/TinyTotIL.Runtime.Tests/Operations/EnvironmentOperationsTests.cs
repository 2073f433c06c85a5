using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Tests.Fakes;
using TinyTotIL.Runtime.Values;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Operations;

public sealed class EnvironmentOperationsTests
{
    private readonly FakeHost _host = new();
    private readonly ProcessContext _context;

    public EnvironmentOperationsTests() => _context = _host.Context();

    private string Error => FakeHost.TakeError(_context);

    [Fact]
    public void Variables_are_set_and_read()
    {
        Assert.True(EnvironmentOperations.GetVariable(_context, "A").IsNull);
        EnvironmentOperations.SetVariable(_context, "A", "b");
        Assert.Equal("b", EnvironmentOperations.GetVariable(_context, "A").AsText);
        EnvironmentOperations.SetVariable(_context, "", "b");
        Assert.Equal("File operation failed on : Invalid argument (os error 22)", Error);
    }

    [Fact]
    public void The_command_line_is_a_list()
    {
        _host.Environment.CommandLine = ["ttil", "run", "x"];
        Assert.Equal("[ttil, run, x]", EnvironmentOperations.GetArguments(_context).ToString());
    }

    [Fact]
    public void A_program_runs_after_the_output_before_it()
    {
        _host.Programs.ExitCode = 4;
        _host.Programs.OnStart = () => _host.Console.Events.Add("start");
        Assert.Equal(4, EnvironmentOperations.Execute(_context, "ls", Texts("-l", "a b")).AsInt);
        Assert.Equal(["ls|-l|a b"], _host.Programs.Started);
        Assert.Equal(["flush", "start"], _host.Console.Events);
    }

    [Fact]
    public void A_captured_program_gives_an_object() =>
        Assert.Equal("{stdout: out, stderr: err, exit_code: 0}", EnvironmentOperations.ExecuteCaptured(_context, "ls", Texts()).ToString());

    [Fact]
    public void A_program_that_cannot_start_is_a_file_error()
    {
        _host.Programs.Failure = new HostException("Permission denied (os error 13)");
        EnvironmentOperations.Execute(_context, "x", Texts());
        Assert.Equal("File operation failed on x: Permission denied (os error 13)", Error);
    }

    [Fact]
    public void Wrong_types_start_nothing()
    {
        EnvironmentOperations.Execute(_context, 1L, "x");
        Assert.Equal("EXEC expects string (command) and list (arguments) but got Int(1), Str(\"x\")", Error);
        EnvironmentOperations.ExecuteCaptured(_context, "x", Value.From(ListValue.FromOwned(["a", 2L, 3L])));
        Assert.Equal("EXEC_CAPTURE expects list of strings (arguments) but got Int(2)", Error);
        EnvironmentOperations.GetVariable(_context, 1L);
        Assert.Equal("GET_ENV expects string (variable name) but got Int(1)", Error);
        EnvironmentOperations.SetVariable(_context, "a", 1L);
        Assert.Equal("SET_ENV expects two strings (variable name, value) but got Str(\"a\"), Int(1)", Error);
        EnvironmentOperations.Exit(_context, "1");
        Assert.Equal("EXIT expects int (exit code) but got Str(\"1\")", Error);
        Assert.Empty(_host.Programs.Started);
    }

    [Theory]
    [InlineData(3L, 3)]
    [InlineData(-1L, -1)]
    [InlineData(0x1_0000_0002L, 2)]
    public void Exit_keeps_the_low_half_of_its_code(long code, int expected)
    {
        EnvironmentOperations.Exit(_context, code);
        Assert.Equal(ProcessContext.Exiting, _context.Reductions);
        Assert.False(_context.IsCatchable);
        Assert.Equal(expected, _context.ExitCode);
    }

    private static Value Texts(params string[] texts) => Value.From(ListValue.FromOwned([.. texts.Select(Value.Text)]));
}
