namespace TinyTotIL.Compiler.LanguageService;

/// <summary>A text that could stand at a place.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Text">The text.</param>
public sealed record Proposal(ProposalKind Kind, string Name, string Text)
{
    /// <summary>The text with places to fill in, in the syntax of editors' snippets; null when it has none.</summary>
    public string? Snippet { get; init; }

    /// <summary>A few words to stand beside it; empty for none.</summary>
    public string Detail { get; init; } = "";

    /// <summary>More about it, in Markdown; empty for nothing.</summary>
    public string Documentation { get; init; } = "";
}
