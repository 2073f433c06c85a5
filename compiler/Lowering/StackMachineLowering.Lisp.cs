using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Runtime.Operations;
using Machine = TinyTotIL.Runtime.Operations.StackMachineOperations;

namespace TinyTotIL.Compiler.Lowering;

/// <content>Procedure calls, variables of the whole program, and instructions that take or leave as many values as their operand says.</content>
internal sealed partial class StackMachineLowering
{
    private void LowerLisp(Instruction instruction, InstructionInfo info, int index)
    {
        ulong count = instruction.Operand is Operand.Number number ? number.Value : 0;
        switch (info.Opcode)
        {
            case Opcode.LoadGlobal:
                Push(_builder.Call(GlobalOperations.Load, canRaise: true, [], _program.GlobalOf(instruction.NameOperand())));
                break;
            case Opcode.DefineGlobal:
                _builder.Run(GlobalOperations.Define, canRaise: false, Pop(1, info), _program.GlobalOf(instruction.NameOperand()));
                break;
            case Opcode.SetGlobal:
                _builder.Run(GlobalOperations.Set, canRaise: true, Pop(1, info), _program.GlobalOf(instruction.NameOperand()));
                break;
            case Opcode.MakeCases:
                Push(_builder.Call(Machine.MakeCases, canRaise: true, [], count));
                break;
            case Opcode.Values:
                Push(_builder.Call(Machine.MakeValues, canRaise: true, [], count));
                break;
            case Opcode.Vector:
                Push(_builder.Call(Machine.MakeVector, canRaise: true, [], count));
                break;
            case Opcode.UnpackValues or Opcode.UnpackRest:
                _builder.Run(Machine.Unpack, canRaise: true, Pop(1, info), count, info.Opcode == Opcode.UnpackRest ? 1 : 0);
                break;
            case Opcode.CallProcedure:
                Dispatch(_builder.Call(Machine.CallProcedure, canRaise: true, [], count, index + 1));
                break;
            case Opcode.TailCallProcedure:
                Dispatch(_builder.Call(Machine.TailCallProcedure, canRaise: true, [], count));
                break;
            case Opcode.Apply:
                Dispatch(_builder.Call(Machine.Apply, canRaise: true, [], index + 1));
                break;
            case Opcode.TailApply:
                Dispatch(_builder.Call(Machine.TailApply, canRaise: true, []));
                break;
            default:
                throw new Diagnostics.InternalCompilerException("lowering", $"{info.Opcode} has no rule");
        }
    }
}
