using TinyTotIL.Compiler.Ir;
using static TinyTotIL.Compiler.Ir.PrimitiveOperator;

namespace TinyTotIL.Compiler.Passes;

/// <summary>Computes before a loop what is the same each time round.</summary>
/// <remarks>
/// <code>
/// Before:  b0: ... jump b1(r1)                      After:  b0: ... r4: int = call_operation ListOperations.Length(r0) raises
///          b1(r2: int):                                         jump b1(r1)
///            r4 = call_operation ListOperations.                b1(r2: int):
///                 Length(r0) raises                               r5: bool = lt_int r2, r4
///            r5: bool = lt_int r2, r4
/// </code>
/// <para>
/// The loops are those of <see cref="LoopNest"/>, taken from the inside out, so that what leaves an inner loop may leave the outer one
/// too. It goes to the end of the block before the loop, or to a new one where several ways lead in.
/// </para>
/// <para>
/// A pure instruction that cannot raise may leave from anywhere in the loop, even where the loop runs no time to its end: nobody
/// notices. Three kinds may not be done without what stands before them: those that raise, divisions, whose divisor a
/// condition may have excluded, and those that rely on the kind of a value. They leave only from the header, and only while
/// nothing that stays raises or has an effect before them: the header runs whenever the loop is entered, so the same error comes
/// first. The error must also find the same handler, so that it does not leave when the handler is part of the loop.
/// </para>
/// <para>
/// What is moved: calls of operations, checks, multiplications, divisions, shifts and conversions, with whatever they need.
/// An addition, a comparison or a constant costs no more than the register that would keep it through the loop, so these go
/// only where something that is moved needs them. What makes objects stays; see <see cref="IrInstruction.MakesObject"/>.
/// </para>
/// </remarks>
internal sealed class LoopInvariants
{
    private readonly IrFunction _function;
    private readonly LoopNest _loops;
    private readonly LoopEntries _entries;
    private readonly Dictionary<int, SortedList<int, int>> _blocksOf = [];
    private readonly Definitions _definitions = new();
    private readonly Dictionary<int, int> _loopOf = [];
    private readonly List<int>[] _setIn;
    private readonly Dictionary<int, IrInstruction> _candidates = [];
    private readonly HashSet<IrInstruction> _moved = new(ReferenceEqualityComparer.Instance);
    private readonly List<IrInstruction> _leaving = [];
    private int _loop = LoopNest.None;
    private bool _changed;

    private LoopInvariants(IrFunction function, ControlFlow flow, LoopNest loops)
    {
        (_function, _loops) = (function, loops);
        _entries = new LoopEntries(flow, loops);
        foreach (int header in loops.InnermostFirst)
        {
            _blocksOf.Add(header, []);
        }

        _setIn = [.. function.Variables.Select(_ => new List<int>())];
        foreach (int number in flow.Order)
        {
            int loop = loops.HeaderOf(number);
            FindDefinitions(function.Blocks[number], loop);
            if (loop != LoopNest.None)
            {
                _blocksOf[loop].Add(flow.PositionOf(number), number);
            }
        }

        foreach (var places in _setIn)
        {
            places.Sort();
        }
    }

    /// <summary>The pass.</summary>
    public static Pass Pass { get; } = Pass.OfFunctions(
        "loop-invariants", "Computes before a loop what does not change in it.", 1, static (_, function) => Run(function));

    private static IrFunction Run(IrFunction function)
    {
        var flow = new ControlFlow(function);
        var loops = new LoopNest(flow, new DominatorTree(flow));
        return !loops.InnermostFirst.Any() ? function : new LoopInvariants(function, flow, loops).Run(flow);
    }

    private void FindDefinitions(BasicBlock block, int loop)
    {
        foreach (var parameter in block.Parameters)
        {
            _loopOf[parameter.Number] = loop;
        }

        foreach (var instruction in block.Instructions)
        {
            _definitions.Add(instruction);
            if (instruction.Target is { } target)
            {
                _loopOf[target.Number] = loop;
            }

            if (instruction is IrInstruction.SetVariable set && loop != LoopNest.None)
            {
                _setIn[set.Variable.Number].Add(_loops.PlacesOf(loop).First);
            }
        }
    }

    private IrFunction Run(ControlFlow flow)
    {
        // Nothing can stand before the entry of the function.
        foreach (int header in _loops.InnermostFirst.Where(header => header != 0))
        {
            _loop = header;
            FindLeaving();
            if (_leaving.Count > 0)
            {
                Move(flow.PositionOf(header));
            }
        }

        return _changed ? _entries.Apply(_function) : _function;
    }

