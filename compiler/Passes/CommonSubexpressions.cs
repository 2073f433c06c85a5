using System.Collections.Immutable;
using TinyTotIL.Compiler.Ir;

namespace TinyTotIL.Compiler.Passes;

/// <summary>Computes once what is computed again where the first result is still known.</summary>
/// <remarks>
/// <code>
/// Before:  b0: r2: int = mul_int r0, r1  ...  jump b1      b1: r3: int = mul_int r1, r0  r4: int = add_int r2, r3
/// After:   b0: r2: int = mul_int r0, r1  ...  jump b1      b1: r4: int = add_int r2, r2
/// </code>
/// <para>
/// It fires for pure instructions with the same operation and operands where the definition of the earlier one dominates the
/// later: arithmetic, conversions, reads of lists, objects and captured values, checks, and reads of variables that the
/// function never sets. One that may raise goes as well, whatever its handler: the earlier one did not raise, or control would not
/// be here. Instructions that make objects stay (see <see cref="IrInstruction.MakesObject"/>), and so do constants, which are cheaper to
/// load again than to keep; two that are equal count as the same operand.
/// </para>
/// <para>
/// Value numbering over the dominator tree, after Briggs, Cooper and Simpson, "Value Numbering" (1997). Each expression keeps
/// a stack of where it was computed; in the order of <see cref="DominatorTree.Preorder"/> what no longer dominates lies on
/// top and never will again, so it is dropped for good when it is met.
/// </para>
/// </remarks>
internal sealed class CommonSubexpressions
{
    private readonly IrFunction _function;
    private readonly DominatorTree _dominators;
    private readonly bool[] _isSet;
    private readonly Dictionary<Expression, Stack<(int Block, Register? Result)>> _computed = [];
    private readonly Dictionary<(IrType Type, object? Tag, long Bits), int> _constants = [];
    private readonly Dictionary<int, int> _numberOfConstant = [];
    private readonly RegisterReplacement _replaced = new();

    private CommonSubexpressions(IrFunction function)
    {
        _function = function;
        _dominators = new DominatorTree(new ControlFlow(function));
        _isSet = new bool[function.Variables.Length];
        foreach (var set in function.Blocks.SelectMany(block => block.Instructions).OfType<IrInstruction.SetVariable>())
        {
            _isSet[set.Variable.Number] = true;
        }
    }

    /// <summary>The pass.</summary>
    public static Pass Pass { get; } = Pass.OfFunctions(
        "common-subexpressions", "Computes equal expressions once.", 1, static (_, function) => new CommonSubexpressions(function).Run());

    private IrFunction Run()
    {
        var blocks = BlockRewriting.Run(_function, _dominators.Preorder, Write);
        return blocks == _function.Blocks ? _function : _function with { Blocks = _replaced.Apply(blocks), Names = _replaced.Apply(_function.Names) };
    }

    private Terminator Write(BasicBlock block, ImmutableArray<IrInstruction>.Builder output)
    {
        for (int i = 0; i < block.Instructions.Length; i++)
        {
            var instruction = IrRewriter.MapOperands(block.Instructions[i], _replaced.Resolve);
            bool endsHere = i == block.Instructions.Length - 1 && block.Terminator is Terminator.Unreachable;
            if (endsHere || ExpressionOf(instruction) is not { } expression || !IsKnown(expression, instruction.Target, block.Number))
            {
                output.Add(instruction);
            }
        }

        return block.Terminator;
    }

    /// <summary>Whether an expression has its value already; if so that stands for the register, else the register is noted.</summary>
    private bool IsKnown(Expression expression, Register? target, int block)
    {
        if (!_computed.TryGetValue(expression, out var places))
        {
            _computed.Add(expression, places = []);
        }

        while (places.TryPeek(out var last) && last.Block != block && !_dominators.Reaches(last.Block, block))
        {
            places.Pop();
        }

        // Where nobody read the first result, there is no register to read now.
        if (!places.TryPeek(out var earlier) || (earlier.Result is null && target is not null))
        {
            places.Push((block, target));
            return false;
        }

        if (target is { } register)
        {
            _replaced.Replace(register, earlier.Result!.Value);
        }

        return true;
    }

    /// <summary>What an instruction computes; null when it must stay whatever came before.</summary>
    private Expression? ExpressionOf(IrInstruction instruction)
    {
        if (!instruction.IsPure || instruction.MakesObject)
        {
            return null;
        }

        switch (instruction)
        {
            case IrInstruction.Constant constant:
                Note(constant);
                return null;
            case IrInstruction.GetVariable get:
                return _isSet[get.Variable.Number] ? null : Make(get.Variable, instruction);
            case IrInstruction.Primitive primitive:
                return Make(primitive.Operator, instruction, sorts: Primitives.Of(primitive.Operator).IsCommutative);
            case IrInstruction.CallOperation call:
                return Make(call.Operation, instruction, immediates: call.Immediates);
            case IrInstruction.LoadCaptured load:
                return Make(typeof(IrInstruction.LoadCaptured), instruction, immediates: [load.Number]);
            case IrInstruction.Narrow or IrInstruction.CheckSet:
                return Make(instruction.GetType(), instruction);
            default:
                return null;
        }
    }

    /// <summary>The type of a call is that of its operation, whether or not its result is read.</summary>
    private Expression Make(object operation, IrInstruction instruction, bool sorts = false, ImmutableArray<object> immediates = default)
    {
        int[] operands = [.. instruction.Operands.Select(NumberOf)];
        if (sorts)
        {
            Array.Sort(operands);
        }

        var type = instruction is IrInstruction.CallOperation ? null : instruction.Target?.Type;
        return new Expression(operation, type, operands, immediates.IsDefault ? [] : immediates);
    }

    private void Note(IrInstruction.Constant constant)
    {
        var (type, value) = (constant.Defined.Type, constant.Value);
        _constants.TryAdd((type, value.Tag, value.Bits), constant.Defined.Number);
        _numberOfConstant[constant.Defined.Number] = _constants[(type, value.Tag, value.Bits)];
    }

    /// <summary>Equal constants have the number of the first; every other register its own.</summary>
    private int NumberOf(Register register) => _numberOfConstant.GetValueOrDefault(register.Number, register.Number);
}
