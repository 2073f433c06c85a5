using TinyTotIL.Cli.Repl;

namespace TinyTotIL.Conformance.Tests.Repl;

/// <summary>When an entry is whole, and what it consists of.</summary>
public sealed class EntryTextTests
{
    [Theory]
    [InlineData("", true)]
    [InlineData("(a b)", true)]
    [InlineData("(a (b)", false)]
    [InlineData("'", false)]
    [InlineData("'a", true)]
    [InlineData("\"a", false)]
    [InlineData("#| a", false)]
    [InlineData("#| a |# b", true)]
    [InlineData("|a b", false)]
    [InlineData("#(1 2", false)]
    [InlineData("(\"(\" #\\()", true)]
    [InlineData("; (", true)]
    [InlineData("a)", true)]
    [InlineData("#nonsense", true)]
    public void An_entry_is_whole_when_nothing_is_open(string text, bool isComplete) => Assert.Equal(isComplete, EntryText.Of(text).IsComplete);

    [Fact]
    public void An_entry_is_divided_into_its_data() =>
        Assert.Equal(["(define a 1)", "'b", "\"c\"", "#(d)"], EntryText.Of("(define a 1) 'b\n\"c\" ; comment\n#(d)").Data);

    [Fact]
    public void What_is_wrong_comes_last_with_all_that_follows() => Assert.Equal(["a", ") b"], EntryText.Of("a ) b").Data);
}
