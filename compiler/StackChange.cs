using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Compiler.Verification;

namespace TinyTotIL.Compiler;

/// <summary>What one instruction of a direct function does to the height of the operand stack.</summary>
internal static class StackChange
{
    /// <summary>Values pushed less values popped where control passes on to the next instruction; after a call that never returns it means nothing.</summary>
    /// <param name="index">Index of the instruction.</param>
    /// <param name="function">The direct function it is looked at in.</param>
    /// <param name="shape">The program.</param>
    public static int Of(int index, FunctionShape function, ProgramShape shape)
    {
        var instruction = shape.Program.Instructions[index];
        switch (instruction.Opcode)
        {
            case Opcode.Call or Opcode.TailCall:
                var callee = shape.Callees.Get(shape.Program.TargetOf(index), instruction.ParameterNames(), captured: null);
                return callee.Results - callee.Takes - callee.Parameters.Length;
            case Opcode.CallFunction or Opcode.TailCallFunction:
                const int FunctionValue = 1;
                var targets = function.ValueCalls.GetValueOrDefault(index) ?? [];
                return targets.Length == 0
                    ? -FunctionValue
                    : (Array.Find(targets, target => target.Returns)?.Results ?? 0) - targets[0].Parameters.Length - FunctionValue;
            case Opcode.TailCallProcedure or Opcode.TailApply:
                return 1 - (int)instruction.Takes();
            default:
                return (int)(instruction.Gives() - instruction.Takes());
        }
    }
}
