using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Compiler.Ir;
using TinyTotIL.Runtime.Operations;

namespace TinyTotIL.Compiler.Lowering;

/// <content>Procedure calls, variables of the whole program, and instructions that take or leave as many values as their operand says.</content>
internal sealed partial class DirectLowering
{
    private void LowerLisp(Instruction instruction, int index)
    {
        switch (instruction.Opcode)
        {
            case Opcode.LoadGlobal:
                _stack.Add(_builder.Call(GlobalOperations.Load, canRaise: true, [], _program.GlobalOf(instruction.NameOperand())));
                break;
            case Opcode.DefineGlobal:
                _builder.Run(GlobalOperations.Define, canRaise: false, [Pop()], _program.GlobalOf(instruction.NameOperand()));
                break;
            case Opcode.SetGlobal:
                _builder.Run(GlobalOperations.Set, canRaise: true, [Pop()], _program.GlobalOf(instruction.NameOperand()));
                break;
            case Opcode.MakeCases:
                _stack.Add(_builder.Gather(ProcedureOperations.MakeCases, canRaise: true, Pop((int)instruction.Takes())));
                break;
            case Opcode.Values:
                LowerValues(instruction);
                break;
            case Opcode.Vector:
                _stack.Add(_builder.Gather(VectorOperations.Of, canRaise: false, Pop((int)instruction.Takes())));
                break;
            case Opcode.UnpackValues or Opcode.UnpackRest:
                LowerUnpack(instruction);
                break;
            case Opcode.CallProcedure or Opcode.Apply or Opcode.TailCallProcedure or Opcode.TailApply:
                LowerProcedureCall(instruction, index);
                break;
            default:
                throw new Diagnostics.InternalCompilerException("lowering", $"{instruction.Opcode} has no rule");
        }
    }

    private void LowerProcedureCall(Instruction instruction, int index)
    {
        bool isApply = instruction.Opcode is Opcode.Apply or Opcode.TailApply;
        var form = isApply ? ProcedureForm.Apply : ProcedureForm.Procedure;
        var callee = Pop();
        var arguments = Pop((int)instruction.Takes() - 1);
        PassHeight();
        if (instruction.Opcode is Opcode.CallProcedure or Opcode.Apply)
        {
            _stack.Add(_builder.CallProcedure(form, callee, arguments));
        }
        else
        {
            _builder.End(new Terminator.TailCallValue(callee, arguments, Results: 1, index) { Form = form });
        }
    }

    /// <summary>One result is itself.</summary>
    private void LowerValues(Instruction instruction)
    {
        if (instruction.Takes() != 1)
        {
            _stack.Add(_builder.Gather(ValuesOperations.Of, canRaise: false, Pop((int)instruction.Takes())));
        }
    }

    private void LowerUnpack(Instruction instruction)
    {
        bool withRest = instruction.Opcode == Opcode.UnpackRest;
        int count = (int)((Operand.Number)instruction.Operand).Value;
        var results = withRest
            ? _builder.Call(ValuesOperations.ExpectAtLeast, canRaise: true, [Pop()], count)
            : _builder.Call(ValuesOperations.Expect, canRaise: true, [Pop()], count);
        for (int i = 0; i < count; i++)
        {
            _stack.Add(_builder.Call(ValuesOperations.At, canRaise: false, [results], i));
        }

        if (withRest)
        {
            _stack.Add(_builder.Call(ValuesOperations.From, canRaise: false, [results], count));
        }
    }
}
