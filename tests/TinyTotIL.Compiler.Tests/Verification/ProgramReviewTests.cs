using TinyTotIL.Compiler.Diagnostics;
using TinyTotIL.Compiler.Tests.Fakes;
using TinyTotIL.Compiler.Verification;

namespace TinyTotIL.Compiler.Tests.Verification;

public sealed class ProgramReviewTests
{
    private const string Square = "LABEL sq\nLOAD x\nLOAD x\nMUL\nRET\n";

    private static IReadOnlyList<Diagnostic> Review(string program) => Review(new MemoryModuleSource().Add(ProgramRun.MainPath, program));

    private static IReadOnlyList<Diagnostic> Review(MemoryModuleSource source)
    {
        var diagnostics = new DiagnosticBag();
        ProgramReview.Run(ProgramRun.Verified(source), diagnostics);
        return diagnostics.All;
    }

    private static void AssertOne(string code, int line, string message, IReadOnlyList<Diagnostic> found)
    {
        var warning = Assert.Single(found);
        Assert.Equal((code, Severity.Warning, line, message), (warning.Code, warning.Severity, warning.Line, warning.Message));
        Assert.Null(warning.UpstreamText);
    }

    [Theory]
    [InlineData("PUSH_INT 2\nCALL sq x\nPRINT\n" + Square, 5)]
    [InlineData("PUSH_INT 2\nMAKE_FUNCTION sq x\nCALL_FUNCTION\nPRINT\n" + Square, 6)]
    [InlineData("TRUE\nJZ end\nPUSH_INT 2\nCALL sq x\nPRINT\nLABEL other name\n" + Square + "LABEL end\nHALT\n", 8)]
    [InlineData("MAKE_LAMBDA sq x\nSTORE f\nTRY h\nEND_TRY\n" + Square + "LABEL h\nHALT\n", 6)]
    public void A_top_level_that_goes_on_into_a_function_lacks_a_HALT(string program, int line) =>
        AssertOne("TT3101", line, "the top level runs on into function 'sq'; is a HALT missing before it?", Review(program));

    [Fact]
    public void A_function_that_goes_on_into_the_next_one_lacks_a_RET() => AssertOne(
        "TT3102",
        9,
        "function 'greet' runs on into function 'leave'; is a RET missing before it?",
        Review("CALL greet\nCALL leave\nHALT\nLABEL greet\nPUSH_STR hello\nPRINT\n\nLABEL leave\nPUSH_STR bye\nPRINT\nRET\n"));

    [Fact]
    public void A_function_that_goes_on_into_the_top_level_lacks_a_RET() => AssertOne(
        "TT3102",
        6,
        "function 'greet' runs on into the top level; is a RET missing before it?",
        Review("JMP main\nLABEL greet\nPUSH_STR hello\nPRINT\nLABEL main\nPUSH_STR main\nPRINT\nCALL greet\nHALT\n"));

    [Theory]
    [InlineData("PUSH_INT 2\nCALL f x\nPRINT\nHALT\nLABEL f\nLOAD x\n", 6)]
    [InlineData("PUSH_INT 2\nMAKE_FUNCTION f x\nCALL_FUNCTION\nHALT\nLABEL f\nLOAD x\nSTORE y\nLABEL loop\nLOAD y\nJZ loop\n", 10)]
    [InlineData("PUSH_INT 2\nCALL f x\nHALT\nLABEL f\nLOAD x\nJZ done\nPUSH_INT 1\nRET\nLABEL done\n", 6)]
    public void A_function_that_comes_to_the_end_of_the_file_lacks_a_RET(string program, int line) => AssertOne(
        "TT3103", line, "function 'f' runs on from here to the end of the file, where the program ends; is a RET missing?", Review(program));

    [Fact]
    public void A_module_is_reviewed_like_the_main_program()
    {
        var found = Review(new MemoryModuleSource().Add(ProgramRun.MainPath, "IMPORT m")
            .Add("m", "MAKE_FUNCTION sq x\nSTORE sq\nEXPORT sq\n" + Square));
        AssertOne("TT3101", 5, "the top level runs on into function 'sq'; is a HALT missing before it?", found);
        Assert.Equal("m", found[0].Path);
    }

