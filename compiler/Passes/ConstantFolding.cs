using System.Collections.Immutable;
using TinyTotIL.Compiler.Ir;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Passes;

/// <summary>Computes while compiling what depends on constants alone.</summary>
/// <remarks>
/// <code>
/// Before:  r0 = const "ab"  r1 = const "cd"  r2 = call_operation TextOperations.Concat(r0, r1) raises
/// After:   r0 = const "ab"  r1 = const "cd"  r2 = const "abcd"
/// </code>
/// It fires for primitives, for narrowing, and for pure operations of the runtime whose registers are all constants.
/// A primitive means what its row says; an operation is called. One that raises stays, so that it raises when the program
/// runs; so does one that gives a NaN, because which NaN comes out is the machine's choice, and one that gives much text,
/// which is cheaper to make than to store. Blocks are taken in reverse post-order, so operands come before what uses them.
/// </remarks>
internal sealed class ConstantFolding
{
    /// <summary>Characters of the longest text worth storing, and of the longest worth working on.</summary>
    private const int LongestText = 1_000;

    /// <summary>Characters stored for one function: many texts made of a few would make the output many times the input.</summary>
    private const int MostText = 100_000;

    private readonly Definitions _definitions = new();
    private OperationEvaluator? _operations;
    private int _text;

    /// <summary>The pass.</summary>
    public static Pass Pass { get; } = Pass.OfFunctions(
        "constant-folding", "Computes operations on constants.", 1, static (_, function) => new ConstantFolding().Run(function));

    private IrFunction Run(IrFunction function)
    {
        var blocks = BlockRewriting.Run(function, new ControlFlow(function).Order, Write);
        return blocks == function.Blocks ? function : function with { Blocks = blocks };
    }

    private Terminator Write(BasicBlock block, ImmutableArray<IrInstruction>.Builder output)
    {
        foreach (var instruction in block.Instructions)
        {
            var folded = Fold(instruction);
            _definitions.Add(folded);
            output.Add(folded);
        }

        return block.Terminator;
    }

    private IrInstruction Fold(IrInstruction instruction)
    {
        if (instruction is not (IrInstruction.Primitive or IrInstruction.Narrow or IrInstruction.CallOperation { IsPure: true })
            || instruction.Target is not { } target || ConstantsOf(instruction.Operands) is not { } operands)
        {
            return instruction;
        }

        var result = instruction switch
        {
            IrInstruction.Primitive primitive => Evaluate(primitive.Operator, operands),
            IrInstruction.CallOperation call => Evaluate(call, operands),
            _ => operands[0],
        };
        return result is { } value && Suits(value, target.Type)
            ? new IrInstruction.Constant(target, value, instruction.Address) { Site = instruction.Site }
            : instruction;
    }

    /// <summary>The values of registers; null when one is no constant, and when there are none: then nothing is computed.</summary>
    private Value[]? ConstantsOf(ImmutableArray<Register> registers)
    {
        var values = registers.IsEmpty ? null : new Value[registers.Length];
        for (int i = 0; i < registers.Length; i++)
        {
            if (_definitions.ConstantOf(registers[i]) is not { IsUnset: false } value)
            {
                return null;
            }

            values![i] = value;
        }

        return values;
    }

    /// <summary>A division by 0 or -1 can only stand where control never comes; there it would end the compiler.</summary>
    private static Value? Evaluate(PrimitiveOperator primitive, Value[] operands) =>
        primitive is PrimitiveOperator.DivideInt or PrimitiveOperator.RemainderInt && operands[1].AsInt is 0 or -1
            ? default(Value?)
            : Primitives.Of(primitive).Evaluate(operands);

    private Value? Evaluate(IrInstruction.CallOperation call, Value[] operands)
    {
        if (Array.Exists(operands, operand => operand.IsText && operand.AsText.Length > LongestText))
        {
            return null;
        }

        _operations ??= new OperationEvaluator();
        var result = _operations.Evaluate(call, operands);
        if (result is not { IsText: true } text)
        {
            return result;
        }

        int length = text.AsText.Length;
        if (length > LongestText || length > MostText - _text)
        {
            return null;
        }

        _text += length;
        return result;
    }

    /// <summary>Whether a register of a type can be a constant; another type shows that control never comes here.</summary>
    private static bool Suits(Value value, IrType type) =>
        IrTypes.Fits(IrTypes.Of(value), type) && !(value.IsFloat && double.IsNaN(value.AsFloat));
}
