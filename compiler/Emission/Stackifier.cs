using System.Collections.Immutable;
using TinyTotIL.Compiler.Ir;

namespace TinyTotIL.Compiler.Emission;

/// <summary>Decides which registers stay on the evaluation stack.</summary>
/// <remarks>
/// <para>
/// Constants, and reads of variables that are not overwritten before the last use, are written again at each use. What
/// cannot raise and has no effect is written at its only use in the same block, so that a tree of such instructions
/// becomes one expression; something with an effect that cannot raise may move only when nothing else is written in
/// between. Everything else is written in place and kept in a local, also what may raise: the test that follows leaves
/// the method, and the evaluation stack must be empty there.
/// </para>
/// <para>Each block is walked backwards, so that the uses of a register are decided before its definition. Linear.</para>
/// </remarks>
internal sealed class Stackifier
{
    /// <summary>Deeper expressions are cut: writing them, and the JIT's reading, goes by recursion.</summary>
    private const int DeepestTree = 24;

    private const int NoBlock = -1;
    private const int SeveralBlocks = -2;

    private readonly IrFunction _function;
    private readonly IReadOnlyList<int> _order;
    private readonly Func<IrInstruction, bool> _mayRaise;
    private readonly Func<IrInstruction, bool> _isRetried;
    private readonly StackPlan _plan;
    private readonly int[] _uses;
    private readonly int[] _usingBlock;
    private readonly int[] _lastRoot;
    private readonly int[] _depth;
    private readonly bool[] _isPinned;
    private readonly bool[] _isOverwritten;
    private readonly Dictionary<int, int> _nextWrite = [];
    private int _block;
    private int _nextRoot;
    private bool _canJoinNext;
    private int _nextEffect;

    private Stackifier(IrFunction function, IReadOnlyList<int> order, Func<IrInstruction, bool> mayRaise, Func<IrInstruction, bool> isRetried)
    {
        (_function, _order, _mayRaise, _isRetried) = (function, order, mayRaise, isRetried);
        _plan = new StackPlan(function);
        _uses = new int[function.RegisterCount];
        _usingBlock = new int[function.RegisterCount];
        _lastRoot = new int[function.RegisterCount];
        _depth = new int[function.RegisterCount];
        _isPinned = new bool[function.RegisterCount];
        _isOverwritten = new bool[function.Variables.Length];
        Array.Fill(_usingBlock, NoBlock);
    }

    /// <summary>Decides for a function.</summary>
    /// <param name="function">The function.</param>
    /// <param name="order">Its reachable blocks, each after those that dominate it.</param>
    /// <param name="mayRaise">Whether a test follows an instruction.</param>
    /// <param name="isRetried">Whether an instruction may be done a second time; its operands then are too, as far as they are a part of it.</param>
    public static StackPlan Run(IrFunction function, IReadOnlyList<int> order, Func<IrInstruction, bool> mayRaise, Func<IrInstruction, bool> isRetried)
    {
        var stackifier = new Stackifier(function, order, mayRaise, isRetried);
        stackifier.CountUses();
        for (int i = order.Count - 1; i >= 0; i--)
        {
            stackifier.PlanBlock(function.Blocks[order[i]]);
        }

        return stackifier._plan;
    }

    private void CountUses()
    {
        var passed = new Dictionary<int, List<(int Block, Register Argument)>>();
        foreach (int number in _order)
        {
            var block = _function.Blocks[number];
            foreach (var instruction in block.Instructions)
            {
                CountUses(number, instruction.Operands);
                if (instruction is IrInstruction.SetVariable set)
                {
                    _isOverwritten[set.Variable.Number] = true;
                }
            }

            CountUses(number, block.Terminator.Operands);
            foreach (var edge in block.Terminator.Edges)
            {
                var parameters = _function.Blocks[edge.Block].Parameters;
                for (int i = 0; i < parameters.Length; i++)
                {
                    if (!passed.TryGetValue(parameters[i].Number, out var arguments))
                    {
                        passed.Add(parameters[i].Number, arguments = []);
                    }

                    arguments.Add((number, edge.Arguments[i]));
                }
            }
        }

        CountPassed(passed);
    }

    /// <summary>What an edge passes is used when something reads the parameter, perhaps by passing it on.</summary>
    private void CountPassed(Dictionary<int, List<(int Block, Register Argument)>> passed)
    {
        var wanted = new Stack<int>(passed.Keys.Where(parameter => _uses[parameter] > 0));
        while (wanted.TryPop(out int parameter))
        {
            foreach (var (block, argument) in passed[parameter])
            {
                bool isNews = _uses[argument.Number] == 0;
                CountUses(block, [argument]);
                if (isNews && passed.ContainsKey(argument.Number))
                {
                    wanted.Push(argument.Number);
                }
            }
        }

        foreach (int number in _order)
        {
            foreach (var parameter in _function.Blocks[number].Parameters)
            {
                _plan.Place(parameter, _uses[parameter.Number] == 0 ? RegisterPlace.Nowhere : RegisterPlace.Local, null);
            }
        }
    }

