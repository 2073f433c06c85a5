namespace TinyTotIL;

/// <summary>What a caller of a machine may do while it has its turn.</summary>
/// <param name="IsNested">Whether it is a function that a call under way is waiting for.</param>
/// <param name="KeepsThread">Whether its thread waits. Nothing that it waits for may then need a thread of the pool, all of which may be waiting so.</param>
/// <param name="Cancellation">Ends it.</param>
internal readonly record struct MachineTurn(bool IsNested, bool KeepsThread, CancellationToken Cancellation);
