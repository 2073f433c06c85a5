namespace TinyTotIL.Runtime.Scheme;

/// <summary>Why a text is no datum.</summary>
/// <param name="Message">What is wrong, as a sentence without its full stop.</param>
/// <param name="Start">Offset of the first UTF-16 unit it is about.</param>
/// <param name="End">Offset after the last one.</param>
public sealed record DatumProblem(string Message, int Start, int End);
