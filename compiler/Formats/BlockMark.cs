namespace TinyTotIL.Compiler.Formats;

/// <summary>A TRY, CATCH or END_TRY before it is known which form it is.</summary>
/// <param name="Kind">How it looks.</param>
/// <param name="Address">Its address.</param>
/// <param name="Line">Its source line.</param>
internal readonly record struct BlockMark(BlockMarkKind Kind, int Address, int Line);
