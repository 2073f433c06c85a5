using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Compiler.Ir;
using TinyTotIL.Compiler.Verification;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Compiler.Lowering;

/// <summary>Divides code into pieces that run from their beginning to their end unless an instruction fails, so that one addition counts them.</summary>
/// <remarks>A piece ends where a basic block does, and behind each instruction that runs other code. What an instruction belongs to follows from its address alone.</remarks>
internal sealed class CountedPieces : IInstructionPieces
{
    private readonly int[] _behind;
    private readonly int[] _allocationsBehind;
    private readonly bool[] _isReached;

    /// <summary>Divides a program.</summary>
    /// <param name="shape">The program.</param>
    /// <param name="instrumentation">What is counted.</param>
    public CountedPieces(ProgramShape shape, Instrumentation instrumentation)
    {
        CountsCalls = instrumentation.HasFlag(Instrumentation.Profile);
        CountsStarts = instrumentation.HasFlag(Instrumentation.Coverage);
        var instructions = shape.Program.Instructions;
        _behind = new int[instructions.Length];
        _allocationsBehind = new int[instructions.Length];
        _isReached = FindReached(shape.Program);
        for (int index = instructions.Length - 2; index >= 0; index--)
        {
            if (!shape.Leaders[index + 1] && !EndsPiece(shape.Program, index))
            {
                _behind[index] = _behind[index + 1] + 1;
                _allocationsBehind[index] = _allocationsBehind[index + 1] + AllocationsOf(instructions[index + 1]);
            }
        }
    }

    /// <inheritdoc/>
    public bool CountsCalls { get; }

    /// <inheritdoc/>
    public bool CountsStarts { get; }

    /// <inheritdoc/>
    public int Behind(int index) => (uint)index < (uint)_behind.Length ? _behind[index] : 0;

    /// <inheritdoc/>
    public int AllocationsBehind(int index) => (uint)index < (uint)_behind.Length ? _allocationsBehind[index] : 0;

    /// <summary>Whether code begins at an instruction only, and never comes there from another one.</summary>
    /// <param name="index">The instruction.</param>
    public bool IsEnteredOnly(int index) => !_isReached[index];

    /// <summary>Values that an instruction makes.</summary>
    /// <param name="instruction">The instruction.</param>
    public static int AllocationsOf(Instruction instruction) => instruction.Info.Has(InstructionTraits.Allocates) ? 1 : 0;

    /// <summary>Whether a piece begins behind an instruction of the same block.</summary>
    /// <param name="index">The instruction.</param>
    public bool IsLast(int index) => _behind[index] == 0;

    /// <summary>Whether other code runs in an instruction, and it then goes on behind it.</summary>
    /// <param name="opcode">The instruction.</param>
    public static bool RunsOtherCode(Opcode opcode) =>
        opcode is Opcode.Call or Opcode.CallFunction or Opcode.CallProcedure or Opcode.Apply or Opcode.Import or Opcode.CallCc;

    private static bool[] FindReached(BytecodeProgram program)
    {
        bool[] isReached = new bool[program.Instructions.Length + 1];
        for (int index = 0; index < program.Instructions.Length; index++)
        {
            var instruction = program.Instructions[index];
            isReached[index + 1] |= instruction.Info.MayContinue;
            if (program.TargetOf(index) is >= 0 and var target && instruction.Operand is not Operand.Call)
            {
                // A handler begins behind the instruction that is named, or at it.
                isReached[target] = isReached[Math.Min(target + 1, program.Instructions.Length)] = true;
            }
        }

        return isReached;
    }

    /// <summary>Whether what is behind an instruction may never run, or begins a piece: where a process waits, it may also end.</summary>
    private static bool EndsPiece(BytecodeProgram program, int index)
    {
        var instruction = program.Instructions[index];
        return RunsOtherCode(instruction.Opcode)
            || instruction.Info.Has(InstructionTraits.EndsBlock)
            || instruction.Info.Has(InstructionTraits.Branches)
            || instruction.Opcode is Opcode.CatchBlock or Opcode.Continue
            || (program.UsesProcesses && WaitingInstructions.MayWait(program, index));
    }
}
