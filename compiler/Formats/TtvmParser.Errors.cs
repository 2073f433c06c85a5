using System.Diagnostics;
using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Compiler.Diagnostics;
using TinyTotIL.Compiler.Text;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Compiler.Formats;

/// <content>What to say about a line that is wrong, and what was probably meant.</content>
internal sealed partial class TtvmParser
{
    private const string CommentHint = "; a comment begins with ';'";

    /// <summary>The words of patterns, to suggest one.</summary>
    private static readonly string[] PatternWords =
        ["any", "int", "float", "string", "bool", "list", "object", "value", "tag", "exit", "down", "signal"];

    private HashSet<string>? _storedNames;

    private void ReportUnknownInstruction(TtvmLine line)
    {
        var mnemonic = _source.SpanText(line.Mnemonic);
        if (line.Content.Start == 0 && mnemonic[0] == ByteOrderMark)
        {
            Report(DiagnosticDescriptors.ByteOrderMark, line, new SourceSpan(0, 1));
            return;
        }

        if (mnemonic is "LABEL")
        {
            Report(DiagnosticDescriptors.LabelWithoutName, line, line.Mnemonic);
            return;
        }

        int tab = mnemonic.IndexOf('\t');
        if (tab > 0 && IsFirstWord(mnemonic[..tab]))
        {
            Report(DiagnosticDescriptors.TabAfterMnemonic, line, new SourceSpan(line.Mnemonic.Start + tab, 1), mnemonic[..tab].ToString());
            return;
        }

        Report(DiagnosticDescriptors.UnknownInstruction, line, line.Mnemonic, Shown(line.Mnemonic), SuggestInstruction(line, mnemonic));
    }

    private static bool IsFirstWord(ReadOnlySpan<char> word) => word is "LABEL" || RowsBySpan.ContainsKey(word);

    private string SuggestInstruction(TtvmLine line, ReadOnlySpan<char> mnemonic)
    {
        if (IsForeignComment(mnemonic))
        {
            return CommentHint;
        }

        if (mnemonic[^1] == ':' && !line.HasOperand)
        {
            return "; a label is written 'LABEL name'";
        }

        string? nearest = SpellingSuggestion.Nearest(mnemonic, FirstWords);
        string[] words = mnemonic.Equals(nearest, StringComparison.OrdinalIgnoreCase) ? [] : ForeignMnemonics.For(mnemonic, _source.SpanText(line.Operand));
        return words.Length > 0 ? $"; did you mean '{string.Join("' or '", words)}'?"
            : nearest is not null ? $"; did you mean '{nearest}'?" : "";
    }

    /// <summary>Where a comment as other languages write it begins inside a text; -1 when there is none.</summary>
    private static int ForeignCommentIn(ReadOnlySpan<char> text)
    {
        int hash = text.IndexOf(" #", StringComparison.Ordinal);
        int slashes = text.IndexOf(" //", StringComparison.Ordinal);
        int first = hash < 0 || (slashes >= 0 && slashes < hash) ? slashes : hash;
        return first < 0 ? -1 : first + 1;
    }

    /// <summary>Whether a text begins as comments do in other languages.</summary>
    private static bool IsForeignComment(ReadOnlySpan<char> text) => text[0] == '#' || text.StartsWith("//", StringComparison.Ordinal);

    private string SuggestTarget(TtvmLine line, ReadOnlySpan<char> target)
    {
        string? instead = _source.SpanText(line.Mnemonic) switch
        {
            "CALL" => "CALL_FUNCTION",
            "TAIL_CALL" => "TAIL_CALL_FUNCTION",
            _ => null,
        };
        if (instead is null || !(_storedNames ??= FindStoredNames()).GetAlternateLookup<ReadOnlySpan<char>>().Contains(target))
        {
            return SuggestLabel(target);
        }

        string name = DisplayText.Shorten(target);
        return $", but a variable of that name; 'LOAD {name}' and then '{instead}' call the function value in it";
    }

    private HashSet<string> FindStoredNames()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var lexer = new TtvmLexer(_text);
        while (lexer.MoveNext())
        {
            if (lexer.Current is { IsLabel: false, HasOperand: true } line && _source.SpanText(line.Mnemonic) is "STORE" or "STORE_VAR")
            {
                names.Add(_pool.Get(NameIn(line)));
            }
        }

