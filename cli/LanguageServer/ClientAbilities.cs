using System.Text.Json;
using TinyTotIL.Cli.Protocol;

namespace TinyTotIL.Cli.LanguageServer;

/// <summary>What an editor says it can do; less, if it says nothing.</summary>
/// <param name="Snippets">Whether a proposal may have places to fill in.</param>
/// <param name="Nesting">Whether the entries of an outline may have entries inside them.</param>
/// <param name="Markdown">Whether it shows Markdown.</param>
internal sealed record ClientAbilities(bool Snippets, bool Nesting, bool Markdown)
{
    /// <summary>Those of an editor that has not said anything.</summary>
    public static ClientAbilities None { get; } = new(Snippets: false, Nesting: false, Markdown: false);

    /// <summary>Reads them from the parameters of <c>initialize</c>.</summary>
    /// <param name="parameters">The parameters.</param>
    public static ClientAbilities Of(JsonElement parameters)
    {
        var texts = parameters.FieldAt("capabilities", "textDocument") ?? default;
        bool markdown = texts.Field("hover") is { } hover && hover.Items("contentFormat").Any(format => format.ValueKind == JsonValueKind.String && format.ValueEquals("markdown"));
        return new ClientAbilities(
            texts.IsTrue("completion", "completionItem", "snippetSupport"),
            texts.IsTrue("documentSymbol", "hierarchicalDocumentSymbolSupport"),
            markdown);
    }
}
