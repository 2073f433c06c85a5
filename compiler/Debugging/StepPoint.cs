namespace TinyTotIL.Compiler.Debugging;

/// <summary>The start of an instruction, as far as steps are concerned.</summary>
/// <param name="Process">The process.</param>
/// <param name="Address">The instruction.</param>
/// <param name="Depth">Frames, those of waiting machines included.</param>
internal readonly record struct StepPoint(long Process, int Address, int Depth);
