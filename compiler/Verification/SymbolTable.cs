using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Compiler.Verification;

/// <summary>Makes the names and lines for stack traces from a program's labels and source positions.</summary>
internal static class SymbolTable
{
    /// <summary>Collects the symbols of every module.</summary>
    /// <param name="program">The program.</param>
    public static ProgramSymbols Build(BytecodeProgram program)
    {
        var functions = new List<(int Address, string Name)>();
        var lines = new List<(int Address, string File, int Line)>();
        foreach (var module in program.Modules)
        {
            AddFunctions(program, module, functions);
            AddLines(program, module, lines);
        }

        return new ProgramSymbols([.. functions], [.. lines], [.. program.Globals]);
    }

    /// <summary>
    /// A label names a function when the module calls it or makes a function value of it; jumps do not count. The code of
    /// a function is what it reaches without entering another one, and what nothing reaches belongs to what is above it.
    /// </summary>
    private static void AddFunctions(BytecodeProgram program, LinkedModule module, List<(int Address, string Name)> functions)
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
            Claim(program, module, entry, name, entries, owners);
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

    private static void Claim(
        BytecodeProgram program, LinkedModule module, int entry, string name, SortedDictionary<int, string> entries, string?[] owners)
    {
        var pending = new Stack<int>();
        pending.Push(entry);
        while (pending.TryPop(out int index))
        {
            if (owners[index - module.Start] is not null || (index != entry && entries.ContainsKey(index)))
            {
                continue;
            }

            owners[index - module.Start] = name;
            var instruction = program.Instructions[index];
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
    }

    /// <summary>One entry where the position changes, and always one at the start, so that modules do not run together.</summary>
    private static void AddLines(BytecodeProgram program, LinkedModule module, List<(int Address, string File, int Line)> lines)
    {
        Operand.SourceLine? origin = null;
        int first = lines.Count;
        for (int index = module.Start; index <= module.End; index++)
        {
            var instruction = program.Instructions[index];
            origin = instruction.Operand as Operand.SourceLine ?? origin;
            var (file, line) = origin is null ? (module.Path, instruction.Line) : (origin.File, origin.Line);
            if (lines.Count == first || lines[^1].File != file || lines[^1].Line != line)
            {
                lines.Add((index, file, line));
            }
        }
    }
}
