using TinyTotIL.Compiler.Text;

namespace TinyTotIL.Compiler.Formats;

/// <summary>A line that says something: a label or an instruction, without comment and surrounding white space.</summary>
/// <param name="Number">Line number, from 1.</param>
/// <param name="Content">The whole line.</param>
/// <param name="Mnemonic">What stands before the first space.</param>
/// <param name="Operand">What stands after it, not trimmed on the left; the name for a label. Meaningless without one.</param>
/// <param name="HasOperand">Whether there is a first space. The operand is then more than white space.</param>
/// <param name="IsLabel">Whether the line defines a label.</param>
internal readonly record struct TtvmLine(
    int Number, SourceSpan Content, SourceSpan Mnemonic, SourceSpan Operand, bool HasOperand, bool IsLabel);
