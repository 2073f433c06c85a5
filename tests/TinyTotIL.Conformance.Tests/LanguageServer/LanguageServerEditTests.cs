using System.Globalization;
using System.Text.Json.Nodes;

namespace TinyTotIL.Conformance.Tests.LanguageServer;

/// <summary>What <c>ttil lsp</c> knows of a text that changes a lot at once, or faster than it is checked.</summary>
public sealed class LanguageServerEditTests : IDisposable
{
    private readonly CommandSession _session = new();
    private readonly LanguageClient _client;

    public LanguageServerEditTests()
    {
        _client = new LanguageClient(_session.Folder);
        _client.Initialize(_session.Folder);
    }

    public void Dispose()
    {
        _client.Dispose();
        _session.Dispose();
    }

    [Theory]
    [InlineData(1, "\n")]
    [InlineData(2, "\r\n")]
    [InlineData(3, "\r")]
    public void Changes_in_one_message_count_one_after_the_other(int seed, string lineEnd)
    {
        string[] pieces = ["", "LABEL a" + lineEnd, "JMP a", lineEnd, "\r", "\n", "\ud83d\ude00", "CALL b x\r\n", "LABEL b", "\r\nx"];
        var random = new Random(seed);
        var plain = new PlainText(string.Concat(Enumerable.Range(0, 1200).Select(number => $"LABEL l{number} \ud83d\ude00{lineEnd}NULL{lineEnd}")));
        var text = TextOf("a.ttvm").Open(plain.Value);
        for (int message = 0; message < 3; message++)
        {
            var changes = new JsonNode[200];
            for (int index = 0; index < changes.Length; index++)
            {
                var from = plain.AnyPlace(random);
                var to = random.Next(2) == 0 ? from : (from.Line + random.Next(3), random.Next(9));
                (from, to) = plain.OffsetOf(from) <= plain.OffsetOf(to) ? (from, to) : (to, from);
                string piece = pieces[random.Next(pieces.Length)];
                changes[index] = EditedText.ChangeOf(from, to, piece);
                plain.Replace(from, to, piece);
            }

            text.Change(changes);
            var whole = TextOf("b.ttvm").Open(plain.Value);
            Assert.Equal(whole.Ask("documentSymbol")["result"]!.ToJsonString(), text.Ask("documentSymbol")["result"]!.ToJsonString());
            Assert.Equal(whole.Diagnostics(), text.Diagnostics());
            whole.Close();
        }
    }

    [Fact]
    public void A_whole_text_may_come_between_changes_of_parts()
    {
        var text = TextOf("c.ttvm").Open("NULL\n");
        text.Change(
            EditedText.ChangeOf((0, 0), (0, 4), "FALSE"),
            new JsonObject { ["text"] = "LABEL a\nJMP b\n" },
            EditedText.ChangeOf((1, 4), (1, 5), "a"),
            EditedText.ChangeOf((2, 0), (2, 0), "JMP c"));
        Assert.StartsWith("2:4-2:5 1 TT1011 ", Assert.Single(text.Diagnostics()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_change_that_is_none_leaves_what_came_before_it()
    {
        var text = TextOf("d.ttvm").Open("NULL\nPOP\n");
        text.Change(EditedText.ChangeOf((0, 0), (0, 4), "NULLL"), EditedText.ChangeOf((1, 3), (1, 1), "x"));
        Assert.StartsWith("0:0-0:5 1 TT1001 ", Assert.Single(text.Diagnostics()), StringComparison.Ordinal);
        text.Replace((0, 4), (0, 5), "");
        Assert.Empty(text.Diagnostics());
    }

    [Fact]
    public void A_request_is_answered_from_the_text_as_it_is_when_it_comes()
    {
        string filling = string.Concat(Enumerable.Repeat("NULL\nPOP\n", 3000));
        var text = TextOf("e.ttvm").Open("JMP end\n" + filling + "LABEL end\n");
        for (int round = 0; round < 40; round++)
        {
            text.Replace((1, 0), (1, 0), "NULL\nPOP\n");
            string place = EditedText.Show(text.Ask("definition", 0, 5)["result"]![0]!["range"]!);
            Assert.StartsWith((6003 + (2 * round)).ToString(CultureInfo.InvariantCulture) + ":6-", place, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void After_changes_faster_than_they_are_checked_the_last_text_is_checked()
    {
        string filling = string.Concat(Enumerable.Repeat("NULL\nPOP\n", 3000));
        var text = TextOf("f.ttvm").Open(filling);
        for (int round = 0; round < 3; round++)
        {
            for (int change = 0; change < 300; change++)
            {
                text.Replace((0, 0), (0, 0), "x");
            }

            Assert.StartsWith($"0:0-0:{300 + 4} 1 TT1001 ", Assert.Single(text.Diagnostics()), StringComparison.Ordinal);
            text.Replace((0, 0), (0, 300), "");
            Assert.Empty(text.Diagnostics());
        }
    }

    [Fact]
    public void Every_program_that_imports_a_module_is_checked_after_the_module_changed()
    {
        var module = TextOf("module.ttvm").Open("MAKE_FUNCTION f\nSTORE f\nEXPORT f\nHALT\nLABEL f\nRET\n");
        EditedText[] programs = [.. Enumerable.Range(0, 3).Select(number => TextOf($"program{number}.ttvm").Open("IMPORT module.ttvm\nLOAD f\nCALL_FUNCTION\n"))];
        Assert.All(programs, program => Assert.Empty(program.Diagnostics()));
        module.Change(EditedText.ChangeOf((4, 6), (4, 7), "g"), EditedText.ChangeOf((0, 0), (0, 0), "NULL\nPOP\n"));
        Assert.All(programs, program => Assert.StartsWith("0:0-0:18", Assert.Single(program.Diagnostics()), StringComparison.Ordinal));
    }

    private EditedText TextOf(string name) => new(_client, LanguageClient.UriOf(_session.PathOf(name)));
}
