using System.Diagnostics;
using System.Reflection;
using System.Text;
using TinyTotIL.Compiler;
using TinyTotIL.Conformance.Tests.Cases;
using TinyTotIL.Conformance.Tests.Fakes;
using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Conformance.Tests.Debugging;

/// <summary>
/// What .NET itself makes of the symbols of a debuggable program while it runs: a method that the program calls looks at the stack, whose native
/// addresses the runtime maps to offsets in the IL as it does for a debugger, and those to lines.
/// </summary>
public sealed class StepsAsDotnetSeesThemTests
{
    private static readonly ForeignReferences References = new([typeof(ForeignSamples).Assembly], OffersFramework: true);

    [Fact]
    public void Every_caller_is_on_its_line_and_column() => AssertCallers(
        """
        CALL outer
        PRINT
        HALT
        LABEL outer
          PUSH_INT 1
          CALL inner n
          RET
        LABEL inner
            NATIVE sample.callers 0   ; here
            RET
        """,
        "inner main.ttvm:9:5", "outer main.ttvm:6:3", "main main.ttvm:1:1");

    [Fact]
    public void A_caller_in_the_middle_of_an_expression_is_on_the_line_of_the_call() => AssertCallers(
        """
        PUSH_STR <
        CALL f
        CONCAT
        PUSH_STR >
        CONCAT
        PRINT
        HALT
        LABEL f
        PUSH_INT 7
        STORE x
        NATIVE sample.callers 0
        RET
        """,
        "f main.ttvm:11:1", "main main.ttvm:2:1");

    [Fact]
    public void Loops_and_handlers_keep_their_lines() => AssertCallers(
        """
        PUSH_INT 0
        STORE i
        LABEL loop
        LOAD i
        PUSH_INT 3
        LT
        JZ done
        LOAD i
        PUSH_INT 1
        ADD
        STORE i
        JMP loop
        LABEL done
        TRY caught
        PUSH_INT 1
        PUSH_INT 0
        DIV
        HALT
        LABEL caught
        CALL f
        PRINT
        HALT
        LABEL f
        NATIVE sample.callers 0
        RET
        """,
        "f main.ttvm:24:1", "main main.ttvm:20:1");

    [Fact]
    public void Closures_are_called_from_the_line_of_the_call() => AssertCallers(
        """
        PUSH_INT 5
        STORE k
        CAPTURE k
        MAKE_LAMBDA f a
        STORE g
        PUSH_INT 2
        LOAD g
        CALL_FUNCTION
        PRINT
        HALT
        LABEL f
        LOAD k
        STORE seen
        NATIVE sample.callers 0
        RET
        """,
        "f main.ttvm:14:1", "main main.ttvm:8:1");

    [Fact]
    public void Code_on_a_stack_machine_is_on_its_line() => AssertCallers(
        """
        PUSH_INT 1
        JZ skip
        PUSH_INT 9
        LABEL skip
        CALL f
        PRINT
        HALT
        LABEL f

        NATIVE sample.callers 0
        RET
        """,
        "f main.ttvm:10:1", "segment0 main.ttvm:5:1");

    [Fact]
    public void A_process_is_on_its_line_also_after_it_has_waited() => AssertCallers(
        """
        MAKE_FUNCTION worker
        SPAWN
        STORE worker
        YIELD
        SELF
        LOAD worker
        SEND
        RECEIVE
        PRINT
        HALT
        LABEL worker
        RECEIVE
        STORE sender
        CALL f
        LOAD sender
        SEND
        PUSH_INT 0
        RET
        LABEL f
        NATIVE sample.callers 0
        RET
        """,
        "f main.ttvm:20:1", "worker$resume main.ttvm:14:1");

    [Fact]
    public void Scheme_is_on_the_lines_of_its_own_file()
    {
        var outcome = Run("main.scm", """
            (import (scheme base) (scheme write) (ttil host))
            (define-native (callers) "sample.callers")
            (define (inner x)
              (let ((y (* x 2)))
                (string-append (number->string y) " "
                  (callers))))
            (define (outer x)
              (string-append "= "
                (inner x)))
            (write-string (outer 21))
            """);
        Assert.Equal("= 42 callers main.scm:2|inner main.scm:6|outer main.scm:9|main main.scm:10", WithoutColumns(outcome));
    }

    [Fact]
    public void The_JIT_is_asked_not_to_optimize()
    {
        var assembly = ProgramRunner.EmitAt(Load("main.ttvm", "PUSH_INT 1\nPRINT"), level: 0, debuggable: true).LoadAssembly(canUnload: true);
        var attribute = assembly.GetCustomAttribute<DebuggableAttribute>();
        Assert.True(attribute is { IsJITOptimizerDisabled: true });
        Assert.Null(ProgramRunner.EmitAt(Load("main.ttvm", "PUSH_INT 1\nPRINT"), level: 0).LoadAssembly(canUnload: true).GetCustomAttribute<DebuggableAttribute>());
    }

    private static void AssertCallers(string program, params string[] expected)
    {
        string output = Run("main.ttvm", program);
        Assert.Equal(string.Join("|", expected), output.TrimEnd('\n').Trim('<', '>'));
    }

    private static string WithoutColumns(string callers) =>
        string.Join("|", callers.Split('|').Select(caller => caller[..caller.LastIndexOf(':')]));

    private static string Run(string path, string program)
    {
        var console = new FakeConsole("");
        var image = ProgramRunner.PrepareDebuggable(null!, Load(path, program));
        var outcome = ProgramRunner.Run(image, path, console, SystemHost.Create([]));
        Assert.Equal((0, 0), (outcome.ErrorLines.Count, outcome.ExitCode));
        return outcome.Output;
    }

    private static LoadedProgram Load(string path, string program)
    {
        var files = new Dictionary<string, byte[]> { [path] = Encoding.UTF8.GetBytes(program + "\n") };
        var loaded = Compilation.Load(path, new MemoryModuleSource(files, new FolderModuleSource(CaseCatalog.Root)), References);
        Assert.True(loaded.Program is not null, string.Join("\n", loaded.Diagnostics.Select(found => found.Message)));
        return loaded.Program;
    }
}
