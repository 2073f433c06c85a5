using System.Collections.Immutable;
using TinyTotIL.Compiler;
using TinyTotIL.Compiler.BytecodePasses;

namespace TinyTotIL.Conformance.Tests;

/// <summary>Which optimizer passes run.</summary>
/// <param name="OnBytecode">Those over bytecode, in the modes that optimize it.</param>
/// <param name="Disabled">Names of those over the register IR that do not run, in the mode <see cref="ExecutionMode.Compiled"/>.</param>
internal sealed record PassSelection(OptimizationOptions OnBytecode, ImmutableHashSet<string> Disabled)
{
    /// <summary>All of them.</summary>
    public static PassSelection All { get; } = new(OptimizationOptions.Default, []);

    /// <summary>All passes for one number in two; for the others some, so that none leans on what another leaves.</summary>
    /// <param name="choice">A number, each bit as random as the next.</param>
    public static PassSelection Chosen(int choice) => choice % 2 == 0
        ? All
        : new PassSelection(
            new OptimizationOptions { DisabledPasses = [.. Without(OptimizationOptions.PassNames, choice)] },
            [.. Without(Compilation.OptimizerPasses.Select(pass => pass.Name), choice >>> 3)]);

    private static IEnumerable<string> Without(IEnumerable<string> names, int choice) => names.Where((_, index) => ((choice >>> (1 + (index % 28))) & 1) == 0);
}
