using System.Collections.Immutable;
using TinyTotIL.Compiler.Text;

namespace TinyTotIL.Compiler.LanguageService;

/// <summary>What to change for a new name, or why it cannot be.</summary>
/// <param name="Places">Where the new name is to stand instead of the old.</param>
/// <param name="Refusal">Why not, as a sentence; null when it can be.</param>
public sealed record RenameOutcome(ImmutableArray<SourceSpan> Places, string? Refusal);
