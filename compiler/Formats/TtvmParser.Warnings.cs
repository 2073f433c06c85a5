using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Compiler.Diagnostics;
using TinyTotIL.Compiler.Text;
using TinyTotIL.Runtime.Errors;

namespace TinyTotIL.Compiler.Formats;

/// <content>Lines that are right but probably not what was meant. A warning changes nothing about the program.</content>
internal sealed partial class TtvmParser
{
    /// <summary>Warnings shown for one file. They are counted apart from errors, so that neither hides the other.</summary>
    public const int MostWarnings = 100;

    private int _warnings;

    private void WarnAboutLabel(TtvmLine line)
    {
        if (!_labels.HasRepeats)
        {
            return;
        }

        int last = _labels.LineOfLast(_source.SpanText(line.Operand));
        if (last != line.Number)
        {
            Warn(DiagnosticDescriptors.LabelDefinedAgain, line.Operand, Shown(line.Operand), last);
        }
    }

    private void WarnAboutOperand(TtvmLine line, (InstructionInfo? Full, InstructionInfo? Bare) rows)
    {
        if (rows.Full is null)
        {
            var ignored = Trimmed(line.Operand);
            string hint = IsForeignComment(_source.SpanText(ignored)) ? CommentHint : "";
            Warn(DiagnosticDescriptors.OperandIgnored, ignored, Shown(line.Mnemonic), Shown(ignored), hint);
        }
        else if (rows.Full.Shape == OperandShape.RawText)
        {
            WarnAboutText(line);
        }
    }

    /// <summary>Finds quotation marks that do not do what they do in other languages.</summary>
    private void WarnAboutText(TtvmLine line)
    {
        var operand = Trimmed(line.Operand);
        var text = _source.SpanText(operand);
        if (text[0] != '"')
        {
            return;
        }

        bool isOpen = (text.Length == 1 || text[^1] != '"') && QuotedText.FindEnd(text) < 0;
        if (isOpen && SemicolonBeforeQuote(line) is { } semicolon)
        {
            Warn(DiagnosticDescriptors.TextCutShort, semicolon, Shown(line.Mnemonic));
        }
        else if (operand.Start > line.Operand.Start)
        {
            var spaces = new SourceSpan(line.Operand.Start, operand.Start - line.Operand.Start);
            string value = DisplayText.Shorten(_source.SpanText(line.Operand).Trim('"'));
            Warn(DiagnosticDescriptors.SpaceBeforeQuote, spaces, value);
        }
    }

    /// <summary>The semicolon that begins the comment of a line when a quotation mark stands in the comment.</summary>
    private SourceSpan? SemicolonBeforeQuote(TtvmLine line)
    {
        var rest = _text.AsSpan(line.Content.End);
        int end = rest.IndexOf('\n');
        rest = end < 0 ? rest : rest[..end];
        int semicolon = rest.IndexOf(';');
        return semicolon >= 0 && rest[semicolon..].Contains('"') ? new SourceSpan(line.Content.End + semicolon, 1) : null;
    }

    private void Warn(DiagnosticDescriptor descriptor, SourceSpan span, params ReadOnlySpan<object> arguments)
    {
        if (++_warnings <= MostWarnings)
        {
            _diagnostics.Report(descriptor, _source, span, null, arguments);
        }
    }
}
