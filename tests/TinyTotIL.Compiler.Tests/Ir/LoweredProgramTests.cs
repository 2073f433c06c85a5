using TinyTotIL.Compiler.Ir;
using TinyTotIL.Compiler.Tests.Fakes;

namespace TinyTotIL.Compiler.Tests.Ir;

/// <summary>What small programs become, for a reader to judge.</summary>
public sealed class LoweredProgramTests
{
    [Fact]
    public void A_recursive_function() => Show(SmallPrograms.Fibonacci);

    [Fact]
    public void A_loop_that_keeps_values_on_the_stack() => Show("""
        PUSH_INT 0
        PUSH_INT 10
        LABEL next
        DUP
        JZ done
        SWAP
        OVER
        ADD
        SWAP
        PUSH_INT 1
        SUB
        JMP next
        LABEL done
        POP
        PRINT
        """);

    [Fact]
    public void A_handler_below_which_values_wait() => Show("""
        PUSH_STR "kept"
        TRY caught
        LOAD maybe
        THROW
        LABEL caught
        CATCH
        PRINT
        PRINT
        """);

    [Fact]
    public void A_structured_handler_that_names_its_exception() => Show("""
        TRY
        PUSH_INT 1
        PUSH_INT 0
        DIV
        PRINT
        CATCH problem
        LOAD problem
        EXCEPTION_MESSAGE
        PRINT
        END_TRY
        """);

    [Fact]
    public void A_closure_and_a_call_of_it() => Show(SmallPrograms.Closure);

    [Fact]
    public void A_function_that_takes_and_leaves_several_values() => Show("""
        PUSH_INT 1
        PUSH_INT 2
        PUSH_INT 3
        CALL turn top
        MAKE_LIST 3
        PRINT
        HALT
        LABEL turn
        LOAD top
        ROT
        ROT
        RET
        """);

    [Fact]
    public void A_tail_call_and_a_deleted_variable() => Show("""
        PUSH_INT 3
        CALL down n
        HALT
        LABEL down
        LOAD n
        JZ zero
        LOAD n
        PUSH_INT 1
        SUB
        DELETE n
        TAIL_CALL down n
        LABEL zero
        DELETE m
        RET
        """);

    [Fact]
    public void A_frame_that_is_printed() => Show("""
        PUSH_INT 1
        CALL f a b
        HALT
        LABEL f
        PUSH_INT 2
        STORE c
        DELETE a
        DUMP_SCOPE
        RET
        """.Replace("CALL f a b", "PUSH_TEXT \"two\\nlines\"\nCALL f a b", StringComparison.Ordinal));

    [Fact]
    public void A_function_whose_height_is_not_static() => Show("""
        PUSH_INT 1
        PUSH_INT 0
        CALL maybe flag
        PRINT
        HALT
        LABEL maybe
        LOAD flag
        JZ skip
        PUSH_FLOAT 2.5
        LABEL skip
        RET
        """);

    [Fact]
    public void A_program_of_several_modules()
    {
        var source = new MemoryModuleSource()
            .Add(ProgramRun.MainPath, "IMPORT square.ttvm\nIMPORT gone.ttvm\nPUSH_INT 3\nLOAD square\nCALL_FUNCTION\nPRINT\nEXPORT square")
            .Add("square.ttvm", "MAKE_FUNCTION body n\nSTORE square\nEXPORT square\nHALT\nLABEL body\nLOAD n\nLOAD n\nMUL\nRET");
        Verify(LoweredPrograms.Of(source));
    }

    [Theory]
    [InlineData("PUSH_INT 7\nTRUE\nCALL f c\nPRINT\nHALT\nLABEL f\nLOAD c\nJZ a\nTAIL_CALL g\nLABEL a\nSTORE x\nLOAD x\nRET\nLABEL g\nRET")]
    [InlineData("TRUE\nCALL f c\nPRINT\nHALT\nLABEL f\nLOAD c\nJZ a\nMAKE_FUNCTION g\nTAIL_CALL_FUNCTION\nLABEL a\nNULL\nRET\nLABEL g\nNULL\nTHROW")]
    [InlineData("PUSH_INT 1\nCALL f\nHALT\nLABEL f\nTAIL_CALL g\nLABEL g\nTHROW")]
    [InlineData("PUSH_INT 1\nCALL f\nHALT\nLABEL f\nCALL g\nRET\nLABEL g\nTHROW")]
    [InlineData("FALSE\nCALL dyn\nCALL three\nPRINT\nHALT\nLABEL dyn\nJZ x\nNULL\nLABEL x\nRET\nLABEL three\nTRUE\nDUP\nDUP\nRET")]
    public void Functions_with_different_effects_on_the_stack_fit_together(string program) =>
        IrVerifier.Verify(LoweredPrograms.Of(program), "test");

    private static void Show(string program, [System.Runtime.CompilerServices.CallerMemberName] string name = "") => Verify(LoweredPrograms.Of(program), name);

    private static void Verify(IrModule module, [System.Runtime.CompilerServices.CallerMemberName] string name = "")
    {
        IrVerifier.Verify(module, "test");
        Snapshot.Verify(IrPrinter.Print(module), name);
    }
}
