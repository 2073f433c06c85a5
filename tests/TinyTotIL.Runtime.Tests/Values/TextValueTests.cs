using TinyTotIL.Runtime.Values;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Values;

public class TextValueTests
{
    private static readonly Value Long = Value.Text(new string('-', TextValue.SharedFrom));

    [Fact]
    public void Short_results_are_plain_strings_and_long_ones_are_views()
    {
        Assert.IsType<string>(TextValue.Concat(Value.Text("a"), Value.Text("b")).Tag);
        Assert.IsType<string>(TextValue.Concat(Value.Text(new string('a', TextValue.SharedFrom - 2)), Value.Text("b")).Tag);
        Assert.IsType<TextValue>(TextValue.Concat(Value.Text(new string('a', TextValue.SharedFrom - 1)), Value.Text("b")).Tag);
    }

    [Fact]
    public void Joining_nothing_gives_the_same_text_back()
    {
        var view = TextValue.Concat(Long, Value.Text("x"));
        Assert.Same(view.Tag, TextValue.Concat(view, Value.Text("")).Tag);
        Assert.Same(view.Tag, TextValue.Concat(Value.Text(""), view).Tag);
        Assert.Same(Long.Tag, TextValue.Concat(Long, Value.Text("")).Tag);
    }

    [Fact]
    public void Two_texts_that_extend_the_same_view_do_not_disturb_it_or_each_other()
    {
        var view = TextValue.Concat(Long, Value.Text("x"));
        var first = TextValue.Concat(view, Value.Text("1"));
        var second = TextValue.Concat(view, Value.Text("2"));
        var front = TextValue.Concat(Value.Text("3"), view);
        var front2 = TextValue.Concat(Value.Text("4"), view);
        Assert.Equal(Long.AsText + "x1", first.AsText);
        Assert.Equal(Long.AsText + "x2", second.AsText);
        Assert.Equal("3" + Long.AsText + "x", front.AsText);
        Assert.Equal("4" + Long.AsText + "x", front2.AsText);
        Assert.Equal(Long.AsText + "x", view.AsText);
    }

    [Fact]
    public void A_text_can_be_joined_to_itself()
    {
        var view = TextValue.Concat(Long, Value.Text("x"));
        var twice = TextValue.Concat(view, view);
        Assert.Equal(view.AsText + view.AsText, twice.AsText);
        Assert.Equal(twice.AsText + twice.AsText, TextValue.Concat(twice, twice).AsText);
    }

    [Fact]
    public void The_string_is_made_once()
    {
        var view = TextValue.Concat(Long, Value.Text("x"));
        Assert.Same(view.AsText, view.AsText);
    }

    [Fact]
    public void Random_joins_agree_with_strings()
    {
        var random = new Random(1);
        var texts = new List<(Value Value, string Expected)> { (Value.Text(""), ""), (Value.Text("ab"), "ab"), (Long, Long.AsText) };
        for (int i = 0; i < 3000; i++)
        {
            var (left, leftText) = texts[random.Next(Math.Max(0, texts.Count - 6), texts.Count)];
            var (right, rightText) = texts[random.Next(texts.Count)];
            if (random.Next(2) == 0)
            {
                (left, leftText, right, rightText) = (right, rightText, left, leftText);
            }

            if (leftText.Length + rightText.Length > 5000)
            {
                (right, rightText) = (Value.Text("p"), "p");
            }

            texts.Add((TextValue.Concat(left, right), leftText + rightText));
            if (texts.Count > 40)
            {
                texts.RemoveAt(random.Next(3, texts.Count));
            }

            Assert.All(texts, text => Assert.True(TextValue.SpanOf(text.Value).SequenceEqual(text.Expected)));
        }
    }

    [Theory]
    [InlineData("back")]
    [InlineData("front")]
    [InlineData("alternating")]
    public void Building_from_small_pieces_copies_in_proportion_to_the_result(string side)
    {
        const int Pieces = 40_000;
        var piece = Value.Text("0123456789");
        var text = Value.Text("");
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Pieces; i++)
        {
            bool atBack = side == "back" || (side == "alternating" && i % 2 == 0);
            text = atBack ? TextValue.Concat(text, piece) : TextValue.Concat(piece, text);
        }

        // The result has 800,000 bytes. Copying it at each step would allocate 16 billion.
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(Pieces * 10, TextValue.LengthOf(text));
        Assert.InRange(allocated, 800_000, 12_000_000);
    }

    [Fact]
    public void Threads_that_extend_one_text_at_once_each_get_their_own_result()
    {
        string start = Long.AsText + "x";
        for (int round = 0; round < 500; round++)
        {
            var shared = TextValue.Concat(Long, Value.Text("x"));
            var results = new Value[4];
            Parallel.For(0, results.Length, i =>
                results[i] = i % 2 == 0 ? TextValue.Concat(shared, Value.Text($"{i}")) : TextValue.Concat(Value.Text($"{i}"), shared));
            Assert.Equal([start + "0", "1" + start, start + "2", "3" + start], results.Select(result => result.AsText));
            Assert.Equal(start, shared.AsText);
        }
    }
}
