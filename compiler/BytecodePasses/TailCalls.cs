using TinyTotIL.Compiler.Bytecode;

namespace TinyTotIL.Compiler.BytecodePasses;

/// <summary>A call whose result is the caller's own takes over the caller's frame.</summary>
/// <remarks>
/// <code>
/// before   CALL f x       after   TAIL_CALL f x
///          RET                    RET
/// </code>
/// Fires only where nobody can tell that a frame is missing. An error that leaves the callee shows the frames it left, so
/// the callee, with all it calls, must be unable to raise one. It must come to an end of its calls: recursion without end is the error
/// <c>Call stack overflow</c>, and has to stay one. It opens no handler and calls no function value. And the RET must belong to a call:
/// at top level it is an error. The RET stays for those who jump to it; otherwise it is dead code. Counts the calls.
/// Source: Steele, "Debunking the 'expensive procedure call' myth", 1977; the conditions are ours.
/// </remarks>
internal sealed class TailCalls
{
    /// <summary>A callee longer than this is not looked through.</summary>
    private const int LongestCallee = 2000;

    /// <summary>Calls within calls that are followed.</summary>
    private const int DeepestCall = 50;

    private readonly ModuleCode _code;
    private readonly bool[] _hasArguments;

    /// <summary>Whether the function entered at an address is known to be quiet; false as well while it is being looked at.</summary>
    private readonly Dictionary<int, bool> _isQuiet = [];

    private TailCalls(ModuleCode code)
    {
        _code = code;
        _hasArguments = new bool[code.Instructions.Length];
        code.Facts.ForEach((index, before) =>
        {
            var instruction = code.Instructions[index];
            _hasArguments[index] = instruction.Opcode is Opcode.Call or Opcode.TailCall && before.Height >= instruction.Takes();
        });
    }

    /// <summary>Finds the changes.</summary>
    /// <param name="code">The code.</param>
    public static CodeEdit Run(ModuleCode code)
    {
        var edit = new CodeEdit(code);
        if (!code.Instructions.Any(instruction => instruction.Opcode == Opcode.Call))
        {
            return edit;
        }

        var calls = new TailCalls(code);
        var handlers = Enumerable.Range(0, code.Instructions.Length).Where(code.Flow.OpensHandler).Select(code.Flow.EntryOf);
        bool[] atTopLevel = code.Flow.ReachedFrom(handlers.Prepend(0), withFunctions: false, withHandlers: true);
        for (int index = 0; index < code.Instructions.Length; index++)
        {
            if (code.Instructions[index].Opcode == Opcode.Call && !atTopLevel[index] && calls.IsQuietCall(index, depth: 0) && Returns(code, index))
            {
                edit.Replace(index, Opcode.TailCall, code.Instructions[index].Operand);
                edit.Credit(1);
            }
        }

        return edit;
    }

    /// <summary>Whether nothing but a RET comes after an instruction; others may come to that RET as well.</summary>
    private static bool Returns(ModuleCode code, int index)
    {
        int next = index + 1;
        while (next < code.Instructions.Length && code.Instructions[next].Opcode is Opcode.Source or Opcode.Catch)
        {
            next++;
        }

        return next < code.Instructions.Length && code.Instructions[next].Opcode == Opcode.Ret;
    }

    private bool IsQuietCall(int index, int depth) => _hasArguments[index] && IsQuiet(_code.Flow.EntryOf(index), depth);

    private bool IsQuiet(int entry, int depth)
    {
        if (entry == _code.Instructions.Length)
        {
            return true;
        }

        if (_isQuiet.TryGetValue(entry, out bool known))
        {
            return known;
        }

        _isQuiet[entry] = false;
        return _isQuiet[entry] = depth < DeepestCall && HasQuietBody(entry, depth);
    }

    private bool HasQuietBody(int entry, int depth)
    {
        var seen = new HashSet<int>();
        var pending = new Stack<int>([entry]);
        while (pending.TryPop(out int index))
        {
            if (index == _code.Instructions.Length || !seen.Add(index))
            {
                continue;
            }

            if (seen.Count > LongestCallee || !IsQuietInstruction(index, depth))
            {
                return false;
            }

            if (_code.Flow.Jumps(index))
            {
                pending.Push(_code.Flow.EntryOf(index));
            }

            if (_code.Flow.Continues(index))
            {
                pending.Push(index + 1);
            }
        }

        return true;
    }

    private bool IsQuietInstruction(int index, int depth) => _code.Instructions[index].Opcode switch
    {
        Opcode.Ret => true,
        Opcode.Try or Opcode.TryBlock => false,
        Opcode.Call or Opcode.TailCall => IsQuietCall(index, depth + 1),
        _ => !_code.MayRaise[index],
    };
}
