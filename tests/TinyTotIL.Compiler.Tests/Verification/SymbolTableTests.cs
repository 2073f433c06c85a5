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

    [Fact]
    public void The_column_is_that_of_the_first_word_of_the_line()
    {
        var symbols = Build("NULL\n    NULL ; comment\nLABEL a\n\tNULL");
        Assert.Equal([1, 5, 2], Enumerable.Range(0, 3).Select(address => symbols.PlaceAt(address)!.Value.Column));
    }

    [Fact]
    public void A_binary_file_has_no_columns()
    {
        var module = new BytecodeModule("m.ttb", [new Instruction(Opcode.Null, Operand.None.Instance, 3)], [], Source: null);
        Assert.Equal(new SourceRow(0, "m.ttb", 3, 0), SymbolTable.Build(new BytecodeProgram([("m.ttb", module, null)])).PlaceAt(0));
    }

    [Fact]
    public void Only_instructions_that_may_fail_have_columns_of_their_own_within_a_line()
    {
        var source = new Operand.SourceLine("a.lisp", 7, 2);
        var module = new BytecodeModule(
            "a.lisp",
            [
                new Instruction(Opcode.Source, source, 7),
                new Instruction(Opcode.Null, Operand.None.Instance, 7) { Column = 9 },
                new Instruction(Opcode.Add, Operand.None.Instance, 7) { Column = 4 },
                new Instruction(Opcode.Add, Operand.None.Instance, 8) { Column = 5 },
            ],
            [],
            Source: null);
        var symbols = SymbolTable.Build(new BytecodeProgram([("a.lisp", module, null)]));
        Assert.Equal([2, 2, 4, 2], Enumerable.Range(0, 4).Select(address => symbols.PlaceAt(address)!.Value.Column));
    }

    [Theory]
    [InlineData("MAKE_FUNCTION f\nSPAWN", 1)]
    [InlineData("MAKE_FUNCTION f\nSOURCE \"x\" 1\nSPAWN_LINK", 2)]
    [InlineData("MAKE_LAMBDA f x\nSPAWN_WITH 1", 1)]
    [InlineData("MAKE_FUNCTION f\nSPAWN_MONITOR", 1)]
    [InlineData("MAKE_FUNCTION f\nSTORE x\nLOAD x\nSPAWN", null)]
    [InlineData("MAKE_FUNCTION f\nSPAWN\nMAKE_FUNCTION f\nSPAWN", null)]
    [InlineData("MAKE_FUNCTION f\nSPAWN\nMAKE_FUNCTION f\nSTORE x", null)]
    [InlineData("MAKE_FUNCTION f", null)]
    public void What_starts_a_process_is_known_when_the_function_is_made_for_it_alone(string code, int? site)
    {
        string[] lines = code.Split('\n');
        var symbols = Build($"{code}\nSELF\nHALT\nLABEL f\nRET");
        Assert.Equal(site, symbols.StartOf(lines.Length + 2));
    }

    [Fact]
    public void What_is_written_is_read_back()
    {
        var symbols = new ProgramSymbols(
            [(0, ""), (7, "f"), (300, "g")],
            [new(0, "a", 1, 1), new(1, "a", 2, 7), new(2, "b", int.MaxValue, int.MaxValue), new(900, "a", 0), new(901, "a", 3, 1)],
            ["x", "y"])
        {
            TailCallSites = [(4, 900), (5, 2), (8, 8)],
            StartSites = [(7, 3), (300, 1)],
        };
        using var stream = new MemoryStream(symbols.Serialize());
        var read = ProgramSymbols.Deserialize(stream);
        foreach (int address in (int[])[0, 1, 2, 3, 4, 5, 6, 7, 8, 299, 300, 899, 900, 901, 5000])
        {
            Assert.Equal(
                (symbols.FunctionAt(address), symbols.PlaceAt(address), symbols.TailCallAfter(address), symbols.StartOf(address)),
                (read.FunctionAt(address), read.PlaceAt(address), read.TailCallAfter(address), read.StartOf(address)));
        }

        Assert.Null(read.ExactRows);
        Assert.Equal(symbols.Globals, read.Globals);
        Assert.Equal((8, 3), (read.TailCallAfter(8), read.StartOf(7)));
    }

    [Fact]
    public void What_only_observers_need_is_read_back_too()
    {
        var symbols = new ProgramSymbols([(0, "")], [new(0, "a", 1, 1)], ["x"])
        {
            StartSites = [(7, 3)],
            ExactRows = [new(0, "a", 1, 1), new(1, "b", 2, 5)],
            LeftOut = [(new(0, "a", 9), "f"), (new(0, "b", 8), "g")],
        };
        using var stream = new MemoryStream(symbols.Serialize());
        var read = ProgramSymbols.Deserialize(stream);
        Assert.Equal(symbols.ExactRows, read.ExactRows);
        Assert.Equal(symbols.LeftOut, read.LeftOut);
        Assert.Equal((new SourceRow(0, "a", 1, 1), 3, "x"), (read.PlaceAt(1), read.StartOf(7), Assert.Single(read.Globals)));
    }

    [Fact]
    public void Observers_see_exact_places_of_Scheme_and_traces_those_of_SOURCE()
    {
        var module = new BytecodeModule(
            "a.scm",
            [
                new Instruction(Opcode.Source, new Operand.SourceLine("a.scm", 7), 7),
                new Instruction(Opcode.Add, Operand.None.Instance, 7),
                new Instruction(Opcode.Null, Operand.None.Instance, 7),
            ],
            [],
            Source: null)
        {
            IsLisp = true,
            Places = [new(0, "a.scm", 7, 2), new(2, "a.scm", 8, 4)],
            LeftOut = [(new(0, "a.scm", 3), "f")],
        };
        var program = new BytecodeProgram([("a.scm", module, null)]);
        var symbols = SymbolTable.Build(program);
        Assert.Equal(("a.scm", 7), symbols.LineAt(2));
        Assert.Equal([new SourceRow(0, "a.scm", 7, 2), new SourceRow(2, "a.scm", 8, 4)], symbols.ExactRows!);
        Assert.Equal((new SourceRow(0, "a.scm", 3), "f"), Assert.Single(symbols.LeftOut));
        Assert.Null(SymbolTable.Build(program, isObserved: false).ExactRows);
    }

    [Fact]
    public void A_row_takes_few_bytes()
    {
        var rows = Enumerable.Range(0, 10_000).Select(i => new SourceRow(i, "main.ttvm", i + 1, 5)).ToArray();
        Assert.InRange(new ProgramSymbols([], rows).Serialize().Length, 10_000, 30_100);
    }

    private static ProgramSymbols Build(string program) => SymbolTable.Build(ProgramRun.Verified(program).Program);
}