    private void CountUses(int block, ImmutableArray<Register> registers)
    {
        foreach (var register in registers)
        {
            _uses[register.Number]++;
            ref int known = ref _usingBlock[register.Number];
            known = known == NoBlock || known == block ? block : SeveralBlocks;
        }
    }

    private void PlanBlock(BasicBlock block)
    {
        int end = block.Instructions.Length;
        var roots = new int[end];
        (_block, _nextRoot, _nextEffect) = (block.Number, end, end);
        _nextWrite.Clear();
        NoteTerminator(block.Terminator, end);
        for (int i = end - 1; i >= 0; i--)
        {
            roots[i] = RootOf(block.Instructions[i], i);
            if (roots[i] == i)
            {
                (_nextRoot, _canJoinNext) = (i, !_isRetried(block.Instructions[i]));
            }

            if (block.Instructions[i] is { IsPure: false } and not IrInstruction.SetVariable)
            {
                _nextEffect = i;
            }

            if (block.Instructions[i] is IrInstruction.SetVariable set)
            {
                _nextWrite[set.Variable.Number] = i;
            }
        }

        _plan.SetRoots(block.Number, roots);
    }

    private void NoteTerminator(Terminator terminator, int position)
    {
        Note(terminator.Operands, position, depth: 0);
        foreach (var edge in terminator.Edges)
        {
            Note(_plan.PassedBy(_function, edge), position, depth: 0);
        }

        // What a branch passes, it passes on one of two ways.
        _canJoinNext = terminator is not Terminator.Branch;

        // Whether any value counts as true is asked through its address.
        if (terminator is Terminator.Branch { Condition: { Type: IrType.Any } condition })
        {
            _isPinned[condition.Number] = true;
        }
    }

    private void Note(IEnumerable<Register> operands, int root, int depth)
    {
        foreach (var operand in operands)
        {
            _lastRoot[operand.Number] = Math.Max(_lastRoot[operand.Number], root);
            _depth[operand.Number] = depth;
        }
    }

    /// <summary>Where an instruction is written; it also places the register.</summary>
    private int RootOf(IrInstruction instruction, int position)
    {
        var place = instruction.Target is { } target ? PlaceFor(instruction, target) : RegisterPlace.Nowhere;
        if (instruction.Target is { } register)
        {
            _plan.Place(register, place, instruction);
        }

        switch (place)
        {
            case RegisterPlace.Repeated:
                return StackPlan.Unwritten;
            case RegisterPlace.Nowhere when instruction.IsPure && !_mayRaise(instruction):
                foreach (var operand in instruction.Operands)
                {
                    _uses[operand.Number]--;
                }

                return StackPlan.Unwritten;
            case RegisterPlace.Stacked:
                int root = _lastRoot[instruction.Target!.Value.Number];
                Note(instruction.Operands, root, _depth[instruction.Target!.Value.Number] + 1);
                _canJoinNext &= instruction.IsPure || root != _nextRoot;
                return root;
            default:
                Note(instruction.Operands, position, depth: 1);
                return position;
        }
    }

    private RegisterPlace PlaceFor(IrInstruction instruction, Register target)
    {
        int uses = _uses[target.Number];
        bool isLocalToBlock = _usingBlock[target.Number] == _block;
        if (uses == 0)
        {
            return RegisterPlace.Nowhere;
        }

        if (instruction is IrInstruction.Constant)
        {
            return RegisterPlace.Repeated;
        }

        if (instruction is IrInstruction.GetVariable { Variable: var variable })
        {
            bool keepsValue = !_isOverwritten[variable.Number]
                || (isLocalToBlock && (!_nextWrite.TryGetValue(variable.Number, out int write) || _lastRoot[target.Number] <= write));
            return keepsValue ? RegisterPlace.Repeated : RegisterPlace.Local;
        }

        bool canMove = uses == 1 && isLocalToBlock && !_isPinned[target.Number] && _depth[target.Number] < DeepestTree && !_mayRaise(instruction)
            && CanMove(instruction, _lastRoot[target.Number]);
        return canMove ? RegisterPlace.Stacked : RegisterPlace.Local;
    }

    /// <summary>Whether nothing on the way would notice. Effects may change lists and objects in place where nobody reads them later.</summary>
    private bool CanMove(IrInstruction instruction, int root) => instruction switch
    {
        { IsPure: false } => _canJoinNext && root == _nextRoot,
        IrInstruction.Primitive or IrInstruction.Narrow or IrInstruction.LoadCaptured => true,
        _ => root <= _nextEffect,
    };
}
