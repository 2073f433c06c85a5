using TinyTotIL.Compiler.Tests.Fakes;

namespace TinyTotIL.Compiler.Tests.Verification;

/// <summary>Which functions a call of a value may reach, by each way a value can come to it.</summary>
public sealed class FunctionFlowTests
{
    /// <summary>Three functions of one parameter with the same effect, to be told apart by the analysis alone.</summary>
    private const string Functions = "\nHALT\nLABEL f\nLOAD a\nRET\nLABEL g\nLOAD a\nRET\nLABEL h\nLOAD a\nRET";

    private const string F = "MAKE_FUNCTION f a\n";
    private const string G = "MAKE_FUNCTION g a\n";
    private const string H = "MAKE_FUNCTION h a\n";
    private const string Call = "STORE callee\nNULL\nLOAD callee\nCALL_FUNCTION\nPRINT";

    [Theory]
    [InlineData("f", F + Call)]
    [InlineData("f", F + "DUP\nPOP\n" + Call)]
    [InlineData("f", F + G + "SWAP\n" + Call)]
    [InlineData("f", F + G + "OVER\n" + Call)]
    [InlineData("f", F + G + H + "ROT\n" + Call)]
    [InlineData("g", F + G + H + "ROT\nROT\n" + Call)]
    [InlineData("f g", F + "STORE x\n" + G + "STORE x\n" + H + "STORE y\nLOAD x\n" + Call)]
    [InlineData("f g", "TRUE\nJZ other\n" + F + "JMP join\nLABEL other\n" + G + "LABEL join\n" + Call)]
    [InlineData("f g", F + G + "MAKE_LIST 2\nPUSH_INT 0\nINDEX\n" + Call)]
    [InlineData("f", "MAKE_LIST 0\n" + F + "LIST_APPEND\nPUSH_INT 0\nINDEX\n" + Call)]
    [InlineData("f", "NULL\nMAKE_LIST 1\nPUSH_INT 0\n" + F + "LIST_SET\nPUSH_INT 0\nINDEX\n" + Call)]
    [InlineData("f", F + "MAKE_LIST 1\nPUSH_INT 0\nPUSH_INT 1\nLIST_SLICE\nPUSH_INT 0\nINDEX\n" + Call)]
    [InlineData("f", F + "MAKE_LIST 1\nMAKE_LIST 1\nPUSH_INT 0\nINDEX\nPUSH_INT 0\nINDEX\n" + Call)]
    [InlineData("f", "MAKE_OBJECT\n" + F + "SET_FIELD one\n" + G + "SET_FIELD two\nGET_FIELD one\n" + Call)]
    [InlineData("f g", "MAKE_OBJECT\n" + F + "SET_FIELD one\n" + G + "SET_FIELD two\nPUSH_STR one\nGET_FIELD\n" + Call)]
    [InlineData("f g", "MAKE_OBJECT\n" + F + "SET_FIELD one\nPUSH_STR two\n" + G + "SET_FIELD\nGET_FIELD one\n" + Call)]
    [InlineData("f", "MAKE_OBJECT\nPUSH_STR one\n" + F + "SET_FIELD\nPUSH_STR one\nGET_FIELD\n" + Call)]
    [InlineData("f", F + "TRY caught\nNULL\nTHROW\nLABEL caught\nPOP\n" + Call)]
    public void Inside_one_function(string reached, string text)
    {
        var program = new AnalysedProgram(text + Functions);
        Assert.Equal(reached, program.Reached(program.Main));
        Assert.Equal("null\n", BothEngines.Output(text + Functions));
    }

    [Fact]
    public void Parameters_hold_what_all_callers_pass()
    {
        var program = new AnalysedProgram($"NULL\n{F}CALL apply x it\nNULL\n{G}CALL apply x it\nHALT\nLABEL apply\nLOAD x\nLOAD it\nCALL_FUNCTION\nRET{Functions}");
        Assert.Equal("f g", program.Reached(program["apply"]));
    }

    [Fact]
    public void A_repeated_parameter_holds_the_leftmost_argument()
    {
        var program = new AnalysedProgram($"{F}{G}CALL apply it it\nHALT\nLABEL apply\nNULL\nLOAD it\nCALL_FUNCTION\nRET{Functions}");
        Assert.Equal("f", program.Reached(program["apply"]));
    }

