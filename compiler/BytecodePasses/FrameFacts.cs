using TinyTotIL.Compiler.Bytecode;

namespace TinyTotIL.Compiler.BytecodePasses;

/// <summary>What is known of operand stack and variables wherever control may come.</summary>
/// <remarks>
/// <para>
/// A forward analysis over basic blocks with conditional branches (Wegman and Zadeck, "Constant propagation with conditional
/// branches", 1991, here on stack code): the way a branch on a constant does not take contributes nothing.
/// Functions are included: a call carries its arguments, and the values below them, to the function's entry; a function value carries
/// its parameter names only, since anybody may call it with anything.
/// </para>
/// <para>
/// A variable belongs to one frame, and only code that runs in the frame can change it, so what is known of variables outlives
/// a call. What is known of the stack does not: a callee may take what it likes. The code of a handler begins with the exception and
/// nothing else: it may be entered from anywhere, even in the frame of another function when the one that opened it has returned.
/// </para>
/// </remarks>
internal sealed class FrameFacts
{
    private readonly ModuleCode _code;
    private readonly FrameState?[] _states;
    private readonly Queue<int> _pending = [];
    private readonly bool[] _isPending;
    private long _budget;

    private FrameFacts(ModuleCode code)
    {
        _code = code;
        _states = new FrameState?[code.Instructions.Length + 1];
        _isPending = new bool[_states.Length];
        _budget = 100_000 + (200L * _states.Length);
    }

    /// <summary>Analyses a module.</summary>
    /// <param name="code">The module.</param>
    public static FrameFacts Find(ModuleCode code)
    {
        var facts = new FrameFacts(code);
        facts.Visit(0, new FrameState());
        while (facts._pending.TryDequeue(out int leader))
        {
            facts._isPending[leader] = false;
            facts.Follow(leader, facts._states[leader]!.Copy(), facts.Carry, visit: null);
            if (facts._budget < 0)
            {
                facts.KnowNothing();
            }
        }

        return facts;
    }

    /// <summary>Shows every instruction that control may come to, with what is known before it. The state is not to be kept.</summary>
    /// <param name="visit">Looks at an instruction.</param>
    public void ForEach(Action<int, FrameState> visit)
    {
        for (int leader = 0; leader < _states.Length - 1; leader++)
        {
            if (_states[leader] is { } state)
            {
                Follow(leader, state.Copy(), carry: null, visit);
            }
        }
    }

    /// <summary>The answer for code too intricate to analyse: control may come everywhere, with anything.</summary>
    private void KnowNothing()
    {
        _pending.Clear();
        for (int leader = 0; leader < _states.Length; leader++)
        {
            bool isLeader = _code.Flow.IsEntered(leader) || !_code.Flow.Continues(leader - 1);
            _states[leader] = isLeader ? new FrameState() : null;
        }
    }

    private void Visit(int leader, FrameState state)
    {
        _budget -= state.Size;
        if (_states[leader] is { } known)
        {
            if (!known.Join(state))
            {
                return;
            }
        }
        else
        {
            _states[leader] = state.Copy();
        }

        if (!_isPending[leader] && leader < _code.Instructions.Length)
        {
            _isPending[leader] = true;
            _pending.Enqueue(leader);
        }
    }

    /// <summary>Follows a block to its end.</summary>
    /// <param name="leader">Where it begins.</param>
    /// <param name="state">What is known there; changed on the way.</param>
    /// <param name="carry">Carries the state elsewhere, and says whether control may also continue; null to look only.</param>
    /// <param name="visit">Looks at each instruction.</param>
    private void Follow(int leader, FrameState state, Func<int, FrameState, bool>? carry, Action<int, FrameState>? visit)
    {
        for (int index = leader; ; index++)
        {
            _budget--;
            visit?.Invoke(index, state);
            bool continues = carry is null || carry(index, state);
            if (!continues || !_code.Flow.Continues(index))
            {
                return;
            }

            state.Step(_code.Instructions[index], _code.Constants);
            if (index + 1 == _code.Instructions.Length)
            {
                return;
            }

            if (_code.Flow.IsEntered(index + 1))
            {
                if (carry is not null)
                {
                    Visit(index + 1, state);
                }

                return;
            }
        }
    }

    /// <summary>Carries what is known along an operand.</summary>
    /// <returns>Whether control may also pass on to the next instruction.</returns>
    private bool Carry(int index, FrameState state)
    {
        var instruction = _code.Instructions[index];
        int entry = _code.Flow.EntryOf(index);
        switch (instruction.Opcode)
        {
            case Opcode.Jz or Opcode.Jnz:
                return CarryBranch(instruction.Opcode == Opcode.Jz, entry, state);
            case Opcode.Jf or Opcode.Jt:
                var jumped = state.Copy();
                jumped.Pop();
                Visit(entry, jumped);
                return true;
            case Opcode.Jmp or Opcode.CatchBlock:
                Visit(entry, state);
                return true;
            case Opcode.ReceiveAfter or Opcode.ReceiveMatchAfter or Opcode.ReceiveMatchOfAfter:
                var timedOut = state.Copy();
                timedOut.Drop(instruction.Info.Pops);
                Visit(entry, timedOut);
                return true;
            case Opcode.Try:
                Visit(entry, HandlerState(variable: null));
                return true;
            case Opcode.TryBlock:
                Visit(entry, HandlerState(((Operand.Catch)_code.Instructions[entry - 1].Operand).Name));
                return true;
            case Opcode.Call or Opcode.TailCall:
                Visit(entry, state.Enter(instruction.ParameterNames()));
                return true;
            case Opcode.MakeFunction or Opcode.MakeLambda or Opcode.MakeVariadic:
                Visit(entry, new FrameState().Enter(instruction.ParameterNames()));
                return true;
            default:
                return true;
        }
    }

    private bool CarryBranch(bool jumpsOnZero, int entry, FrameState state)
    {
        var condition = state.Top();
        bool? jumps = condition.IsConstant ? condition.Constant.IsFalsy() == jumpsOnZero : null;
        if (jumps != false)
        {
            var after = state.Copy();
            after.Pop();
            Visit(entry, after);
        }

        return jumps != true;
    }

    private static FrameState HandlerState(string? variable)
    {
        var state = new FrameState();
        if (variable is null)
        {
            state.Push(Fact.Of(Kinds.Exception));
        }
        else
        {
            state.Set(variable, Fact.Of(Kinds.Exception));
        }

        return state;
    }
}
