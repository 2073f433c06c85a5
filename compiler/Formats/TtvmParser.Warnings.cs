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
    private HashSet<string>? _quotedNames;

    private void WarnAboutLabel(TtvmLine line)
    {
        WarnAboutComment(line);
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
        else if (rows.Full.Shape == OperandShape.Call)
        {
            WarnAboutComment(line);
        }
        else if (rows.Full.Shape == OperandShape.Name && !WarnAboutComment(line))
        {
            WarnAboutName(line);
        }
    }

    private bool WarnAboutComment(TtvmLine line)
    {
        int start = ForeignCommentIn(_source.SpanText(line.Operand));
        if (start < 0)
        {
            return false;
        }

        var comment = Trimmed(new SourceSpan(line.Operand.Start + start, line.Operand.Length - start));
        Warn(DiagnosticDescriptors.CommentInOperand, comment, Shown(line.Mnemonic), Shown(comment));
        return true;
    }

    /// <summary>Finds a name in quotation marks, each name once.</summary>
    private void WarnAboutName(TtvmLine line)
    {
        var operand = Trimmed(line.Operand);
        if (_source.SpanText(operand) is ['"', _, .., '"'] && NameIn(line) is ['"', .., '"'] name && (_quotedNames ??= []).Add(name.ToString()))
        {
            Warn(DiagnosticDescriptors.QuotedName, operand, Shown(line.Mnemonic), DisplayText.Shorten(name[1..^1]));
        }
    }

    private void WarnAboutPlainCatch(TtvmLine line)
    {
        // Inside a block that lacks its other parts, it may be one of them.
        if (line.HasOperand && _errors == 0)
        {
            var ignored = Trimmed(line.Operand);
            Warn(DiagnosticDescriptors.CatchNameIgnored, ignored, Shown(ignored));
        }
    }

    /// <summary>Finds quotation marks that do not do what they do in other languages.</summary>
    private void WarnAboutText(TtvmLine line)
    {
        var operand = Trimmed(line.Operand);
        var text = _source.SpanText(operand);
        if (text[0] != '"')
        {
            if (text[^1] == '"')
            {
                WarnAboutMarks(DiagnosticDescriptors.QuotationMarkAlone, line, operand);
            }

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
        else
        {
            WarnAboutQuotedText(line, operand);
        }
    }

    private void WarnAboutQuotedText(TtvmLine line, SourceSpan operand)
    {
        var text = _source.SpanText(operand);
        int end = text[1..].IndexOf('"') + 2;
        var rest = Trimmed(new SourceSpan(operand.Start + end, operand.Length - end));
        if (end > 1 && rest.Length > 0 && rest.Start > operand.Start + end && IsForeignComment(_source.SpanText(rest)))
        {
            Warn(DiagnosticDescriptors.CommentInOperand, rest, Shown(line.Mnemonic), Shown(rest));
        }
        else if (FindEscape(text) is { } escape)
        {
            var place = new SourceSpan(operand.Start + escape, 2);
            Warn(DiagnosticDescriptors.EscapeInRawText, place, Shown(line.Mnemonic), Shown(place));
        }
        else if (text.Length == 1 || text[^1] != '"')
        {
            WarnAboutMarks(DiagnosticDescriptors.QuotationMarkAlone, line, operand);
        }
        else if (text.Trim('"').Length < text.Length - 2)
        {
            WarnAboutMarks(DiagnosticDescriptors.QuotationMarksLost, line, operand);
        }
    }

    private void WarnAboutMarks(DiagnosticDescriptor descriptor, TtvmLine line, SourceSpan operand) =>
        Warn(descriptor, operand, Shown(line.Mnemonic), DisplayText.Shorten(_source.SpanText(line.Operand).Trim('"')));

    /// <summary>Where quoted text has what would be an escape elsewhere; null in paths of Windows, which look the same.</summary>
    private static int? FindEscape(ReadOnlySpan<char> text)
    {
        if (text is ['"', '\\', ..] and not ['"', '\\', 'n' or 'r' or 't' or 'u' or '"', ..] or ['"', _, ':', '\\', ..])
        {
            return null;
        }

        for (int position = 1; position < text.Length - 2; position++)
        {
            if (text[position] != '\\')
            {
                continue;
            }

            if (text[position + 1] is 'n' or 'r' or 't' or '"' || text[position..] is ['\\', 'u', '{', ..])
            {
                return position;
            }

            position++;
        }

        return null;
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
