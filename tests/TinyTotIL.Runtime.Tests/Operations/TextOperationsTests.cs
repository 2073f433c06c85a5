using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Values;
using Xunit;
using static TinyTotIL.Runtime.Tests.TestProcess;

namespace TinyTotIL.Runtime.Tests.Operations;

public class TextOperationsTests
{
    [Fact]
    public void Two_texts_are_joined_left_to_right() =>
        Assert.Equal("Str(\"ab\")", Result(c => TextOperations.Concat(c, Value.Text("a"), Value.Text("b"))));

    [Fact]
    public void An_exception_counts_as_its_message_on_either_side()
    {
        var exception = Value.From(new ExceptionValue("boo", ["at instruction 2"]));
        Assert.Equal("Str(\"caught boo\")", Result(c => TextOperations.Concat(c, Value.Text("caught "), exception)));
        Assert.Equal("Str(\"boo!\")", Result(c => TextOperations.Concat(c, exception, Value.Text("!"))));
        Assert.Equal("Str(\"booboo\")", Result(c => TextOperations.Concat(c, exception, exception)));
    }

    [Fact]
    public void Nothing_else_is_converted()
    {
        Assert.Equal("CONCAT expects two strings but got Str(\"x\"), Int(1)", Error(c => TextOperations.Concat(c, Value.Text("x"), Value.Int(1))));
        Assert.Equal("CONCAT expects two strings but got Null, Str(\"x\")", Error(c => TextOperations.Concat(c, Value.Null, Value.Text("x"))));
        Assert.Equal(
            "CONCAT expects two strings but got Exception { message: \"e\", stack_trace: [] }, Int(1)",
            Error(c => TextOperations.Concat(c, Value.From(new ExceptionValue("e", [])), Value.Int(1))));
    }

    [Fact]
    public void Text_beyond_the_limit_is_an_error()
    {
        var half = Value.Text(new string('x', 500));
        Assert.Equal($"Str(\"{new string('x', 1000)}\")", Result(c => TextOperations.ConcatUpTo(1000, c, half, half)));
        Assert.Equal("Unsupported operation: text longer than 999 characters", Error(c => TextOperations.ConcatUpTo(999, c, half, half)));
    }

    [Fact]
    public void Doubling_text_without_end_ends_in_an_error_not_a_crash()
    {
        var context = Create();
        var text = Value.Text("0123456789abcdef");
        int doublings = 0;
        for (; context.Reductions >= 0 && doublings < 100; doublings++)
        {
            text = TextOperations.ConcatUpTo(1 << 20, context, text, text);
        }

        Assert.Equal(17, doublings);
        Assert.NotNull(context.Raised);
    }

    [Theory]
    [InlineData("", "b")]
    [InlineData("a", "")]
    [InlineData("ab", "cd")]
    public void What_is_known_to_be_text_is_joined_and_measured_the_same_way(string left, string right)
    {
        string filler = new('-', 300);
        Assert.Equal(left + right, (string)TextOperations.ConcatOf(Create(), left, right));
        object grown = TextOperations.ConcatOf(Create(), filler, left);
        object joined = TextOperations.ConcatOf(Create(), grown, right);
        Assert.Equal(filler + left + right, joined.ToString());
        Assert.Equal(300 + left.Length + right.Length, TextOperations.LengthOf(joined));
        Assert.True(ComparisonOperations.IsEqualText(joined, filler + left + right));
        Assert.False(ComparisonOperations.IsEqualText(joined, filler + left + right + "x"));
    }

    [Fact]
    public void Joining_a_short_piece_to_a_growing_text_costs_a_view_and_the_piece()
    {
        var context = Create();
        object text = "";
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100_000; i++)
        {
            text = TextOperations.ConcatOf(context, text, "abcd");
        }

        // Copying the text each time would allocate 40 billion bytes.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000_000);
        Assert.Equal(400_000, TextOperations.LengthOf(text));
    }
}
