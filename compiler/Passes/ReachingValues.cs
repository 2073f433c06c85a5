using System.Collections.Immutable;
using System.Runtime.InteropServices;
using TinyTotIL.Compiler.Ir;

namespace TinyTotIL.Compiler.Passes;

/// <summary>Finds which register holds what one variable does, at the beginning of each block where that matters.</summary>
/// <remarks>
/// Where different values can arrive, a new block parameter joins them. As in Braun et al., "Simple and Efficient
/// Construction of Static Single Assignment Form" (2013), a parameter is made wherever the values are not yet known to be
/// one, and those that turn out to join a single value are removed again. Only blocks are visited in which the variable is
/// live, so the work for a variable does not depend on the rest of the function.
/// </remarks>
internal sealed class ReachingValues
{
    private readonly ControlFlow _flow;
    private readonly RegisterReplacement _known;
    private readonly RegisterReplacement _found = new();
    private readonly VariableAccess?[] _accesses;
    private readonly Register?[] _atEntry;
    private readonly bool[] _isLive;

    /// <summary>Blocks at whose beginning the value matters, by their places in the order of the control flow.</summary>
    private readonly List<int> _live = [];

    private readonly List<int> _joins = [];
    private readonly List<JoinedValue> _joined = [];
    private int _registers;

    /// <summary>Prepares for the variables of a function.</summary>
    /// <param name="flow">Its control flow; every block can be reached.</param>
    /// <param name="known">Registers replaced so far; what is found for each variable is added.</param>
    public ReachingValues(ControlFlow flow, RegisterReplacement known)
    {
        (_flow, _known) = (flow, known);
        int blocks = flow.Function.Blocks.Length;
        (_accesses, _atEntry, _isLive) = (new VariableAccess?[blocks], new Register?[blocks], new bool[blocks]);
        _registers = flow.Function.RegisterCount;
    }

    /// <summary>One more than the highest register number in use.</summary>
    public int RegisterCount => _registers;

    /// <summary>After success: the block parameters the variable needs.</summary>
    public IReadOnlyList<JoinedValue> Joined => _joined;

    /// <summary>After success: the register that holds the argument on entry; null when nothing reads it.</summary>
    public Register? Argument => _isLive[0] ? _atEntry[0] : null;

    /// <summary>Finds the registers for a variable.</summary>
    /// <param name="variable">The variable.</param>
    /// <param name="accesses">What blocks do with it, in the order of the control flow.</param>
    /// <returns>Whether every read of it has become a register; otherwise nothing has changed.</returns>
    public bool TryFind(IrVariable variable, IReadOnlyList<VariableAccess> accesses)
    {
        Reset();
        foreach (var access in accesses)
        {
            _accesses[access.Block] = access;
        }

        int registers = _registers;
        bool isFound = TryFindLive(variable, accesses);
        if (isFound)
        {
            FindValues(variable);
            isFound = TryJoin();
        }

        foreach (var access in accesses)
        {
            _accesses[access.Block] = null;
        }

        if (isFound)
        {
            _known.Add(_found);
        }
        else
        {
            _registers = registers;
        }

        return isFound;
    }

    private void Reset()
    {
        foreach (int position in _live)
        {
            int block = _flow.Order[position];
            (_isLive[block], _atEntry[block]) = (false, null);
        }

        _live.Clear();
        _joins.Clear();
        _joined.Clear();
        _found.Clear();
    }

    /// <summary>Goes back from the reads to the writes; fails where the variable has no value a register could hold.</summary>
    private bool TryFindLive(IrVariable variable, IReadOnlyList<VariableAccess> accesses)
    {
        var pending = new Stack<int>(accesses.Where(access => access.FirstRead is not null).Select(access => access.Block));
        while (pending.TryPop(out int block))
        {
            if (_isLive[block])
            {
                continue;
            }

            _isLive[block] = true;
            _live.Add(_flow.PositionOf(block));
            bool hasNoValue = block == 0 && (variable.Number >= _flow.Function.Parameters.Length || _flow.PredecessorsOf(0).Count > 0);
            if (hasNoValue)
            {
                return false;
            }

            foreach (int predecessor in _flow.PredecessorsOf(block))
            {
                if (_accesses[predecessor] is not { IsWritten: true })
                {
                    pending.Push(predecessor);
                }
            }

            foreach (int guarded in _flow.ProtectedBy(block))
            {
                if (_accesses[guarded] is { IsSeenByHandler: true })
                {
                    return false;
                }

                pending.Push(guarded);
            }
        }

        _live.Sort();
        return true;
    }