    [Theory]
    [InlineData("PUSH_INT 1\nADD", 2, "ADD takes 2 values, but the stack holds only 1 here: this fails whenever it is reached")]
    [InlineData("PRINT", 1, "PRINT takes a value, but the stack is empty here: this fails whenever it is reached")]
    [InlineData("NULL\nMAKE_LIST 3\nADD", 2, "MAKE_LIST takes 3 values, but the stack holds only 1 here: this fails whenever it is reached")]
    [InlineData("MAKE_LIST 18446744073709551615", 1, "MAKE_LIST takes 9223372036854775807 values, but the stack is empty here: this fails whenever it is reached")]
    [InlineData("NULL\nCALL f a b\nHALT\nLABEL f\nRET", 2, "CALL takes 2 values, but the stack holds only 1 here: this fails whenever it is reached")]
    [InlineData("CALL f\nPRINT\nPRINT\nHALT\nLABEL f\nNULL\nRET", 3, "PRINT takes a value, but the stack is empty here: this fails whenever it is reached")]
    [InlineData("TRY\nNULL\nNULL\nTHROW\nCATCH\nPRINT\nPRINT\nEND_TRY", 7, "PRINT takes a value, but the stack is empty here: this fails whenever it is reached")]
    [InlineData("TRY\nPOP\nCATCH e\nEND_TRY", 2, "POP takes a value, but the stack is empty here: this fails whenever it is reached")]
    [InlineData("TRUE\nJZ a\nNULL\nPOP\nLABEL a\nJNZ a", 6, "JNZ takes a value, but the stack is empty here: this fails whenever it is reached")]
    public void An_instruction_of_a_top_level_that_finds_too_few_values_warns(string program, int line, string message) =>
        AssertOne("TT3104", line, message, Review(program));

    [Theory]
    [InlineData("PUSH_STR hello\nPRINT\nRET", 3)]
    [InlineData("JMP over\nLABEL over\nRET\nHALT\nCALL f\nLABEL f\nRET", 3)]
    public void A_RET_that_only_the_top_level_gets_to_warns(string program, int line) =>
        AssertOne("TT3105", line, "RET fails outside functions, and only the top level gets here; HALT ends it", Review(program));

    [Theory]
    [InlineData("LOAD total", "nothing in this program gives 'total' a value")]
    [InlineData("NULL\nSTORE total\nLOAD totl", "nothing in this program gives 'totl' a value; did you mean 'total'?")]
    [InlineData("NULL\nSTORE total\nLOAD \"total\"", "nothing in this program gives '\"total\"' a value; did you mean 'total'?")]
    [InlineData("NULL\nSTORE N\nEXPORT n", "nothing in this program gives 'n' a value; did you mean 'N'?")]
    [InlineData("NULL\nSTORE x\nDELETE y", "nothing in this program gives 'y' a value")]
    [InlineData("CAPTURE it\nMAKE_LAMBDA f\nHALT\nLABEL f\nLOAD it\nRET", "nothing in this program gives 'it' a value")]
    public void A_name_that_nothing_binds_warns_once(string program, string message)
    {
        var warning = Assert.Single(Review(program));
        Assert.Equal(("TT3106", message), (warning.Code, warning.Message));
    }

    [Fact]
    public void Whatever_binds_a_name_anywhere_is_enough() => Assert.Empty(Review(new MemoryModuleSource()
        .Add(ProgramRun.MainPath, "IMPORT m\nLOAD stored\nLOAD parameter\nLOAD caught\nLOAD lambda\nLOAD tail")
        .Add("m", "NULL\nSTORE stored\nEXPORT stored\nNULL\nCALL f parameter\nTRY\nCATCH caught\nEND_TRY\nMAKE_LAMBDA f lambda\nHALT\nLABEL f\nRET\nTAIL_CALL f tail")));

