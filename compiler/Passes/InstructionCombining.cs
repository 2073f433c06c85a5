using System.Collections.Immutable;
using TinyTotIL.Compiler.Ir;
using TinyTotIL.Runtime.Values;
using static TinyTotIL.Compiler.Ir.PrimitiveOperator;

namespace TinyTotIL.Compiler.Passes;

/// <summary>Makes primitives simpler by what defines their operands.</summary>
/// <remarks>
/// <code>
/// Before:  r2: int = add_int r1, r0(5)    r3: int = add_int r2, r0(5)    r4: bool = lt_int r3, r3
/// After:   r2: int = add_int r1, r0(5)    r3: int = add_int r1, r5(10)   r4: bool = const false
/// </code>
/// <para>
/// In this order: a constant goes to the right where operands may change places; an identity of
/// <see cref="AlgebraicIdentities"/>; the negation of a negation and the like is the value itself; the negation of an integer
/// comparison is the opposite comparison; two constants of a chain of one operator become one; a comparison of
/// <c>int_of_bool</c> with a constant is the boolean, its negation or a constant.
/// </para>
/// <para>
/// Operands that are no longer read are left to dead-code elimination. Multiplications by powers of two stay, since the JIT
/// turns them into shifts itself. Blocks are taken in reverse post-order, so the operands of an instruction have been made
/// as simple as they get before it.
/// </para>
/// </remarks>
internal sealed class InstructionCombining
{
    private readonly IrFunction _function;
    private readonly Definitions _definitions = new();
    private readonly RegisterReplacement _replaced = new();
    private ImmutableArray<IrInstruction>.Builder _output = null!;
    private int _registerCount;

    private InstructionCombining(IrFunction function) => (_function, _registerCount) = (function, function.RegisterCount);

    /// <summary>The pass.</summary>
    public static Pass Pass { get; } = Pass.OfFunctions(
        "instruction-combining", "Simplifies arithmetic by algebra.", 1, static (_, function) => new InstructionCombining(function).Run());

    private IrFunction Run()
    {
        var blocks = BlockRewriting.Run(_function, new ControlFlow(_function).Order, Write);
        return blocks == _function.Blocks
            ? _function
            : _function with { Blocks = _replaced.Apply(blocks), Names = _replaced.Apply(_function.Names), RegisterCount = _registerCount };
    }

    private Terminator Write(BasicBlock block, ImmutableArray<IrInstruction>.Builder output)
    {
        _output = output;
        foreach (var instruction in block.Instructions)
        {
            var mapped = IrRewriter.MapOperands(instruction, _replaced.Resolve);
            if (mapped is IrInstruction.Primitive primitive)
            {
                Combine(primitive);
            }
            else
            {
                Add(mapped);
            }
        }

        return block.Terminator;
    }

    private void Add(IrInstruction instruction)
    {
        _definitions.Add(instruction);
        _output.Add(instruction);
    }

    /// <summary>Each step leaves less to do: a constant further right, an operator fewer, or operands that were defined earlier.</summary>
    private void Combine(IrInstruction.Primitive primitive)
    {
        while (Simpler(primitive) is { } simpler)
        {
            if (simpler.Register is { } register)
            {
                _replaced.Replace(primitive.Defined, register);
                return;
            }

            if (simpler.Constant is { } constant)
            {
                Add(new IrInstruction.Constant(primitive.Defined, constant, primitive.Address) { Site = primitive.Site });
                return;
            }

            primitive = simpler.Primitive!;
        }

        Add(primitive);
    }

    private Simplification? Simpler(IrInstruction.Primitive primitive) =>
        primitive.Arguments.Length == 1
            ? SimplerNegation(primitive)
            : ConstantToTheRight(primitive) ?? SimplerByIdentity(primitive) ?? SimplerChain(primitive) ?? SimplerCondition(primitive);

    private Simplification? ConstantToTheRight(IrInstruction.Primitive primitive)
    {
        var (left, right) = (primitive.Arguments[0], primitive.Arguments[1]);
        var info = Primitives.Of(primitive.Operator);
        bool mayMove = info.IsCommutative || info.Swapped is not null;
        return mayMove && _definitions.ConstantOf(left) is not null && _definitions.ConstantOf(right) is null
            ? new Simplification(primitive with { Operator = info.Swapped ?? primitive.Operator, Arguments = [right, left] })
            : null;
    }

