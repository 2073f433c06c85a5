using System.Collections.Immutable;
using TinyTotIL.Compiler.Bytecode;

namespace TinyTotIL.Compiler.LanguageService;

/// <summary>Finds which code belongs to which function, as far as the text shows it: variables of one function are others than those of the next.</summary>
/// <remarks>
/// A function begins where it is called and reaches as far as control does without a call. Code of several functions is
/// counted to the first; code that nothing reaches, to what stands before it.
/// </remarks>
internal static class VariableScopes
{
    private const int Unknown = -1;

    /// <summary>The address where the function of each instruction begins, and that of the end of the code.</summary>
    /// <param name="lines">The program.</param>
    /// <param name="count">Its number of instructions.</param>
    public static int[] Find(ImmutableArray<IndexedLine> lines, int count)
    {
        var instructions = new IndexedLine[count];
        foreach (var line in lines)
        {
            if (!line.Line.IsLabel)
            {
                instructions[line.Address] = line;
            }
        }

        int[] scopes = new int[count + 1];
        Array.Fill(scopes, Unknown);
        int[] entries = [.. instructions.Where(line => line.Row?.Shape == OperandShape.Call && line.Target >= 0 && line.Target <= count).Select(line => line.Target).Prepend(0).Distinct()];
        foreach (int entry in entries)
        {
            scopes[entry] = entry;
        }

        var waiting = new Stack<int>();
        foreach (int entry in entries)
        {
            waiting.Push(entry);
            while (waiting.TryPop(out int address))
            {
                if (address < count)
                {
                    Follow(instructions[address], entry);
                }
            }
        }

        for (int address = 1; address <= count; address++)
        {
            scopes[address] = scopes[address] == Unknown ? scopes[address - 1] : scopes[address];
        }

        return scopes;

        void Follow(IndexedLine line, int entry)
        {
            if (line.Row is null || line.Row.Shape is OperandShape.Block or OperandShape.CatchBlock || line.Row.MayContinue)
            {
                Reach(line.Address + 1, entry);
            }

            if (line.Row?.Has(InstructionTraits.Branches) == true)
            {
                Reach(line.Target, entry);
            }
        }

        void Reach(int address, int entry)
        {
            if (address >= 0 && address <= count && scopes[address] == Unknown)
            {
                scopes[address] = entry;
                waiting.Push(address);
            }
        }
    }

    /// <summary>The scope of an address, which may be the end of the code.</summary>
    /// <param name="scopes">The scope of each instruction.</param>
    /// <param name="address">The address.</param>
    public static int Of(int[] scopes, int address) => scopes[Math.Min(address, scopes.Length - 1)];
}