    [Fact]
    public void Results_are_told_apart_by_their_position()
    {
        var program = new AnalysedProgram($"CALL two\nPOP\n{Call}\nHALT\nLABEL two\n{F}{G}RET{Functions}");
        Assert.Equal("f", program.Reached(program.Main));
    }

    [Fact]
    public void Results_of_a_tail_call_are_results_of_its_caller()
    {
        var program = new AnalysedProgram($"CALL give\n{Call}\nHALT\nLABEL give\nTAIL_CALL more\nLABEL more\n{F}RET{Functions}");
        Assert.Equal("f", program.Reached(program.Main));
    }

    [Fact]
    public void Results_of_values_called_are_followed()
    {
        var program = new AnalysedProgram($"MAKE_FUNCTION give\nCALL_FUNCTION\nSTORE x\nNULL\nLOAD x\nCALL apply a it\nHALT\nLABEL give\n{F}RET\nLABEL apply\nLOAD a\nLOAD it\nCALL_FUNCTION\nRET{Functions}");
        Assert.Equal("give", program.Reached(program.Main));
        Assert.Equal("f", program.Reached(program["apply"]));
    }

    [Fact]
    public void Captured_variables_hold_what_was_captured_and_parameters_hide_them()
    {
        var program = new AnalysedProgram($"""
            {F}STORE seen
            {G}STORE hidden
            CAPTURE seen
            CAPTURE hidden
            MAKE_LAMBDA body hidden
            STORE lambda
            {H}LOAD lambda
            CALL_FUNCTION
            PRINT
            HALT
            LABEL body
            NULL
            LOAD seen
            CALL_FUNCTION
            RET{Functions}
            """);
        Assert.Equal("f", program.Reached(program["body"]));
    }

    [Fact]
    public void Closures_captured_by_closures_are_followed()
    {
        var program = new AnalysedProgram($"""
            {F}STORE x
            CAPTURE x
            MAKE_LAMBDA inner
            STORE y
            CAPTURE y
            MAKE_LAMBDA outer
            CALL_FUNCTION
            PRINT
            HALT
            LABEL inner
            NULL
            LOAD x
            CALL_FUNCTION
            RET
            LABEL outer
            LOAD y
            CALL_FUNCTION
            RET{Functions}
            """);
        Assert.Equal("f", program.Reached(program["inner"]));
        Assert.Equal("inner", program.Reached(program["outer"]));
    }

    [Fact]
    public void Values_of_the_caller_below_the_parameters_may_be_any_that_were_taken()
    {
        var program = new AnalysedProgram($"NULL\n{F}CALL apply\nPRINT\n{G}POP\n{H}CALL drop\nHALT\nLABEL apply\nCALL_FUNCTION\nRET\nLABEL drop\nPOP\nRET{Functions}");
        Assert.Equal(2, program["apply"].Takes);
        Assert.Equal("f h", program.Reached(program["apply"]));
    }

    [Fact]
    public void A_value_of_the_caller_left_where_it_is_comes_back_as_a_result()
    {
        string text = $"{F}TRUE\nCALL maybe c\n{Call}\nHALT\nLABEL maybe\nLOAD c\nJZ other\nRET\nLABEL other\nPOP\n{G}RET{Functions}";
        var program = new AnalysedProgram(text);
        Assert.Equal("f g", program.Reached(program.Main));
        Assert.Equal("null\n", BothEngines.Output(text));
    }

    [Theory]
    [InlineData("JZ other\nJMP join\nLABEL other\nPOP\n" + G + "JMP join")]
    [InlineData("JNZ join\nPOP\n" + G)]
    [InlineData("JZ other\nPOP\n" + G + "JMP join\nLABEL other")]
    public void A_value_of_the_caller_meets_another_one_whichever_path_is_seen_first(string choice)
    {
        string text = $"{F}TRUE\nCALL apply c\nPRINT\nHALT\nLABEL apply\nLOAD c\n{choice}\nLABEL join\n{Call[..^6]}\nRET{Functions}";
        var program = new AnalysedProgram(text);
        Assert.Equal("f g", program.Reached(program["apply"]));
        Assert.Equal("null\n", BothEngines.Output(text));
    }

