using TinyTotIL.Compiler.BytecodePasses;
using TinyTotIL.Compiler.Tests.Fakes;
using TinyTotIL.Runtime.Hosting;

namespace TinyTotIL.Compiler.Tests.BytecodePasses;

/// <summary>All passes together: what they may not change, and where instructions end up.</summary>
public sealed class BytecodePipelineTests
{
    [Fact]
    public void Every_pass_prepares_the_next() => AssertOptimized(
        """
        PUSH_INT 0
        STORE debug
        LOAD debug
        JZ on
        PUSH_STR "debugging"
        PRINT
        LABEL on
        PUSH_INT 6
        STORE a
        LOAD a
        PUSH_INT 7
        MUL
        PRINT
        """,
        """
        LABEL on
        PUSH_INT 42
        PRINT
        """);

    [Fact]
    public void A_function_that_may_be_shown_keeps_its_address_where_nobody_comes_by() => AssertOptimized(
        """
        PUSH_INT 1
        PUSH_INT 2
        ADD
        PRINT
        MAKE_FUNCTION f x
        PRINT
        HALT
        LABEL f
        RET
        """,
        """
        PUSH_INT 3
        PRINT
        MAKE_FUNCTION f x
        PRINT
        HALT
        HALT
        HALT
        LABEL f
        RET
        """);

    [Fact]
    public void A_function_that_is_only_called_moves_up() => AssertOptimized(
        """
        PUSH_INT 1
        PUSH_INT 2
        ADD
        PRINT
        MAKE_FUNCTION f
        STORE g
        LOAD g
        CALL_FUNCTION
        HALT
        LABEL f
        PUSH_STR "f"
        PRINT
        RET
        """,
        """
        PUSH_INT 3
        PRINT
        MAKE_FUNCTION f
        CALL_FUNCTION
        HALT
        LABEL f
        PUSH_STR "f"
        PRINT
        RET
        """);

    [Fact]
    public void An_error_that_shows_an_address_keeps_it_across_a_jump() => AssertOptimized(
        """
        PUSH_INT 1
        PUSH_INT 2
        ADD
        PUSH_INT 3
        ADD
        THROW
        """,
        """
        PUSH_INT 6
        JMP 5
        HALT
        HALT
        HALT
        THROW
        """);

    [Fact]
    public void Two_functions_that_come_to_one_place_keep_two_addresses() => AssertOptimized(
        """
        MAKE_FUNCTION f
        PRINT
        MAKE_FUNCTION g
        PRINT
        HALT
        LABEL f
        PUSH_INT 1
        POP
        LABEL g
        PUSH_INT 2
        PUSH_INT 3
        ADD
        RET
        """,
        """
        MAKE_FUNCTION f
        PRINT
        MAKE_FUNCTION g
        PRINT
        HALT
        LABEL f
        JMP g
        HALT
        LABEL g
        PUSH_INT 5
        RET
        """);

    [Fact]
    public void An_exception_that_may_be_printed_keeps_the_address_of_what_failed() => AssertOptimized(
        """
        TRY oops
        PUSH_INT 1
        PUSH_INT 1
        ADD
        PUSH_INT 0
        DIV
        LABEL oops
        PRINT
        """,
        """
        TRY oops
        PUSH_INT 2
        PUSH_INT 0
        JMP 5
        HALT
        DIV
        LABEL oops
        PRINT
        """);

    [Fact]
    public void Code_keeps_the_function_it_is_shown_under_in_traces() => AssertOptimized(
        """
        JMP f
        CALL f
        HALT
        LABEL f
        PUSH_INT 1
        PUSH_INT 0
        DIV
        """,
        """
        JMP f
        CALL f
        HALT
        LABEL f
        PUSH_INT 1
        PUSH_INT 0
        DIV
        """);

    [Fact]
    public void Recursion_without_end_still_overflows() => AssertOptimized(
        """
        CALL f
        HALT
        LABEL f
        CALL f
        RET
        """,
        """
        CALL f
        HALT
        LABEL f
        CALL f
        RET
        """);

