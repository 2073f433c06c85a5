using System.Collections.Immutable;

namespace TinyTotIL.Compiler;

/// <summary>What one run of an optimizer pass did.</summary>
/// <param name="Pass">The pass.</param>
/// <param name="Summary">What the pass does, in a sentence.</param>
/// <param name="InstructionsBefore">Instructions of the whole program before it, ends of blocks included.</param>
/// <param name="InstructionsAfter">The same afterwards.</param>
/// <param name="Changes">The functions it changed; empty when it found nothing to do.</param>
public sealed record PassReport(string Pass, string Summary, int InstructionsBefore, int InstructionsAfter, ImmutableArray<FunctionChange> Changes);
