using System.Collections.Immutable;

namespace TinyTotIL.Compiler.BytecodePasses;

/// <summary>How to optimize bytecode.</summary>
public sealed record OptimizationOptions
{
    /// <summary>Every pass, and nobody who wants to know.</summary>
    public static OptimizationOptions Default { get; } = new();

    /// <summary>Names of the passes, in the order in which they run.</summary>
    public static ImmutableArray<string> PassNames { get; } = [.. BytecodePipeline.Passes.Select(pass => pass.Name)];

    /// <summary>Passes that do not run.</summary>
    public IReadOnlyCollection<string> DisabledPasses { get; init; } = [];

    /// <summary>Is told of each change in turn; null when nobody wants to know, which saves the telling.</summary>
    public Action<PassChange>? OnChange { get; init; }
}
