using System.Text;
using TinyTotIL.Compiler.Tests.Fakes;
using TinyTotIL.Compiler.Verification;

namespace TinyTotIL.Compiler.Tests;

public sealed class ProgramListingTests
{
    private static readonly MemoryModuleSource Program = new MemoryModuleSource()
        .Add(ProgramRun.MainPath, """
            IMPORT part.ttvm
            IMPORT gone.ttvm
            LABEL first
            LABEL again
            PUSH_STR "tab	and quote"x"
            TRY oops
            PUSH_FLOAT -0.0
            MAKE_FUNCTION twice n
            STORE odd name
            PUSH_TEXT "a\nb"
            CALL twice n
            LOAD odd name
            CALL_FUNCTION
            END_TRY
            HALT
            LABEL oops
            CATCH
            TRY
            NEW_LIST
            POP
            CATCH why
            END_TRY
            JMP 99
            LABEL twice
            LOAD n
            LOAD n
            RET
            LABEL spin
            JMP spin
            """)
        .Add("part.ttvm", "SOURCE \"part.lisp\" 7\nTRUE\nCALL dyn\nHALT\nLABEL dyn\nJZ end\nNULL\nLABEL end");

    [Fact]
    public void Instructions_are_listed_with_their_places() => Snapshot.Verify(ProgramListing.OfInstructions(ProgramRun.Verified(Program).Program));

    [Fact]
    public void Functions_are_listed_with_what_is_known_of_them() => Snapshot.Verify(ProgramListing.OfShape(ShapeAnalysis.Run(ProgramRun.Verified(Program))));

    [Fact]
    public void Every_instruction_has_its_line()
    {
        var program = ProgramRun.Verified(Program).Program;
        string[] lines = ProgramListing.OfInstructions(program).Split('\n');
        int linked = program.Modules.Sum(module => module.LoadError is null ? module.Length + 1 : 0);
        Assert.Equal(linked, lines.Count(line => line.Length > 24 && char.IsAsciiDigit(line[6])));
    }

    [Fact]
    public void Heights_agree_where_one_block_leads_into_the_next()
    {
        int joints = 0;
        foreach (string path in Directory.EnumerateFiles(RepositoryFiles.Find("examples"), "*.ttvm"))
        {
            var shape = ShapeAnalysis.Run(ProgramRun.Verified(new MemoryModuleSource().Add(ProgramRun.MainPath, File.ReadAllText(path))));
            foreach (var block in shape.Functions.Where(function => !function.IsDynamic).SelectMany(function => function.Blocks.Values))
            {
                int end = block.Leader + block.Length;
                if (shape.Program.Instructions[end - 1].Info.MayContinue
                    && shape.Leaders[end] && block.Function.Blocks.TryGetValue(end, out var next))
                {
                    var indexes = Enumerable.Range(block.Leader, block.Length);
                    Assert.Equal(next.Height, indexes.Aggregate(block.Height, (height, index) => height + StackChange.Of(index, block.Function, shape)));
                    joints++;
                }
            }
        }

        Assert.True(joints > 50, $"The examples have {joints} such places.");
    }

    [Fact]
    public void Every_instruction_is_listed_with_a_height_or_said_to_be_never_reached()
    {
        string listing = ProgramListing.OfShape(ShapeAnalysis.Run(ProgramRun.Verified("""
            PUSH_INT 1
            PUSH_INT 2
            PUSH_INT 3
            CALL drop_two
            MAKE_LIST 1
            PRINT
            HALT
            PRINT
            LABEL drop_two
            EQ
            STORE unused
            RET
            """)));
        Assert.Equal(
            [
                "function 0: top level of main.ttvm",
                "  entry 0, parameters ()",
                "  direct: top level",
                "  index  height",
                "  block 0",
                "      0       0    PUSH_INT 1",
                "      1       1    PUSH_INT 2",
                "      2       2    PUSH_INT 3",
                "      3       3    CALL 8                   ; to 8 drop_two",
                "      4       1    MAKE_LIST 1",
                "      5       1    PRINT",
                "      6       0    HALT",
                "",
                "function 1: drop_two",
                "  entry 8 drop_two, parameters ()",
                "  direct: takes 2 from below, leaves 0",
                "  index  height",
                "  block 8 drop_two",
                "      8       0    EQ",
                "      9      -1    STORE unused",
                "     10      -2    RET",
                "",
                "never reached: 7",
                "",
            ],
            listing.Split('\n'));
    }

    [Fact]
    public void Long_code_of_many_functions_does_not_multiply()
    {
        const int Functions = 500, Length = 100_000;
        var text = new StringBuilder();
        for (int i = 0; i < Functions; i++)
        {
            text.Append($"CALL shared name{i}\n");
        }

        text.Append("HALT\nLABEL shared\nPUSH_TEXT \"").Append('x', Length).Append("\"\nRET\n");
        string program = text.ToString();
        var shape = ShapeAnalysis.Run(ProgramRun.Verified($"PUSH_INT 1\n{program.Replace("\nCALL", "\nPUSH_INT 1\nCALL", StringComparison.Ordinal)}"));
        Assert.Equal(Functions + 1, shape.Functions.Count(function => !function.IsDynamic));
        Assert.True(ProgramListing.OfShape(shape).Length < 5 * Length);
    }

    [Fact]
    public void Names_from_a_program_do_not_steer_a_terminal_in_any_dump()
    {
        const string Main = "main\u001B[2J.ttvm";
        const string Text = """
            SOURCE "a\u{1b}[2J\n\0.lisp" 7
            PUSH_INT 1
            CALL f# p#
            DELETE v#
            PUSH_TEXT "\u{1b}\n"
            PRINT
            HALT
            LABEL f#
            LOAD p#
            STORE v#
            LOAD v#
            MAKE_LAMBDA g# q#
            CALL_FUNCTION
            RET
            LABEL g#
            LOAD q#
            RET
            """;
        var source = new MemoryModuleSource().Add(Main, Text.Replace('#', '\u001B'));
        var program = Compilation.Load(Main, source).Program!;
        var options = new CompilationOptions { RuntimeAssembly = File.ReadAllBytes(typeof(Runtime.Hosting.ProgramHost).Assembly.Location) };
        foreach (string stage in Compilation.DumpStages)
        {
            string dump = Compilation.Dump(program, stage, options);
            Assert.Contains(@"\u{1b}", dump, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(dump, c => char.IsControl(c) && c != '\n');
        }
    }
}
