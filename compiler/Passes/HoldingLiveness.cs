using TinyTotIL.Compiler.Ir;

namespace TinyTotIL.Compiler.Passes;

/// <summary>Where a holding ends: walks backwards from its uses, and so looks only at blocks that it lives in.</summary>
/// <remarks>An error may leave a block from any place, so what the handler of a block uses lives all through the block.</remarks>
internal sealed class HoldingLiveness
{
    /// <summary>A holding that lives in more blocks than this is given up, so that many long-lived ones together stay cheap.</summary>
    private const int MostBlocks = 1024;

    private readonly ControlFlow _flow;

    /// <summary>For each block the last round in which the holding lived at its beginning.</summary>
    private readonly int[] _livesIn;

    private readonly Stack<int> _pending = new();
    private int _round;
    private int _found;

    /// <summary>Prepares for the holdings of a function.</summary>
    /// <param name="flow">The function's control flow.</param>
    public HoldingLiveness(ControlFlow flow) => (_flow, _livesIn) = (flow, new int[flow.Function.Blocks.Length]);

    /// <summary>Finds the blocks that a holding lives in, for the questions that follow.</summary>
    /// <param name="holding">The holding.</param>
    /// <returns>False when there are too many.</returns>
    public bool TryFind(Holding holding)
    {
        _round++;
        _found = 0;
        _pending.Clear();
        foreach (var use in holding.Uses)
        {
            if (use.Block != holding.Block)
            {
                Enter(use.Block);
            }
        }

        while (_found <= MostBlocks && _pending.TryPop(out int block))
        {
            foreach (int predecessor in _flow.PredecessorsOf(block))
            {
                if (predecessor != holding.Block)
                {
                    Enter(predecessor);
                }
            }

            foreach (int guarded in _flow.ProtectedBy(block))
            {
                Enter(guarded);
            }
        }

        return _found <= MostBlocks;
    }

    /// <summary>Whether nothing uses the holding after one of its uses. Uses by the same instruction do not count.</summary>
    /// <param name="holding">The holding found last.</param>
    /// <param name="index">Which of its uses.</param>
    public bool EndsAt(Holding holding, int index)
    {
        var use = holding.Uses[index];
        return use.Kind == HoldingUseKind.Pass ? !LivesIn(use.Target) : !IsUsedLaterInBlock(holding, index) && !LivesAfter(_flow.Function.Blocks[use.Block]);
    }

    private static bool IsUsedLaterInBlock(Holding holding, int index)
    {
        var use = holding.Uses[index];
        for (int i = index + 1; i < holding.Uses.Count && holding.Uses[i].Block == use.Block; i++)
        {
            if (holding.Uses[i].Position > use.Position)
            {
                return true;
            }
        }

        return false;
    }

    private bool LivesAfter(BasicBlock block)
    {
        foreach (int successor in ControlFlow.SuccessorsOf(block))
        {
            if (LivesIn(successor))
            {
                return true;
            }
        }

        return false;
    }

    private bool LivesIn(int block) => _livesIn[block] == _round;

    private void Enter(int block)
    {
        if (_livesIn[block] != _round)
        {
            _livesIn[block] = _round;
            _found++;
            _pending.Push(block);
        }
    }
}
