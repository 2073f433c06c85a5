using TinyTotIL.Compiler.Lowering;
using TinyTotIL.Compiler.Tests.Fakes;
using TinyTotIL.Compiler.Tests.Verification;
using TinyTotIL.Compiler.Verification;

namespace TinyTotIL.Compiler.Tests.Lowering;

/// <summary>Which variables surely hold a value at a label.</summary>
public sealed class DefiniteAssignmentTests
{
    private static readonly string[] Variables = ["a", "b", "c", "e"];

    [Theory]
    [InlineData("", "CALL f\nHALT\nLABEL f\nLABEL here\nLOAD a\nSTORE b\nRET")]
    [InlineData("a", "NULL\nCALL f a\nHALT\nLABEL f\nLABEL here\nLOAD a\nSTORE b\nRET")]
    [InlineData("a", "CALL f\nHALT\nLABEL f\nNULL\nSTORE a\nJMP here\nLABEL here\nLOAD b\nRET")]
    [InlineData("a", "CALL f\nHALT\nLABEL f\nLOAD a\nPOP\nJMP here\nLABEL here\nLOAD b\nRET")]
    [InlineData("a", "CALL f\nHALT\nLABEL f\nEXPORT a\nJMP here\nLABEL here\nLOAD b\nRET")]
    [InlineData("", "NULL\nCALL f a\nHALT\nLABEL f\nDELETE a\nJMP here\nLABEL here\nLOAD b\nRET")]
    [InlineData("a", "NULL\nCALL f a\nHALT\nLABEL f\nDELETE a\nNULL\nSTORE a\nJMP here\nLABEL here\nLOAD b\nRET")]
    public void At_the_entry_and_along_a_straight_path(string set, string text) => AssertSetAtHere(set, text);

    [Theory]
    [InlineData("b", "TRUE\nJZ other\nNULL\nSTORE a\nNULL\nSTORE b\nJMP here\nLABEL other\nNULL\nSTORE b\nNULL\nSTORE c\nLABEL here\nNULL")]
    [InlineData("a", "NULL\nSTORE a\nTRUE\nJZ here\nNULL\nSTORE b\nLABEL here\nNULL")]
    [InlineData("", "NULL\nSTORE a\nTRUE\nJZ here\nDELETE a\nLABEL here\nNULL")]
    public void Where_paths_meet_only_what_all_of_them_set_is_sure(string set, string text) => AssertSetAtHere(set, text);

    [Theory]
    [InlineData("a", "NULL\nSTORE a\nLABEL here\nNULL\nSTORE b\nTRUE\nJNZ here")]
    [InlineData("", "NULL\nSTORE a\nLABEL here\nNULL\nSTORE b\nDELETE a\nTRUE\nJNZ here")]
    [InlineData("b", "NULL\nSTORE a\nNULL\nSTORE b\nLABEL here\nLOAD b\nPOP\nTRUE\nJZ on\nDELETE a\nLABEL on\nTRUE\nJNZ here")]
    public void A_loop_may_undo_what_was_set_before_it(string set, string text) => AssertSetAtHere(set, text);

    [Theory]
    [InlineData("here", "a", "NULL\nSTORE a\nTRY here\nNULL\nSTORE b\nNULL\nTHROW\nLABEL here\nNULL")]
    [InlineData("here", "", "NULL\nSTORE a\nTRY here\nDELETE a\nNULL\nSTORE a\nNULL\nTHROW\nLABEL here\nNULL")]
    [InlineData("more", "a b", "NULL\nSTORE a\nTRY here\nNULL\nSTORE b\nJMP more\nLABEL more\nNULL\nTHROW\nLABEL here\nNULL")]
    [InlineData("here", "a", "NULL\nSTORE a\nTRY outer\nNULL\nSTORE b\nTRY here\nDELETE b\nNULL\nTHROW\nLABEL outer\nHALT\nLABEL here\nNULL")]
    [InlineData("outer", "a", "NULL\nSTORE a\nTRY outer\nTRY here\nNULL\nTHROW\nLABEL here\nNULL\nSTORE b\nNULL\nTHROW\nLABEL outer\nNULL")]
    public void In_catch_code_what_was_set_before_TRY_and_never_deleted_is_sure(string label, string set, string text) => AssertSetAt(label, set, text);

    [Fact]
    public void The_variable_of_a_structured_handler_is_set_in_its_catch_code_only()
    {
        const string Text = "CALL f\nHALT\nLABEL f\nTRY\nJMP inside\nLABEL inside\nNULL\nTHROW\nCATCH e\nJMP caught\nLABEL caught\nLOAD e\nPRINT\nEND_TRY\nJMP after\nLABEL after\nLOAD e\nRET";
        AssertSetAt("inside", "", Text);
        AssertSetAt("caught", "e", Text);
    }

    [Fact]
    public void An_import_sets_nothing_for_sure_and_unsets_nothing()
    {
        var source = new MemoryModuleSource()
            .Add(ProgramRun.MainPath, "CALL f\nHALT\nLABEL f\nNULL\nSTORE a\nIMPORT part\nJMP here\nLABEL here\nLOAD a\nPOP\nLOAD b\nPOP\nRET")
            .Add("part", "NULL\nSTORE a\nNULL\nSTORE b\nEXPORT a\nTRUE\nJZ end\nEXPORT b\nLABEL end");
        AssertSetAt("here", "a", new AnalysedProgram(source), "f");
    }

    [Fact]
    public void Captured_variables_and_parameters_are_set_at_the_entry()
    {
        var program = new AnalysedProgram("NULL\nSTORE a\nCAPTURE a\nMAKE_LAMBDA f b\nPOP\nHALT\nLABEL f\nLABEL here\nLOAD c\nRET");
        AssertSetAt("here", "a b", program, "f");
    }

    [Fact]
    public void More_variables_than_fit_one_word_are_told_apart()
    {
        string text = string.Concat(Enumerable.Range(0, 200).Where(i => i % 3 == 0).Select(i => $"NULL\nSTORE v{i}\n"))
            + "JMP here\nLABEL here\n" + string.Concat(Enumerable.Range(0, 200).Select(i => $"LOAD v{i}\nPOP\n"));
        var program = new AnalysedProgram(text);
        var (assignment, set) = At("here", program, program.Main);
        Assert.All(Enumerable.Range(0, 200), i => Assert.Equal(i % 3 == 0, assignment.Contains(set, $"v{i}")));
        Assert.False(assignment.Contains(set, "never mentioned"));
    }

    private static void AssertSetAtHere(string set, string text) => AssertSetAt("here", set, text);

    private static void AssertSetAt(string label, string set, string text) =>
        AssertSetAt(label, set, new AnalysedProgram(text), text.Contains("LABEL f\n", StringComparison.Ordinal) ? "f" : null);

    private static void AssertSetAt(string label, string set, AnalysedProgram program, string? function)
    {
        var (assignment, found) = At(label, program, function is null ? program.Main : program[function]);
        Assert.Equal(set, string.Join(' ', Variables.Where(name => assignment.Contains(found, name))));
    }

    private static (DefiniteAssignment Assignment, ulong[] Set) At(string label, AnalysedProgram program, FunctionShape function)
    {
        Assert.False(function.IsDynamic, function.DynamicReason);
        var assignment = new DefiniteAssignment(program.Shape, function);
        int address = program.Shape.Program.Modules[0].Module!.Labels.Single(known => known.Name == label).Address;
        return (assignment, assignment.AtEntry(address));
    }
}
