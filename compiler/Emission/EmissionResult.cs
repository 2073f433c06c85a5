namespace TinyTotIL.Compiler.Emission;

/// <summary>An emitted program.</summary>
/// <param name="Output">The content of its files.</param>
/// <param name="Listings">Listings by method name, when they were asked for.</param>
internal sealed record EmissionResult(AssemblyOutput Output, IReadOnlyDictionary<string, string> Listings);
