namespace TinyTotIL.Conformance.Tests.Killing;

/// <summary>Who is struck when and how.</summary>
/// <param name="Victim">The number of the process.</param>
/// <param name="Moment">Slices of all processes before that; for a kill amid a slice, what the victim did before that can be seen.</param>
/// <param name="Kind">How.</param>
internal readonly record struct Strike(long Victim, int Moment, StrikeKind Kind);