    private void FindValues(IrVariable variable)
    {
        foreach (int position in _live)
        {
            int block = _flow.Order[position];
            if (block != 0 && CommonValue(block) is { } common)
            {
                _atEntry[block] = common;
            }
            else
            {
                _atEntry[block] = new Register(_registers++, variable.Type);
                if (block != 0)
                {
                    _joins.Add(block);
                }
            }

            if (_accesses[block]?.FirstRead is { } read)
            {
                _found.Replace(read, _atEntry[block]!.Value);
            }
        }
    }

    /// <summary>The one value that arrives at a block; null when they differ, or are not all known yet.</summary>
    private Register? CommonValue(int block)
    {
        Register? common = null;
        int ways = WaysInto(block);
        for (int way = 0; way < ways; way++)
        {
            if (Arriving(block, way) is not { } value || (common is { } other && other != value))
            {
                return null;
            }

            common = value;
        }

        return common;
    }

    private int WaysInto(int block) => _flow.PredecessorsOf(block).Count + _flow.ProtectedBy(block).Count;

    /// <summary>What a way into a block brings: first the predecessors, then the blocks whose errors arrive.</summary>
    private Register? Arriving(int block, int way)
    {
        var predecessors = _flow.PredecessorsOf(block);
        return way < predecessors.Count ? AtEnd(predecessors[way]) : Resolve(_atEntry[_flow.ProtectedBy(block)[way - predecessors.Count]]);
    }

    private Register? AtEnd(int block) => Resolve(_accesses[block] is { IsWritten: true } access ? access.Value : _atEntry[block]);

    /// <summary>What is found for this variable may lead to what is known of another, and the other way round.</summary>
    private Register? Resolve(Register? register)
    {
        if (register is not { } resolved)
        {
            return null;
        }

        while (true)
        {
            var known = _known.Resolve(resolved);
            resolved = _found.Resolve(known);
            if (resolved == known)
            {
                return resolved;
            }
        }
    }

    /// <summary>Removes parameters that join a single value; fails when a handler would need one that does not.</summary>
    private bool TryJoin()
    {
        var values = new ImmutableArray<Register>[_joins.Count];
        var parameters = new Register[_joins.Count];
        for (int i = 0; i < values.Length; i++)
        {
            var arriving = new Register[WaysInto(_joins[i])];
            for (int way = 0; way < arriving.Length; way++)
            {
                arriving[way] = Arriving(_joins[i], way)!.Value;
            }

            values[i] = ImmutableCollectionsMarshal.AsImmutableArray(arriving);
            parameters[i] = _atEntry[_joins[i]]!.Value;
        }

        TrivialParameters.Replace(parameters, values, _found, register => Resolve(register)!.Value);
        for (int i = 0; i < _joins.Count; i++)
        {
            if (_found.IsReplaced(parameters[i]))
            {
                continue;
            }

            if (IsWantedByHandler(_joins[i]))
            {
                return false;
            }

            _joined.Add(new JoinedValue(_joins[i], parameters[i], values[i]));
        }

        return true;
    }

    /// <summary>A handler can have no parameter, and knows none of those of the blocks it protects.</summary>
    private bool IsWantedByHandler(int join) =>
        _flow.ProtectedBy(join).Count > 0
        || (_flow.Function.Blocks[join].Handler is { } handler && _isLive[handler] && Resolve(_atEntry[handler]) == Resolve(_atEntry[join]));
}
