using TinyTotIL.Compiler.Bytecode;

namespace TinyTotIL.Compiler.Verification;

/// <summary>Finds functions of which it is certain which instruction has started a process with them.</summary>
/// <remarks>
/// Compiled code does not say where it is when it starts a process; that would cost every start, for the sake of the few that end in an
/// error. But most functions of processes are made in one place and given to SPAWN at once: nothing else can start a process with them.
/// </remarks>
internal static class ProcessStarts
{
    /// <summary>Those functions, ascending by where they begin, and the instructions.</summary>
    /// <param name="program">The program.</param>
    public static (int Target, int Site)[] Of(BytecodeProgram program)
    {
        if (!program.UsesProcesses)
        {
            return [];
        }

        var sites = new SortedDictionary<int, int?>();
        for (int index = 0; index < program.Instructions.Length; index++)
        {
            if (program.Instructions[index].MakesFunction)
            {
                int target = program.TargetOf(index);
                sites[target] = sites.ContainsKey(target) ? null : StartAfter(program, index);
            }
        }

        return [.. sites.Where(site => site.Value is not null).Select(site => (site.Key, site.Value!.Value))];
    }

    private static int? StartAfter(BytecodeProgram program, int index)
    {
        // Behind the last instruction of a module stands a HALT.
        do
        {
            index++;
        }
        while (program.Instructions[index].Opcode == Opcode.Source);

        return program.Instructions[index].Opcode is Opcode.Spawn or Opcode.SpawnWith or Opcode.SpawnLink or Opcode.SpawnMonitor ? index : null;
    }
}
