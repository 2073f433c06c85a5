using System.Text.Json.Nodes;

namespace TinyTotIL.Conformance.Tests.LanguageServer;

/// <summary>How a conversation with <c>ttil lsp</c> begins and ends, and what it does with messages that are none.</summary>
public sealed class LanguageServerProtocolTests : IDisposable
{
    private readonly CommandSession _session = new();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void A_conversation_begins_and_ends_in_order()
    {
        using var client = new LanguageClient(_session.Folder, "--stdio");
        var result = client.Initialize(_session.Folder);
        Assert.Equal(("ttil", "utf-16"), ((string?)result["serverInfo"]!["name"], (string?)result["capabilities"]!["positionEncoding"]));
        Assert.All(
            ["hoverProvider", "definitionProvider", "referencesProvider", "documentHighlightProvider", "documentSymbolProvider", "foldingRangeProvider", "renameProvider", "completionProvider", "textDocumentSync"],
            feature => Assert.NotNull(result["capabilities"]![feature]));
        var answer = client.Ask("shutdown", null);
        Assert.True(answer.AsObject().ContainsKey("result"));
        Assert.Null(answer["error"]);
        Assert.Equal(-32600, Code(client.Ask("textDocument/hover", new JsonObject())));
        client.Tell("exit", null);
        Assert.Equal(new CommandOutcome(0, "", ""), client.Wait());
    }

