namespace TinyTotIL.Compiler.Ir;

/// <summary>The loops of a function and which lie inside which.</summary>
/// <remarks>
/// A loop is known by its header: the block that dominates everything in it and to which its back edges lead. The search is
/// that of Tarjan, "Testing flow graph reducibility" (1974): headers are taken innermost first, and a loop that was found
/// shrinks to its header, so each block is looked at about once. A cycle with two ways in has no header and counts as no loop;
/// what only asks how often code runs loses little by that.
/// </remarks>
internal sealed class LoopNest
{
    /// <summary>In place of a header: outside every loop.</summary>
    public const int None = -1;

    private readonly ControlFlow _flow;

    /// <summary>Header of the innermost loop around a block, itself not counted as being inside its own.</summary>
    private readonly int[] _around;

    private readonly bool[] _isHeader;

    /// <summary>The forest of loops in pre-order: a loop lies inside another when its number lies in the other's range.</summary>
    private readonly int[] _number;

    private readonly int[] _size;

    /// <summary>Finds the loops of a function.</summary>
    /// <param name="flow">Its control flow.</param>
    /// <param name="dominators">Its dominators.</param>
    public LoopNest(ControlFlow flow, DominatorTree dominators)
    {
        _flow = flow;
        int blocks = flow.Function.Blocks.Length;
        (_around, _isHeader, _number, _size) = (new int[blocks], new bool[blocks], new int[blocks], new int[blocks]);
        Array.Fill(_around, None);
        Find(dominators);
        NumberForest();
    }

    /// <summary>Headers of all loops; an inner one comes before those around it.</summary>
    public IEnumerable<int> InnermostFirst => _flow.Order.Reverse().Where(block => _isHeader[block]);

    /// <summary>Where a loop stands when each is counted before those inside it.</summary>
    /// <param name="header">Its header.</param>
    /// <returns>Its own place, and the last place of a loop inside it.</returns>
    public (int First, int Last) PlacesOf(int header) => (_number[header], _number[header] + _size[header] - 1);

    /// <summary>Header of the innermost loop a block is in; <see cref="None"/> outside loops.</summary>
    /// <param name="block">Number of the block.</param>
    public int HeaderOf(int block) => _isHeader[block] ? block : _around[block];

    /// <summary>Header of the innermost loop around a block that is not the block's own; <see cref="None"/> outside loops.</summary>
    /// <param name="block">Number of the block.</param>
    public int AroundOf(int block) => _around[block];

    /// <summary>Whether one loop is another or lies inside it. Everything lies inside <see cref="None"/>.</summary>
    /// <param name="outer">Header of the one, or <see cref="None"/>.</param>
    /// <param name="inner">Header of the other, or <see cref="None"/>.</param>
    public bool Contains(int outer, int inner) =>
        outer == None || (inner != None && _number[outer] <= _number[inner] && _number[inner] < _number[outer] + _size[outer]);

    private void Find(DominatorTree dominators)
    {
        // A block stands for itself until the innermost loop around it is found, then for whatever the header stands for.
        var standsFor = new int[_around.Length];
        for (int i = 0; i < standsFor.Length; i++)
        {
            standsFor[i] = i;
        }

        var pending = new Stack<int>();
        for (int position = _flow.Order.Count - 1; position >= 0; position--)
        {
            int header = _flow.Order[position];
            foreach (int predecessor in Before(header))
            {
                if (dominators.Dominates(header, predecessor))
                {
                    _isHeader[header] = true;
                    Take(predecessor);
                }
            }

            while (pending.TryPop(out int member))
            {
                foreach (int predecessor in Before(member))
                {
                    if (dominators.Dominates(header, predecessor))
                    {
                        Take(predecessor);
                    }
                }
            }

            void Take(int block)
            {
                int whole = Find(standsFor, block);
                if (whole != header)
                {
                    (_around[whole], standsFor[whole]) = (header, header);
                    pending.Push(whole);
                }
            }
        }
    }

    private static int Find(int[] standsFor, int block)
    {
        while (standsFor[block] != block)
        {
            standsFor[block] = standsFor[standsFor[block]];
            block = standsFor[block];
        }

        return block;
    }

    /// <summary>An error leads to its handler as an edge does.</summary>
    private IEnumerable<int> Before(int block) => _flow.PredecessorsOf(block).Concat(_flow.ProtectedBy(block));

    /// <summary>Outer headers come first in the order, so sizes are summed backwards and numbers given out forwards.</summary>
    private void NumberForest()
    {
        for (int position = _flow.Order.Count - 1; position >= 0; position--)
        {
            int header = _flow.Order[position];
            _size[header]++;
            if (_isHeader[header] && _around[header] != None)
            {
                _size[_around[header]] += _size[header];
            }
        }

        int next = 0;
        var nextInside = new int[_number.Length];
        foreach (int header in _flow.Order)
        {
            if (_isHeader[header])
            {
                ref int place = ref next;
                if (_around[header] != None)
                {
                    place = ref nextInside[_around[header]];
                }

                _number[header] = place;
                nextInside[header] = place + 1;
                place += _size[header];
            }
        }
    }
}
