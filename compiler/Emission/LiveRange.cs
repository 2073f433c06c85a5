namespace TinyTotIL.Compiler.Emission;

/// <summary>The stretch of a function, in linear order, over which a register must keep its value.</summary>
/// <param name="Start">Where it is defined.</param>
/// <param name="End">Where it is read last, or the end of the loop around that.</param>
internal readonly record struct LiveRange(int Start, int End)
{
    /// <summary>Whether two stretches share a position.</summary>
    /// <param name="other">The other one.</param>
    public bool Overlaps(LiveRange other) => Start <= other.End && other.Start <= End;
}
