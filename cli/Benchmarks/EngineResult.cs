namespace TinyTotIL.Cli.Benchmarks;

/// <summary>What was measured of a program in one engine.</summary>
/// <param name="Engine">The engine.</param>
/// <param name="Units">The units of work in one run.</param>
/// <param name="Runs">The time of a run in nanoseconds, for each round.</param>
internal sealed record EngineResult(Engine Engine, long Units, IReadOnlyList<double> Runs)
{
    /// <summary>The time of a run in nanoseconds that half of the rounds stayed below.</summary>
    public double Median
    {
        get
        {
            double[] sorted = [.. Runs.Order()];
            return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
        }
    }

    /// <summary>The shortest time of a run in nanoseconds.</summary>
    public double Minimum => Runs.Min();

    /// <summary>Nanoseconds for a unit, by the median.</summary>
    public double MedianPerUnit => Median / Units;

    /// <summary>Nanoseconds for a unit, at best.</summary>
    public double MinimumPerUnit => Minimum / Units;
}
