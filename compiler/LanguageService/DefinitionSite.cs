using TinyTotIL.Compiler.Text;

namespace TinyTotIL.Compiler.LanguageService;

/// <summary>Where something is defined.</summary>
/// <param name="Module">The path of its module as IMPORT writes it; null for the text itself.</param>
/// <param name="Source">The text.</param>
/// <param name="Span">The place in it.</param>
public readonly record struct DefinitionSite(string? Module, SourceText Source, SourceSpan Span);
