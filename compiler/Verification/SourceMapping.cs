using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Compiler.Formats;
using TinyTotIL.Compiler.Text;

namespace TinyTotIL.Compiler.Verification;

/// <summary>Finds the place in the source that each instruction of a program stands for, for debuggers.</summary>
/// <remarks>
/// <see cref="SymbolTable"/> says what traces show, which is the same in every form of a program. Here more is known of a program that was read as text.
/// </remarks>
internal static class SourceMapping
{
    /// <summary>Maps every module.</summary>
    /// <param name="program">The program.</param>
    public static SourceMap Build(BytecodeProgram program)
    {
        var rows = new List<(int Address, SourcePart? Part)>();
        var texts = new List<SourceText>();
        foreach (var linked in program.Modules)
        {
            Add(program, linked, rows);
            if (linked.Module is { } module)
            {
                texts.AddRange(module.Source is { } source ? [source, .. module.OtherSources] : module.OtherSources);
            }
        }

        return new SourceMap(rows, texts);
    }

    private static void Add(BytecodeProgram program, LinkedModule linked, List<(int Address, SourcePart? Part)> rows)
    {
        var lines = new LineParts(linked);
        var entries = linked.Module is { IsLisp: true } || program.UsesLisp ? EntriesOf(program, linked) : [];
        Operand.SourceLine? origin = null;
        for (int index = linked.Start; index <= linked.End; index++)
        {
            var instruction = program.Instructions[index];
            if (entries.Contains(index))
            {
                origin = linked.Module is { IsLisp: true } ? null : FirstOrigin(program, linked, index, entries, origin);
            }

            origin = instruction.Operand as Operand.SourceLine ?? origin;
            // The HALT behind the last instruction is on no line.
            bool isPlaced = index < linked.End && !linked.Module!.Unplaced.Contains(index - linked.Start);
            var part = isPlaced ? lines.PartOf(instruction.Line, origin) : null;
            if (rows.Count == 0 || rows[^1].Part != part)
            {
                rows.Add((index, part));
            }
        }
    }

    /// <summary>
    /// Of Lisp that was written as bytecode only instructions that may fail say where they come from. So what a function begins with is where the next of its
    /// instructions is, and in no case where the function above it ends, unless that is said directly before it.
    /// </summary>
    private static Operand.SourceLine? FirstOrigin(BytecodeProgram program, LinkedModule linked, int entry, HashSet<int> entries, Operand.SourceLine? above)
    {
        if (entry > linked.Start && program.Instructions[entry - 1].Operand is Operand.SourceLine)
        {
            return above;
        }

        for (int index = entry; index < linked.End && (index == entry || !entries.Contains(index)); index++)
        {
            if (program.Instructions[index].Operand is Operand.SourceLine origin)
            {
                return origin;
            }
        }

        return null;
    }

    /// <summary>Where functions begin. In Lisp one stands for itself, wherever the one before it comes from.</summary>
    private static HashSet<int> EntriesOf(BytecodeProgram program, LinkedModule linked) =>
        [.. Enumerable.Range(linked.Start, linked.Length).Where(index => program.Instructions[index].NamesFunction).Select(program.TargetOf)];

    /// <summary>The lines of a module and of the files that its SOURCE instructions name.</summary>
    private sealed class LineParts
    {
        private readonly LinkedModule _linked;
        private readonly Dictionary<string, SourceText> _texts = new(StringComparer.Ordinal);
        private readonly Dictionary<int, SourceSpan> _code = [];
        private readonly bool _isLisp;

        public LineParts(LinkedModule linked)
        {
            _linked = linked;
            _isLisp = linked.Module is { IsLisp: true };
            foreach (var text in linked.Module?.OtherSources ?? [])
            {
                _texts.TryAdd(text.Name, text);
            }

            if (linked.Module?.Source is not { } source)
            {
                return;
            }

            if (_isLisp)
            {
                _texts[source.Name] = source;
                return;
            }

            var lexer = new TtvmLexer(source.Text);
            while (lexer.MoveNext())
            {
                _code[lexer.Current.Number] = lexer.Current.Content;
            }
        }

        /// <summary>The lines of Lisp's own instructions are those of the program; those of text give way to SOURCE.</summary>
        public SourcePart? PartOf(int line, Operand.SourceLine? origin)
        {
            if (origin is not null && !(_isLisp && line > 0))
            {
                return PartOf(origin.File, origin.Line);
            }

            return line == 0 ? null
                : _linked.Module!.Source is { } source && _code.TryGetValue(line, out var span) ? SourcePart.Of(source, span) with { File = _linked.Path }
                : PartOf(_linked.Path, line);
        }

        private SourcePart PartOf(string file, int line) =>
            _texts.TryGetValue(file, out var text) && line <= text.LineCount
                ? SourcePart.Of(text, text.SpanOfLineContent(line)) with { File = file }
                : SourcePart.OfLine(file, line);
    }
}
