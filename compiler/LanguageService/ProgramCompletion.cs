using System.Collections.Immutable;
using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Compiler.Formats;
using TinyTotIL.Compiler.Text;

namespace TinyTotIL.Compiler.LanguageService;

/// <summary>Proposes what could stand at a place, by the instruction of its line.</summary>
/// <param name="index">The text.</param>
/// <param name="natives">The runtime functions.</param>
/// <param name="modules">Gives the text of a module; null when there is none.</param>
/// <param name="paths">Modules that can be imported.</param>
public sealed class ProgramCompletion(
    ProgramIndex index, IReadOnlyCollection<NativeDescription> natives, Func<string, ProgramIndex?> modules, IReadOnlyCollection<string> paths)
{
    /// <summary>An editor asks again when more has been typed.</summary>
    public const int MostProposals = 500;

    private const string LabelLine = "LABEL";

    private static readonly ImmutableArray<Proposal> Instructions =
    [
        .. InstructionSet.All.Select(OfRow),
        new Proposal(ProposalKind.Instruction, LabelLine, LabelLine + " ") { Snippet = LabelLine + " ${1:name}", Documentation = "Names the next instruction." },
    ];

    private SourceText Source => index.Source;

    /// <summary>What could stand at a place. In comments and texts, nothing.</summary>
    /// <param name="offset">The place.</param>
    public ProposalList At(int offset)
    {
        var whole = Source.SpanOfLine(Source.LineOf(offset));
        offset = Math.Min(offset, whole.End);
        string before = Source.Text[whole.Start..offset];
        int start = whole.Start + before.Length - before.TrimStart().Length;
        before = before.TrimStart();
        int space = before.IndexOf(' ', StringComparison.Ordinal);
        if (IsInComment(before))
        {
            return new ProposalList([], new SourceSpan(offset, 0), IsComplete: true);
        }

        if (space < 0)
        {
            return Select(Instructions, new SourceSpan(start, EndOfWord(offset) - start), before);
        }

        return TtvmParser.RowOf(before.AsSpan(0, space), hasOperand: true) is { } row
            ? InOperand(row, start + space + 1, offset)
            : new ProposalList([], new SourceSpan(offset, 0), IsComplete: true);
    }

    private static Proposal OfRow(InstructionInfo row) => new(ProposalKind.Instruction, row.Mnemonic, row.Mnemonic)
    {
        Snippet = InstructionSnippets.Of(row),
        Detail = row.Effect,
        Documentation = LanguageText.OfInstruction(row, row.Mnemonic),
    };

    private static bool IsInComment(string before)
    {
        var lexer = new TtvmLexer(before);
        return before.Contains(';', StringComparison.Ordinal) && (!lexer.MoveNext() || before.AsSpan(lexer.Current.Content.End).TrimStart() is [';', ..]);
    }

    private ProposalList InOperand(InstructionInfo row, int start, int offset)
    {
        string operand = Source.Text[Math.Min(start, offset)..offset];
        int trimmed = offset - operand.TrimStart().Length;
        bool isFirstWord = !TtvmTextRules.HasWhiteSpace(operand.AsSpan().TrimStart());
        int word = offset - operand.Length + operand.AsSpan().LastIndexOfAny(' ', '\t') + 1;
        var wordSpan = new SourceSpan(word, EndOfWord(offset) - word);
        var wholeSpan = new SourceSpan(trimmed, EndOfOperand(offset) - trimmed);
        return row.Shape switch
        {
            OperandShape.Address or OperandShape.Label => Select(Labels(), wholeSpan, operand.TrimStart()),
            OperandShape.Call when isFirstWord => Select(Labels().Where(IsOneWord), wordSpan, operand.TrimStart()),
            OperandShape.Call => Select(Variables(offset), wordSpan, Source.Text[word..offset]),
            OperandShape.AddressPatterns when isFirstWord => Select(Labels().Where(IsOneWord), wordSpan, operand.TrimStart()),
            OperandShape.Name or OperandShape.CatchBlock => Select(Named(row, offset), wholeSpan, operand.TrimStart()),
            OperandShape.QuotedName => Select(OfKind(NameKind.Process, ProposalKind.Process), wholeSpan, operand.TrimStart()),
            OperandShape.Bool => Select([Literal("true"), Literal("false")], wholeSpan, operand.TrimStart()),
            OperandShape.Native when isFirstWord => Select(Natives(withCount: EndOfOperand(offset) <= wordSpan.End), wordSpan, operand.TrimStart()),
            OperandShape.Path => Select(paths.Select(path => new Proposal(ProposalKind.Module, path, path)), wholeSpan, operand.TrimStart()),
            _ => new ProposalList([], new SourceSpan(offset, 0), IsComplete: true),
        };
    }

    private static bool IsOneWord(Proposal label) => !TtvmTextRules.HasWhiteSpace(label.Text);

    private static Proposal Literal(string text) => new(ProposalKind.Literal, text, text);

    private IEnumerable<Proposal> Labels() => index.Labels.Order(StringComparer.Ordinal).Select(label =>
        new Proposal(index.Functions.Contains(label) ? ProposalKind.Function : ProposalKind.Label, label, label)
        {
            Detail = $"line {index.LabelLine(label)!.Value.Line.Number}",
        });

    private IEnumerable<Proposal> Named(InstructionInfo row, int offset) => row.Opcode switch
    {
        Opcode.SetField or Opcode.GetField or Opcode.HasField or Opcode.DeleteField => OfKind(NameKind.Field, ProposalKind.Field),
        _ => Variables(offset),
    };

    /// <summary>Variables: those of the function first, then those it may have imported, then the others.</summary>
    private IEnumerable<Proposal> Variables(int offset)
    {
        int scope = index.LineBefore(offset) is { } line ? index.ScopeOf(line.Address) : -1;
        var own = index.Names.Where(name => name.Kind == NameKind.Variable && name.Span.End != offset).ToList();
        return own.Where(name => name.Scope == scope).Select(name => new Proposal(ProposalKind.Variable, name.Name, name.Name))
            .Concat(ImportedName.In(index, modules).Select(name => new Proposal(ProposalKind.Variable, name.Export.Name, name.Export.Name) { Detail = name.Module }))
            .Concat(own.Select(name => new Proposal(ProposalKind.Variable, name.Name, name.Name) { Detail = "of another function" }));
    }

    private IEnumerable<Proposal> OfKind(NameKind kind, ProposalKind proposed) =>
        index.Names.Where(name => name.Kind == kind).Select(name => new Proposal(proposed, name.Name, name.Name));

    private IEnumerable<Proposal> Natives(bool withCount) => index.Names
        .Where(name => name is { Kind: NameKind.Native, Role: NameRole.Definition })
        .Select(name => new Proposal(ProposalKind.Native, name.Name, name.Name) { Detail = "EXTERN" })
        .Concat(natives.Select(function => new Proposal(ProposalKind.Native, function.Name, withCount ? $"{function.Name} {function.Parameters.Count}" : function.Name)
        {
            Detail = LanguageText.EffectOf(function),
            Documentation = LanguageText.OfNative(function),
        }));

    /// <summary>Those that could be meant by what is there already; a name stands once.</summary>
    private static ProposalList Select(IEnumerable<Proposal> proposals, SourceSpan span, string typed)
    {
        var fitting = proposals
            .Where(proposal => proposal.Name.Contains(typed, StringComparison.OrdinalIgnoreCase))
            .DistinctBy(proposal => (proposal.Name, proposal.Snippet))
            .Take(MostProposals + 1)
            .ToList();
        return new ProposalList([.. fitting.Take(MostProposals)], span, fitting.Count <= MostProposals);
    }

    private int EndOfWord(int offset)
    {
        int end = offset;
        while (end < Source.Text.Length && !char.IsWhiteSpace(Source.Text[end]) && Source.Text[end] != ';')
        {
            end++;
        }

        return end;
    }

    /// <summary>The end of what the line says, when the place is not behind it.</summary>
    private int EndOfOperand(int offset) => index.LineAt(offset) is { } line ? Math.Max(line.Line.Content.End, offset) : offset;
}
