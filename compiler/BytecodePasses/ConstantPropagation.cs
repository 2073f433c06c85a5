using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.BytecodePasses;

/// <summary>Pushes a constant instead of copying it from a variable or from the stack.</summary>
/// <remarks>
/// <code>
/// before   PUSH_INT 5        after   PUSH_INT 5
///          STORE x                   STORE x
///          LOAD x                    PUSH_INT 5
/// </code>
/// Fires for LOAD, DUP and OVER where the copied value is the same constant on every path to the instruction, which
/// <see cref="FrameFacts"/> finds: along jumps and around loops, through calls into functions that are always called with it, and
/// not past a DELETE, an IMPORT or the beginning of a handler. Counts the instructions replaced.
/// Source: conditional constant propagation (Wegman and Zadeck, 1991).
/// </remarks>
internal static class ConstantPropagation
{
    /// <summary>Finds the changes.</summary>
    /// <param name="code">The code.</param>
    public static CodeEdit Run(ModuleCode code)
    {
        var edit = new CodeEdit(code);
        code.Facts.ForEach((index, before) =>
        {
            if (CopiedBy(code.Instructions[index], before) is { } constant)
            {
                edit.Replace(index, Constants.Push(constant, code.Instructions[index].Line), index);
                edit.Credit(1);
            }
        });
        return edit;
    }

    private static Value? CopiedBy(Instruction instruction, FrameState before)
    {
        var copied = instruction.Opcode switch
        {
            Opcode.Load => before.Variable(instruction.NameOperand()),
            Opcode.Dup => before.Top(),
            Opcode.Over => before.Top(1),
            _ => Fact.Unknown,
        };
        return copied.IsConstant ? copied.Constant : default(Value?);
    }
}
