using TinyTotIL.Compiler.Ir;
using TinyTotIL.Compiler.IrExecution;

namespace TinyTotIL.Compiler.Tests.IrExecution;

/// <summary>The numbers of opcodes that are computed from others.</summary>
public sealed class IrOpcodeTests
{
    [Fact]
    public void The_forms_of_a_call_follow_each_other()
    {
        Assert.Equal([IrOpcode.CallValue, IrOpcode.CallProcedure, IrOpcode.Apply], Enum.GetValues<ProcedureForm>().Select(form => IrOpcode.CallValue + (byte)form));
        Assert.Equal(
            [IrOpcode.TailCallValue, IrOpcode.TailCallProcedure, IrOpcode.TailApply], Enum.GetValues<ProcedureForm>().Select(form => IrOpcode.TailCallValue + (byte)form));
    }
}
