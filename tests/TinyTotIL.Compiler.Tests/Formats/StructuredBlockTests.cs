using System.Text;
using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Compiler.Formats;

namespace TinyTotIL.Compiler.Tests.Formats;

public sealed class StructuredBlockTests
{
    /// <summary>One line per instruction of a program: opcode, then what it leads to.</summary>
    private static string Shape(string text) => string.Join(", ", Programs.Parse(text).Instructions.Select(instruction => instruction.Operand switch
    {
        Operand.Target target => $"{instruction.Opcode} {target.Address}",
        Operand.Catch handler => $"{instruction.Opcode} {handler.End} {handler.Name ?? "-"}",
        _ => instruction.Opcode.ToString(),
    }));

    private static string Lines(params string[] lines) => string.Join('\n', lines);

    [Fact]
    public void A_block_leads_from_part_to_part() =>
        Assert.Equal("TryBlock 2, Null, CatchBlock 4 error, Pop, EndTryBlock", Shape(Lines("TRY", "NULL", "CATCH error", "POP", "END_TRY")));

    [Fact]
    public void A_catch_without_a_name_leaves_the_exception_on_the_stack() =>
        Assert.Equal("TryBlock 1, CatchBlock 2 -, EndTryBlock", Shape(Lines("TRY", "CATCH", "END_TRY")));

    [Fact]
    public void A_name_is_trimmed_and_may_contain_spaces() =>
        Assert.Equal("TryBlock 1, CatchBlock 2 my error, EndTryBlock", Shape(Lines("TRY", "CATCH   my error ", "END_TRY")));

    [Fact]
    public void Blocks_nest_in_both_parts() => Assert.Equal(
        "TryBlock 4, TryBlock 2, CatchBlock 3 a, EndTryBlock, CatchBlock 8 b, TryBlock 6, CatchBlock 7 c, EndTryBlock, EndTryBlock",
        Shape(Lines("TRY", "TRY", "CATCH a", "END_TRY", "CATCH b", "TRY", "CATCH c", "END_TRY", "END_TRY")));

    [Fact]
    public void Outside_a_block_catch_and_end_try_are_plain() =>
        Assert.Equal("Catch, EndTry, Try 3, Catch, EndTry", Shape(Lines("CATCH err", "END_TRY", "TRY h", "LABEL h", "CATCH err", "END_TRY")));

    [Fact]
    public void A_plain_try_inside_a_block_owns_the_next_end_try() => Assert.Equal(
        "TryBlock 4, Try 3, EndTry, Catch, CatchBlock 5 e, EndTryBlock",
        Shape(Lines("TRY", "TRY h", "END_TRY", "LABEL h", "CATCH x", "CATCH e", "END_TRY")));

    [Fact]
    public void A_plain_try_in_the_catch_part_owns_its_end_try_too() => Assert.Equal(
        "TryBlock 1, CatchBlock 6 -, Try 5, Null, EndTry, Catch, EndTryBlock",
        Shape(Lines("TRY", "CATCH", "TRY h", "NULL", "END_TRY", "LABEL h", "CATCH", "END_TRY")));

    [Fact]
    public void A_catch_after_a_handler_label_is_plain_even_with_other_labels_between() => Assert.Equal(
        "Try 2, TryBlock 3, Catch, CatchBlock 4 e, EndTryBlock",
        Shape(Lines("TRY h", "TRY", "LABEL h", "LABEL other", "CATCH x", "CATCH e", "END_TRY")));

    [Fact]
    public void A_catch_after_a_label_nobody_tries_is_the_blocks() => Assert.Equal(
        "TryBlock 1, CatchBlock 2 e, EndTryBlock",
        Shape(Lines("TRY", "LABEL other", "CATCH e", "END_TRY")));

    [Fact]
    public void A_second_catch_in_a_block_is_plain() =>
        Assert.Equal("TryBlock 1, CatchBlock 3 a, Catch, EndTryBlock", Shape(Lines("TRY", "CATCH a", "CATCH b", "END_TRY")));

    [Theory]
    [InlineData("TRY\nCATCH e\nEND_TRY\nTRY\nEND_TRY", "TT1018", 4)]
    [InlineData("NULL\nTRY\nNULL", "TT1018", 2)]
    [InlineData("TRY\nCATCH e\nNULL", "TT1019", 1)]
    [InlineData("TRY\nTRY\nCATCH e\nEND_TRY", "TT1018", 1)]
    [InlineData("TRY\nTRY h\nLABEL h\nCATCH\nCATCH e\nEND_TRY", "TT1018", 1)]
    public void An_incomplete_block_is_reported_at_its_try(string text, string code, int line)
    {
        var error = Assert.Single(Programs.Errors(text));
        Assert.Equal((code, line), (error.Code, error.Line));
        Assert.Equal($"Parse error on line {line}: TRY", error.UpstreamText);
    }

    [Fact]
    public void The_report_points_to_a_plain_try_that_takes_the_end_try() =>
        Assert.Contains("(see line 2)", Programs.Errors("TRY\nTRY h\nLABEL h\nCATCH e\nEND_TRY\n")[0].Message, StringComparison.Ordinal);

    [Fact]
    public void A_million_blocks_nest()
    {
        const int Depth = 1_000_000;
        var text = new StringBuilder();
        text.Insert(0, "TRY\n", Depth);
        for (int level = 0; level < Depth; level++)
        {
            text.Append("CATCH e\nEND_TRY\n");
        }

        var module = Programs.Parse(text.ToString());
        Assert.Equal(3 * Depth, module.Instructions.Length);
        Assert.Equal(new Operand.Target((3 * Depth) - 2), module.Instructions[0].Operand);
        Programs.AssertEqualWithoutLines(module, Programs.Parse(Programs.Print(module)));
        Programs.AssertEqual(module, Programs.Read(TtbWriter.Write(module)));
    }
}