    [Fact]
    public void Names_are_not_judged_when_a_module_is_missing() =>
        Assert.Empty(Review("IMPORT gone\nLOAD something\nPRINT"));

    [Theory]
    [InlineData("PUSH_INT 2\nCALL sq x\nPRINT\nHALT\n" + Square)]
    [InlineData("JMP main\n" + Square + "LABEL main\nPUSH_INT 2\nCALL sq x\nPRINT")]
    [InlineData("CALL main\nLABEL main\nPUSH_STR hello\nPRINT\nHALT")]
    [InlineData("CALL main\nLABEL f\nRET\nLABEL main\nCALL f\nHALT")]
    [InlineData("CALL fail\nLABEL f\nRET\nLABEL fail\nPUSH_STR no\nTHROW")]
    [InlineData("LABEL again\nTRUE\nJZ end\nCALL again\nLABEL end\nHALT")]
    public void Code_that_ends_before_a_function_is_silent(string program) => Assert.Empty(Review(program));

    [Theory]
    [InlineData("PUSH_INT 3\nCALL f n\nHALT\nLABEL f\nLOAD n\nJZ end\nLOAD n\nPUSH_INT 1\nSUB\nSTORE n\nJMP f\nLABEL end\nRET")]
    [InlineData("CALL f\nHALT\nJMP x\nLABEL x\nNULL\nPOP\nLABEL f\nTRUE\nJNZ f\nRET")]
    [InlineData("CALL even\nHALT\nLABEL even\nTRUE\nJZ odd\nNULL\nPOP\nLABEL odd\nTRUE\nJZ even\nRET\nMAKE_FUNCTION odd")]
    [InlineData("PUSH_INT 1\nCALL whole\nPRINT\nPUSH_INT 1\nPUSH_INT 1\nCALL half\nPRINT\nHALT\nLABEL whole\nPUSH_INT 1\nLABEL half\nADD\nRET")]
    public void Loops_and_second_entries_of_functions_are_silent(string program) => Assert.Empty(Review(program));

    [Theory]
    [InlineData("CALL f\nTRUE\nJZ end\nCALL f\nHALT\nLABEL f\nTRUE\nJZ end\nRET\nLABEL end")]
    [InlineData("CALL quit\nHALT\nLABEL quit\nPUSH_STR bye\nPRINT\nHALT")]
    [InlineData("CALL f\nHALT\nLABEL f\nPUSH_INT 3\nEXIT")]
    public void A_function_may_end_the_program(string program) => Assert.Empty(Review(program));

    [Theory]
    [InlineData("TRUE\nJZ a\nNULL\nLABEL a\nPOP")]
    [InlineData("NULL\nJMP b\nLABEL a\nPOP\nHALT\nLABEL b\nTRUE\nJZ a\nNULL\nJMP a")]
    [InlineData("MAKE_FUNCTION f\nCALL_FUNCTION\nPOP\nPOP\nHALT\nLABEL f\nNULL\nNULL\nRET")]
    [InlineData("CALL f\nPOP\nPOP\nHALT\nLABEL f\nTRUE\nJZ one\nNULL\nLABEL one\nNULL\nRET")]
    [InlineData("LABEL loop\nNULL\nTRUE\nJZ loop\nPOP\nPOP")]
    [InlineData("NULL\nNULL\nCALL f\nPRINT\nHALT\nLABEL f\nADD\nRET")]
    [InlineData("TRY h\nTHROW\nLABEL h\nPRINT\nNULL\nTHROW", "TT3104")]
    public void Stack_heights_that_differ_or_are_unknown_are_silent(string program, params string[] codes) =>
        Assert.Equal(codes, Review(program).Select(warning => warning.Code));

    [Fact]
    public void After_a_hundred_warnings_of_a_module_one_note_ends_the_list()
    {
        var found = Review(string.Concat(Enumerable.Range(0, 150).Select(number => $"LOAD v{number}\n")));
        Assert.Equal(101, found.Count);
        Assert.Equal(("TT1027", Severity.Note), (found[100].Code, found[100].Severity));
    }

