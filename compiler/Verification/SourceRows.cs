using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Compiler.Text;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Compiler.Verification;

/// <summary>Finds where the instructions of a module come from.</summary>
internal static class SourceRows
{
    /// <summary>One row where the place changes, and always one at the start, so that modules do not run together.</summary>
    /// <param name="program">The program.</param>
    /// <param name="module">The module.</param>
    /// <param name="rows">Where the rows go.</param>
    public static void Add(BytecodeProgram program, LinkedModule module, List<SourceRow> rows)
    {
        Operand.SourceLine? origin = null;
        int first = rows.Count;
        for (int index = module.Start; index <= module.End; index++)
        {
            var instruction = program.Instructions[index];
            origin = instruction.Operand as Operand.SourceLine ?? origin;
            var (file, line) = origin is null ? (module.Path, instruction.Line) : (origin.File, origin.Line);
            bool isNewLine = rows.Count == first || rows[^1].File != file || rows[^1].Line != line;
            if (isNewLine)
            {
                rows.Add(new SourceRow(index, file, line, origin is null ? ColumnOf(instruction, module) : OriginColumn(instruction, origin)));
            }
            else if (origin is not null && OriginColumn(instruction, origin) is var column && column != rows[^1].Column && instruction.Info.Has(InstructionTraits.MayRaise))
            {
                // Only instructions that fail or call are asked for.
                rows.Add(new SourceRow(index, file, line, column));
            }
        }
    }

    /// <summary>Adds what a module that was read as Scheme knows of its instructions.</summary>
    /// <param name="module">The module.</param>
    /// <param name="rows">Where the rows go.</param>
    /// <returns>Whether it knows anything.</returns>
    public static bool AddExact(LinkedModule module, List<SourceRow> rows)
    {
        if (module.Module is not { Places: { IsEmpty: false } places })
        {
            return false;
        }

        if (places[0].Address > 0)
        {
            rows.Add(new SourceRow(module.Start, module.Path, 0));
        }

        foreach (var place in places)
        {
            if (place.Address == 0 || rows[^1].File != place.File || rows[^1].Line != place.Line || rows[^1].Column != place.Column)
            {
                rows.Add(place with { Address = module.Start + place.Address });
            }
        }

        return true;
    }

    /// <summary>An instruction that hardly ever fails has no SOURCE of its own, and its column may be one of another line.</summary>
    private static int OriginColumn(Instruction instruction, Operand.SourceLine origin) =>
        instruction.Column > 0 && (instruction.Line == 0 || instruction.Line == origin.Line) ? instruction.Column : origin.Column;

    /// <summary>The text of a module has one instruction to a line, so the column follows from the line.</summary>
    private static int ColumnOf(Instruction instruction, LinkedModule module) =>
        instruction.Column > 0 || instruction.Line == 0 || module.Module?.Source is not { } source || instruction.Line > source.LineCount
            ? instruction.Column
            : FirstColumn(source, instruction.Line);

    private static int FirstColumn(SourceText source, int line) => source.ColumnOf(source.SpanOfLineContent(line).Start);
}
