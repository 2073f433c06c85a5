using TinyTotIL.Compiler.Ir;

namespace TinyTotIL.Compiler.Passes;

/// <summary>Lets loops in which nothing else needs the count of reductions keep it in a local: in memory it would set their pace.</summary>
/// <remarks>
/// <code>
///   b0:                                     b0:
///     jump b1                                 begin_count
///   b1:                                       jump b1
///     check_point loop 1            =>      b1:
///     ...                                     check_point quiet_loop 1
///     branch r2 ? b2 : b3                     ...
///   b2:                                       branch r2 ? b2 : b3
///     jump b1                               b2:
///   b3:                                       jump b1
///     return                                b3:
///                                             end_count
///                                             return
/// </code>
/// Such a loop contains nothing that may raise or leave the stack, and no operation that could count by itself. Of loops inside each other
/// the outermost such loop is taken.
/// </remarks>
internal sealed class QuietLoops
{
    private readonly IrModule _module;
    private readonly IrFunction _function;
    private readonly ControlFlow _flow;
    private readonly LoopNest _loops;
    private readonly List<BasicBlock> _blocks;

    /// <summary>The header of the outermost quiet loop around each block.</summary>
    private readonly int[] _quiet;

    private QuietLoops(IrModule module, IrFunction function)
    {
        (_module, _function) = (module, function);
        _flow = new ControlFlow(function);
        _loops = new LoopNest(_flow, new DominatorTree(_flow));
        _blocks = [.. function.Blocks];
        _quiet = new int[function.Blocks.Length];
        Array.Fill(_quiet, LoopNest.None);
    }

    /// <summary>Changes the loops of a function.</summary>
    /// <param name="module">The program.</param>
    /// <param name="function">The function, with its check points.</param>
    public static IrFunction Run(IrModule module, IrFunction function) =>
        function.Blocks.Any(block => block.Instructions.Any(IsPoint)) ? new QuietLoops(module, function).Run() : function;

    private IrFunction Run()
    {
        FindQuietLoops();
        if (Array.TrueForAll(_quiet, header => header == LoopNest.None))
        {
            return _function;
        }

        foreach (int block in _flow.Order)
        {
            if (_quiet[block] != LoopNest.None)
            {
                _blocks[block] = _blocks[block] with { Instructions = [.. _blocks[block].Instructions.Select(Quiet)] };
            }

            foreach (int target in _function.Blocks[block].Terminator.Edges.Select(edge => edge.Block).Distinct())
            {
                ChangeWay(block, target);
            }
        }

        return _function with { Blocks = [.. _blocks] };
    }

    /// <summary>A loop is noisy when something in it is, or in a loop inside it. The entry of a function has no way in to stand on.</summary>
    private void FindQuietLoops()
    {
        var noisy = new HashSet<int> { LoopNest.None, 0 };
        foreach (int block in _flow.Order)
        {
            if (_function.Blocks[block].Instructions.Any(IsNoisy))
            {
                for (int loop = _loops.HeaderOf(block); loop != LoopNest.None && noisy.Add(loop); loop = _loops.AroundOf(loop))
                {
                }
            }
        }

        foreach (int block in _flow.Order)
        {
            int loop = _loops.HeaderOf(block);
            while (!noisy.Contains(loop) && !noisy.Contains(_loops.AroundOf(loop)))
            {
                loop = _loops.AroundOf(loop);
            }

            _quiet[block] = noisy.Contains(loop) ? LoopNest.None : loop;
        }
    }

    private bool IsNoisy(IrInstruction instruction) => instruction switch
    {
        IrInstruction.CheckPoint check => check.Place != CheckPointPlace.Loop,
        IrInstruction.Call call => !_module.Functions[call.Callee].NeverRaises,
        IrInstruction.CallOperation call => call.Operation.TakesContext,
        _ => instruction.MayRaise,
    };

    private static bool IsPoint(IrInstruction instruction) => instruction is IrInstruction.CheckPoint { Place: CheckPointPlace.Loop };

    private static IrInstruction Quiet(IrInstruction instruction) =>
        IsPoint(instruction) ? (IrInstruction.CheckPoint)instruction with { Place = CheckPointPlace.QuietLoop } : instruction;

    /// <summary>A way from one such loop into another needs nothing: the local goes on counting.</summary>
    private void ChangeWay(int source, int target)
    {
        var (block, next) = (_blocks[source], _blocks[target]);
        int address = block.Terminator.Address;
        if (_quiet[source] == LoopNest.None && _quiet[target] != LoopNest.None)
        {
            if (block.Terminator is Terminator.Jump)
            {
                _blocks[source] = block with { Instructions = block.Instructions.Add(new IrInstruction.BeginCount(address)) };
            }
            else
            {
                Split(source, target, new IrInstruction.BeginCount(address));
            }
        }
        else if (_quiet[source] != LoopNest.None && _quiet[target] == LoopNest.None)
        {
            if (!_flow.PredecessorsOf(target).All(other => _quiet[other] != LoopNest.None))
            {
                Split(source, target, new IrInstruction.EndCount(address));
            }
            else if (next.Instructions is not [IrInstruction.EndCount, ..])
            {
                _blocks[target] = next with { Instructions = next.Instructions.Insert(0, new IrInstruction.EndCount(address)) };
            }
        }
    }

    /// <summary>Puts an instruction on the ways from one block to another.</summary>
    private void Split(int source, int target, IrInstruction instruction)
    {
        var block = _blocks[source];
        _blocks[source] = block with
        {
            Terminator = IrRewriter.MapEdges(block.Terminator, edge =>
            {
                if (edge.Block != target)
                {
                    return edge;
                }

                _blocks.Add(new BasicBlock(_blocks.Count, [], [instruction], new Terminator.Jump(edge, block.Terminator.Address), Handler: null));
                return IrEdge.To(_blocks.Count - 1);
            }),
        };
    }
}