    [Fact]
    public void Warnings_come_in_the_order_of_the_program() => Assert.Equal(
        [("TT3104", 1), ("TT3106", 2)],
        Review("JZ a\nLOAD b\nLABEL a").Select(one => (one.Code, one.Line)));

    [Fact]
    public void Code_that_very_many_functions_share_is_not_followed_to_the_end()
    {
        const int Count = 20_000;
        string calls = string.Concat(Enumerable.Range(0, Count).Select(number => $"CALL f{number}\n"));
        string functions = string.Concat(Enumerable.Range(0, Count).Select(number => $"LABEL f{number}\nNULL\n"));
        Assert.Empty(Review($"{calls}HALT\n{functions}RET\n"));
    }

    [Fact]
    public void The_library_has_nothing_to_warn_about() => AssertSilent("std");

    [Fact]
    public void Only_the_example_that_deletes_an_unknown_variable_warns() => AssertSilent("examples", "05-variables.ttvm: TT3106");

    private static void AssertSilent(string folder, params string[] expected)
    {
        var files = Directory.GetFiles(RepositoryFiles.Find(folder), "*.ttvm").Order(StringComparer.Ordinal);
        var source = new MemoryModuleSource();
        foreach (string module in (string[])["examples/modules", "std"])
        {
            foreach (string file in Directory.GetFiles(RepositoryFiles.Find(module), "*.ttvm"))
            {
                source.Add($"{module}/{Path.GetFileName(file)}", File.ReadAllBytes(file));
            }
        }

        Assert.Equal(expected, files.SelectMany(file => Review(source.Add(ProgramRun.MainPath, File.ReadAllBytes(file)))
            .Select(warning => $"{Path.GetFileName(file)}: {warning.Code}")));
    }

    [Theory]
    [InlineData("PUSH_INT 1\nSEND 0", 2, "SEND")]
    [InlineData("SELF\nPOP\nLINK 0\nPRINT", 3, "LINK")]
    [InlineData("MONITOR 0\nPRINT", 1, "MONITOR")]
    public void Process_0_never_exists(string program, int line, string mnemonic) => AssertOne(
        "TT3108", line, $"there is no process 0, so this fails; {mnemonic} without a number takes the process from the stack", Review(program));

    [Theory]
    [InlineData("RECEIVE_MATCH any int", "int", "any")]
    [InlineData("RECEIVE_MATCH int tag:a tag:a", "tag:a", "tag:a")]
    [InlineData("RECEIVE_MATCH down string down:7", "down:7", "down")]
    public void A_pattern_after_one_that_takes_its_messages_gets_none(string receive, string pattern, string earlier) => AssertOne(
        "TT3109", 1, $"no message comes to the pattern '{pattern}': '{earlier}' before it takes all that match", Review(receive + "\nPOP\nPRINT"));

    [Theory]
    [InlineData("MAKE_FUNCTION f a b\nSPAWN", "SPAWN starts a function with no parameters, and this one has 2 parameters; SPAWN_WITH 2 starts it")]
    [InlineData("MAKE_FUNCTION f a\nSPAWN_LINK", "SPAWN_LINK starts a function with no parameters, and this one has 1 parameter; a closure without parameters can hold the values: CAPTURE each, then MAKE_LAMBDA")]
    [InlineData("MAKE_FUNCTION f a\nSPAWN_MONITOR\nPOP", "SPAWN_MONITOR starts a function with no parameters, and this one has 1 parameter; a closure without parameters can hold the values: CAPTURE each, then MAKE_LAMBDA")]
    [InlineData("MAKE_FUNCTION f\nSPAWN_WITH 0", null)]
    [InlineData("PUSH_INT 1\nMAKE_FUNCTION f\nSPAWN_WITH 1", "SPAWN_WITH starts a function with 1 parameter, and this one has no parameters; SPAWN starts it")]
    public void A_function_is_started_with_as_many_values_as_it_has_parameters(string start, string? message)
    {
        var found = Review(start + "\nPOP\nHALT\nLABEL f\nRET");
        Assert.Equal(message, found.SingleOrDefault()?.Message);
    }
}
