using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.BytecodePasses;

/// <summary>Constants as instructions, and what operations make of them.</summary>
/// <remarks>
/// An operation is evaluated by calling the runtime's own, so an optimized program cannot disagree with one that
/// calculates when it runs: integers wrap, floats are the same to the last bit, comparisons give the integer 1 or 0.
/// </remarks>
internal sealed class Constants
{
    /// <summary>Longer texts are joined when the program runs, or repeated doubling would fill the memory now.</summary>
    private const int LongestText = 4096;

    /// <summary>The operations called here touch nothing but their arguments and, to raise, this context.</summary>
    private readonly ProcessContext _context = new(
        new ProgramImage([new ModuleImage("", Start: 0, Length: 0, LoadError: null, Body: null)], () => ProgramSymbols.Empty), host: null!);

    /// <summary>The constant an instruction pushes; null when it does anything else.</summary>
    /// <param name="instruction">The instruction.</param>
    public static Value? Of(Instruction instruction) => instruction switch
    {
        { Opcode: Opcode.PushInt, Operand: Operand.Integer integer } => Value.Int(integer.Value),
        { Opcode: Opcode.PushFloat, Operand: Operand.Float number } => Value.Float(number.Value),
        { Opcode: Opcode.PushBool, Operand: Operand.Bool boolean } => Value.Bool(boolean.Value),
        { Opcode: Opcode.PushStr or Opcode.PushText, Operand: Operand.Text text } => Value.Text(text.Value),
        { Opcode: Opcode.True } => Value.Bool(true),
        { Opcode: Opcode.False } => Value.Bool(false),
        { Opcode: Opcode.Null } => Value.Null,
        _ => default(Value?), // Not null, which is a value of the language as well.
    };

    /// <summary>The instruction that pushes a constant.</summary>
    /// <param name="constant">The constant.</param>
    /// <param name="line">Its source line.</param>
    public static Instruction Push(Value constant, int line) => constant switch
    {
        { IsInt: true } => new Instruction(Opcode.PushInt, new Operand.Integer(constant.AsInt), line),
        { IsFloat: true } => new Instruction(Opcode.PushFloat, new Operand.Float(constant.AsFloat), line),
        { IsBool: true } => new Instruction(constant.AsBool ? Opcode.True : Opcode.False, Operand.None.Instance, line),
        { IsNull: true } => new Instruction(Opcode.Null, Operand.None.Instance, line),
        _ => new Instruction(Opcode.PushStr, new Operand.Text(constant.AsText), line),
    };

    /// <summary>Whether an operation gives the same result for the same constants whenever it is done.</summary>
    /// <param name="opcode">The operation.</param>
    public static bool CanEvaluate(Opcode opcode) => opcode is (>= Opcode.Add and <= Opcode.Or) or Opcode.Concat;

    /// <summary>What an operation gives; null when it raises, or when no instruction pushes the result.</summary>
    /// <param name="opcode">The operation.</param>
    /// <param name="operands">Its operands, deepest first.</param>
    public Value? Evaluate(Opcode opcode, params ReadOnlySpan<Value> operands)
    {
        if (!CanEvaluate(opcode) || operands.Length != InstructionSet.Of(opcode).Pops)
        {
            return null;
        }

        var result = InstructionSet.Of(opcode).Operation switch
        {
            Func<ProcessContext, Value, Value> unary => unary(_context, operands[0]),
            Func<ProcessContext, Value, Value, Value> binary => binary(_context, operands[0], operands[1]),
            _ => Value.Unset,
        };
        if (_context.Reductions < 0)
        {
            _context.Clear();
            return null;
        }

        bool isPushable = result.IsInt || result.IsFloat || result.IsBool || result.IsNull || (result.IsText && result.AsText.Length <= LongestText);
        return isPushable ? result : default(Value?);
    }
}