    [Fact]
    public void Imports_hold_what_the_module_exports()
    {
        var program = new AnalysedProgram(new MemoryModuleSource()
            .Add(ProgramRun.MainPath, "IMPORT part\nNULL\nLOAD it\nCALL_FUNCTION\nPRINT")
            .Add("part", $"{F}STORE it\n{G}STORE other\nEXPORT it\nEXPORT other{Functions}"));
        Assert.Equal("f", program.Reached(program.Main));
    }

    [Fact]
    public void Exports_made_inside_functions_and_imports_of_imports_are_followed()
    {
        var source = new MemoryModuleSource()
            .Add(ProgramRun.MainPath, "CALL get\nHALT\nLABEL get\nIMPORT outer\nNULL\nLOAD it\nCALL_FUNCTION\nPRINT\nRET")
            .Add("outer", "IMPORT inner\nEXPORT it")
            .Add("inner", $"CALL publish\nHALT\nLABEL publish\n{F}STORE it\nEXPORT it\nRET{Functions}");
        var program = new AnalysedProgram(source);
        Assert.Equal("f", program.Reached(program["get"]));
        Assert.Equal("null\n", BothEngines.Output(source));
    }

    [Fact]
    public void A_value_that_cannot_be_a_function_reaches_nothing()
    {
        const string Text = "TRY caught\nPUSH_INT 1\nCALL_FUNCTION\nLABEL caught\nEXCEPTION_MESSAGE\nPRINT";
        var program = new AnalysedProgram(Text);
        Assert.Equal("", program.Reached(program.Main));
        Assert.Equal("CALL_FUNCTION expects a function or closure but got Int(1)\n", BothEngines.Output(Text));
    }

    /// <summary>The stack machine calls <c>apply</c> with what it has found.</summary>
    [Theory]
    [InlineData("f", F + "CALL apply it")]
    [InlineData("f", "CALL give\nCALL apply it\nHALT\nLABEL give\n" + F + "RET")]
    [InlineData("f g", "CALL give\nPOP\nCALL apply it\nHALT\nLABEL give\n" + F + G + "RET")]
    [InlineData("f", "CALL give\nPUSH_INT 0\nINDEX\nCALL apply it\nHALT\nLABEL give\n" + F + "MAKE_LIST 1\nRET")]
    [InlineData("f", "CALL give\nGET_FIELD x\nCALL apply it\nHALT\nLABEL give\nMAKE_OBJECT\n" + F + "SET_FIELD x\nRET")]
    [InlineData("f", "CALL give\nPUSH_STR x\nGET_FIELD\nCALL apply it\nHALT\nLABEL give\nMAKE_OBJECT\n" + F + "SET_FIELD x\nRET")]
    public void Through_a_stack_machine(string reached, string main)
    {
        string text = $"TRUE\nCALL odd\n{main}\nHALT\nLABEL odd\nJZ on\nNULL\nLABEL on\nRET\nLABEL apply\nNULL\nLOAD it\nCALL_FUNCTION\nPRINT\nRET{Functions}";
        var program = new AnalysedProgram(text);
        Assert.True(program.Main.IsDynamic);
        Assert.Equal(reached, program.Reached(program["apply"]));
        Assert.Equal("null\n", BothEngines.Output(text));
    }

    [Fact]
    public void Dotnet_callers_may_pass_what_the_main_program_exports_and_gives_back()
    {
        var program = new AnalysedProgram($"{F}STORE f\nEXPORT f\nMAKE_FUNCTION give\nSTORE give\nEXPORT give\nMAKE_FUNCTION apply it\nSTORE apply\nEXPORT apply\nHALT\nLABEL give\n{G}RET\nLABEL apply\nCALL use it\nRET\nLABEL use\nRET\nLABEL spare\n{H}RET{Functions}");
        Assert.Equal("apply f g give", string.Join(' ', program["apply"].Variables["it"].Targets.Select(target => Label(program, target.Entry)).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void Exports_of_other_modules_stay_inside_the_program()
    {
        var program = new AnalysedProgram(new MemoryModuleSource()
            .Add(ProgramRun.MainPath, "IMPORT part")
            .Add("part", $"{F}STORE f\nEXPORT f{Functions}"));
        Assert.Empty(program["f"].Variables["a"].Targets);
    }

    private static string Label(AnalysedProgram program, int entry) =>
        program.Shape.Program.Modules[0].Module!.Labels.First(label => label.Address == entry).Name;
}
