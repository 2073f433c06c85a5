using System.Text;
using TinyTotIL.Runtime.Permissions;

namespace TinyTotIL.Conformance.Tests.Embedding;

/// <summary>Compiling scripts, and running them as a whole.</summary>
public sealed class ScriptTests
{
    [Fact]
    public void A_mistake_is_a_diagnostic_with_its_place()
    {
        var result = Script.TryCompile("PUSH_INT 1\n  PUSH 2\n", new ScriptOptions { Name = "rules.ttvm" });
        Assert.False(result.Succeeded);
        var diagnostic = Assert.Single(result.Diagnostics);
        Assert.Equal(("TT1001", "rules.ttvm", 2, 3, true), (diagnostic.Code, diagnostic.File, diagnostic.Line, diagnostic.Column, diagnostic.IsError));
        Assert.Contains("^^^^", diagnostic.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_convenient_overload_throws_with_the_same_diagnostics()
    {
        var failure = Assert.Throws<ScriptCompilationException>(() => Script.Compile("PUSH 2"));
        Assert.Equal("TT1001", Assert.Single(failure.Diagnostics).Code);
        Assert.Contains("did you mean 'PUSH_INT'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stream_is_read_as_text_or_as_bytecode()
    {
        const string Text = "PUSH_INT 42\nPRINT\n";
        using var text = new MemoryStream(Encoding.UTF8.GetBytes(Text));
        Assert.Equal("42\n", Print(Script.Compile(text)));

        using var session = new CommandSession();
        session.Write("p.ttvm", Text);
        Assert.Equal(0, session.Run("compile", "p.ttvm", "-o", "p.ttb").ExitCode);
        using var bytecode = File.OpenRead(session.PathOf("p.ttb"));
        Assert.Equal("42\n", Print(Script.Compile(bytecode, new ScriptOptions { Language = ScriptLanguage.Bytecode })));
        Assert.Equal("42\n", Print(Script.CompileFile(session.PathOf("p.ttb"))));
    }

    [Fact]
    public void Bytes_that_are_no_text_are_a_diagnostic()
    {
        using var content = new MemoryStream([0xC3, 0x28]);
        Assert.False(Script.TryCompile(content).Succeeded);
    }

    [Fact]
    public void Modules_come_from_a_dictionary_a_function_or_a_folder()
    {
        const string Text = "IMPORT lib/a.ttvm\nLOAD x\nPRINT\n";
        const string Module = "PUSH_INT 5\nSTORE x\nEXPORT x\nHALT\n";
        using var session = new CommandSession();
        session.Write("lib/a.ttvm", Module);
        session.Write("main.ttvm", Text);
        ScriptModules[] sources =
        [
            ScriptModules.From(new Dictionary<string, string> { ["lib/a.ttvm"] = Module }),
            ScriptModules.From(path => path == "lib/a.ttvm" ? Module : null),
            ScriptModules.FromFolder(session.Folder),
        ];
        Assert.All(sources, source => Assert.Equal("5\n", Print(Script.Compile(Text, new ScriptOptions { Modules = source }))));
        Assert.Equal("5\n", Print(Script.CompileFile(session.PathOf("main.ttvm"))));
    }

    [Fact]
    public void A_folder_of_modules_keeps_paths_inside_it()
    {
        using var session = new CommandSession();
        session.Write("inner/own.ttvm", "HALT");
        session.Write("secret.ttvm", "HALT");
        var modules = ScriptModules.FromFolder(session.PathOf("inner"));
        Assert.NotNull(modules.Read("own.ttvm"));
        Assert.Null(modules.Read("../secret.ttvm"));
        Assert.Null(modules.Read(session.PathOf("secret.ttvm")));
    }

    [Fact]
    public void The_standard_library_is_always_there()
    {
        Assert.Equal("8\n", Print(Script.Compile("IMPORT std/math.ttvm\nPUSH_INT 2\nPUSH_INT 3\nLOAD pow\nCALL_FUNCTION\nPRINT\n")));
        Assert.Equal("(3 2 1)", Print(Script.Compile(
            "(import (scheme base) (scheme write) (srfi 1)) (write (fold cons '() '(1 2 3)))", new ScriptOptions { Language = ScriptLanguage.Scheme })));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_whole_run_tells_its_exit_code_and_its_error(bool isTrusted)
    {
        var options = new ScriptOptions { Name = "run.ttvm", IsTrusted = isTrusted };
        Assert.Equal(new RunResult(7, null), Script.Compile("PUSH_INT 7\nEXIT\n", options).Run());
        Assert.True(Script.Compile("HALT", options).Run().Succeeded);
        var failed = Script.Compile("PUSH_INT 1\nPUSH_INT 0\nDIV\n", options).Run();
        Assert.Equal((1, "Division by zero"), (failed.ExitCode, failed.Error!.Message));
        Assert.StartsWith("at ", Assert.Single(failed.Error.ScriptStackTrace), StringComparison.Ordinal);
        Assert.Contains("run.ttvm:3", failed.Error.ScriptStackTrace[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_whole_run_lasts_until_the_last_process_has_ended()
    {
        const string Text = """
            MAKE_FUNCTION child
            SPAWN
            POP
            PUSH_STR "main"
            PRINT
            HALT
            LABEL child
            PUSH_INT 20
            SLEEP
            PUSH_STR "child"
            PRINT
            RET
            """;
        Assert.Equal("main\nchild\n", Print(Script.Compile(Text)));
    }

    [Fact]
    public void A_run_that_can_never_go_on_is_a_deadlock()
    {
        var result = Script.Compile("RECEIVE\nPRINT\n").Run();
        Assert.Equal((35, ScriptFailure.Deadlock), (result.ExitCode, result.Error!.Failure));
        Assert.StartsWith("Deadlock: ", result.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Input_arguments_and_standard_error_are_the_callers()
    {
        var error = new StringWriter();
        var output = new StringWriter();
        var script = Script.Compile("READ_LINE\nPRINT\nREAD_LINE\nPRINT\nNATIVE program.arguments 0\nPRINT\nMAKE_FUNCTION bad\nSPAWN\nPOP\nHALT\nLABEL bad\nPUSH_STR oops\nTHROW\n");
        var result = script.Run(new MachineOptions { Input = new StringReader("one\r\nzwei ü\n"), Output = output, Error = error, Arguments = ["a", "b c"] });
        Assert.True(result.Succeeded);
        Assert.Equal("one\nzwei ü\n[a, b c]\n", output.ToString());
        Assert.StartsWith("Process 2 error: ", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_outside_is_permitted_unless_the_caller_says_so()
    {
        using var session = new CommandSession();
        session.Write("note.txt", "hello");
        string path = session.PathOf("note.txt").Replace("\\", "/", StringComparison.Ordinal);
        var script = Script.Compile($"PUSH_STR \"{path}\"\nREAD_FILE\nPRINT\n");
        Assert.Contains("--allow-read", script.Run().Error!.Message, StringComparison.Ordinal);
        Assert.Equal("hello\n\n", Print(script, new MachineOptions { Permissions = PermissionPolicy.Of($"--sandbox", $"--allow-read={session.Folder}") }));
    }

    [Fact]
    public void A_saved_assembly_runs_without_the_compiler()
    {
        using var session = new CommandSession();
        Script.Compile("PUSH_INT 42\nPRINT\nPUSH_INT 3\nEXIT\n").SaveAssembly(session.PathOf("out/saved.dll"));
        var outcome = CommandSession.RunDotnet(session.Folder, input: "", environment: [], [session.PathOf("out/saved.dll")]);
        Assert.Equal((3, "42\n"), (outcome.ExitCode, outcome.Output));

        using var stream = new MemoryStream();
        Script.Compile("HALT").SaveAssembly(stream, "other");
        Assert.Equal("MZ"u8, stream.ToArray().AsSpan(0, 2));
    }

    [Fact]
    public void What_an_output_throws_reaches_the_caller()
    {
        using var output = new FailingWriter();
        Assert.Throws<IOException>(() => Script.Compile("PUSH_INT 1\nPRINT\n").Run(new MachineOptions { Output = output }));
    }

    private static string Print(Script script, MachineOptions? options = null)
    {
        var output = new StringWriter();
        var result = script.Run((options ?? new MachineOptions()) with { Output = output });
        Assert.Null(result.Error);
        return output.ToString();
    }

    private sealed class FailingWriter : StringWriter
    {
        public override void Write(ReadOnlySpan<char> buffer) => throw new IOException("full");
    }
}
