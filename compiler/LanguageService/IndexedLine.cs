using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Compiler.Formats;

namespace TinyTotIL.Compiler.LanguageService;

/// <summary>A line that says something, with what is known of it.</summary>
/// <param name="Line">The line.</param>
/// <param name="Row">Its instruction; null for a label and for an instruction nobody knows.</param>
/// <param name="Address">Its number among the instructions; for a label that of the next one.</param>
/// <param name="Target">The address in its operand; -1 when there is none or it is unknown.</param>
internal readonly record struct IndexedLine(TtvmLine Line, InstructionInfo? Row, int Address, int Target);
