using System.Text.Json;
using System.Text.Json.Nodes;
using TinyTotIL.Cli.Protocol;
using TinyTotIL.Compiler.LanguageService;

namespace TinyTotIL.Cli.LanguageServer;

/// <content>Requests about a text.</content>
internal sealed partial class LanguageFeatures
{
    private const int Read = 2;
    private const int Write = 3;

    private JsonObject? Hover(JsonElement parameters)
    {
        if (PlaceOf(parameters) is not var (document, offset))
        {
            return null;
        }

        var modules = workspace.ModulesOf(document);
        var hover = new ProgramHover(document.Index, name => _natives.Value.FirstOrDefault(native => native.Name == name), modules.IndexOf).At(offset);
        return hover is null ? null : new JsonObject { ["contents"] = Marked(hover.Markdown), ["range"] = document.Positions.RangeOf(hover.Span) };
    }

    private JsonArray? Definition(JsonElement parameters)
    {
        if (PlaceOf(parameters) is not var (document, offset))
        {
            return null;
        }

        var modules = workspace.ModulesOf(document);
        return new JsonArray([.. ProgramNavigation.Definitions(document.Index, offset, modules.IndexOf).Select(site => LocationOf(site, document, modules))]);
    }

    private static JsonObject LocationOf(DefinitionSite site, OpenDocument document, WorkspaceModules modules)
    {
        var positions = site.Module is null ? document.Positions : new PositionMap(site.Source.Text);
        return new JsonObject { ["uri"] = site.Module is null ? document.Uri : modules.UriOf(site.Module), ["range"] = positions.RangeOf(site.Span) };
    }

    private JsonArray? References(JsonElement parameters)
    {
        if (PlaceOf(parameters) is not var (document, offset))
        {
            return null;
        }

        bool withDefinitions = parameters.IsTrue("context", "includeDeclaration");
        return new JsonArray([.. ProgramNavigation.References(document.Index, offset, withDefinitions).Select(name =>
            new JsonObject { ["uri"] = document.Uri, ["range"] = document.Positions.RangeOf(name.Span) })]);
    }

    private JsonArray? Highlights(JsonElement parameters) => PlaceOf(parameters) is not var (document, offset)
        ? null
        : new JsonArray([.. ProgramNavigation.References(document.Index, offset, withDefinitions: true).Select(name =>
            new JsonObject { ["range"] = document.Positions.RangeOf(name.Span), ["kind"] = name.IsDefinition ? Write : Read })]);

    private JsonArray? Outline(JsonElement parameters)
    {
        var document = DocumentOf(parameters);
        if (!document.IsProgram)
        {
            return null;
        }

        var items = ProgramOutline.Of(document.Index);
        return _client.Nesting
            ? new JsonArray([.. items.Select(item => SymbolOf(item, document))])
            : new JsonArray([.. items.SelectMany(item => item.Children.Prepend(item)).Select(item => FlatSymbolOf(item, document))]);
    }

    private static JsonObject SymbolOf(OutlineItem item, OpenDocument document) => new JsonObject
    {
        ["name"] = item.Name.Length == 0 ? "\"\"" : item.Name,
        ["kind"] = SymbolKind(item.Kind),
        ["range"] = document.Positions.RangeOf(item.Span),
        ["selectionRange"] = document.Positions.RangeOf(item.NameSpan),
        ["detail"] = item.Kind switch
        {
            OutlineKind.Import => "import",
            OutlineKind.Export => "export",
            _ => "",
        },
        ["children"] = new JsonArray([.. item.Children.Select(child => SymbolOf(child, document))]),
    };

    private static JsonObject FlatSymbolOf(OutlineItem item, OpenDocument document) => new JsonObject
    {
        ["name"] = item.Name.Length == 0 ? "\"\"" : item.Name,
        ["kind"] = SymbolKind(item.Kind),
        ["location"] = new JsonObject { ["uri"] = document.Uri, ["range"] = document.Positions.RangeOf(item.Span) },
    };

