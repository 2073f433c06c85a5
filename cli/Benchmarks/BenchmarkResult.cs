namespace TinyTotIL.Cli.Benchmarks;

/// <summary>What came of a benchmark.</summary>
/// <param name="Name">The program.</param>
/// <param name="Unit">A unit of its work; null when a run as a whole is what counts.</param>
/// <param name="Engines">What was measured, for each engine; empty after a failure.</param>
/// <param name="Failure">Why there are no numbers; null when there are.</param>
internal sealed record BenchmarkResult(string Name, string? Unit, IReadOnlyList<EngineResult> Engines, string? Failure)
{
    /// <summary>How many times as long the interpreter takes for the same work; null unless both engines were measured.</summary>
    public double? Ratio => Of(Engine.Interpreter) is { } slow && Of(Engine.Compiled) is { } fast ? slow.MedianPerUnit / fast.MedianPerUnit : null;

    /// <summary>What was measured of an engine; null when nothing was.</summary>
    /// <param name="engine">The engine.</param>
    public EngineResult? Of(Engine engine) => Engines.FirstOrDefault(result => result.Engine == engine);
}
