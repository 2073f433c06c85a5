using System.Collections.Immutable;
using TinyTotIL.Compiler.Ir;
using TinyTotIL.Runtime.Operations;

namespace TinyTotIL.Compiler.Passes;

/// <summary>An element at an index that was compared with the length of the list is read without a second comparison.</summary>
/// <remarks>
/// <code>
/// b1(r2: int):                                                       b1(r2: int):
///   r3: bool = lt_int r2, r1                                           r3: bool = lt_int r2, r1
///   branch r3 ? b2 : b3                                        =>      branch r3 ? b2 : b3
/// b2:                                                                b2:
///   r4 = call_operation ListOperations.ElementOf(r0, r2) raises        r4 = call_operation ListOperations.ElementWithin(r0, r2)
///   ...                                                                ...
///   jump b1(r5)                                                        jump b1(r5)
/// </code>
/// It fires where <c>r1</c> is <c>LengthOf(r0)</c>, the way on which the index is less dominates the reading, and the index is never negative:
/// it is a constant, or a parameter into which only such indices come, or one that was less than something, plus one. A list that a register
/// holds never becomes shorter. It is the simplest part of Bodík, Gupta and Sarkar, "ABCD: eliminating array bounds checks on demand" (2000).
/// </remarks>
internal sealed class ElementChecks
{
    private static readonly RuntimeOperation Checked = RuntimeOperation.Of(ListOperations.ElementOf);
    private static readonly RuntimeOperation Unchecked = RuntimeOperation.Of(ListOperations.ElementWithin);
    private static readonly RuntimeOperation Length = RuntimeOperation.Of(ListOperations.LengthOf);

    private readonly IrFunction _function;
    private readonly ControlFlow _flow;
    private readonly DominatorTree _dominators;
    private readonly Definitions _definitions = new();

    /// <summary>For each index, the blocks in which it is less than something, and than what.</summary>
    private readonly Dictionary<Register, List<(Register Limit, int Block)>> _limits = [];

    /// <summary>Parameters of blocks that are never negative.</summary>
    private readonly HashSet<Register> _counters = [];

    private ElementChecks(IrFunction function)
    {
        _function = function;
        _flow = new ControlFlow(function);
        _dominators = new DominatorTree(_flow);
    }

    /// <summary>The pass.</summary>
    public static Pass Pass { get; } = Pass.OfFunctions(
        "element-checks", "Reads elements at indices that were compared with the length without comparing again.", level: 1, (_, function) => Run(function));

    private static IrFunction Run(IrFunction function) =>
        function.Blocks.Any(block => block.Instructions.Any(IsReading)) ? new ElementChecks(function).Run() : function;

    private static bool IsReading(IrInstruction instruction) => instruction is IrInstruction.CallOperation call && call.Operation == Checked;

    private IrFunction Run()
    {
        foreach (int block in _flow.Order)
        {
            foreach (var instruction in _function.Blocks[block].Instructions)
            {
                _definitions.Add(instruction);
            }
        }

        FindLimits();
        if (_limits.Count == 0)
        {
            return _function;
        }

        FindCounters();
        var blocks = BlockRewriting.Run(_function, _flow.Order, Write);
        return blocks == _function.Blocks ? _function : _function with { Blocks = blocks };
    }

    private void FindLimits()
    {
        foreach (int block in _flow.Order)
        {
            if (_function.Blocks[block].Terminator is not Terminator.Branch branch || _definitions[branch.Condition] is not IrInstruction.Primitive comparison)
            {
                continue;
            }

            var operands = comparison.Operands;
            switch (comparison.Operator)
            {
                case PrimitiveOperator.LessInt:
                    AddLimit(operands[0], operands[1], branch.Otherwise.Block);
                    break;
                case PrimitiveOperator.GreaterInt:
                    AddLimit(operands[1], operands[0], branch.Otherwise.Block);
                    break;
                case PrimitiveOperator.GreaterOrEqualInt:
                    AddLimit(operands[0], operands[1], branch.IfFalsy.Block);
                    break;
                case PrimitiveOperator.LessOrEqualInt:
                    AddLimit(operands[1], operands[0], branch.IfFalsy.Block);
                    break;
            }
        }
    }

    /// <summary>Where a block has another way in, the comparison says nothing about it.</summary>
    private void AddLimit(Register index, Register limit, int block)
    {
        if (_flow.PredecessorsOf(block).Count == 1 && _flow.ProtectedBy(block).Count == 0 && !IsEntry(block))
        {
            if (!_limits.TryGetValue(index, out var known))
            {
                _limits.Add(index, known = []);
            }

            known.Add((limit, block));
        }
    }

    private bool IsEntry(int block) => block == 0 || _function.Blocks[block].Leader >= 0;

    /// <summary>All parameters are taken for counters until something else is found to come in.</summary>
    private void FindCounters()
    {
        foreach (int block in _flow.Order)
        {
            _counters.UnionWith(_function.Blocks[block].Parameters.Where(parameter => parameter.Type == IrType.Int));
        }

        // Those of an entry come from outside.
        foreach (int block in _flow.Order.Where(IsEntry))
        {
            _counters.ExceptWith(_function.Blocks[block].Parameters);
        }

        bool changed = true;
        while (changed)
        {
            changed = false;
            foreach (int block in _flow.Order)
            {
                foreach (var edge in _function.Blocks[block].Terminator.Edges)
                {
                    for (int i = 0; i < edge.Arguments.Length; i++)
                    {
                        if (!IsNeverNegative(edge.Arguments[i], block))
                        {
                            changed |= _counters.Remove(_function.Blocks[edge.Block].Parameters[i]);
                        }
                    }
                }
            }
        }
    }

    /// <summary>Whether a register is at least 0, as far as is known at the end of a block. What is less than an integer can be counted up by one.</summary>
    private bool IsNeverNegative(Register register, int block) =>
        IsStart(register)
        || (_definitions.PrimitiveOf(register, PrimitiveOperator.AddInt) is { Operands: [var counted, var step] }
            && _definitions.ConstantOf(step) is { Bits: 0 or 1 } && IsStart(counted) && LimitsAt(counted, block).Any());

    private bool IsStart(Register register) =>
        _counters.Contains(register) || _definitions.ConstantOf(register) is { IsInt: true, Bits: >= 0 };

    private IEnumerable<Register> LimitsAt(Register index, int block) => !_limits.TryGetValue(index, out var known)
        ? []
        : known.Where(limit => limit.Block == block || _dominators.Reaches(limit.Block, block)).Select(limit => limit.Limit);

    private Terminator Write(BasicBlock block, ImmutableArray<IrInstruction>.Builder output)
    {
        foreach (var instruction in block.Instructions)
        {
            output.Add(instruction is IrInstruction.CallOperation { Arguments: [var list, var index] } call && call.Operation == Checked
                && IsStart(index) && LimitsAt(index, block.Number).Any(limit => IsLengthOf(limit, list))
                    ? call with { Operation = Unchecked, CanRaise = false }
                    : instruction);
        }

        return block.Terminator;
    }

    private bool IsLengthOf(Register limit, Register list) =>
        _definitions[limit] is IrInstruction.CallOperation call && call.Operation == Length && call.Arguments[0] == list;
}
