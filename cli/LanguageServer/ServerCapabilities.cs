using System.Text.Json.Nodes;

namespace TinyTotIL.Cli.LanguageServer;

/// <summary>What the server tells an editor it can do.</summary>
internal static class ServerCapabilities
{
    private const int Incremental = 2;

    /// <summary>The answer to <c>initialize</c>.</summary>
    public static JsonObject Describe() => new()
    {
        ["capabilities"] = new JsonObject
        {
            ["positionEncoding"] = "utf-16",
            ["textDocumentSync"] = new JsonObject { ["openClose"] = true, ["change"] = Incremental, ["save"] = true },
            ["hoverProvider"] = true,
            ["definitionProvider"] = true,
            ["referencesProvider"] = true,
            ["documentHighlightProvider"] = true,
            ["documentSymbolProvider"] = true,
            ["foldingRangeProvider"] = true,
            ["renameProvider"] = new JsonObject { ["prepareProvider"] = true },
            ["completionProvider"] = new JsonObject { ["triggerCharacters"] = new JsonArray(" ", ".", "/") },
            ["workspace"] = new JsonObject { ["workspaceFolders"] = new JsonObject { ["supported"] = true, ["changeNotifications"] = true } },
        },
        ["serverInfo"] = new JsonObject { ["name"] = "ttil", ["version"] = CommandLine.Version },
    };
}
