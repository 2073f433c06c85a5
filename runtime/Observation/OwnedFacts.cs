using System.Collections.Immutable;

namespace TinyTotIL.Runtime.Observation;

/// <summary>What only the worker that runs a process can find out about it, at the end of a slice.</summary>
/// <param name="Round">The round of samples it belongs to.</param>
/// <param name="MemoryBytes">What the process held; null when it was not measured yet.</param>
/// <param name="Links">The numbers of those it was linked with.</param>
/// <param name="Place">Where it stood, or begins; -1 where that is not known.</param>
internal sealed record OwnedFacts(int Round, long? MemoryBytes, ImmutableArray<long> Links, int Place);
