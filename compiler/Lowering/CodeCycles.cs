using TinyTotIL.Compiler.Bytecode;

namespace TinyTotIL.Compiler.Lowering;

/// <summary>Finds where control passes each time it comes round: code that runs without end, runs through one of these without end.</summary>
internal static class CodeCycles
{
    /// <summary>Marks where functions begin, and where an operand leads back, handlers included: code may come round by failing.</summary>
    /// <param name="program">The program.</param>
    public static bool[] Find(BytecodeProgram program)
    {
        var comesRound = new bool[program.Instructions.Length];
        for (int index = 0; index < comesRound.Length; index++)
        {
            var instruction = program.Instructions[index];
            int target = program.TargetOf(index);
            if (instruction.NamesFunction || (target >= 0 && target <= index && instruction.Opcode != Opcode.Import))
            {
                comesRound[target] = true;
            }
        }

        return comesRound;
    }
}
