using TinyTotIL.Compiler;
using TinyTotIL.Runtime.Permissions;

namespace TinyTotIL.Cli.Benchmarks;

/// <summary>How to measure.</summary>
/// <param name="Engines">The engines.</param>
/// <param name="Options">How to compile for the engine that runs compiled code.</param>
internal sealed record MeasurementPlan(IReadOnlyList<Engine> Engines, CompilationOptions Options)
{
    /// <summary>How often each engine is measured unless someone says otherwise.</summary>
    public const int UsualRounds = 7;

    /// <summary>How often each engine is measured; they take turns, so that what disturbs the machine disturbs all.</summary>
    public int Rounds { get; init; } = UsualRounds;

    /// <summary>What the programs may do outside themselves.</summary>
    public PermissionPolicy Permissions { get; init; } = PermissionPolicy.Everything;
}
