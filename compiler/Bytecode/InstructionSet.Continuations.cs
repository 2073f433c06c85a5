using TinyTotIL.Runtime.Operations;
using T = TinyTotIL.Compiler.Bytecode.InstructionTraits;

namespace TinyTotIL.Compiler.Bytecode;

internal static partial class InstructionSet
{
    private static InstructionInfo[] ContinuationRows() =>
    [
        Runtime(Opcode.CallCc, "CALL_CC", 0x01F0, OperandShape.None, ContinuationOperations.CallCc,
            T.MayRaise | T.NeedsProcesses | T.StoresElement | T.LoadsElement | T.Extension | T.Allocates,
            "( f -- r )", "Calls a function with the rest of the computation as its argument; r is what it leaves on top, and each value that CONTINUE gives it later."),
        Runtime(Opcode.Continue, "CONTINUE", 0x01F1, OperandShape.None, ContinuationOperations.Continue,
            T.MayRaise | T.NeedsProcesses | T.StoresElement | T.Extension,
            "( v k -- )", "Drops all calls under way and goes on where CALL_CC has made k, any number of times; variables and stacks are as they were, cells and other places keep what they hold."),
    ];
}
