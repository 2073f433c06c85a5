namespace TinyTotIL.Runtime.Processes;

/// <summary>Draws every choice from a generator that begins with a given number: the same number, the same run.</summary>
/// <remarks>
/// The generator is SplitMix64: a counter that grows by a constant, whose bits are then mixed. Most slices are short, because races hide
/// between instructions that usually run in one; some are long, so that every process gets somewhere.
/// </remarks>
/// <param name="seed">The number.</param>
internal sealed class SeededPolicy(ulong seed) : SchedulePolicy
{
    private ulong _state = seed;

    /// <inheritdoc/>
    public override int ChooseProcess(int count) => Below(count);

    /// <inheritdoc/>
    public override int ChooseSlice(int longest)
    {
        // One in four is drawn from all lengths, the others from a range whose width is itself drawn.
        int bits = Below(16);
        return 1 + Below(bits >= 12 ? longest : Math.Min(longest, 1 << bits));
    }

    private int Below(int limit) => (int)(((UInt128)Draw() * (ulong)limit) >> 64);

    private ulong Draw()
    {
        _state += 0x9E3779B97F4A7C15;
        ulong mixed = _state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
