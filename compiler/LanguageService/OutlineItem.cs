using System.Collections.Immutable;
using TinyTotIL.Compiler.Text;

namespace TinyTotIL.Compiler.LanguageService;

/// <summary>An entry of an outline.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its name.</param>
/// <param name="Span">All that belongs to it.</param>
/// <param name="NameSpan">Its name's place.</param>
/// <param name="Children">What is inside it.</param>
public sealed record OutlineItem(OutlineKind Kind, string Name, SourceSpan Span, SourceSpan NameSpan, ImmutableArray<OutlineItem> Children);
