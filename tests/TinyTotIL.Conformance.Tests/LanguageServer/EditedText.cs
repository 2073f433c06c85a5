using System.Text.Json.Nodes;

namespace TinyTotIL.Conformance.Tests.LanguageServer;

/// <summary>A text that is open in a client.</summary>
/// <param name="client">The client.</param>
/// <param name="uri">What it calls the text.</param>
internal sealed class EditedText(LanguageClient client, string uri)
{
    private int _version;

    /// <summary>What the client calls it.</summary>
    public string Uri => uri;

    /// <summary>Opens it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="language">Its language.</param>
    public EditedText Open(string text, string language = "ttvm")
    {
        client.Tell("textDocument/didOpen", new JsonObject
        {
            ["textDocument"] = new JsonObject { ["uri"] = uri, ["languageId"] = language, ["version"] = ++_version, ["text"] = text },
        });
        return this;
    }

    /// <summary>Replaces it as a whole.</summary>
    /// <param name="text">The new text.</param>
    public void Replace(string text) => Change(new JsonObject { ["text"] = text });

    /// <summary>Replaces a part of it.</summary>
    /// <param name="from">Where the part begins.</param>
    /// <param name="to">Where it ends.</param>
    /// <param name="text">What comes in its place.</param>
    public void Replace((int Line, int Character) from, (int Line, int Character) to, string text) => Change(ChangeOf(from, to, text));

    /// <summary>What replaces a part.</summary>
    /// <param name="from">Where the part begins.</param>
    /// <param name="to">Where it ends.</param>
    /// <param name="text">What comes in its place.</param>
    public static JsonNode ChangeOf((int Line, int Character) from, (int Line, int Character) to, string text) =>
        new JsonObject { ["range"] = new JsonObject { ["start"] = Position(from), ["end"] = Position(to) }, ["text"] = text };

    /// <summary>Sends changes.</summary>
    /// <param name="changes">The changes.</param>
    public void Change(params JsonNode[] changes) => client.Tell("textDocument/didChange", new JsonObject
    {
        ["textDocument"] = new JsonObject { ["uri"] = uri, ["version"] = ++_version },
        ["contentChanges"] = new JsonArray(changes),
    });

    /// <summary>Closes it.</summary>
    public void Close() => client.Tell("textDocument/didClose", new JsonObject { ["textDocument"] = new JsonObject { ["uri"] = uri } });

    /// <summary>Asks about it, or about a place in it.</summary>
    /// <param name="what">What, without the beginning of the method's name.</param>
    /// <param name="line">The line, from 0.</param>
    /// <param name="character">The place in the line.</param>
    /// <param name="more">Further parameters.</param>
    public JsonNode Ask(string what, int line = 0, int character = 0, params (string Name, JsonNode? Value)[] more)
    {
        var parameters = new JsonObject { ["textDocument"] = new JsonObject { ["uri"] = uri }, ["position"] = Position((line, character)) };
        foreach (var (name, value) in more)
        {
            parameters[name] = value;
        }

        return client.Ask("textDocument/" + what, parameters);
    }

    /// <summary>What the server says next about this text's present version: <c>line:character-line:character severity code message</c>.</summary>
    public List<string> Diagnostics()
    {
        var diagnostics = client.DiagnosticsOf(uri, _version);
        return [.. diagnostics.Select(found => $"{Show(found!["range"]!)} {found["severity"]} {found["code"]} {found["message"]}")];
    }

    /// <summary>A range as <c>line:character-line:character</c>.</summary>
    /// <param name="range">The range.</param>
    public static string Show(JsonNode range) =>
        $"{range["start"]!["line"]}:{range["start"]!["character"]}-{range["end"]!["line"]}:{range["end"]!["character"]}";

    private static JsonObject Position((int Line, int Character) place) => new() { ["line"] = place.Line, ["character"] = place.Character };
}
