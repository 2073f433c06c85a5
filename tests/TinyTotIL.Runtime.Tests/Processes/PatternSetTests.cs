using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Processes;

public sealed class PatternSetTests
{
    [Theory]
    [InlineData("any")]
    [InlineData("int float string bool list object")]
    [InlineData("value:5 value:-5 value:0.5 value:1e300 value:inf value:-inf value:true value:false value:null")]
    [InlineData("value:\"a b; \\\"c\\\" \\n\"")]
    [InlineData("tag:go signal:child_exit_2_normal")]
    [InlineData("tag:\"two words\" signal:\"\"")]
    [InlineData("exit exit:3 down down:12")]
    public void Patterns_are_printed_as_they_are_written(string text) => Assert.Equal(text, PatternSet.Parse(text).ToString());

    [Theory]
    [InlineData("  int \t any ", "int any")]
    [InlineData("tag:\"go\"", "tag:go")]
    [InlineData("value:+7", "value:7")]
    [InlineData("value:1.50", "value:1.5")]
    [InlineData("value:-0.0", "value:0.0")]
    [InlineData("value:2e0", "value:2.0")]
    public void Other_ways_to_write_a_pattern_come_out_as_one(string text, string canonical) =>
        Assert.Equal(canonical, PatternSet.Parse(text).ToString());

    [Theory]
    [InlineData("", "there is no pattern")]
    [InlineData("   ", "there is no pattern")]
    [InlineData("int bogus", "'bogus' is no pattern")]
    [InlineData("value:", "'value:' is no pattern")]
    [InlineData("value:word", "'value:word' is no pattern")]
    [InlineData("value:99999999999999999999", "'value:99999999999999999999' is no pattern")]
    [InlineData("value:1e", "'value:1e' is no pattern")]
    [InlineData("int:5", "'int:5' is no pattern")]
    [InlineData("any:\"x\"", "'any:\"x\"' is no pattern")]
    [InlineData("exit:me", "'exit:me' is no pattern")]
    [InlineData("down:-1", "'down:-1' is no pattern")]
    [InlineData("tag:", "'tag:' is no pattern")]
    [InlineData("value:\"open", "the text in quotation marks of 'value:\"open' is not well-formed")]
    [InlineData("value:\"a\"b", "a space is missing after \"a\"")]
    public void What_is_no_pattern_is_explained(string text, string expected)
    {
        Assert.Null(PatternSet.TryParse(text, out string? problem));
        Assert.Equal(expected, problem);
    }

    public static TheoryData<string, string> Matching => new()
    {
        { "any", "1 2.5 a true null [] [t] {tag: t} {tag: 1} exit down signal" },
        { "int", "1" },
        { "float", "2.5" },
        { "string", "a" },
        { "bool", "true" },
        { "list", "[] [t]" },
        { "object", "{tag: t} {tag: 1}" },
        { "value:1", "1" },
        { "value:1.0", "" },
        { "value:2.5", "2.5" },
        { "value:\"a\"", "a" },
        { "value:true", "true" },
        { "value:false", "" },
        { "value:null", "null" },
        { "tag:t", "[t] {tag: t}" },
        { "tag:u", "" },
        { "exit", "exit" },
        { "exit:3", "exit" },
        { "exit:4", "" },
        { "down", "down" },
        { "down:3", "down" },
        { "down:4", "" },
        { "signal:s", "signal" },
        { "signal:t", "" },
    };

    [Theory]
    [MemberData(nameof(Matching))]
    public void A_pattern_matches_what_it_says(string pattern, string expected)
    {
        (string Name, Message Message)[] messages =
        [
            ("1", new(1)),
            ("2.5", new(2.5)),
            ("a", new("a")),
            ("true", new(true)),
            ("null", new(Value.Null)),
            ("[]", new(Value.From(ListValue.Empty))),
            ("[t]", new(Value.From(ListValue.FromOwned(["t", 1])))),
            ("{tag: t}", new(Value.From(ObjectValue.Empty.Set("x", 1).Set("tag", "t")))),
            ("{tag: 1}", new(Value.From(ObjectValue.Empty.Set("tag", 1)))),
            ("exit", new SystemMessage(SystemMessageKind.Exit, 3, "r")),
            ("down", new SystemMessage(SystemMessageKind.Down, 3, "r", "mon_1_3")),
            ("signal", new SystemMessage(SystemMessageKind.Signal, 3, "s")),
        ];
        var patterns = PatternSet.Parse(pattern);
        Assert.Equal(expected, string.Join(' ', messages.Where(entry => patterns.Match(entry.Message) == 0).Select(entry => entry.Name)));
    }

    [Fact]
    public void The_first_of_several_matching_patterns_counts() =>
        Assert.Equal(1, PatternSet.Parse("string int value:4 any").Match(new Message(4)));

    [Fact]
    public void A_float_that_is_not_a_number_matches_by_its_type_only()
    {
        Assert.Equal(0, PatternSet.Parse("float").Match(new Message(double.NaN)));
        Assert.Null(PatternSet.TryParse("value:NaN", out _));
    }

    [Fact]
    public void System_messages_have_a_text_and_an_object()
    {
        var down = new SystemMessage(SystemMessageKind.Down, 3, "why", "mon_1_3");
        Assert.Equal("down:3:mon_1_3:why", down.Received.AsText);
        Assert.Equal("{kind: down, pid: 3, reason: why, ref: mon_1_3}", down.ToObject().ToString());
        var exit = new SystemMessage(SystemMessageKind.Exit, 3, "why");
        Assert.Equal("exit:3", exit.Received.AsText);
        Assert.Equal("{kind: exit, pid: 3, reason: why}", exit.ToObject().ToString());
        var signal = new SystemMessage(SystemMessageKind.Signal, 3, "text");
        Assert.Equal("text", signal.Received.AsText);
        Assert.Equal("{kind: signal, pid: 3, reason: text}", signal.ToObject().ToString());
    }
}
