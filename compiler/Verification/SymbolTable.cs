using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Compiler.Verification;

/// <summary>Makes the names and lines for stack traces from a program's labels and source positions.</summary>
internal static class SymbolTable
{
    /// <summary>Collects the symbols of every module.</summary>
    /// <param name="program">The program.</param>
    /// <param name="isObserved">Whether the program may be watched, for which exact places are kept.</param>
    public static ProgramSymbols Build(BytecodeProgram program, bool isObserved = true)
    {
        var functions = new List<(int Address, string Name)>();
        var rows = new List<SourceRow>();
        var tailCalls = new Dictionary<int, int>();
        var exact = new List<SourceRow>();
        foreach (var module in program.Modules)
        {
            AddFunctions(program, module, functions, tailCalls);
            int first = rows.Count;
            SourceRows.Add(program, module, rows);
            if (isObserved && !SourceRows.AddExact(module, exact))
            {
                exact.AddRange(rows.Skip(first));
            }
        }

        return new ProgramSymbols([.. functions], [.. rows], [.. program.Globals])
        {
            TailCallSites = [.. TailCallSites(program, tailCalls)],
            StartSites = ProcessStarts.Of(program),
            ExactRows = isObserved && program.Modules.Any(module => module.Module is { IsLisp: true }) ? [.. exact] : null,
            LeftOut = [.. program.Modules.SelectMany(module => module.Module?.LeftOut ?? [])],
        };
    }

    /// <summary>
    /// A label names a function when the module calls it or makes a function value of it; jumps do not count. The code of
    /// a function is what it reaches without entering another one, and what nothing reaches belongs to what is above it.
    /// </summary>
    private static void AddFunctions(BytecodeProgram program, LinkedModule module, List<(int Address, string Name)> functions, Dictionary<int, int> tailCalls)
    {
        var entered = new HashSet<int>();
        for (int index = module.Start; index < module.End; index++)
        {
            if (program.Instructions[index].NamesFunction)
            {
                entered.Add(program.TargetOf(index));
            }
        }

        var entries = new SortedDictionary<int, string> { [module.Start] = "" };
        foreach (var label in module.Module?.Labels ?? [])
        {
            int address = module.Start + label.Address;
            if (entered.Contains(address))
            {
                entries[address] = label.Name;
            }
        }

        var owners = new string?[module.Length + 1];
        foreach (var (entry, name) in entries)
        {
            if (Claim(program, module, entry, name, entries, owners) is { } tailCall)
            {
                tailCalls.Add(entry, tailCall);
            }
        }

        for (int index = module.Start; index <= module.End; index++)
        {
            string? name = owners[index - module.Start];
            if (name is not null && (index == module.Start || functions[^1].Name != name))
            {
                functions.Add((index, name));
            }
        }
    }

    /// <summary>Calls by label of functions that may end in a tail call, and that.</summary>
    private static IEnumerable<(int Site, int TailCall)> TailCallSites(BytecodeProgram program, Dictionary<int, int> tailCalls)
    {
        for (int index = 0; index < program.Instructions.Length; index++)
        {
            if (program.Instructions[index].Opcode == Opcode.Call && tailCalls.TryGetValue(program.TargetOf(index), out int tailCall))
            {
                yield return (index, tailCall);
            }
        }
    }

    /// <summary>Finds the code of a function.</summary>
    /// <returns>One of the tail calls it may end in; null when it has none, and when it may also run or jump into another function.</returns>
    private static int? Claim(
        BytecodeProgram program, LinkedModule module, int entry, string name, SortedDictionary<int, string> entries, string?[] owners)
    {
        var pending = new Stack<int>();
        pending.Push(entry);
        int? tailCall = null;
        bool runsIntoOther = false;
        while (pending.TryPop(out int index))
        {
            string? owner = owners[index - module.Start];
            if (owner is not null || (index != entry && entries.ContainsKey(index)))
            {
                runsIntoOther |= owner != name && index != entry;
                continue;
            }

            owners[index - module.Start] = name;
            var instruction = program.Instructions[index];
            if (instruction.Opcode is Opcode.TailCall or Opcode.TailCallFunction or Opcode.TailCallProcedure or Opcode.TailApply)
            {
                tailCall = index;
            }

            if (instruction.Opcode is Opcode.Jmp or Opcode.Try || instruction.IsConditionalJump || instruction.WaitsForTime)
            {
                pending.Push(program.TargetOf(index));
            }
            else if (instruction.Opcode is Opcode.TryBlock or Opcode.CatchBlock)
            {
                pending.Push(program.TargetOf(index) + 1);
            }

            if (!instruction.Info.Has(InstructionTraits.EndsBlock))
            {
                pending.Push(index + 1);
            }
        }

        return runsIntoOther ? null : tailCall;
    }
}
