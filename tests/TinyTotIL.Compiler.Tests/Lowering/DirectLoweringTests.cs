using System.Runtime.CompilerServices;
using TinyTotIL.Compiler.Ir;
using TinyTotIL.Compiler.Tests.Fakes;
using TinyTotIL.Compiler.Tests.Ir;

namespace TinyTotIL.Compiler.Tests.Lowering;

/// <summary>The register form of what is special in direct functions.</summary>
public sealed class DirectLoweringTests
{
    [Fact]
    public void Nested_handlers_land_in_one_another() => Show("""
        PUSH_STR kept
        TRY outer
        PUSH_STR also
        TRY inner
        NULL
        THROW
        LABEL inner
        POP
        NULL
        THROW
        LABEL outer
        PRINT
        PRINT
        """);

    [Fact]
    public void Captures_wait_across_blocks() => Show("""
        TRUE
        STORE a
        CAPTURE a
        LOAD a
        JZ make
        FALSE
        STORE a
        LABEL make
        CAPTURE b
        CAPTURE a
        MAKE_LAMBDA f
        PRINT
        HALT
        LABEL f
        RET
        """);

    [Fact]
    public void An_import_reads_each_export() => Show(new MemoryModuleSource()
        .Add(ProgramRun.MainPath, "NULL\nSTORE a\nIMPORT part\nLOAD a\nPRINT\nLOAD b\nPRINT")
        .Add("part", "NULL\nSTORE b\nEXPORT b\nNULL\nSTORE a\nEXPORT a"));

    [Fact]
    public void Hidden_and_repeated_names_pass_by() => Show("""
        NULL
        STORE a
        CAPTURE a
        MAKE_LAMBDA f a b a
        STORE g
        NULL
        NULL
        NULL
        LOAD g
        CALL_FUNCTION
        HALT
        LABEL f
        LOAD a
        PRINT
        RET
        """);

    [Fact]
    public void Variables_that_may_be_unset_get_the_mark_in_the_prologue_and_no_others()
    {
        var function = Function("CALL f\nHALT\nLABEL f\nLOAD maybe\nPRINT\nNULL\nSTORE sure\nLOAD sure\nPRINT\nRET", "f");
        Assert.Equal(["maybe"], Marked(function));
        Assert.Single(Instructions(function).OfType<IrInstruction.CheckSet>());
    }

    [Fact]
    public void A_parameter_gets_no_mark_even_when_it_is_deleted()
    {
        var function = Function("NULL\nCALL f p\nHALT\nLABEL f\nDELETE p\nLOAD p\nRET", "f");
        Assert.Empty(Marked(function));
        Assert.Single(Instructions(function).OfType<IrInstruction.CheckSet>());
        Assert.Contains(Instructions(function), instruction => instruction is IrInstruction.SetVariable { Variable.Name: "p" });
    }

    [Fact]
    public void A_second_LOAD_needs_no_check() =>
        Assert.Single(Instructions(Function("CALL f\nHALT\nLABEL f\nLOAD x\nPRINT\nLOAD x\nPRINT\nRET", "f")).OfType<IrInstruction.CheckSet>());

    [Fact]
    public void Every_block_under_a_handler_names_its_landing()
    {
        var main = LoweredPrograms.Of("TRY oops\nNULL\nJZ on\nNULL\nPOP\nLABEL on\nNULL\nTHROW\nLABEL oops\nPRINT").Functions[0];
        int landing = main.Blocks.Single(block => block.Instructions.Any(instruction => instruction is IrInstruction.CatchException)).Number;
        Assert.Equal(3, main.Blocks.Count(block => block.Handler == landing));
        Assert.Empty(main.Blocks[landing].Parameters);
    }

    [Fact]
    public void Results_below_the_topmost_are_fetched_right_after_the_call()
    {
        var main = LoweredPrograms.Of("CALL three\nPOP\nPOP\nPOP\nHALT\nLABEL three\nNULL\nNULL\nNULL\nRET").Functions[0];
        var kinds = Instructions(main).Select(instruction => instruction.GetType().Name);
        Assert.Equal(["Call", "ExtraResult", "ExtraResult"], kinds);
    }

    [Fact]
    public void Code_after_a_call_that_never_returns_is_unreachable()
    {
        var main = LoweredPrograms.Of("CALL f\nPRINT\nHALT\nLABEL f\nHALT").Functions[0];
        Assert.Equal(2, main.Blocks.Length);
        Assert.IsType<Terminator.Unreachable>(main.Blocks[1].Terminator);
    }

    [Fact]
    public void RET_outside_a_function_raises_and_HALT_inside_one_ends_everything()
    {
        var module = LoweredPrograms.Of("CALL f\nRET\nLABEL f\nTRUE\nJZ out\nHALT\nLABEL out\nRET");
        Assert.Contains("ControlOperations.Raise(\"No variable scope available\")", IrPrinter.Print(module.Functions[0]), StringComparison.Ordinal);
        Assert.Contains("ControlOperations.Halt() raises", IrPrinter.Print(module.Functions[1]), StringComparison.Ordinal);
    }

    [Fact]
    public void Functions_are_named_by_their_labels_made_unique()
    {
        var module = LoweredPrograms.Of(new MemoryModuleSource()
            .Add(ProgramRun.MainPath, "IMPORT part\nNULL\nCALL f a\nCALL f\nCALL 8\nCALL main\nHALT\nLABEL f\nLABEL g\nRET\nRET\nLABEL main\nRET")
            .Add("part", "CALL f\nHALT\nLABEL f\nRET"));
        Assert.Equal(["at8", "f", "g", "g#2", "main", "main#2", "module part"], module.Functions.Select(function => function.Name).Order(StringComparer.Ordinal));
    }

    private static IrFunction Function(string program, string name) =>
        LoweredPrograms.Of(program).Functions.Single(function => function.Name == name);

    private static IEnumerable<IrInstruction> Instructions(IrFunction function) => function.Blocks.SelectMany(block => block.Instructions);

    /// <summary>Variables that the prologue marks as unset.</summary>
    private static IEnumerable<string> Marked(IrFunction function)
    {
        var prologue = function.Blocks[0].Instructions;
        var marks = prologue.OfType<IrInstruction.Constant>().Where(constant => constant.Value.IsUnset).Select(constant => constant.Defined).ToHashSet();
        return prologue.OfType<IrInstruction.SetVariable>().Where(set => marks.Contains(set.Value)).Select(set => set.Variable.Name);
    }

    private static void Show(string program, [CallerMemberName] string name = "") =>
        Show(new MemoryModuleSource().Add(ProgramRun.MainPath, program), name);

    private static void Show(MemoryModuleSource source, [CallerMemberName] string name = "")
    {
        var module = LoweredPrograms.Of(source);
        IrVerifier.Verify(module, "test");
        Snapshot.Verify(IrPrinter.Print(module), name);
    }
}
