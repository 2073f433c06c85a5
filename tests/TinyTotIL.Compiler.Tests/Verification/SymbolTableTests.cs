using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Compiler.Tests.Fakes;
using TinyTotIL.Compiler.Verification;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Compiler.Tests.Verification;

public sealed class SymbolTableTests
{
    [Theory]
    [InlineData("CALL f")]
    [InlineData("TAIL_CALL f")]
    [InlineData("MAKE_FUNCTION f")]
    [InlineData("MAKE_LAMBDA f x")]
    public void A_label_entered_as_a_function_names_what_follows_it(string entering)
    {
        var symbols = Build($"""
            {entering}
            LABEL f
            NULL
            LABEL inside
            NULL
            """);
        Assert.Null(symbols.FunctionAt(0));
        Assert.Equal("f", symbols.FunctionAt(1));
        Assert.Equal("f", symbols.FunctionAt(2));
    }

    [Theory]
    [InlineData("JMP f")]
    [InlineData("JZ f")]
    [InlineData("TRY f")]
    [InlineData("NULL")]
    public void A_label_that_is_only_jumped_to_names_nothing(string instruction) =>
        Assert.Null(Build($"{instruction}\nLABEL f\nNULL").FunctionAt(1));

    [Fact]
    public void Of_several_labels_at_one_address_the_last_one_counts() =>
        Assert.Equal("second", Build("CALL first\nLABEL first\nLABEL second\nNULL").FunctionAt(1));

    [Fact]
    public void A_numeric_address_enters_a_function_too() =>
        Assert.Equal("f", Build("CALL 1\nLABEL f\nNULL").FunctionAt(1));

    [Fact]
    public void A_function_may_begin_at_the_first_instruction() =>
        Assert.Equal("f", Build("LABEL f\nCALL f").FunctionAt(0));

    [Fact]
    public void Each_module_begins_with_its_own_top_level()
    {
        var program = ProgramRun.Verified(new MemoryModuleSource()
            .Add(ProgramRun.MainPath, "IMPORT m\nCALL f\nLABEL f\nRET")
            .Add("m", "NULL")).Program;
        var symbols = SymbolTable.Build(program);
        Assert.Equal("f", symbols.FunctionAt(2));
        Assert.Null(symbols.FunctionAt(program.Modules[1].Start));
        Assert.Equal(("m", 1), symbols.LineAt(program.Modules[1].Start));
    }

    [Fact]
    public void A_line_is_the_line_of_its_instruction()
    {
        var symbols = Build("NULL\n\n; comment\nNULL");
        Assert.Equal((ProgramRun.MainPath, 1), symbols.LineAt(0));
        Assert.Equal((ProgramRun.MainPath, 4), symbols.LineAt(1));
    }

    [Fact]
    public void After_SOURCE_lines_are_those_it_names_until_the_next_one_or_the_end_of_the_module()
    {
        var program = ProgramRun.Verified(new MemoryModuleSource()
            .Add(ProgramRun.MainPath, "IMPORT m\nSOURCE \"a.lisp\" 7\nNULL\nNULL\nSOURCE \"a.lisp\" 8\nNULL")
            .Add("m", "NULL")).Program;
        var symbols = SymbolTable.Build(program);
        Assert.Equal((ProgramRun.MainPath, 1), symbols.LineAt(0));
        Assert.Equal(("a.lisp", 7), symbols.LineAt(2));
        Assert.Equal(("a.lisp", 7), symbols.LineAt(3));
        Assert.Equal(("a.lisp", 8), symbols.LineAt(5));
        Assert.Equal(("m", 1), symbols.LineAt(program.Modules[1].Start));
    }

    [Fact]
    public void A_module_that_could_not_be_linked_has_no_names_of_its_neighbours()
    {
        var program = new BytecodeProgram(
        [
            ("main", new BytecodeModule("main", [new Instruction(Opcode.Import, new Operand.Text("gone"), 3)], [], Source: null), null),
            ("gone", null, "no"),
        ]);
        var symbols = SymbolTable.Build(program);
        Assert.Equal(("main", 3), symbols.LineAt(0));
        Assert.Null(symbols.LineAt(program.Modules[1].Start));
    }

    private static ProgramSymbols Build(string program) => SymbolTable.Build(ProgramRun.Verified(program).Program);
}
