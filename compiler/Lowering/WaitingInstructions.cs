using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Compiler.Ir;

namespace TinyTotIL.Compiler.Lowering;

/// <summary>Instructions in which a process may leave the native stack, to run them once more when it goes on.</summary>
internal static class WaitingInstructions
{
    /// <summary>Whether an instruction of a program is one.</summary>
    /// <param name="program">The program.</param>
    /// <param name="index">The instruction.</param>
    public static bool MayWait(BytecodeProgram program, int index) => program.Instructions[index] is { Opcode: Opcode.Native }
        ? program.NativeOf(index) is { } function && NativeLowering.OperationOf(function).Suspends
        : MayWait(program.Instructions[index].Info);

    /// <summary>Whether all instructions of a row are.</summary>
    /// <param name="info">The row; not that of NATIVE.</param>
    public static bool MayWait(InstructionInfo info) =>
        info.Opcode is Opcode.Import or Opcode.ReceiveAfter or Opcode.ReceiveMatch or Opcode.ReceiveMatchOf
            or Opcode.ReceiveMatchAfter or Opcode.ReceiveMatchOfAfter
        || (info.Operation is { } operation && RuntimeOperation.Of(operation).Suspends);
}
