using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Compiler.Ir;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Lowering;

/// <summary>The values that push instructions push.</summary>
internal static class Literals
{
    /// <summary>Type and value of a literal instruction.</summary>
    /// <param name="instruction">A push instruction.</param>
    public static (IrType Type, Value Value) Of(Instruction instruction) => instruction.Operand switch
    {
        Operand.Integer integer => (IrType.Int, Value.Int(integer.Value)),
        Operand.Float number => (IrType.Float, Value.Float(number.Value)),
        Operand.Bool boolean => (IrType.Bool, Value.Bool(boolean.Value)),
        Operand.Text text => (IrType.Any, Value.Text(text.Value)),
        _ => instruction.Opcode switch
        {
            Opcode.True => (IrType.Bool, Value.Bool(true)),
            Opcode.False => (IrType.Bool, Value.Bool(false)),
            _ => (IrType.Any, Value.Null),
        },
    };
}
