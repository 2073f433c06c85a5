using System.Text.Json;
using System.Text.Json.Nodes;
using TinyTotIL.Cli.Protocol;
using TinyTotIL.Compiler;

namespace TinyTotIL.Cli.LanguageServer;

/// <summary>The methods of the server, and what they work with.</summary>
/// <param name="workspace">What is open.</param>
/// <param name="references">What programs may call besides the runtime's own functions.</param>
/// <param name="natives">The runtime functions.</param>
internal sealed partial class LanguageFeatures(Workspace workspace, ForeignReferences references, Func<IReadOnlyList<NativeDescription>> natives)
{
    private readonly Lazy<IReadOnlyList<NativeDescription>> _natives = new(natives);
    private ClientAbilities _client = ClientAbilities.None;

    /// <summary>Begins: what the editor can do, and which folders are open.</summary>
    /// <param name="parameters">What it sent.</param>
    /// <returns>What the server can do.</returns>
    public JsonObject Initialize(JsonElement parameters)
    {
        _client = ClientAbilities.Of(parameters);
        foreach (var folder in parameters.Items("workspaceFolders"))
        {
            AddFolder(folder.Text("uri"));
        }

        if (workspace.Folders.Count == 0)
        {
            AddFolder(parameters.Text("rootUri"));
        }

        return ServerCapabilities.Describe();
    }

    /// <summary>Answers a request.</summary>
    /// <param name="method">What is asked.</param>
    /// <param name="parameters">About what.</param>
    /// <param name="result">The answer.</param>
    /// <returns>Whether there is such a method.</returns>
    public bool TryAnswer(string method, JsonElement parameters, out JsonNode? result)
    {
        Func<JsonElement, JsonNode?>? answer = method switch
        {
            "textDocument/hover" => Hover,
            "textDocument/definition" => Definition,
            "textDocument/references" => References,
            "textDocument/documentHighlight" => Highlights,
            "textDocument/documentSymbol" => Outline,
            "textDocument/foldingRange" => Folds,
            "textDocument/prepareRename" => PrepareRename,
            "textDocument/rename" => Rename,
            "textDocument/completion" => Complete,
            _ => null,
        };
        result = answer?.Invoke(parameters);
        return answer is not null;
    }

    /// <summary>Takes note of something. What nobody knows may be ignored.</summary>
    /// <param name="method">What happened.</param>
    /// <param name="parameters">To what.</param>
    /// <returns>Texts about which there is nothing more to say.</returns>
    public IEnumerable<string> Notice(string method, JsonElement parameters)
    {
        switch (method)
        {
            case "textDocument/didOpen":
                Open(parameters.Need("textDocument"));
                break;
            case "textDocument/didChange":
                Change(parameters);
                break;
            case "textDocument/didClose":
                var closed = DocumentOf(parameters);
                workspace.Close(closed);
                MarkDependents(closed);
                return [closed.Uri];
            case "textDocument/didSave" or "workspace/didChangeWatchedFiles":
                MarkAll();
                break;
            case "workspace/didChangeWorkspaceFolders":
                ChangeFolders(parameters.Need("event"));
                break;
        }

        return [];
    }

    /// <summary>A text about which something may have to be said; null when all has been said.</summary>
    public OpenDocument? NextStale() => workspace.Documents.FirstOrDefault(document => document.IsStale);

    /// <summary>What the compiler has to say about a text.</summary>
    /// <param name="document">The text.</param>
    public JsonArray Check(OpenDocument document)
    {
        // First, so that a fault in the compiler is met once and not for ever.
        document.IsStale = false;
        return document.IsProgram || document.IsLisp ? DocumentDiagnostics.Of(document, workspace, references) : [];
    }

    private void AddFolder(string? uri)
    {
        if (uri is not null && FileUris.PathOf(uri) is { } path)
        {
            workspace.Folders.Add(Path.TrimEndingDirectorySeparator(path));
        }
    }

    private void ChangeFolders(JsonElement change)
    {
        foreach (var removed in change.Items("removed"))
        {
            if (removed.Text("uri") is { } uri && FileUris.PathOf(uri) is { } path)
            {
                workspace.Folders.Remove(Path.TrimEndingDirectorySeparator(path));
            }
        }

        foreach (var added in change.Items("added"))
        {
            AddFolder(added.Text("uri"));
        }

        MarkAll();
    }

    private void Open(JsonElement item)
    {
        var document = new OpenDocument(item.NeedText("uri"), item.Text("languageId") ?? "", item.NeedText("text")) { Version = VersionOf(item) };
        workspace.Open(document);
        MarkDependents(document);
    }

    private void Change(JsonElement parameters)
    {
        var document = DocumentOf(parameters);
        document.Version = VersionOf(parameters.Need("textDocument"));
        foreach (var change in parameters.Items("contentChanges"))
        {
            document.Apply(change);
        }

        MarkDependents(document);
    }

    private void MarkDependents(OpenDocument changed)
    {
        foreach (var other in workspace.Documents)
        {
            other.IsStale |= changed.FullPath is { } path && other.Consulted.Contains(path);
        }
    }

    private void MarkAll()
    {
        foreach (var document in workspace.Documents)
        {
            document.IsStale = true;
        }
    }

    private static int? VersionOf(JsonElement item) =>
        item.Field("version") is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out int version) ? version : null;

    private OpenDocument DocumentOf(JsonElement parameters)
    {
        string uri = parameters.Need("textDocument").NeedText("uri");
        return workspace.Find(uri) ?? throw new InvalidMessageException($"'{uri}' is not open");
    }

    /// <summary>The text a request is about, and the place in it; null for a text that is no program of instructions.</summary>
    private (OpenDocument Document, int Offset)? PlaceOf(JsonElement parameters)
    {
        var document = DocumentOf(parameters);
        int offset = document.Positions.OffsetOf(parameters.Need("position"));
        return document.IsProgram ? (document, offset) : null;
    }
}
