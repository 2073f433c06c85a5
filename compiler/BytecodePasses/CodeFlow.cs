using TinyTotIL.Compiler.Bytecode;

namespace TinyTotIL.Compiler.BytecodePasses;

/// <summary>Where control goes in the code of one module.</summary>
/// <remarks>
/// Every way into the code is an operand somewhere in it: jumps, calls, function values and handlers name addresses, and
/// nothing computes one. Only the first instruction is entered from outside.
/// </remarks>
internal sealed class CodeFlow
{
    private readonly BytecodeModule _module;
    private readonly bool[] _isEntered;

    /// <summary>Counts for each instruction the entered ones before it, so that a range is looked at in one step.</summary>
    private readonly int[] _enteredBefore;

    /// <summary>Looks at a module.</summary>
    /// <param name="module">The module.</param>
    public CodeFlow(BytecodeModule module)
    {
        _module = module;
        _isEntered = new bool[module.Instructions.Length + 1];
        _isEntered[0] = true;
        for (int index = 0; index < module.Instructions.Length; index++)
        {
            if (EntryOf(index) is >= 0 and var entry)
            {
                _isEntered[entry] = true;
            }
        }

        _enteredBefore = new int[_isEntered.Length + 1];
        for (int index = 0; index < _isEntered.Length; index++)
        {
            _enteredBefore[index + 1] = _enteredBefore[index] + (_isEntered[index] ? 1 : 0);
        }
    }

    private int End => _module.Instructions.Length;

    /// <summary>Whether an operand leads to an address, so that it has other predecessors than the instruction above.</summary>
    /// <param name="index">The address.</param>
    public bool IsEntered(int index) => _isEntered[index];

    /// <summary>Whether control can come in anywhere from one address to another, both included.</summary>
    /// <param name="first">The first address.</param>
    /// <param name="last">The last address.</param>
    public bool IsEntered(int first, int last) => _enteredBefore[last + 1] > _enteredBefore[first];

    /// <summary>The address at which an operand lets control in; the end for any beyond it; -1 when there is none.</summary>
    /// <param name="index">The instruction.</param>
    public int EntryOf(int index) => _module.Instructions[index] switch
    {
        { Opcode: Opcode.TryBlock, Operand: Operand.Target target } => Within(target.Address) + 1,
        { Opcode: Opcode.EndTryBlock } => -1,
        { Operand: Operand.Target target } => Within(target.Address),
        { Operand: Operand.Call call } => Within(call.Address),
        { Operand: Operand.TimedPatterns timed } => Within(timed.Address),
        { Operand: Operand.Catch handler } => Within(handler.End),
        _ => -1,
    };

    /// <summary>Whether control passes from an instruction to the next, within one frame.</summary>
    /// <param name="index">The instruction.</param>
    public bool Continues(int index) => _module.Instructions[index] switch
    {
        { Opcode: Opcode.CatchBlock } => false,
        var instruction => instruction.Info.MayContinue,
    };

    /// <summary>Whether an operand is where the same frame may go on.</summary>
    /// <param name="index">The instruction.</param>
    public bool Jumps(int index) => _module.Instructions[index].Opcode is Opcode.Jmp or Opcode.CatchBlock
        || _module.Instructions[index].IsConditionalJump || _module.Instructions[index].WaitsForTime;

    /// <summary>Whether an instruction opens a handler, whose code its operand names.</summary>
    /// <param name="index">The instruction.</param>
    public bool OpensHandler(int index) => _module.Instructions[index].Opcode is Opcode.Try or Opcode.TryBlock;

    /// <summary>Everything that control may come to from some entries without leaving the frame.</summary>
    /// <param name="entries">The entries.</param>
    /// <param name="withFunctions">Whether to follow into functions as well.</param>
    /// <param name="withHandlers">Whether to follow into the code of handlers.</param>
    public bool[] ReachedFrom(IEnumerable<int> entries, bool withFunctions, bool withHandlers)
    {
        var reached = new bool[End + 1];
        var pending = new Stack<int>(entries);
        while (pending.TryPop(out int index))
        {
            for (; !reached[index]; index++)
            {
                reached[index] = true;
                if (index == End)
                {
                    break;
                }

                bool follows = Jumps(index) || (OpensHandler(index) ? withHandlers : withFunctions && _module.Instructions[index].NamesFunction);
                if (follows && EntryOf(index) is >= 0 and var entry)
                {
                    pending.Push(entry);
                }

                if (!Continues(index))
                {
                    break;
                }
            }
        }

        return reached;
    }

    private int Within(ulong address) => (int)Math.Min(address, (ulong)End);
}
