using Mono.Cecil.Cil;
using TinyTotIL.Compiler.Ir;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Emission;

/// <summary>Writes the ways from block to block: the moves into parameters, and branches fused with their comparisons.</summary>
internal sealed class EdgeEmitter
{
    private readonly IIlEmitter _il;
    private readonly ProgramMembers _members;
    private readonly IrFunction _function;
    private readonly StackPlan _plan;
    private readonly RegisterStorage _storage;
    private readonly OperandEmitter _operands;
    private readonly IlLabel[] _labels;

    /// <summary>Writes the edges of one function.</summary>
    /// <param name="il">Its method.</param>
    /// <param name="members">What it refers to.</param>
    /// <param name="function">The function.</param>
    /// <param name="plan">Where its registers are.</param>
    /// <param name="storage">Its locals.</param>
    /// <param name="operands">Pushes its registers.</param>
    /// <param name="labels">The labels of its blocks, by number.</param>
    public EdgeEmitter(
        IIlEmitter il, ProgramMembers members, IrFunction function, StackPlan plan, RegisterStorage storage, OperandEmitter operands, IlLabel[] labels) =>
        (_il, _members, _function, _plan, _storage, _operands, _labels) = (il, members, function, plan, storage, operands, labels);

    /// <summary>Goes on in a block.</summary>
    /// <param name="edge">The way there.</param>
    /// <param name="next">Number of the block that is written next.</param>
    public void WriteJump(IrEdge edge, int next) => WriteJump(edge.Block, MovesOf(edge), next);

    private void WriteJump(int block, ParallelMoves moves, int next)
    {
        WriteMoves(moves);
        if (block != next)
        {
            _il.Branch(_labels[block]);
        }
    }

    /// <summary>Goes on in one of two blocks.</summary>
    /// <param name="branch">The branch.</param>
    /// <param name="next">Number of the block that is written next.</param>
    public void WriteBranch(Terminator.Branch branch, int next)
    {
        if (_operands.ConstantOf(branch.Condition) is { } constant)
        {
            WriteJump(constant.IsFalsy() ? branch.IfFalsy : branch.Otherwise, next);
            return;
        }

        if (branch.Condition.Type is not (IrType.Any or IrType.Int or IrType.Bool))
        {
            WriteJump(branch.Otherwise, next);
            return;
        }

        var (falsy, otherwise) = (MovesOf(branch.IfFalsy), MovesOf(branch.Otherwise));
        // A branch cannot move anything by itself, so the way with moves is the one that is not branched to.
        bool jumpsIfTrue = falsy.IsEmpty == otherwise.IsEmpty ? branch.IfFalsy.Block == next : otherwise.IsEmpty;
        var (jumped, jumpedMoves) = jumpsIfTrue ? (branch.Otherwise, otherwise) : (branch.IfFalsy, falsy);
        var (fallen, fallenMoves) = jumpsIfTrue ? (branch.IfFalsy, falsy) : (branch.Otherwise, otherwise);
        var label = jumpedMoves.IsEmpty ? _labels[jumped.Block] : _il.DefineLabel();
        WriteCondition(branch.Condition, jumpsIfTrue, label);
        WriteJump(fallen.Block, fallenMoves, jumpedMoves.IsEmpty ? next : -1);
        if (!jumpedMoves.IsEmpty)
        {
            _il.MarkLabel(label);
            WriteJump(jumped.Block, jumpedMoves, next);
        }
    }

    /// <summary>Moves the arguments of a call of the function itself into its parameters.</summary>
    /// <param name="call">The call.</param>
    public void WriteArguments(Terminator.TailCall call)
    {
        var moves = new ParallelMoves();
        for (int i = 0; i < call.Arguments.Length; i++)
        {
            Add(moves, RegisterStorage.PlaceOf(_function.Parameters[i]), call.Arguments[i]);
        }

        WriteMoves(moves);
    }

    private ParallelMoves MovesOf(IrEdge edge)
    {
        var moves = new ParallelMoves();
        var parameters = _function.Blocks[edge.Block].Parameters;
        for (int i = 0; i < parameters.Length; i++)
        {
            if (_plan.PlaceOf(parameters[i]) == RegisterPlace.Local)
            {
                Add(moves, _storage.PlaceOf(parameters[i]), edge.Arguments[i]);
            }
        }

        return moves;
    }

    private void Add(ParallelMoves moves, int target, Register source)
    {
        if (_operands.IsIn(source, target))
        {
            return;
        }

        var reads = new HashSet<int>();
        _storage.AddPlaces(source, reads);
        moves.Add(target, source, reads);
    }

    private void WriteMoves(ParallelMoves moves)
    {
        if (moves.IsEmpty)
        {
            return;
        }

        var (first, together) = moves.Order();
        foreach (var (target, source) in first)
        {
            _operands.LoadAs(source, _storage.TypeOf(target));
            _storage.StorePlace(target);
        }

        foreach (var (target, source) in together)
        {
            _operands.LoadAs(source, _storage.TypeOf(target));
        }

        for (int i = together.Count - 1; i >= 0; i--)
        {
            _storage.StorePlace(together[i].Target);
        }
    }

    private void WriteCondition(Register condition, bool jumpsIfTrue, IlLabel label)
    {
        while (_plan.PlaceOf(condition) == RegisterPlace.Stacked
            && _plan.DefinitionOf(condition) is IrInstruction.Primitive { Operator: PrimitiveOperator.IntOfBool or PrimitiveOperator.NotBool } wrapper)
        {
            jumpsIfTrue ^= wrapper.Operator == PrimitiveOperator.NotBool;
            condition = wrapper.Arguments[0];
        }

        if (_plan.PlaceOf(condition) == RegisterPlace.Stacked
            && _plan.DefinitionOf(condition) is IrInstruction.Primitive comparison
            && PrimitiveOpcodes.BranchesOf(comparison.Operator) is var (ifTrue, ifFalse))
        {
            WriteComparison(comparison, jumpsIfTrue ? ifTrue : ifFalse, label);
            return;
        }

        if (condition.Type == IrType.Any)
        {
            _operands.TryLoadAddress(condition);
            _il.Call(_members.Runtime.Method(typeof(Value), nameof(Value.IsFalsy)));
            jumpsIfTrue = !jumpsIfTrue;
        }
        else
        {
            _operands.Load(condition);
        }

        _il.Emit(jumpsIfTrue ? OpCodes.Brtrue : OpCodes.Brfalse, label);
    }

    private void WriteComparison(IrInstruction.Primitive comparison, OpCode branch, IlLabel label)
    {
        _operands.Load(comparison.Arguments[0]);
        bool isZeroTest = branch.Code is Code.Beq or Code.Bne_Un && _operands.ConstantOf(comparison.Arguments[1]) is { Bits: 0, IsInt: true };
        if (isZeroTest)
        {
            branch = branch.Code == Code.Beq ? OpCodes.Brfalse : OpCodes.Brtrue;
        }
        else
        {
            _operands.Load(comparison.Arguments[1]);
        }

        _il.Emit(branch, label);
    }
}
