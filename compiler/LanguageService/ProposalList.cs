using System.Collections.Immutable;
using TinyTotIL.Compiler.Text;

namespace TinyTotIL.Compiler.LanguageService;

/// <summary>What could stand at a place.</summary>
/// <param name="Proposals">The texts.</param>
/// <param name="Span">What they are to replace.</param>
/// <param name="IsComplete">Whether there are no others that begin in the same way.</param>
public sealed record ProposalList(ImmutableArray<Proposal> Proposals, SourceSpan Span, bool IsComplete);
