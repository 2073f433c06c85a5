using TinyTotIL.Compiler.Tests.Fakes;

namespace TinyTotIL.Compiler.Tests.Verification;

/// <summary>Which functions are direct, and what they take and leave.</summary>
public sealed class ShapeAnalysisTests
{
    [Theory]
    [InlineData("RET", 0, 0)]
    [InlineData("NULL\nRET", 0, 1)]
    [InlineData("NULL\nDUP\nNULL\nRET", 0, 3)]
    [InlineData("POP\nRET", 1, 0)]
    [InlineData("ADD\nRET", 2, 1)]
    [InlineData("DUP\nRET", 1, 2)]
    [InlineData("SWAP\nRET", 2, 2)]
    [InlineData("OVER\nRET", 2, 3)]
    [InlineData("ROT\nRET", 3, 3)]
    [InlineData("PUSH_INT 1\nSUB\nRET", 1, 1)]
    [InlineData("MAKE_LIST 3\nRET", 3, 1)]
    [InlineData("STORE x\nLOAD x\nRET", 1, 1)]
    [InlineData("NULL\nTHROW", 0, 0)]
    public void The_effect_of_a_function_follows_from_its_instructions(string body, int takes, int results)
    {
        var program = new AnalysedProgram($"NULL\nNULL\nNULL\nCALL f\nHALT\nLABEL f\n{body}");
        Assert.False(program["f"].IsDynamic, program["f"].DynamicReason);
        Assert.Equal(takes, program["f"].Takes);
        Assert.Equal(results, program["f"].Results);
    }

    [Fact]
    public void Parameters_are_not_counted_among_the_values_taken()
    {
        var program = new AnalysedProgram("NULL\nNULL\nNULL\nCALL f a b\nHALT\nLABEL f\nPOP\nLOAD a\nRET");
        Assert.Equal(1, program["f"].Takes);
        Assert.Equal(1, program["f"].Results);
    }

    [Fact]
    public void A_function_takes_what_its_callee_takes()
    {
        var program = new AnalysedProgram("NULL\nNULL\nCALL f\nHALT\nLABEL f\nNULL\nCALL g\nRET\nLABEL g\nMAKE_LIST 3\nRET");
        Assert.Equal((2, 1), (program["f"].Takes, program["f"].Results));
        Assert.Equal((3, 1), (program["g"].Takes, program["g"].Results));
    }

    [Fact]
    public void Paths_that_take_different_numbers_of_values_may_leave_the_same_change()
    {
        var program = new AnalysedProgram("NULL\nNULL\nTRUE\nCALL f c\nHALT\nLABEL f\nLOAD c\nJZ other\nNULL\nRET\nLABEL other\nPOP\nPOP\nNULL\nNULL\nNULL\nRET");
        Assert.False(program["f"].IsDynamic);
        Assert.Equal((2, 3), (program["f"].Takes, program["f"].Results));
    }

    [Fact]
    public void The_effect_of_recursion_is_that_of_the_paths_that_end_it()
    {
        var program = new AnalysedProgram("PUSH_INT 9\nCALL f n\nHALT\nLABEL f\nLOAD n\nJZ base\nLOAD n\nCALL f n\nNULL\nPOP\nRET\nLABEL base\nNULL\nRET");
        Assert.Equal((0, 1, false), (program["f"].Takes, program["f"].Results, program["f"].IsDynamic));
    }

    [Fact]
    public void A_function_that_only_calls_itself_never_returns()
    {
        var program = new AnalysedProgram("CALL f\nPRINT\nHALT\nLABEL f\nCALL f\nRET");
        Assert.False(program["f"].Returns);
        Assert.False(program["f"].IsDynamic);
        Assert.False(program.Main.IsDynamic);
    }

    [Fact]
    public void What_follows_a_call_that_never_returns_is_not_looked_at()
    {
        var program = new AnalysedProgram("CALL f\nPOP\nCALL g\nHALT\nLABEL f\nHALT\nLABEL g\nJZ f\nNULL\nRET");
        Assert.False(program.Main.IsDynamic);
        Assert.Empty(program.Functions("g"));
    }

    [Fact]
    public void One_address_entered_with_different_names_gives_different_functions()
    {
        var program = new AnalysedProgram("NULL\nCALL f a\nNULL\nCALL f b\nNULL\nNULL\nCALL f a b\nHALT\nLABEL f\nRET");
        Assert.Equal(["a", "b", "a b"], program.Functions("f").Select(function => string.Join(' ', function.Parameters)));
    }

    [Fact]
    public void Code_reached_from_two_entries_belongs_to_both()
    {
        var program = new AnalysedProgram("CALL f\nCALL g\nHALT\nLABEL f\nNULL\nJMP shared\nLABEL g\nTRUE\nLABEL shared\nRET");
        Assert.Equal(2, program.Shape.Functions.Count(function => !function.IsTopLevel && function.Blocks.ContainsKey(6)));
        Assert.All(program.Shape.Functions, function => Assert.False(function.IsDynamic));
    }