    private void FindLeaving()
    {
        _candidates.Clear();
        _moved.Clear();
        _leaving.Clear();
        bool handlerIsOutside = _entries[_loop].Handler is not { } handler || !_loops.Contains(_loop, _loops.HeaderOf(handler));
        foreach (int block in _blocksOf[_loop].Values)
        {
            bool isFirst = block == _loop && handlerIsOutside;
            foreach (var instruction in _entries[block].Instructions)
            {
                if (MayLeave(instruction, isFirst))
                {
                    if (Pays(instruction))
                    {
                        Leave(instruction);
                    }
                    else if (instruction.Target is { } target)
                    {
                        _candidates.Add(target.Number, instruction);
                    }
                }

                isFirst &= _moved.Contains(instruction) || (instruction.IsPure && !instruction.MayRaise);
            }
        }
    }

    /// <summary>Whether an instruction gives the same each time round, and does no harm before the loop.</summary>
    /// <param name="instruction">The instruction.</param>
    /// <param name="isFirst">Whether it runs whenever the loop is entered, and nothing that stays raises or has an effect before it.</param>
    private bool MayLeave(IrInstruction instruction, bool isFirst)
    {
        bool isMovable = instruction is IrInstruction.GetVariable get
            ? !IsSetInLoop(get.Variable)
            : instruction.IsPure && !instruction.MakesObject && (isFirst || !(instruction.MayRaise || ReliesOnWhatIsBefore(instruction)));
        if (!isMovable)
        {
            return false;
        }

        foreach (var operand in instruction.Operands)
        {
            if (_loops.Contains(_loop, _loopOf[operand.Number]) && !_candidates.ContainsKey(operand.Number))
            {
                return false;
            }
        }

        return true;
    }

    private bool ReliesOnWhatIsBefore(IrInstruction instruction) => instruction switch
    {
        IrInstruction.Narrow or IrInstruction.LoadCaptured => true,
        IrInstruction.Primitive { Operator: DivideInt or RemainderInt } division =>
            _definitions.ConstantOf(division.Arguments[1]) is not { } divisor || divisor.AsInt is 0 or -1,
        _ => false,
    };

    /// <summary>Places of loops are in order, so those inside this one stand together.</summary>
    private bool IsSetInLoop(IrVariable variable)
    {
        var places = _setIn[variable.Number];
        var (first, last) = _loops.PlacesOf(_loop);
        int found = places.BinarySearch(first);
        int next = found >= 0 ? found : ~found;
        return next < places.Count && places[next] <= last;
    }

    private static bool Pays(IrInstruction instruction) => instruction switch
    {
        IrInstruction.CallOperation or IrInstruction.CheckSet => true,
        IrInstruction.Primitive primitive => primitive.Operator is
            MultiplyInt or DivideInt or RemainderInt or ShiftLeftInt or ShiftRightInt or ShiftRightUnsignedInt
            or MultiplyFloat or DivideFloat or FloatOfInt,
        _ => false,
    };

    /// <summary>What it needs leaves before it.</summary>
    private void Leave(IrInstruction instruction)
    {
        var pending = new Stack<IrInstruction>([instruction]);
        while (pending.TryPeek(out var next))
        {
            int waiting = pending.Count;
            foreach (var operand in next.Operands)
            {
                if (_candidates.TryGetValue(operand.Number, out var needed) && !_moved.Contains(needed))
                {
                    pending.Push(needed);
                }
            }

            if (pending.Count == waiting)
            {
                pending.Pop();
                if (_moved.Add(next))
                {
                    _leaving.Add(next);
                }
            }
        }

        if (instruction.Target is { } target)
        {
            _candidates.Add(target.Number, instruction);
        }
    }

    private void Move(int position)
    {
        _changed = true;
        int around = _loops.AroundOf(_loop);
        foreach (int block in _blocksOf[_loop].Values)
        {
            _entries.Remove(block, _moved);
        }

        int entry = _entries.Before(_loop, _leaving.Exists(instruction => instruction.MayRaise));
        _entries.Append(entry, _leaving);
        foreach (var instruction in _leaving)
        {
            if (instruction.Target is { } target)
            {
                _loopOf[target.Number] = around;
            }
        }

        if (_entries.IsNew(entry) && around != LoopNest.None)
        {
            _blocksOf[around].Add(position, entry);
        }
    }
}
