using TinyTotIL.Compiler.LanguageService;

namespace TinyTotIL.Compiler.Tests.LanguageService;

public sealed class LabelRenameTests
{
    [Fact]
    public void A_label_changes_everywhere_and_nothing_else_does()
    {
        var text = new MarkedText("CALL f| f", "STORE f", "JMP f ; f", "LABEL  f", "TRY f", "PUSH_STR f", "LABEL ff");
        var outcome = LabelRename.To(text.Index, text.Offset, "g");
        Assert.Null(outcome.Refusal);
        Assert.Equal(["1:6 f", "3:5 f", "4:8 f", "5:5 f"], outcome.Places.Select(text.Show));
    }

    [Fact]
    public void A_label_that_only_jumps_use_may_get_spaces()
    {
        var text = new MarkedText("JMP f", "LABEL |f");
        Assert.Null(LabelRename.To(text.Index, text.Offset, "the end").Refusal);
    }

    [Theory]
    [InlineData("", "'' cannot be a label: its name is empty")]
    [InlineData(" g", "' g' cannot be a label: its name begins or ends with white space")]
    [InlineData("g;h", "'g;h' cannot be a label: it contains a ';', which would begin a comment")]
    [InlineData("g\nh", @"'g\nh' cannot be a label: it contains a line end")]
    [InlineData("g\rh", @"'g\rh' cannot be a label: it contains a control character")]
    [InlineData("12", "'12' cannot be a label: it is a number, which means the instruction of that number")]
    [InlineData("+0", "'+0' cannot be a label: it is a number, which means the instruction of that number")]
    [InlineData("g h", "'g h' cannot replace 'f': where it is called, a label ends at white space")]
    [InlineData("g\u00a0h", "where it is called, a label ends at white space")]
    [InlineData("other", "there is a label 'other' already, on line 3")]
    [InlineData("missing", "'missing' is used already, though no label has that name")]
    public void A_name_that_would_change_the_program_is_refused(string name, string reason)
    {
        var text = new MarkedText("CALL f| a", "LABEL f", "LABEL other", "JMP missing");
        var outcome = LabelRename.To(text.Index, text.Offset, name);
        Assert.Empty(outcome.Places);
        Assert.Contains(reason, outcome.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Half_a_character_is_no_name()
    {
        var text = new MarkedText("LABEL f|");
        Assert.Contains("it contains half of a surrogate pair", LabelRename.To(text.Index, text.Offset, "g\ud800").Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_stays_the_same_changes_nothing()
    {
        var text = new MarkedText("LABEL f|");
        var outcome = LabelRename.To(text.Index, text.Offset, "f");
        Assert.Null(outcome.Refusal);
        Assert.Empty(outcome.Places);
    }

    [Theory]
    [InlineData("J|MP f", null)]
    [InlineData("JMP f|", "1:5 f")]
    [InlineData("LABEL |f g", "1:7 f g")]
    [InlineData("LOAD |f", null)]
    [InlineData("JMP |5", null)]
    public void Only_labels_can_be_renamed(string line, string? place)
    {
        var text = new MarkedText(line);
        Assert.Equal(place, LabelRename.TargetAt(text.Index, text.Offset) is { } span ? text.Show(span) : null);
        if (place is null)
        {
            Assert.Equal("only labels can be renamed", LabelRename.To(text.Index, text.Offset, "x").Refusal);
        }
    }
}
