namespace TinyTotIL.Compiler;

/// <summary>What there is to know of a parameter of a runtime function.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">The kind of value it takes.</param>
/// <param name="Summary">What it means; empty when its assembly has no documentation.</param>
public sealed record NativeParameter(string Name, string Kind, string Summary);
