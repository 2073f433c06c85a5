using System.Text;
using System.Text.Json.Nodes;
using TinyTotIL.Conformance.Tests.Cases;

namespace TinyTotIL.Conformance.Tests.LanguageServer;

/// <summary>What an editor gets from <c>ttil lsp</c>.</summary>
public sealed class LanguageServerTests : IDisposable
{
    private const string Program =
        """
        IMPORT lib.ttvm
        PUSH_INT 3
        CALL twice n
        PRINT
        LOAD half
        JMP the end
        ; Twice as much.
        LABEL twice
        LOAD n
        LOAD n
        ADD
        RET
        LABEL the end

        """;

    private readonly CommandSession _session = new();
    private readonly LanguageClient _client;

    public LanguageServerTests()
    {
        _session.Write("lib.ttvm", "; Halves.", "MAKE_FUNCTION half n", "STORE half", "EXPORT half", "HALT", "LABEL half", "LOAD n", "PUSH_INT 2", "DIV", "RET");
        _client = new LanguageClient(_session.Folder);
        _client.Initialize(_session.Folder);
    }

    public void Dispose()
    {
        _client.Dispose();
        _session.Dispose();
    }

    [Fact]
    public void What_is_wrong_is_said_as_one_types()
    {
        var text = TextOf("a.ttvm").Open("PUSH_INT 1\nPRNT\n");
        Assert.Equal(["1:0-1:4 1 TT1001 unknown instruction 'PRNT'; did you mean 'PRINT'?"], text.Diagnostics());
        text.Replace((1, 2), (1, 2), "I");
        Assert.Empty(text.Diagnostics());
        text.Replace((1, 5), (1, 5), " it");
        Assert.Equal(["1:6-1:8 2 TT1026 PRINT takes no operand: 'it' is ignored"], text.Diagnostics());
        text.Close();
        var note = _client.NextNote();
        Assert.Equal((text.Uri, 0), ((string?)note["params"]!["uri"], note["params"]!["diagnostics"]!.AsArray().Count));
    }