    private Simplification? SimplerByIdentity(IrInstruction.Primitive primitive)
    {
        var (left, right) = (primitive.Arguments[0], primitive.Arguments[1]);
        if (AlgebraicIdentities.Find(primitive, _definitions.ConstantOf(left), _definitions.ConstantOf(right)) is not { } identity)
        {
            return null;
        }

        var other = primitive.Arguments[identity.Other];
        return identity.Result is { } result ? new Simplification(result)
            : identity.Applied is { } applied ? new Simplification(primitive with { Operator = applied, Arguments = [other] })
            : new Simplification(other);
    }

    /// <summary>What is undone by doing it again, and comparisons with an opposite; floats have none because of NaN.</summary>
    private Simplification? SimplerNegation(IrInstruction.Primitive primitive)
    {
        bool isUndoneByItself = primitive.Operator is NegateInt or ComplementInt or NegateFloat or NotBool;
        if (isUndoneByItself && _definitions.PrimitiveOf(primitive.Arguments[0], primitive.Operator) is { } first)
        {
            return new Simplification(first.Arguments[0]);
        }

        return primitive.Operator == NotBool
            && _definitions[primitive.Arguments[0]] is IrInstruction.Primitive comparison
            && Primitives.Of(comparison.Operator).Negated is { } negated
            ? new Simplification(primitive with { Operator = negated, Arguments = comparison.Arguments })
            : null;
    }

    /// <summary>(x op c1) op c2 is x op (c1 op c2) for integers; addition and subtraction mix, modulo 2^64.</summary>
    private Simplification? SimplerChain(IrInstruction.Primitive primitive)
    {
        if (_definitions.ConstantOf(primitive.Arguments[1]) is not { } last
            || _definitions[primitive.Arguments[0]] is not IrInstruction.Primitive { Arguments.Length: 2 } inner
            || _definitions.ConstantOf(inner.Arguments[1]) is not { } first)
        {
            return null;
        }

        var (outerOperator, innerOperator) = (primitive.Operator, inner.Operator);
        if (outerOperator is AddInt or SubtractInt && innerOperator is AddInt or SubtractInt)
        {
            // The inner operator stays, so the outer constant counts the other way when it differs.
            var sum = Primitives.Of(outerOperator == innerOperator ? AddInt : SubtractInt).Evaluate([first, last]);
            return new Simplification(primitive with { Operator = innerOperator, Arguments = [inner.Arguments[0], NewConstant(sum, primitive)] });
        }

        bool isAssociative = outerOperator is MultiplyInt or AndInt or OrInt or XorInt;
        return isAssociative && innerOperator == outerOperator
            ? new Simplification(
                primitive with { Arguments = [inner.Arguments[0], NewConstant(Primitives.Of(outerOperator).Evaluate([first, last]), primitive)] })
            : null;
    }

    /// <summary>A comparison of 1 or 0 with a constant says one of four things about the boolean.</summary>
    private Simplification? SimplerCondition(IrInstruction.Primitive primitive)
    {
        var info = Primitives.Of(primitive.Operator);
        if (info.Negated is null
            || _definitions.ConstantOf(primitive.Arguments[1]) is not { } constant
            || _definitions.PrimitiveOf(primitive.Arguments[0], IntOfBool) is not { } conversion)
        {
            return null;
        }

        bool ifFalse = info.Evaluate([Value.Int(0), constant]).AsBool;
        bool ifTrue = info.Evaluate([Value.Int(1), constant]).AsBool;
        var condition = conversion.Arguments[0];
        return ifFalse == ifTrue ? new Simplification(Value.Bool(ifTrue))
            : ifTrue ? new Simplification(condition)
            : new Simplification(primitive with { Operator = NotBool, Arguments = [condition] });
    }

    private Register NewConstant(Value value, IrInstruction.Primitive origin)
    {
        var register = new Register(_registerCount++, IrType.Int);
        Add(new IrInstruction.Constant(register, value, origin.Address) { Site = origin.Site });
        return register;
    }

    /// <summary>What stands for a primitive: another one, a register, or a constant.</summary>
    private sealed record Simplification(IrInstruction.Primitive? Primitive, Register? Register, Value? Constant)
    {
        public Simplification(IrInstruction.Primitive primitive)
            : this(primitive, null, null)
        {
        }

        public Simplification(Register register)
            : this(null, register, null)
        {
        }

        public Simplification(Value constant)
            : this(null, null, constant)
        {
        }
    }
}