    [Fact]
    public void An_imported_module_keeps_its_length_and_its_functions_their_addresses()
    {
        var source = new MemoryModuleSource()
            .Add(ProgramRun.MainPath, "PUSH_INT 1\nPUSH_INT 2\nADD\nPRINT\nIMPORT \"a.ttvm\"\nIMPORT \"b.ttvm\"\nLOAD a\nPRINT\nLOAD b\nPRINT\nHALT")
            .Add("a.ttvm", "PUSH_INT 1\nPUSH_INT 2\nADD\nPRINT\nMAKE_FUNCTION f\nSTORE a\nEXPORT a\nHALT\nLABEL f\nRET")
            .Add("b.ttvm", "MAKE_FUNCTION f\nSTORE b\nEXPORT b\nHALT\nLABEL f\nRET");
        var program = Load(source);
        var (optimized, report) = Compilation.Optimize(program);
        Assert.Equal("3\n3\nfunction@19 ()\nfunction@24 ()\n", Output(program));
        Assert.Equal(Output(program), Output(optimized));
        Assert.Equal(4, report.Count("constant-folding"));
        Assert.Equal(report.Before, report.After);
    }

    [Fact]
    public void A_program_on_its_own_is_optimized_without_what_it_imports()
    {
        var source = new MemoryModuleSource().Add(ProgramRun.MainPath, "IMPORT \"a.ttvm\"\nPUSH_INT 1\nNEG\nPRINT").Add("a.ttvm", "PUSH_INT 2\nNEG\nPRINT");
        var (optimized, report) = Compilation.OptimizeMain(Load(source));
        Assert.Equal((4, 1), (report.Before, report.Count("constant-folding")));
        Assert.Equal("-2\n-1\n", Output(optimized));
    }

    [Fact]
    public void A_pass_that_is_left_out_does_nothing()
    {
        var program = Load(new MemoryModuleSource().Add(ProgramRun.MainPath, "PUSH_INT 1\nPUSH_INT 2\nADD\nSTORE x\nLOAD x\nPRINT"));
        foreach (string pass in OptimizationOptions.PassNames)
        {
            Assert.Equal(0, Compilation.Optimize(program, new OptimizationOptions { DisabledPasses = [pass] }).Report.Count(pass));
        }

        var (same, report) = Compilation.Optimize(program, new OptimizationOptions { DisabledPasses = OptimizationOptions.PassNames });
        Assert.Equal((6, 6), (report.Before, report.After));
        Assert.Equal(Compilation.WriteText(program).Text, Compilation.WriteText(same).Text);
    }

    [Fact]
    public void What_is_optimized_has_nothing_left_to_optimize()
    {
        var program = Load(new MemoryModuleSource().Add(ProgramRun.MainPath, File.ReadAllText(RepositoryFiles.Find("examples/49-optimizing.ttvm"))));
        var (optimized, _) = Compilation.Optimize(program);
        var (again, report) = Compilation.Optimize(optimized);
        Assert.Equal(report.Before, report.After);
        Assert.All(OptimizationOptions.PassNames, pass => Assert.Equal(0, report.Count(pass)));
        Assert.Equal(Compilation.WriteText(optimized).Text, Compilation.WriteText(again).Text);
    }

    [Fact]
    public void A_long_program_is_optimized_in_passing_time()
    {
        var text = new System.Text.StringBuilder("PUSH_INT 0\n");
        for (int i = 0; i < 20_000; i++)
        {
            text.Append($"PUSH_INT {i}\nADD\nSTORE x{i % 100}\nLOAD x{i % 100}\nJMP l{i}\nLABEL l{i}\n");
        }

        var program = Load(new MemoryModuleSource().Add(ProgramRun.MainPath, text.Append("PRINT\n").ToString()));
        var (optimized, report) = Compilation.Optimize(program);
        Assert.True(report.After < report.Before);
        Assert.Equal(Output(program), Output(optimized));
    }

    private static void AssertOptimized(string program, string expected)
    {
        var loaded = Load(new MemoryModuleSource().Add(ProgramRun.MainPath, program));
        var (optimized, _) = Compilation.Optimize(loaded);
        Assert.Equal(expected.ReplaceLineEndings("\n"), BytecodeText.Write(optimized.Verified.Program.Modules[0].Module!));
        Assert.Equal(Output(loaded), Output(optimized));
    }

    private static LoadedProgram Load(MemoryModuleSource source) => Compilation.Load(ProgramRun.MainPath, source).Program!;

    private static string Output(LoadedProgram program)
    {
        var console = new FakeConsole();
        ProgramHost.Run(Compilation.Interpret(program), ClosedWorld.With(console), new Runtime.Processes.RuntimeLimits { StackBytes = 1 << 20 });
        return console.Output + console.Errors;
    }
}
