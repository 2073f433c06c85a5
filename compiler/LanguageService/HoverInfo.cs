using TinyTotIL.Compiler.Text;

namespace TinyTotIL.Compiler.LanguageService;

/// <summary>What there is to say about a place in a text.</summary>
/// <param name="Markdown">What.</param>
/// <param name="Span">The word it is about.</param>
public sealed record HoverInfo(string Markdown, SourceSpan Span);