    /// <summary>The protocol has no kind for labels: they are shown as keys.</summary>
    private static int SymbolKind(OutlineKind kind) => kind switch
    {
        OutlineKind.Function => 12,
        OutlineKind.Label => 20,
        OutlineKind.Import => 2,
        OutlineKind.Export => 13,
    };

    private JsonArray? Folds(JsonElement parameters)
    {
        var document = DocumentOf(parameters);
        if (!document.IsProgram)
        {
            return null;
        }

        var folds = ProgramOutline.Of(document.Index)
            .Where(item => item.Kind == OutlineKind.Function)
            .Select(item => (Start: document.Positions.LineOf(item.Span.Start), End: document.Positions.LineOf(item.Span.End)))
            .Where(fold => fold.Start < fold.End);
        return new JsonArray([.. folds.Select(fold => new JsonObject { ["startLine"] = fold.Start, ["endLine"] = fold.End })]);
    }

    private JsonObject? PrepareRename(JsonElement parameters)
    {
        if (PlaceOf(parameters) is not var (document, offset) || LabelRename.TargetAt(document.Index, offset) is not { } span)
        {
            return null;
        }

        return new JsonObject { ["range"] = document.Positions.RangeOf(span), ["placeholder"] = document.Text.Substring(span.Start, span.Length) };
    }

    private JsonObject Rename(JsonElement parameters)
    {
        string newName = parameters.NeedText("newName");
        if (PlaceOf(parameters) is not var (document, offset))
        {
            throw new RequestFailedException("only labels of .ttvm programs can be renamed");
        }

        var outcome = LabelRename.To(document.Index, offset, newName);
        if (outcome.Refusal is { } refusal)
        {
            throw new RequestFailedException(refusal);
        }

        var edits = outcome.Places.Select(place => new JsonObject { ["range"] = document.Positions.RangeOf(place), ["newText"] = newName });
        return new JsonObject { ["changes"] = new JsonObject { [document.Uri] = new JsonArray([.. edits]) } };
    }

    private JsonObject? Complete(JsonElement parameters)
    {
        if (PlaceOf(parameters) is not var (document, offset))
        {
            return null;
        }

        var modules = workspace.ModulesOf(document);
        var list = new ProgramCompletion(document.Index, _natives.Value, modules.IndexOf, modules.Importable()).At(offset);
        var items = list.Proposals.Select((proposal, rank) => ItemOf(proposal, rank, document.Positions.RangeOf(list.Span)));
        return new JsonObject { ["isIncomplete"] = !list.IsComplete, ["items"] = new JsonArray([.. items]) };
    }

    private JsonObject ItemOf(Proposal proposal, int rank, JsonObject range)
    {
        string? snippet = _client.Snippets ? proposal.Snippet : null;
        var item = new JsonObject
        {
            ["label"] = proposal.Name,
            ["kind"] = ItemKind(proposal.Kind),
            ["filterText"] = proposal.Name,
            ["insertTextFormat"] = snippet is null ? 1 : 2,
            ["sortText"] = rank.ToString("D4", System.Globalization.CultureInfo.InvariantCulture),
            ["textEdit"] = new JsonObject { ["range"] = range, ["newText"] = snippet ?? proposal.Text },
        };
        if (proposal.Detail.Length > 0)
        {
            item["detail"] = proposal.Detail;
        }

        if (proposal.Documentation.Length > 0)
        {
            item["documentation"] = Marked(proposal.Documentation);
        }

        return item;
    }

    private static int ItemKind(ProposalKind kind) => kind switch
    {
        ProposalKind.Instruction => 14,
        ProposalKind.Label => 18,
        ProposalKind.Function => 3,
        ProposalKind.Variable => 6,
        ProposalKind.Field => 5,
        ProposalKind.Native => 3,
        ProposalKind.Module => 9,
        ProposalKind.Process => 12,
        ProposalKind.Literal => 12,
    };

    private JsonObject Marked(string markdown) => new() { ["kind"] = _client.Markdown ? "markdown" : "plaintext", ["value"] = _client.Markdown ? markdown : MarkdownText.ToPlain(markdown) };
}
