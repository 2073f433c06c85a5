namespace TinyTotIL.Compiler.Debugging;

/// <summary>Where on an operand stack begins what a function leaves there.</summary>
/// <param name="Track">The machine of its caller.</param>
/// <param name="Height">The values that lie below what the call has taken.</param>
internal sealed record ReturnPlace(MachineTrack Track, int Height)
{
    /// <summary>How many values it has left; null on another machine.</summary>
    /// <param name="track">The machine.</param>
    /// <param name="height">How many values it has now.</param>
    public int? CountOn(MachineTrack track, int height) => track.Origin == Track ? Math.Max(0, height - Height) : null;
}
