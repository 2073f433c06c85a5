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
}
