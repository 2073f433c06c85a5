using System.Text;
using TinyTotIL.Compiler;
using TinyTotIL.Conformance.Tests.Fakes;
using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Conformance.Tests.Permissions;

/// <summary>Programs and processes that give permissions up, in both engines.</summary>
public sealed class RestrictedProcessTests
{
    private const string Path = "main.ttvm";
    private const string Denied = "Exception: File operation failed on A: permission denied by --deny-env";

    /// <summary>Prints the variable A or the error, without a stack trace.</summary>
    private const string Show = "LABEL show|TRY refused|PUSH_STR A|GET_ENV|PRINT|END_TRY|RET|LABEL refused|PUSH_STR ''|CONCAT|PRINT|RET|";

    private const string DropEnv = "PUSH_STR --deny-env|MAKE_LIST 1|NATIVE permission.drop 1|POP|";

    [Fact]
    public void What_is_dropped_stays_dropped() =>
        AssertPrints($"CALL show|{DropEnv}CALL show|PUSH_STR --allow-env|PUSH_STR --sandbox|MAKE_LIST 2|NATIVE permission.drop 1|POP|CALL show|NATIVE permission.list 0|PRINT|HALT|{Show}",
            "value", Refused, Refused, "[--deny-env, --sandbox --allow-env]");

    [Fact]
    public void A_process_has_what_its_parent_has_and_the_parent_keeps_its_own() =>
        AssertPrints($"MAKE_FUNCTION child|SPAWN_MONITOR|POP|POP|RECEIVE_MATCH down|POP|CALL show|HALT|LABEL child|{DropEnv}MAKE_FUNCTION grandchild|SPAWN|POP|CALL show|RET|LABEL grandchild|CALL show|RET|{Show}",
            Refused, "value", Refused);

    [Fact]
    public void A_process_can_be_started_with_less_and_not_with_more() =>
        AssertPrints($"MAKE_FUNCTION child|PUSH_STR --sandbox|MAKE_LIST 1|NATIVE permission.spawn 2|POP|CALL show|HALT|LABEL child|MAKE_FUNCTION show|PUSH_STR --sandbox|PUSH_STR --allow-env|MAKE_LIST 2|NATIVE permission.spawn 2|POP|RET|{Show}",
            "value", "File operation failed on A: permission denied; grant it with --allow-env=A");

    [Fact]
    public void A_program_can_ask_what_it_may() =>
        AssertPrints("PUSH_STR env|NATIVE permission.has 1|PRINT|PUSH_STR --deny-env=B|MAKE_LIST 1|NATIVE permission.drop 1|POP|PUSH_STR env|NATIVE permission.has 1|PRINT|PUSH_STR env|PUSH_STR A|NATIVE permission.has 2|PRINT|PUSH_STR env|PUSH_STR B|NATIVE permission.has 2|PRINT|HALT|",
            "true", "false", "true", "false");

    [Fact]
    public void Flags_that_make_no_sense_are_an_error() =>
        AssertPrints("TRY refused|PUSH_STR --allow-env|MAKE_LIST 1|NATIVE permission.drop 1|LABEL refused|PUSH_STR ''|CONCAT|PRINT|HALT|",
            "permission.drop: --allow-env needs --sandbox; without it everything is allowed");

    [Fact]
    public void A_loop_that_drops_more_and_more_comes_to_an_end() =>
        AssertPrints("PUSH_STR --deny-env=X|STORE flag|TRY refused|LABEL again|LOAD flag|PUSH_STR X|CONCAT|STORE flag|LOAD flag|MAKE_LIST 1|NATIVE permission.drop 1|POP|JMP again|LABEL refused|PUSH_STR ''|CONCAT|PRINT|HALT|",
            "permission.drop: permissions can be narrowed 32 times");

    private static string Refused => Denied["Exception: ".Length..];

    private static void AssertPrints(string code, params string[] lines)
    {
        foreach (var mode in (ExecutionMode[])[ExecutionMode.Interpreted, ExecutionMode.Compiled])
        {
            string text = code.Replace('|', '\n').Replace("PUSH_STR ''", "PUSH_TEXT \"\"", StringComparison.Ordinal);
            var modules = new MemoryModuleSource(new Dictionary<string, byte[]> { [Path] = Encoding.UTF8.GetBytes(text) });
            var loaded = Compilation.Load(Path, modules);
            Assert.True(loaded.Program is not null, string.Join("; ", loaded.Diagnostics.Select(found => found.Message)));
            var console = new FakeConsole("");
            var host = new HostServices(console, new MemoryFileSystem(), new FakeClock(), new FakeEnvironment([Path], [new("A", "value"), new("B", "other")]), new FakeProgramLauncher());
            var outcome = ProgramRunner.Run(ProgramRunner.Prepare(Path, modules, loaded.Program, mode), Path, console, host);
            Assert.Equal(lines, outcome.Output.TrimEnd('\n').Split('\n'));
        }
    }
}
