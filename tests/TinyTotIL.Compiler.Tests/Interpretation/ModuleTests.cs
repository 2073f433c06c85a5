using TinyTotIL.Compiler.Tests.Fakes;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Compiler.Tests.Interpretation;

public sealed class ModuleTests
{
    private const string Answer = """
        PUSH_INT 42
        STORE answer
        EXPORT answer
        """;

    [Fact]
    public void IMPORT_stores_the_exports_in_the_current_frame()
    {
        var run = Run("""
            CALL inner
            LOAD answer
            LABEL inner
            IMPORT "m.ttvm"
            LOAD answer
            PRINT
            RET
            """, ("m.ttvm", Answer));
        Assert.Equal("42\n", run.Output);
        Assert.Equal("Undefined variable: answer", run.Error);
    }

    [Fact]
    public void Exports_overwrite_variables_and_can_be_overwritten() =>
        Assert.Equal(["42", "7", "42"], Run("""
            PUSH_INT 1
            STORE answer
            IMPORT m.ttvm
            LOAD answer
            PRINT
            PUSH_INT 7
            STORE answer
            LOAD answer
            PRINT
            IMPORT m.ttvm
            LOAD answer
            PRINT
            """, ("m.ttvm", Answer)).Lines);

    [Fact]
    public void An_export_is_a_copy_of_the_moment() =>
        Assert.Equal("1\n", Run("IMPORT m\nLOAD x\nPRINT", ("m", """
            PUSH_INT 1
            STORE x
            EXPORT x
            PUSH_INT 2
            STORE x
            """)).Output);

    [Fact]
    public void Exporting_again_replaces_and_works_inside_a_function() =>
        Assert.Equal("2\n", Run("IMPORT m\nLOAD x\nPRINT", ("m", """
            PUSH_INT 1
            STORE x
            EXPORT x
            CALL again
            HALT
            LABEL again
            PUSH_INT 2
            STORE x
            EXPORT x
            RET
            """)).Output);

    [Fact]
    public void EXPORT_of_an_unknown_variable_is_an_error() =>
        Assert.Equal("Undefined variable: x", ProgramRun.Of("EXPORT x").Error);

    [Fact]
    public void A_module_runs_once_even_when_imports_form_a_diamond() =>
        Assert.Equal(["shared", "left", "right", "main"], Run("""
            IMPORT left
            IMPORT right
            IMPORT shared
            PUSH_STR main
            PRINT
            """,
            ("left", "IMPORT shared\nPUSH_STR left\nPRINT"),
            ("right", "IMPORT shared\nPUSH_STR right\nPRINT"),
            ("shared", "PUSH_STR shared\nPRINT")).Lines);

    [Fact]
    public void Paths_are_compared_as_text() =>
        Assert.Equal("x\nx\n", Run("IMPORT m\nIMPORT ./m", ("m", "PUSH_STR x\nPRINT"), ("./m", "PUSH_STR x\nPRINT")).Output);

    [Fact]
    public void A_module_has_stacks_of_its_own()
    {
        var run = Run("""
            PUSH_STR mine
            TRY oops
            IMPORT m
            PRINT
            HALT
            LABEL oops
            PUSH_STR "not reached"
            PRINT
            """, ("m", "END_TRY\nPUSH_INT 5\nPUSH_INT 6"));
        Assert.Null(run.Error);
        Assert.Equal("mine\n", run.Output);
    }

    [Fact]
    public void A_module_does_not_see_pending_captures() =>
        Assert.Equal("closure@0 () [captured: 1]\n", Run("""
            PUSH_INT 1
            STORE a
            CAPTURE a
            IMPORT m
            MAKE_LAMBDA 0
            PRINT
            """, ("m", "MAKE_LAMBDA 0\nPOP")).Output);

    [Fact]
    public void HALT_in_a_module_ends_the_module_and_EXIT_the_program()
    {
        var run = Run("IMPORT halts\nPUSH_INT 1\nPRINT\nIMPORT exits\nPUSH_INT 2\nPRINT",
            ("halts", "HALT\nPUSH_INT 0\nPRINT"),
            ("exits", "PUSH_INT 3\nEXIT"));
        Assert.Equal("1\n", run.Output);
        Assert.Equal(ProcessContext.Exiting, run.Outcome);
        Assert.Equal(3, run.ExitCode);
    }

    [Fact]
    public void An_error_in_a_module_is_raised_by_the_IMPORT() =>
        Assert.Equal(
            ["Exception: Parse error on line 2: Unhandled exception: boom", "Stack trace:", "  at instruction 1"],
            Run("TRY oops\nIMPORT m\nLABEL oops\nPRINT", ("m", "NULL\nPUSH_STR boom\nTHROW")).Lines);

    [Fact]
    public void An_error_in_a_module_that_nothing_catches_keeps_its_text() =>
        Assert.Equal("Division by zero", Run("IMPORT m", ("m", "PUSH_INT 1\nPUSH_INT 0\nDIV")).Error);