    [Fact]
    public void Nothing_is_answered_before_the_beginning_and_there_is_only_one()
    {
        using var client = new LanguageClient(_session.Folder);
        Assert.Equal(-32002, Code(client.Ask("textDocument/hover", new JsonObject())));
        Assert.Equal(-32002, Code(client.Ask("shutdown", null)));
        client.Tell("textDocument/didOpen", new JsonObject());
        client.Initialize(_session.Folder);
        Assert.Equal(-32600, Code(client.Ask("initialize", new JsonObject())));
        Assert.Equal(0, client.End());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_end_without_shutdown_is_a_failure(bool withExit)
    {
        using var client = new LanguageClient(_session.Folder);
        client.Initialize(_session.Folder);
        if (withExit)
        {
            client.Tell("exit", null);
        }
        else
        {
            client.Close();
        }

        Assert.Equal(new CommandOutcome(1, "", ""), client.Wait());
    }

    [Fact]
    public void Unknown_methods_are_refused_and_unknown_notifications_ignored()
    {
        using var client = new LanguageClient(_session.Folder);
        client.Initialize(_session.Folder);
        Assert.Equal(-32601, Code(client.Ask("textDocument/codeLens", new JsonObject())));
        client.Tell("$/setTrace", new JsonObject { ["value"] = "off" });
        client.Tell("no/such", null);
        client.Send(new JsonObject { ["jsonrpc"] = "2.0", ["id"] = 5, ["result"] = null });
        Assert.Equal(0, client.End());
    }

    [Theory]
    [InlineData("{\"id\":true,\"method\":\"shutdown\"}", -32600)]
    [InlineData("{\"id\":{},\"method\":\"shutdown\"}", -32600)]
    [InlineData("{\"jsonrpc\":\"2.0\"}", -32600)]
    [InlineData("{\"method\":5}", -32600)]
    [InlineData("{\"id\":\"\\ud800\",\"method\":\"foo\"}", -32600)]
    [InlineData("{\"id\":\"\\ud800\"}", -32600)]
    [InlineData("{\"id\":[\"\\ud800\"]}", -32600)]
    [InlineData("{\"i\\ud800\":1,\"metho\\ud800\":\"foo\"}", -32600)]
    [InlineData("{\"method\":\"\\udc00\"}", -32600)]
    [InlineData("[]", -32700)]
    [InlineData("{nonsense", -32700)]
    [InlineData("\ufeff{}", -32700)]
    public void What_is_no_request_is_answered_without_an_id(string body, int code)
    {
        using var client = new LanguageClient(_session.Folder);
        client.Initialize(_session.Folder);
        client.SendText(LanguageClient.Framed(body));
        var answer = client.Read();
        Assert.True(answer.AsObject().ContainsKey("id"));
        Assert.Null(answer["id"]);
        Assert.Equal(code, Code(answer));
        Assert.Equal(0, client.End());
    }

    [Theory]
    [InlineData("textDocument/hover", "{}")]
    [InlineData("textDocument/hover", "[]")]
    [InlineData("textDocument/hover", "{\"textDocument\":5}")]
    [InlineData("textDocument/hover", "{\"textDocument\":{\"uri\":5}}")]
    [InlineData("textDocument/hover", "{\"textDocument\":{\"uri\":\"untitled:a\"}}")]
    [InlineData("textDocument/hover", "{\"textDocument\":{\"uri\":\"untitled:a\"},\"position\":{\"line\":-1,\"character\":0}}")]
    [InlineData("textDocument/hover", "{\"textDocument\":{\"uri\":\"untitled:a\"},\"position\":{\"line\":0,\"character\":1.5}}")]
    [InlineData("textDocument/hover", "{\"textDocument\":{\"uri\":\"untitled:a\"},\"position\":{\"line\":1e99,\"character\":1}}")]
    [InlineData("textDocument/hover", "{\"textDocument\":{\"uri\":\"file:///not/open.ttvm\"},\"position\":{\"line\":0,\"character\":0}}")]
    public void Parameters_that_are_none_are_refused(string method, string parameters)
    {
        using var client = new LanguageClient(_session.Folder);
        client.Initialize(_session.Folder);
        new EditedText(client, "untitled:a").Open("NULL\n");
        Assert.Equal(-32602, Code(client.Ask(method, JsonNode.Parse(parameters))));
        Assert.Equal(0, client.End());
    }

    [Fact]
    public void Half_a_character_is_no_text()
    {
        using var client = new LanguageClient(_session.Folder);
        client.Initialize(_session.Folder);
        new EditedText(client, "untitled:a").Open("LABEL a\n");
        const string Parameters = """{"textDocument":{"uri":"untitled:a"},"position":{"line":0,"character":6},"newName":"\ud800"}""";
        client.SendText(LanguageClient.Framed($$"""{"jsonrpc":"2.0","id":9,"method":"textDocument/rename","params":{{Parameters}}}"""));
        Assert.Equal(-32602, Code(client.AnswerTo(9)));
        Assert.Equal(0, client.End());
    }

    [Fact]
    public void Half_a_character_withdraws_nothing()
    {
        using var client = new LanguageClient(_session.Folder);
        client.Initialize(_session.Folder);
        foreach (string parameters in (string[])["{\"id\":\"\\ud800\"}", "{\"id\":{\"a\":\"\\ud800\"}}", "{\"i\\ud800\":1}"])
        {
            client.SendText(LanguageClient.Framed($"{{\"method\":\"$/cancelRequest\",\"params\":{parameters}}}"));
        }

        Assert.Equal(0, client.End());
    }

    [Fact]
    public void A_notification_that_makes_no_sense_is_passed_over()
    {
        using var client = new LanguageClient(_session.Folder);
        client.Initialize(_session.Folder);
        foreach (string parameters in (string[])["{}", "[]", "null", "{\"textDocument\":{\"uri\":\"x\"}}", "{\"textDocument\":{\"uri\":\"x\",\"languageId\":3,\"version\":\"a\",\"text\":5}}"])
        {
            client.Tell("textDocument/didOpen", JsonNode.Parse(parameters));
            client.Tell("textDocument/didChange", JsonNode.Parse(parameters));
            client.Tell("textDocument/didClose", JsonNode.Parse(parameters));
            client.Tell("$/cancelRequest", JsonNode.Parse(parameters));
            client.Tell("workspace/didChangeWorkspaceFolders", JsonNode.Parse(parameters));
        }

        var text = new EditedText(client, "untitled:a").Open("NULL\n");
        text.Change(JsonNode.Parse("{}")!, JsonNode.Parse("5")!);
        text.Change(JsonNode.Parse("{\"text\":\"x\",\"range\":{\"start\":{\"line\":1,\"character\":0},\"end\":{\"line\":0,\"character\":0}}}")!);
        text.Replace("NULLL\n");
        Assert.Equal(["0:0-0:5 1 TT1001 unknown instruction 'NULLL'; did you mean 'NULL'?"], text.Diagnostics());
        Assert.Equal(0, client.End());
    }

    [Theory]
    [InlineData("Content-Length: -5\r\n\r\n{}", "'-5' is not the length of a message")]
    [InlineData("Content-Length: 99999999999999999999\r\n\r\n{}", "'99999999999999999999' is not the length of a message")]
    public void A_header_that_is_none_ends_the_conversation(string text, string problem)
    {
        using var client = new LanguageClient(_session.Folder);
        client.Initialize(_session.Folder);
        client.SendText(text);
        Assert.Equal(new CommandOutcome(1, "", $"ttil lsp: {problem}\n"), client.Wait());
    }

    [Fact]
    public void Garbage_without_end_ends_the_conversation()
    {
        using var client = new LanguageClient(_session.Folder);
        client.SendText(new string('x', 10_000));
        Assert.Equal(new CommandOutcome(1, "", "ttil lsp: a header has no end\n"), client.Wait());
    }

    [Fact]
    public void A_message_may_come_in_pieces_and_several_at_once()
    {
        using var client = new LanguageClient(_session.Folder);
        client.Initialize(_session.Folder);
        string request = LanguageClient.Framed("{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"method\":\"none\"}");
        foreach (char unit in request)
        {
            client.SendText(unit.ToString());
        }

        Assert.Equal(-32601, Code(client.AnswerTo("a")));
        client.SendText(request.Replace("\"a\"", "\"b\"", StringComparison.Ordinal) + request.Replace("\"a\"", "\"c\"", StringComparison.Ordinal));
        Assert.Equal(-32601, Code(client.AnswerTo("b")));
        Assert.Equal(-32601, Code(client.AnswerTo("c")));
        Assert.Equal(0, client.End());
    }

    [Fact]
    public void A_request_that_is_withdrawn_is_answered_all_the_same()
    {
        using var client = new LanguageClient(_session.Folder);
        client.Initialize(_session.Folder);
        client.SendText(
            LanguageClient.Framed("{\"jsonrpc\":\"2.0\",\"id\":77,\"method\":\"none\"}")
            + LanguageClient.Framed("{\"jsonrpc\":\"2.0\",\"method\":\"$/cancelRequest\",\"params\":{\"id\":77}}"));
        Assert.Contains(Code(client.AnswerTo(77)), (int?[])[-32601, -32800]);
        client.Tell("$/cancelRequest", new JsonObject { ["id"] = 12345 });
        Assert.Equal(0, client.End());
    }

    [Fact]
    public void The_help_says_how_it_is_started()
    {
        var outcome = _session.Run("help", "lsp");
        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("--stdio", outcome.Output, StringComparison.Ordinal);
        Assert.Equal(2, _session.Run("lsp", "file.ttvm").ExitCode);
    }

    private static int? Code(JsonNode answer) => (int?)answer["error"]?["code"];
}
