using System.Collections.Immutable;

namespace TinyTotIL.Compiler.Passes;

/// <summary>The passes over the register IR, in the order in which they run.</summary>
internal static class PassPipeline
{
    /// <summary>The passes in order; one may stand in several places.</summary>
    public static ImmutableArray<Pass> Steps { get; } =
    [
        TailCalls.Pass,
        VariablePromotion.Pass,
        JumpThreading.Pass,
        DeadCode.Pass,
        ConstantPropagation.Pass,
        TypeInference.Pass,
        Inlining.Pass,
        Inlining.OfLargerBodies,
        MemoryLayout.Pass,
        TypeInference.Pass,
        QuietFunctions.Pass,
        JumpThreading.Pass,
        DeadCode.Pass,
        DeadFunctions.Pass,
    ];

    /// <summary>The different passes, in the order of their first run.</summary>
    public static ImmutableArray<Pass> Passes { get; } = [.. Steps.DistinctBy(pass => pass.Name)];
}