    [Fact]
    public void Only_what_calls_a_dynamic_function_is_dynamic_with_it()
    {
        var program = new AnalysedProgram("""
            CALL first
            CALL second
            HALT
            LABEL first
            TRUE
            CALL odd c
            RET
            LABEL second
            CALL third
            RET
            LABEL third
            PUSH_STR fine
            PRINT
            RET
            LABEL odd
            LOAD c
            JZ skip
            NULL
            LABEL skip
            RET
            """);
        Assert.True(program["odd"].IsDynamic);
        Assert.True(program["first"].IsDynamic);
        Assert.True(program.Main.IsDynamic);
        Assert.False(program["second"].IsDynamic);
        Assert.False(program["third"].IsDynamic);
        Assert.True(program.MayRunOnStackMachine("odd"));
        Assert.False(program.MayRunOnStackMachine("second"));
        Assert.False(program.MayRunOnStackMachine("third"));
    }

    [Fact]
    public void A_direct_function_that_takes_values_also_has_a_stack_machine_form_when_one_calls_it()
    {
        var program = new AnalysedProgram("NULL\nTRUE\nCALL odd\nCALL direct\nHALT\nLABEL direct\nPOP\nRET\nLABEL odd\nJZ skip\nNULL\nLABEL skip\nRET");
        Assert.False(program["direct"].IsDynamic);
        Assert.True(program.MayRunOnStackMachine("direct"));
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("TRY caught", true)]
    public void Direct_functions_also_have_a_stack_machine_form_where_a_handler_may_keep_their_values(string handler, bool expected)
    {
        var program = new AnalysedProgram($"""
            TRUE
            CALL odd
            NULL
            {handler}
            CALL direct a
            MAKE_FUNCTION value
            CALL_FUNCTION
            HALT
            LABEL caught
            HALT
            LABEL direct
            TRY own
            END_TRY
            RET
            LABEL own
            POP
            TAIL_CALL further
            LABEL further
            RET
            LABEL value
            RET
            LABEL odd
            JZ skip
            NULL
            LABEL skip
            RET
            """);
        string[] functions = ["direct", "further", "value"];
        Assert.All(functions, function => Assert.False(program[function].IsDynamic, program[function].DynamicReason));
        Assert.All(functions, function => Assert.Equal(expected, program.MayRunOnStackMachine(function)));
    }

    [Fact]
    public void Values_left_at_the_end_of_the_program_are_nobodys_business()
    {
        var program = new AnalysedProgram("TRUE\nJZ other\nNULL\nHALT\nLABEL other\nNULL\nNULL\nNULL");
        Assert.False(program.Main.IsDynamic);
    }

    [Fact]
    public void Handlers_are_followed_with_the_height_they_restore()
    {
        var program = new AnalysedProgram("NULL\nTRY outer\nNULL\nTRY inner\nNULL\nEND_TRY\nEND_TRY\nHALT\nLABEL inner\nPOP\nEND_TRY\nLABEL outer\nPOP\nHALT");
        Assert.False(program.Main.IsDynamic);
        var inner = program.Main.Blocks[4].Handler!;
        Assert.Equal((8, 2), (inner.Target, inner.Height));
        Assert.Equal((10, 1), (inner.Outer!.Target, inner.Outer.Height));
        Assert.Null(program.Main.Blocks[10].Handler);
        Assert.Equal(2, program.Main.Blocks[10].Height);
    }

    [Fact]
    public void A_function_called_under_a_handler_knows_it()
    {
        var program = new AnalysedProgram("CALL free\nTRY oops\nCALL covered\nEND_TRY\nHALT\nLABEL oops\nHALT\nLABEL free\nRET\nLABEL covered\nCALL deeper\nRET\nLABEL deeper\nRET");
        Assert.False(program["free"].HasOuterHandlers);
        Assert.True(program["covered"].HasOuterHandlers);
        Assert.True(program["deeper"].HasOuterHandlers);
    }

    [Fact]
    public void Captures_may_wait_across_blocks()
    {
        var program = new AnalysedProgram("NULL\nSTORE a\nCAPTURE a\nJMP on\nLABEL on\nMAKE_LAMBDA f\nHALT\nLABEL f\nRET");
        Assert.False(program.Main.IsDynamic);
        Assert.Equal(["a"], program["f"].Captured!);
    }

    [Fact]
    public void A_module_is_analysed_from_its_own_start()
    {
        var program = new AnalysedProgram(new MemoryModuleSource()
            .Add(ProgramRun.MainPath, "IMPORT odd\nIMPORT even\nHALT")
            .Add("odd", "POP")
            .Add("even", "NULL\nPOP"));
        Assert.False(program.Main.IsDynamic);
        Assert.True(program.Shape.TopLevels[1]!.IsDynamic);
        Assert.False(program.Shape.TopLevels[2]!.IsDynamic);
    }
}
