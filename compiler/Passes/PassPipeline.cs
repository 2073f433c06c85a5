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
        KnownExports.Pass,
        JumpThreading.Pass,
        DeadCode.Pass,
        TypeInference.Pass,
        Inlining.Pass,
        Inlining.OfLargerBodies,
        MemoryLayout.Pass,
        ConstantPropagation.Pass,
        JumpThreading.Pass,
        TypeInference.Pass,
        ConstantFolding.Pass,
        InstructionCombining.Pass,
        CommonSubexpressions.Pass,
        LoopInvariants.Pass,
        Peephole.Pass,
        JumpThreading.Pass,
        CountedCalls.Pass,
        DeadCode.Pass,
        DeadFunctions.Pass,
        NumberArrays.Pass,
        InPlaceUpdates.Pass,
        FieldSites.Pass,
        TypedOperations.Pass,
        ElementChecks.Pass,
        QuietFunctions.Pass,
    ];

    /// <summary>The different passes, in the order of their first run.</summary>
    public static ImmutableArray<Pass> Passes { get; } = [.. Steps.DistinctBy(pass => pass.Name)];
}
