using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Compiler.Ir;
using TinyTotIL.Runtime.Scheme;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Lowering;

/// <summary>The values that push instructions push.</summary>
internal static class Literals
{
    /// <summary>Type and value of a literal instruction.</summary>
    /// <param name="instruction">A push instruction.</param>
    public static (IrType Type, Value Value) Of(Instruction instruction) => instruction.Operand switch
    {
        Operand.Text text when instruction.Opcode == Opcode.PushDatum => OfDatum(text.Value),
        Operand.Integer integer => (IrType.Int, Value.Int(integer.Value)),
        Operand.Float number => (IrType.Float, Value.Float(number.Value)),
        Operand.Bool boolean => (IrType.Bool, Value.Bool(boolean.Value)),
        Operand.Text text => (IrType.Any, Value.Text(text.Value)),
        _ => instruction.Opcode switch
        {
            Opcode.True => (IrType.Bool, Value.Bool(true)),
            Opcode.False => (IrType.Bool, Value.Bool(false)),
            Opcode.Unspecified => (IrType.Any, Value.Unspecified),
            _ => (IrType.Any, Value.Null),
        },
    };

    /// <summary>Whether a literal of Lisp is an object, to be made when the program runs.</summary>
    /// <param name="instruction">The instruction.</param>
    public static bool IsObject(Instruction instruction) =>
        instruction.Opcode == Opcode.PushDatum && DatumReader.Parse(instruction.NameOperand()).Tag is not (null or Tag or string);

    private static (IrType Type, Value Value) OfDatum(string text)
    {
        var value = DatumReader.Parse(text);
        return (value.IsInt ? IrType.Int : value.IsFloat ? IrType.Float : value.IsBool ? IrType.Bool : IrType.Any, value);
    }
}