    [Fact]
    public void What_a_review_finds_in_a_whole_program_is_said_too()
    {
        _session.Write("b.ttvm", "LOAD x", "PRINT");
        string expected = _session.Run("check", "b.ttvm").Error;
        var found = Assert.Single(TextOf("b.ttvm").Open("LOAD x\nPRINT\n").Diagnostics());
        Assert.Contains($" {found.Split(' ')[2]}: {found.Split(' ', 4)[3]}\n", expected, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PUSH_STR \ud83d\ude00\nJMP \ud83d\ude00x\n", "1:4-1:7")]
    [InlineData("NULL\r\n  JMP x\r\n", "1:6-1:7")]
    [InlineData("PUSH_STR a\rb\nJMP x\n", "2:4-2:5")]
    [InlineData("PUSH_STR a\r\r\nJMP x", "2:4-2:5")]
    [InlineData("\tJMP x", "0:5-0:6")]
    public void Places_are_counted_as_editors_count_them(string text, string range) =>
        Assert.StartsWith(range + " 1 TT1011 ", Assert.Single(TextOf("c.ttvm").Open(text).Diagnostics()), StringComparison.Ordinal);

    [Fact]
    public void A_module_that_is_open_counts_as_it_is_in_the_editor()
    {
        var program = TextOf("d.ttvm").Open("IMPORT new.ttvm\nLOAD f\nCALL_FUNCTION\n");
        Assert.Contains(program.Diagnostics(), found => found.Contains("new.ttvm", StringComparison.Ordinal));
        var module = TextOf("new.ttvm").Open("MAKE_FUNCTION f\nSTORE f\nEXPORT f\nHALT\nLABEL f\nRET\n");
        Assert.Empty(program.Diagnostics());
        module.Replace("JMP nowhere\n");
        Assert.Contains(program.Diagnostics(), found => found.StartsWith("0:0-0:15", StringComparison.Ordinal) && found.Contains("nowhere", StringComparison.Ordinal));
        module.Close();
        Assert.Contains(program.Diagnostics(), found => found.Contains("No such file", StringComparison.Ordinal));
    }

    [Fact]
    public void A_module_is_found_in_the_open_folder_beside_the_program_and_in_the_library()
    {
        _session.Write("deep/near.ttvm", "NULL");
        Assert.Empty(TextOf("deep/e.ttvm").Open("IMPORT lib.ttvm\nIMPORT near.ttvm\nIMPORT std/math.ttvm\n").Diagnostics());
    }

    [Fact]
    public void Programs_in_Scheme_are_checked_too()
    {
        var text = TextOf("f.scm").Open("(import (scheme base) (scheme write))\n(display (+ 1 2)\n", "scheme");
        Assert.StartsWith("1:0-", Assert.Single(text.Diagnostics()), StringComparison.Ordinal);
        text.Replace((1, 16), (1, 16), ")");
        Assert.Empty(text.Diagnostics());
        Assert.Null(text.Ask("hover", 1, 2)["result"]);
        Assert.Null(text.Ask("documentSymbol")["result"]);
    }

    [Fact]
    public void A_text_in_another_language_is_left_alone()
    {
        var text = TextOf("g.txt").Open("nonsense\n", "plaintext");
        Assert.Empty(text.Diagnostics());
        Assert.Null(text.Ask("hover", 0, 2)["result"]);
        Assert.Equal(-32803, (int?)text.Ask("rename", 0, 0, ("newName", "x"))["error"]!["code"]);
    }

    [Fact]
    public void A_text_that_was_never_saved_is_a_program_by_its_language()
    {
        var text = new EditedText(_client, "untitled:Untitled-1").Open("IMPORT lib.ttvm\nNULLL\n");
        Assert.Equal(["1:0-1:5 1 TT1001 unknown instruction 'NULLL'; did you mean 'NULL'?"], text.Diagnostics());
    }

    [Fact]
    public void Hovering_shows_instructions_labels_variables_runtime_functions_and_modules()
    {
        var text = TextOf("h.ttvm").Open(Program + "NATIVE math.abs 1\n");
        Assert.Contains("( a b -- r )", Hover(text, 10, 1), StringComparison.Ordinal);
        Assert.Contains("Function on line 8, address 6\n\nCalled with `n`\n\nUsed once in this file\n\n---\nTwice as much.", Hover(text, 2, 6), StringComparison.Ordinal);
        Assert.Contains("Variable `n` of function `twice`", Hover(text, 8, 5), StringComparison.Ordinal);
        Assert.Contains("Imported from `lib.ttvm`", Hover(text, 4, 7), StringComparison.Ordinal);
        Assert.Contains("Absolute value", Hover(text, 13, 12), StringComparison.Ordinal);
        Assert.Contains("Halves.", Hover(text, 0, 9), StringComparison.Ordinal);
        Assert.Equal("2:5-2:10", EditedText.Show(text.Ask("hover", 2, 6)["result"]!["range"]!));
        Assert.Null(text.Ask("hover", 6, 1)["result"]);
    }

    [Fact]
    public void An_editor_without_Markdown_gets_plain_text()
    {
        using var client = new LanguageClient(_session.Folder);
        client.Initialize(_session.Folder, showsMarkdown: false);
        var text = new EditedText(client, LanguageClient.UriOf(_session.PathOf("plain.ttvm"))).Open(Program);
        var contents = text.Ask("hover", 2, 6)["result"]!["contents"]!;
        Assert.Equal("plaintext", (string?)contents["kind"]);
        Assert.Equal("LABEL twice\nFunction on line 8, address 6\n\nCalled with n\n\nUsed once in this file\n\nTwice as much.", (string?)contents["value"]);
        Assert.Equal("Variable n of function twice\n", ((string)text.Ask("hover", 8, 5)["result"]!["contents"]!["value"]!)[..29]);
        Assert.Equal(0, client.End());
    }

    [Fact]
    public void Definitions_are_in_the_text_or_in_its_modules()
    {
        var text = TextOf("i.ttvm").Open(Program);
        Assert.Equal([$"{text.Uri} 7:6-7:11"], Places(text.Ask("definition", 2, 6)));
        Assert.Equal([$"{text.Uri} 12:6-12:13"], Places(text.Ask("definition", 5, 10)));
        string library = LanguageClient.UriOf(_session.PathOf("lib.ttvm"));
        Assert.Equal([$"{library} 5:6-5:10"], Places(text.Ask("definition", 4, 6)));
        Assert.Equal([$"{library} 0:0-0:0"], Places(text.Ask("definition", 0, 9)));
        Assert.Empty(Places(text.Ask("definition", 1, 2)));
    }

    [Fact]
    public void References_and_highlights_are_all_places_of_a_name()
    {
        var text = TextOf("j.ttvm").Open(Program);
        var context = new JsonObject { ["includeDeclaration"] = true };
        Assert.Equal([$"{text.Uri} 2:5-2:10", $"{text.Uri} 7:6-7:11"], Places(text.Ask("references", 7, 8, ("context", context))));
        Assert.Equal([$"{text.Uri} 2:5-2:10"], Places(text.Ask("references", 7, 8, ("context", new JsonObject { ["includeDeclaration"] = false }))));
        Assert.Equal(["2:11-2:12 3", "8:5-8:6 2", "9:5-9:6 2"], text.Ask("documentHighlight", 8, 5)["result"]!.AsArray().Select(found => $"{EditedText.Show(found!["range"]!)} {found["kind"]}"));
    }

    [Fact]
    public void A_label_is_renamed_everywhere_or_not_at_all()
    {
        var text = TextOf("k.ttvm").Open(Program);
        var prepared = text.Ask("prepareRename", 5, 6)["result"]!;
        Assert.Equal(("5:4-5:11", "the end"), (EditedText.Show(prepared["range"]!), (string?)prepared["placeholder"]));
        Assert.Null(text.Ask("prepareRename", 8, 5)["result"]);
        var edits = text.Ask("rename", 2, 5, ("newName", "double"))["result"]!["changes"]![text.Uri]!.AsArray();
        Assert.Equal(["2:5-2:10 double", "7:6-7:11 double"], edits.Select(edit => $"{EditedText.Show(edit!["range"]!)} {edit["newText"]}"));
        var refusal = text.Ask("rename", 2, 5, ("newName", "the end"))["error"]!;
        Assert.Equal((-32803, "'the end' cannot replace 'twice': where it is called, a label ends at white space"), ((int)refusal["code"]!, (string?)refusal["message"]));
        Assert.Contains("there is a label 'twice' already, on line 8", (string?)text.Ask("rename", 5, 6, ("newName", "twice"))["error"]!["message"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_renamed_program_does_what_it_did()
    {
        _session.Write("l.ttvm", Program);
        var text = TextOf("l.ttvm").Open(Program);
        var edits = text.Ask("rename", 2, 5, ("newName", "äöü"))["result"]!["changes"]![text.Uri]!.AsArray();
        string[] lines = Program.Split('\n');
        foreach (var edit in edits.Reverse())
        {
            int line = (int)edit!["range"]!["start"]!["line"]!, start = (int)edit["range"]!["start"]!["character"]!, end = (int)edit["range"]!["end"]!["character"]!;
            lines[line] = lines[line][..start] + edit["newText"] + lines[line][end..];
        }

        var before = _session.Run("l.ttvm");
        _session.Write("m.ttvm", lines);
        Assert.Equal(new CommandOutcome(0, "6\n", ""), before);
        Assert.Equal(before, _session.Run("m.ttvm"));
    }

    [Fact]
    public void Completion_proposes_what_fits_the_line()
    {
        var text = TextOf("n.ttvm").Open(Program + "PUSH_I\nCALL tw\nLOAD ha\nNATIVE math.ab\nIMPORT std/ma\nIMPORT lib\n");
        var item = Assert.Single(Complete(text, 13, 6));
        Assert.Equal(("PUSH_INT", "PUSH_INT ${1:0}", 2, "13:0-13:6"), ((string?)item["label"], (string?)item["textEdit"]!["newText"], (int)item["insertTextFormat"]!, EditedText.Show(item["textEdit"]!["range"]!)));
        Assert.Contains("Pushes an integer.", (string?)item["documentation"]!["value"], StringComparison.Ordinal);
        Assert.Equal(["twice"], Labels(text, 14, 7));
        Assert.Equal(["half"], Labels(text, 15, 7));
        Assert.Equal("math.abs 1", (string?)Assert.Single(Complete(text, 16, 14))["textEdit"]!["newText"]);
        Assert.Equal(["std/math.ttvm"], Labels(text, 17, 13));
        Assert.Equal(["lib.ttvm"], Labels(text, 18, 10));
        Assert.Empty(Labels(text, 6, 5));
    }

    [Fact]
    public void The_outline_shows_functions_with_their_labels()
    {
        var text = TextOf("o.ttvm").Open(Program);
        Assert.Equal(
            ["2 lib.ttvm 0:0-0:15", "12 twice 7:0-11:3", "20 the end 12:0-12:13"],
            text.Ask("documentSymbol")["result"]!.AsArray().Select(found => $"{found!["kind"]} {found["name"]} {EditedText.Show(found["range"]!)}"));
        Assert.Equal(["7-11"], text.Ask("foldingRange")["result"]!.AsArray().Select(found => $"{found!["startLine"]}-{found["endLine"]}"));
    }

    [Fact]
    public void A_client_that_can_do_little_gets_what_it_can_show()
    {
        using var client = new LanguageClient(_session.Folder);
        client.Ask("initialize", new JsonObject { ["capabilities"] = new JsonObject() });
        var text = new EditedText(client, LanguageClient.UriOf(_session.PathOf("p.ttvm"))).Open(Program + "PUSH_I\n");
        Assert.Equal("plaintext", (string?)text.Ask("hover", 1, 1)["result"]!["contents"]!["kind"]);
        Assert.Equal("PUSH_INT", (string?)text.Ask("completion", 13, 6)["result"]!["items"]![0]!["textEdit"]!["newText"]);
        Assert.Equal("7:0-11:3", EditedText.Show(text.Ask("documentSymbol")["result"]![1]!["location"]!["range"]!));
        Assert.Equal(0, client.End());
    }

    [Fact]
    public void Changes_to_parts_add_up_to_the_same_text()
    {
        string[] pieces = ["LABEL a\n", "JMP a", "\r\n", "\n", "\r", "\ud83d\ude00", "é", "CALL b x\n", "LABEL b", " ; c", "x"];
        var random = new Random(11);
        var buffer = new StringBuilder(Program);
        var text = TextOf("q.ttvm").Open(buffer.ToString());
        for (int round = 0; round < 150; round++)
        {
            int start = random.Next(buffer.Length + 1), end = Math.Min(buffer.Length, start + random.Next(6));
            string piece = random.Next(4) == 0 ? "" : pieces[random.Next(pieces.Length)];
            text.Replace(PositionOf(buffer.ToString(), start), PositionOf(buffer.ToString(), end), piece);

            // Between a CR and its LF there is no position: an editor means the end of the line.
            start = Settled(buffer, start);
            end = Math.Max(start, Settled(buffer, end));
            buffer.Remove(start, end - start).Insert(start, piece);
        }

        var whole = TextOf("r.ttvm").Open(buffer.ToString());
        Assert.Equal(whole.Ask("documentSymbol")["result"]!.ToJsonString(), text.Ask("documentSymbol")["result"]!.ToJsonString());
        Assert.Equal(text.Diagnostics(), whole.Diagnostics());
    }

    [Fact]
    public void Every_example_and_every_module_of_the_library_is_without_fault()
    {
        string root = CaseCatalog.Root;
        using var client = new LanguageClient(_session.Folder);
        client.Initialize(root);
        string[] paths = [.. ((string[])["examples", "std"]).SelectMany(folder => Directory.EnumerateFiles(Path.Combine(root, folder), "*.ttvm")).Order(StringComparer.Ordinal)];
        Assert.True(paths.Length > 50);
        foreach (string path in paths)
        {
            var text = new EditedText(client, LanguageClient.UriOf(path)).Open(File.ReadAllText(path));
            Assert.DoesNotContain(text.Diagnostics(), found => found.Split(' ')[1] == "1");
            Assert.NotNull(text.Ask("documentSymbol")["result"]);
            text.Close();
        }

        Assert.Equal(0, client.End());
    }

    private static int Settled(StringBuilder buffer, int offset) =>
        offset > 0 && offset < buffer.Length && buffer[offset - 1] == '\r' && buffer[offset] == '\n' ? offset - 1 : offset;

    private static (int Line, int Character) PositionOf(string text, int offset)
    {
        int line = 0, start = 0;
        for (int position = 0; position < offset; position++)
        {
            if (text[position] == '\n' || (text[position] == '\r' && (position + 1 == text.Length || text[position + 1] != '\n')))
            {
                (line, start) = (line + 1, position + 1);
            }
        }

        return (line, offset - start);
    }

    private static string Hover(EditedText text, int line, int character) => (string)text.Ask("hover", line, character)["result"]!["contents"]!["value"]!;

    private static IEnumerable<string> Places(JsonNode answer) => answer["result"]!.AsArray().Select(place => $"{place!["uri"]} {EditedText.Show(place["range"]!)}");

    private static IEnumerable<JsonNode> Complete(EditedText text, int line, int character) => text.Ask("completion", line, character)["result"]!["items"]!.AsArray().Select(item => item!);

    private static IEnumerable<string?> Labels(EditedText text, int line, int character) => Complete(text, line, character).Select(item => (string?)item["label"]);

    private EditedText TextOf(string name) => new(_client, LanguageClient.UriOf(_session.PathOf(name)));
}
