using System.Collections;
using TinyTotIL.Compiler.Bytecode;

namespace TinyTotIL.Compiler.BytecodePasses;

/// <summary>Which variables somebody may still read.</summary>
/// <remarks>
/// The usual backward analysis, with one more way on from every instruction that may raise an error: to every handler of the
/// module, whichever is open, because a handler whose function has returned goes on in the frame that failed. In a module that
/// imports or exports the handler may even be another module's, which may read anything.
/// </remarks>
internal sealed class VariableLiveness
{
    private const int MostSweeps = 50;

    /// <summary>Bits of all sets together; beyond it every variable counts as read.</summary>
    private const long MostBits = 1L << 26;

    private readonly ModuleCode _code;
    private readonly Dictionary<string, int> _names = [];
    private readonly BitArray?[] _liveAt;
    private readonly bool[] _isLiveAfter;
    private readonly BitArray _liveInHandlers;

    private VariableLiveness(ModuleCode code)
    {
        _code = code;
        foreach (var instruction in code.Instructions)
        {
            if (Reads(instruction.Opcode) || instruction.Opcode == Opcode.Store)
            {
                _names.TryAdd(instruction.NameOperand(), _names.Count);
            }
        }

        _liveAt = new BitArray?[code.Instructions.Length + 1];
        _isLiveAfter = new bool[code.Instructions.Length];
        Array.Fill(_isLiveAfter, true);
        _liveInHandlers = new BitArray(_names.Count, code.IsOpen);
    }

    /// <summary>Analyses a module.</summary>
    /// <param name="code">The module.</param>
    public static VariableLiveness Find(ModuleCode code)
    {
        var liveness = new VariableLiveness(code);
        int entries = Enumerable.Range(0, code.Instructions.Length + 1).Count(code.Flow.IsEntered);
        if ((long)entries * liveness._names.Count > MostBits)
        {
            return liveness;
        }

        for (int index = 0; index <= code.Instructions.Length; index++)
        {
            liveness._liveAt[index] = code.Flow.IsEntered(index) ? new BitArray(liveness._names.Count) : null;
        }

        for (int sweep = 0; sweep < MostSweeps; sweep++)
        {
            if (!liveness.Sweep())
            {
                liveness.Record();
                return liveness;
            }
        }

        return liveness;
    }

    /// <summary>Whether the variable that an instruction stores or loads may be read after it.</summary>
    /// <param name="index">The instruction.</param>
    public bool IsLiveAfter(int index) => _isLiveAfter[index];

    private static bool Reads(Opcode opcode) => opcode is Opcode.Load or Opcode.Capture or Opcode.Export or Opcode.Delete;

    private bool Sweep()
    {
        bool changed = false;
        Walk((index, live) =>
        {
            if (_liveAt[index] is { } known && !Covers(known, live))
            {
                known.Or(live);
                changed = true;
            }
        }, after: null);

        for (int index = 0; index < _code.Instructions.Length; index++)
        {
            if (_code.Flow.OpensHandler(index) && _liveAt[_code.Flow.EntryOf(index)] is { } live && !Covers(_liveInHandlers, live))
            {
                _liveInHandlers.Or(live);
                changed = true;
            }
        }

        return changed;
    }

    private void Record() => Walk(before: null, (index, live) =>
    {
        var instruction = _code.Instructions[index];
        _isLiveAfter[index] = instruction.Opcode is not (Opcode.Store or Opcode.Load) || live[_names[instruction.NameOperand()]];
    });

    private void Walk(Action<int, BitArray>? before, Action<int, BitArray>? after)
    {
        var live = new BitArray(_names.Count);
        for (int index = _code.Instructions.Length - 1; index >= 0; index--)
        {
            if (!_code.Flow.Continues(index))
            {
                live.SetAll(false);
            }

            if (_code.Flow.Jumps(index))
            {
                live.Or(_liveAt[_code.Flow.EntryOf(index)]!);
            }

            after?.Invoke(index, live);
            Step(index, live);
            before?.Invoke(index, live);
        }
    }

    private void Step(int index, BitArray live)
    {
        var instruction = _code.Instructions[index];
        if (instruction.Opcode == Opcode.Store)
        {
            live[_names[instruction.NameOperand()]] = false;
        }
        else if (Reads(instruction.Opcode))
        {
            live[_names[instruction.NameOperand()]] = true;
        }
        else if (instruction.Opcode == Opcode.DumpScope)
        {
            live.SetAll(true);
        }

        if (_code.MayRaise[index])
        {
            live.Or(_liveInHandlers);
        }
    }

    private static bool Covers(BitArray all, BitArray some)
    {
        for (int bit = 0; bit < all.Length; bit++)
        {
            if (some[bit] && !all[bit])
            {
                return false;
            }
        }

        return true;
    }
}