        return names;
    }

    private string SuggestLabel(ReadOnlySpan<char> label) =>
        ForeignCommentIn(label) >= 0 ? CommentHint
        : SpellingSuggestion.Nearest(label, _labels.Names) is { } nearest ? $"; did you mean '{nearest}'?" : "";

    private ulong? ReportUnknownLabel(SourceSpan label, string hint)
    {
        if (++_errors <= MostErrors)
        {
            _diagnostics.Report(DiagnosticDescriptors.UnknownLabel, _source, label,
                string.Concat("Unknown label: ", _source.SpanText(label)), Shown(label), hint);
        }

        return null;
    }

    private void ReportMissingOperand(TtvmLine line, InstructionInfo row)
    {
        string upstreamText = row.Opcode is Opcode.Call or Opcode.MakeFunction ? $"{row.Mnemonic} requires at least a target" : Shown(line.Content);
        string needed = row.Shape switch
        {
            OperandShape.Integer => "an integer",
            OperandShape.Float => "a number",
            OperandShape.Bool => "'true' or 'false'",
            OperandShape.RawText => "a text",
            OperandShape.EscapedText => "a text in quotation marks",
            OperandShape.Name or OperandShape.QuotedName => "a name",
            OperandShape.Count => "a number of values",
            OperandShape.Pid => "a process identifier",
            OperandShape.Address => "a label or an address",
            OperandShape.Label => "a label",
            OperandShape.Call => "the label or address of a function",
            OperandShape.Path => "a path",
            OperandShape.SourceLine => "a file name in quotation marks and a line number",
            OperandShape.Native => "the name of a runtime function and a number of values",
            OperandShape.Extern => "a name, and a .NET method in quotation marks",
            OperandShape.Patterns => "the patterns of the messages to take",
            OperandShape.AddressPatterns => "a label or an address, and the patterns of the messages to take unless they are on the stack",
            OperandShape.None or OperandShape.Block or OperandShape.CatchBlock => throw new UnreachableException("Needs no operand."),
        };
        ReportAs(DiagnosticDescriptors.MissingOperand, line, upstreamText, line.Content, Shown(line.Mnemonic), needed);
    }

    /// <summary>Reports the first pattern that is wrong by itself, or all of them when each is right.</summary>
    private void ReportPatterns(TtvmLine line, SourceSpan span, string problem)
    {
        var pieces = new WhiteSpaceSplitter(_text, span);
        while (pieces.MoveNext())
        {
            var piece = _source.SpanText(pieces.Current);
            if (PatternSet.TryParse(piece.ToString(), out string? own) is null)
            {
                Report(DiagnosticDescriptors.InvalidPattern, line, pieces.Current, own!, SuggestPattern(piece));
                return;
            }
        }

        Report(DiagnosticDescriptors.InvalidPattern, line, span, problem, "");
    }

    private static string SuggestPattern(ReadOnlySpan<char> pattern)
    {
        if (ForeignCommentIn(pattern) >= 0 || IsForeignComment(pattern))
        {
            return CommentHint;
        }

        int colon = pattern.IndexOf(':');
        var word = colon < 0 ? pattern : pattern[..colon];
        string? nearest = SpellingSuggestion.Nearest(word, PatternWords);
        return nearest is null || word.SequenceEqual(nearest) ? "" : $"; did you mean '{nearest}{(colon < 0 ? "" : DisplayText.Shorten(pattern[colon..]))}'?";
    }

    private void ReportLiteral(DiagnosticDescriptor descriptor, TtvmLine line, string upstreamText, string reason)
    {
        var raw = _source.SpanText(line.Operand);
        var place = Trimmed(line.Operand);
        if (place.Length < raw.Length)
        {
            reason = "only one space may stand before it";
            place = line.Operand;
        }

        if (ForeignCommentIn(raw) >= 0)
        {
            reason += CommentHint;
        }

        ReportAs(descriptor, line, string.Concat(upstreamText, raw), place, Shown(line.Operand), reason);
    }

    private string Shown(SourceSpan span) => DisplayText.Shorten(_source.SpanText(span));
}