    [Fact]
    public void A_missing_module_is_an_error_of_the_IMPORT_that_runs()
    {
        var run = Run("""
            TRY oops
            IMPORT "gone.ttvm"
            LABEL oops
            EXCEPTION_MESSAGE
            PRINT
            IMPORT "gone.ttvm"
            """);
        string message = "File operation failed on gone.ttvm: No such file or directory (os error 2)";
        Assert.Equal($"{message}\n", run.Output);
        Assert.Equal(message, run.Error);
    }

    [Fact]
    public void A_module_that_does_not_parse_is_an_error_of_the_IMPORT_that_runs() =>
        Assert.Equal("Parse error on line 2: NONSENSE", Run("IMPORT m", ("m", "NULL\nNONSENSE")).Error);

    [Fact]
    public void A_circular_import_names_the_path_and_reaches_the_main_program() =>
        Assert.Equal("Circular dependency detected: a", Run("IMPORT a", ("a", "IMPORT b"), ("b", "IMPORT a")).Error);

    [Fact]
    public void A_program_may_import_itself_once()
    {
        var run = ProgramRun.Of($"PUSH_INT 1\nPRINT\nIMPORT {ProgramRun.MainPath}");
        Assert.Equal("1\n1\n", run.Output);
        Assert.Equal($"Circular dependency detected: {ProgramRun.MainPath}", run.Error);
    }

    [Fact]
    public void A_failed_import_shows_its_real_error_again() =>
        Assert.Equal(["Undefined variable: x", "Undefined variable: x"], Run("""
            TRY first
            IMPORT m
            LABEL first
            EXCEPTION_MESSAGE
            PRINT
            TRY second
            IMPORT m
            LABEL second
            EXCEPTION_MESSAGE
            PRINT
            """, ("m", "LOAD x")).Lines);

    [Fact]
    public void An_imported_function_runs_on_the_importers_stacks_and_shows_a_merged_address() =>
        Assert.Equal(["function@9 ()", "9"], Run("""
            IMPORT m
            LOAD f
            PRINT
            PUSH_INT 4
            PUSH_INT 5
            LOAD f
            CALL_FUNCTION
            PRINT
            """, ("m", """
            JMP after
            LABEL add
            ADD
            RET
            LABEL after
            MAKE_FUNCTION add
            STORE f
            EXPORT f
            """)).Lines);

    [Fact]
    public void An_error_in_an_imported_function_shows_a_merged_address() =>
        Assert.Equal(["Exception: Undefined variable: hidden", "Stack trace:", "  at instruction 6"], Run("""
            IMPORT m
            TRY oops
            LOAD f
            CALL_FUNCTION
            LABEL oops
            PRINT
            """, ("m", """
            JMP after
            LOAD hidden
            LABEL after
            PUSH_INT 1
            STORE hidden
            MAKE_FUNCTION 1
            STORE f
            EXPORT f
            """)).Lines);

    [Fact]
    public void A_function_exported_again_by_another_module_still_works() =>
        Assert.Equal("inner\n", Run("IMPORT outer\nLOAD f\nCALL_FUNCTION", ("outer", "IMPORT inner\nEXPORT f"), ("inner", """
            JMP after
            LABEL say
            PUSH_STR inner
            PRINT
            RET
            LABEL after
            MAKE_FUNCTION say
            STORE f
            EXPORT f
            """)).Output);

    [Fact]
    public void The_main_program_ends_at_its_own_end() =>
        Assert.Equal("m\n", Run("IMPORT m", ("m", "PUSH_STR m\nPRINT")).Output);

    [Fact]
    public void An_imported_function_that_runs_off_its_module_ends_the_program() =>
        Assert.Equal("f\n", Run("IMPORT m\nLOAD f\nCALL_FUNCTION\nPUSH_STR main\nPRINT", ("m", """
            JMP after
            LABEL after
            MAKE_FUNCTION say
            STORE f
            EXPORT f
            HALT
            LABEL say
            PUSH_STR f
            PRINT
            """)).Output);

    [Fact]
    public void A_chain_of_imports_may_be_deeper_than_the_stack_of_the_thread()
    {
        const int Depth = 1500;
        var source = new MemoryModuleSource().Add(ProgramRun.MainPath, "IMPORT 1");
        for (int number = 1; number < Depth; number++)
        {
            source.Add($"{number}", $"IMPORT {number + 1}");
        }

        source.Add($"{Depth}", "PUSH_STR bottom\nPRINT");
        ProgramRun? run = null;
        var thread = new Thread(() => run = ProgramRun.Of(source), maxStackSize: 256 * 1024);
        thread.Start();
        thread.Join();
        Assert.Null(run!.Error);
        Assert.Equal("bottom\n", run.Output);
    }

    private static ProgramRun Run(string program, params (string Path, string Text)[] modules)
    {
        var source = new MemoryModuleSource().Add(ProgramRun.MainPath, program);
        foreach (var (path, text) in modules)
        {
            source.Add(path, text);
        }

        return ProgramRun.Of(source);
    }
}
