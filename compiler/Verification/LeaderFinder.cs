using TinyTotIL.Compiler.Bytecode;

namespace TinyTotIL.Compiler.Verification;

/// <summary>Finds where basic blocks begin.</summary>
/// <remarks>
/// A block begins at the start of a module, at every address an operand names, after every instruction that branches or
/// ends a block, and after one that changes the open handlers, so that one handler holds for a whole block.
/// </remarks>
internal static class LeaderFinder
{
    /// <summary>Marks the leaders of a program.</summary>
    /// <param name="program">The program.</param>
    public static bool[] Find(BytecodeProgram program)
    {
        var leaders = new bool[program.Instructions.Length + 1];
        foreach (var module in program.Modules)
        {
            leaders[module.Start] = true;
            leaders[module.End] = true;
        }

        for (int index = 0; index < program.Instructions.Length; index++)
        {
            var info = program.Instructions[index].Info;
            if (info.Opcode != Opcode.Import && program.TargetOf(index) is >= 0 and int target)
            {
                leaders[target] = true;
                if (info.Opcode is Opcode.TryBlock or Opcode.CatchBlock)
                {
                    leaders[target + 1] = true;
                }
            }

            if (info.Has(InstructionTraits.Branches) || !info.MayContinue || info.Opcode == Opcode.EndTry)
            {
                leaders[index + 1] = true;
            }
        }

        return leaders;
    }
}
