namespace TinyTotIL.Compiler.Lowering;

/// <summary>What lowering needs to know to make code count its calls or instructions.</summary>
/// <param name="Pieces">What is counted at once.</param>
/// <param name="FirstAddress">What is added to addresses: those of code compiled while its program runs do not begin at 0.</param>
internal sealed record CountingLowering(CountedPieces Pieces, int FirstAddress);
