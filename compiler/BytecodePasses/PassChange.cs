namespace TinyTotIL.Compiler.BytecodePasses;

/// <summary>What a pass changed in one go.</summary>
/// <param name="Module">Path of the module.</param>
/// <param name="Pass">Name of the pass.</param>
/// <param name="Round">How often the passes have run, from 1.</param>
/// <param name="Lines">A line for each instruction that went, after <c>-</c>, and for each that came, after <c>+</c>.</param>
public sealed record PassChange(string Module, string Pass, int Round, IReadOnlyList<string> Lines);
