namespace TinyTotIL.Compiler;

/// <summary>What there is to know of a runtime function.</summary>
/// <param name="Name">What NATIVE calls it.</param>
/// <param name="Parameters">The values it takes, deepest first.</param>
/// <param name="Result">The kind of its result.</param>
/// <param name="Summary">What it does; empty when its assembly has no documentation.</param>
public sealed record NativeDescription(string Name, IReadOnlyList<NativeParameter> Parameters, string Result, string Summary);
