namespace TinyTotIL.Compiler.Formats;

/// <summary>What became of a <see cref="BlockMark"/>.</summary>
/// <param name="Role">Its form.</param>
/// <param name="Partner">Of a structured TRY the address of its CATCH, of a structured CATCH that of its END_TRY; otherwise 0.</param>
/// <param name="OtherTryLine">Of an incomplete block: line of the <c>TRY label</c> inside that lacks its END_TRY; 0 when there is none.</param>
internal readonly record struct BlockMatch(BlockRole Role, int Partner = 0, int OtherTryLine = 0);
