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
