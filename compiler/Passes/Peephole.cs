using System.Collections.Immutable;
using TinyTotIL.Compiler.Ir;
using static TinyTotIL.Compiler.Ir.PrimitiveOperator;

namespace TinyTotIL.Compiler.Passes;

/// <summary>Removes steps that an instruction and the one that defines its operand make superfluous together.</summary>
/// <remarks>
/// <code>
/// Before:  r2: bool = ne_int r1, r0(0)    r3: int = int_of_bool r2    branch r3 ? b1 : b2
/// After:   r2: bool = ne_int r1, r0(0)    r3: int = int_of_bool r2    branch r1 ? b1 : b2
/// </code>
/// <para>
/// A branch looks through <c>int_of_bool</c>, <c>not_bool</c> and comparisons with 0, because it takes an integer as well as
/// a boolean. Narrowing what is narrow already is dropped. A captured value of a closure made here is the register that was
/// captured. A check that a variable is set goes away where its register comes from something that always gives a value.
/// </para>
/// <para>What is no longer read is left to dead-code elimination, equal checks to common-subexpression elimination.</para>
/// </remarks>
internal sealed class Peephole
{
    private readonly IrFunction _function;
    private readonly Definitions _definitions = new();
    private readonly RegisterReplacement _replaced = new();

    private Peephole(IrFunction function) => _function = function;

    /// <summary>The pass.</summary>
    public static Pass Pass { get; } = Pass.OfFunctions(
        "peephole", "Removes detours of conditions, conversions and checks.", 1, static (_, function) => new Peephole(function).Run());

    private IrFunction Run()
    {
        var blocks = BlockRewriting.Run(_function, new ControlFlow(_function).Order, Write);
        return blocks == _function.Blocks ? _function : _function with { Blocks = _replaced.Apply(blocks), Names = _replaced.Apply(_function.Names) };
    }

    private Terminator Write(BasicBlock block, ImmutableArray<IrInstruction>.Builder output)
    {
        for (int i = 0; i < block.Instructions.Length; i++)
        {
            var instruction = IrRewriter.MapOperands(block.Instructions[i], _replaced.Resolve);
            if (SameAs(instruction) is { } other)
            {
                _replaced.Replace(instruction.Target!.Value, other);
                continue;
            }

            bool isNeeded = instruction is not IrInstruction.CheckSet check || MayBeUnset(check.Value) || EndsHere(block, i);
            if (isNeeded)
            {
                _definitions.Add(instruction);
                output.Add(instruction);
            }
        }

        return block.Terminator is Terminator.Branch branch ? Direct(branch) : block.Terminator;
    }

    /// <summary>Whether the end of a block relies on an instruction to raise.</summary>
    private static bool EndsHere(BasicBlock block, int position) =>
        position == block.Instructions.Length - 1 && block.Terminator is Terminator.Unreachable;

    /// <summary>A register that already holds what an instruction defines; null when there is none.</summary>
    private Register? SameAs(IrInstruction instruction) => instruction switch
    {
        IrInstruction.Narrow narrow when narrow.Value.Type == narrow.Defined.Type => narrow.Value,
        IrInstruction.LoadCaptured load when MakerOf(load.Function) is { } make && load.Number < make.Captured.Length => make.Captured[load.Number],
        _ => null,
    };

    private IrInstruction.MakeFunction? MakerOf(Register function) => _definitions[function] switch
    {
        IrInstruction.Narrow narrow => _definitions[narrow.Value] as IrInstruction.MakeFunction,
        var definition => definition as IrInstruction.MakeFunction,
    };

    /// <summary>The unset mark comes from variables, from what carries them, and from operations that let it pass.</summary>
    private bool MayBeUnset(Register register) => register.Type == IrType.Any && _definitions[register] switch
    {
        null or IrInstruction.GetVariable or IrInstruction.Constant { Value.IsUnset: true } => true,
        IrInstruction.CallOperation call => call.Operation.AcceptsUnset.Contains(true),
        _ => false,
    };

    /// <summary>Each step leads to a register that was defined earlier.</summary>
    private Terminator.Branch Direct(Terminator.Branch branch)
    {
        var condition = _replaced.Resolve(branch.Condition);
        bool isOpposite = false;
        while (_definitions[condition] is IrInstruction.Primitive primitive)
        {
            if (primitive.Operator is IntOfBool or NotBool)
            {
                isOpposite ^= primitive.Operator == NotBool;
                condition = primitive.Arguments[0];
            }
            else if (primitive.Operator is EqualInt or NotEqualInt && ComparedWithZero(primitive) is { } compared)
            {
                isOpposite ^= primitive.Operator == EqualInt;
                condition = compared;
            }
            else
            {
                break;
            }
        }

        if (condition == branch.Condition)
        {
            return branch;
        }

        var (ifFalsy, otherwise) = isOpposite ? (branch.Otherwise, branch.IfFalsy) : (branch.IfFalsy, branch.Otherwise);
        return branch with { Condition = condition, IfFalsy = ifFalsy, Otherwise = otherwise };
    }

    private Register? ComparedWithZero(IrInstruction.Primitive comparison)
    {
        var (left, right) = (comparison.Arguments[0], comparison.Arguments[1]);
        return _definitions.ConstantOf(right) is { AsInt: 0 } ? left
            : _definitions.ConstantOf(left) is { AsInt: 0 } ? right
            : null;
    }
}
