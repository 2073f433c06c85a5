namespace TinyTotIL.Compiler.Emission;

/// <summary>A way out of the straight path after an error.</summary>
/// <param name="Address">The instruction that raised.</param>
/// <param name="Site">The inlined call it comes from: 0 for the function's own code.</param>
/// <param name="Handler">The block that takes the error; null when it leaves the function.</param>
/// <param name="State">Number of the place when the process may leave the native stack there; null when it cannot.</param>
internal readonly record struct ErrorExit(int Address, int Site, int? Handler, int? State);
