using System.Collections.Immutable;
using System.Diagnostics;
using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Compiler.Diagnostics;
using TinyTotIL.Compiler.Text;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Compiler.Formats;

/// <content>Operands: one arm per shape. Each arm returns null after reporting what is wrong.</content>
internal sealed partial class TtvmParser
{
    private Operand? ReadOperand(TtvmLine line, InstructionInfo row) => row.Shape switch
    {
        OperandShape.None => Operand.None.Instance,
        OperandShape.Integer => ReadInteger(line),
        OperandShape.Float => ReadFloat(line),
        OperandShape.Bool => ReadBool(line),
        OperandShape.RawText or OperandShape.QuotedName => Text(_source.SpanText(line.Operand).Trim('"')),
        OperandShape.EscapedText => ReadEscapedText(line),
        OperandShape.Name => Text(NameIn(line)),
        OperandShape.Count => ReadNumber(line, DiagnosticDescriptors.InvalidCount, "Invalid list size: "),
        OperandShape.Pid => ReadNumber(line, DiagnosticDescriptors.InvalidPid, "Invalid PID: "),
        OperandShape.Address => ReadAddress(line, Trimmed(line.Operand)) is { } address ? new Operand.Target(address) : null,
        OperandShape.Label => ReadLabel(line),
        OperandShape.Call => ReadCall(line),
        OperandShape.Path => ReadPath(line),
        OperandShape.SourceLine => ReadSourceLine(line),
        OperandShape.Patterns => ReadPatterns(line, Trimmed(line.Operand)) is { } patterns ? new Operand.Text(patterns) : null,
        OperandShape.AddressPatterns => ReadTimedPatterns(line),
        OperandShape.Native => ReadNative(line),
        OperandShape.Extern => ReadExtern(line),
        OperandShape.Block or OperandShape.CatchBlock => throw new UnreachableException("The parts of blocks are read by their matches."),
    };

    private Operand.Text Text(ReadOnlySpan<char> text) => new(_pool.Get(text));

    private Operand.Integer? ReadInteger(TtvmLine line)
    {
        var text = _source.SpanText(line.Operand);
        if (TtvmLiterals.TryInteger(text, out long value))
        {
            return new Operand.Integer(value);
        }

        string reason = TtvmLiterals.IsDigits(TtvmLiterals.WithoutSign(text)) ? "it does not fit in 64 bits" : "expected decimal digits with an optional sign";
        ReportLiteral(DiagnosticDescriptors.InvalidInteger, line, "Invalid integer: ", reason);
        return null;
    }

    private Operand.Float? ReadFloat(TtvmLine line)
    {
        if (TtvmLiterals.TryFloat(_source.SpanText(line.Operand), out double value))
        {
            return new Operand.Float(value);
        }

        ReportLiteral(DiagnosticDescriptors.InvalidFloat, line, "Invalid float: ", "expected digits with an optional '.' and exponent, 'inf' or 'nan'");
        return null;
    }

    private Operand.Bool? ReadBool(TtvmLine line)
    {
        switch (_source.SpanText(line.Operand))
        {
            case "true":
                return new Operand.Bool(true);
            case "false":
                return new Operand.Bool(false);
            default:
                ReportLiteral(DiagnosticDescriptors.InvalidBoolean, line, "Invalid boolean: ", "expected 'true' or 'false'");
                return null;
        }
    }

    private Operand.Number? ReadNumber(TtvmLine line, DiagnosticDescriptor descriptor, string upstreamText)
    {
        var text = _source.SpanText(line.Operand);
        if (TtvmLiterals.TryNumber(text, out ulong value))
        {
            return new Operand.Number(value);
        }

        string reason = TtvmLiterals.IsDigits(text.TrimStart('+')) ? "it does not fit in 64 bits" : "expected decimal digits";
        ReportLiteral(descriptor, line, upstreamText, reason);
        return null;
    }

    private Operand.Text? ReadEscapedText(TtvmLine line)
    {
        if (ReadQuoted(line, out int length) is not { } text)
        {
            return null;
        }

        var operand = Trimmed(line.Operand);
        if (length < operand.Length)
        {
            Report(DiagnosticDescriptors.TextAfterQuote, line, new SourceSpan(operand.Start + length, operand.Length - length), Shown(line.Mnemonic));
            return null;
        }

        return new Operand.Text(text);
    }

    private ReadOnlySpan<char> NameIn(TtvmLine line)
    {
        var name = _source.SpanText(line.Operand).Trim();

        // In upstream's benchmarks, the only programs with these spellings, names stand in quotation marks.
        return _source.SpanText(line.Mnemonic) is "STORE_VAR" or "LOAD_VAR" ? name.Trim('"') : name;
    }

    private ulong? ReadAddress(TtvmLine line, SourceSpan span)
    {
        var text = _source.SpanText(span);
        if (TtvmLiterals.TryNumber(text, out ulong number))
        {
            return number;
        }

        return _labels.TryFind(text, out int address) ? (ulong)address : ReportUnknownLabel(span, SuggestTarget(line, text));
    }

    private Operand.Target? ReadLabel(TtvmLine line)
    {
        var span = Trimmed(line.Operand);
        var text = _source.SpanText(span);
        if (_labels.TryFind(text, out int address))
        {
            return new Operand.Target((ulong)address);
        }

        string hint = TtvmLiterals.TryNumber(text, out _) ? $"; {Shown(line.Mnemonic)} takes a label, not a number" : SuggestLabel(text);
        ReportUnknownLabel(span, hint);
        return null;
    }

    private Operand.Call? ReadCall(TtvmLine line)
    {
        var pieces = new WhiteSpaceSplitter(_text, line.Operand);
        pieces.MoveNext();
        if (ReadAddress(line, pieces.Current) is not { } address)
        {
            return null;
        }

        var names = ImmutableArray.CreateBuilder<string>();
        while (pieces.MoveNext())
        {
            names.Add(_pool.Get(_source.SpanText(pieces.Current)));
        }

        return new Operand.Call(address, names.ToImmutable());
    }

    private Operand.TimedPatterns? ReadTimedPatterns(TtvmLine line)
    {
        var pieces = new WhiteSpaceSplitter(_text, line.Operand);
        pieces.MoveNext();
        var first = pieces.Current;
        return ReadAddress(line, first) is { } address
            && ReadPatterns(line, Trimmed(new SourceSpan(first.End, line.Operand.End - first.End))) is { } patterns
            ? new Operand.TimedPatterns(address, patterns)
            : null;
    }

    private string? ReadPatterns(TtvmLine line, SourceSpan span)
    {
        string patterns = _pool.Get(_source.SpanText(span));
        if (PatternSet.TryParse(patterns, out string? problem) is not null)
        {
            return patterns;
        }

        ReportPatterns(line, span, problem!);
        return null;
    }

    private Operand.Text? ReadPath(TtvmLine line)
    {
        var path = _source.SpanText(line.Operand).Trim();
        if (path is "\"")
        {
            Report(DiagnosticDescriptors.InvalidPath, line, Trimmed(line.Operand));
            return null;
        }

        return Text(path[0] == '"' && path[^1] == '"' ? path[1..^1] : path);
    }

    private Operand.SourceLine? ReadSourceLine(TtvmLine line)
    {
        if (ReadQuoted(line, out int length) is not { } file)
        {
            return null;
        }

        var operand = Trimmed(line.Operand);
        var rest = Trimmed(new SourceSpan(operand.Start + length, operand.Length - length));
        var words = new WhiteSpaceSplitter(_text, rest);
        if (words.MoveNext() && TtvmLiterals.TryNumber(_source.SpanText(words.Current), out ulong number) && number <= int.MaxValue)
        {
            ulong column = 0;
            bool isRead = !words.MoveNext() || (TtvmLiterals.TryNumber(_source.SpanText(words.Current), out column) && column is > 0 and <= int.MaxValue);
            if (isRead && !words.MoveNext())
            {
                return new Operand.SourceLine(file, (int)number, (int)column);
            }
        }

        Report(DiagnosticDescriptors.InvalidSourceLine, line, rest.Length == 0 ? operand : rest, Shown(rest));
        return null;
    }

    private Operand.Native? ReadNative(TtvmLine line)
    {
        var words = new WhiteSpaceSplitter(_text, line.Operand);
        words.MoveNext();
        var name = words.Current;
        if (!words.MoveNext())
        {
            Report(DiagnosticDescriptors.InvalidNative, line, name, Shown(name), "how many values it takes is missing");
            return null;
        }

        if (!TtvmLiterals.TryNumber(_source.SpanText(words.Current), out ulong count))
        {
            Report(DiagnosticDescriptors.InvalidNative, line, words.Current, Shown(name), $"{Shown(words.Current)} is not a number of values");
            return null;
        }

        var counted = words.Current;
        if (words.MoveNext())
        {
            Report(DiagnosticDescriptors.InvalidNative, line, words.Current, Shown(name), $"nothing may follow {Shown(counted)}");
            return null;
        }

        return new Operand.Native(_pool.Get(_source.SpanText(name)), count);
    }

    private Operand.Extern? ReadExtern(TtvmLine line)
    {
        var words = new WhiteSpaceSplitter(_text, line.Operand);
        words.MoveNext();
        var name = words.Current;
        int end = name.Start + name.Length;
        var rest = new SourceSpan(end, line.Operand.Start + line.Operand.Length - end);
        return ReadQuoted(line, rest, out _) is { } method ? new Operand.Extern(_pool.Get(_source.SpanText(name)), method) : null;
    }

    private string? ReadQuoted(TtvmLine line, out int length) => ReadQuoted(line, line.Operand, out length);

    private string? ReadQuoted(TtvmLine line, SourceSpan span, out int length)
    {
        var operand = Trimmed(span);
        var error = QuotedText.Read(_source.SpanText(operand), out string value, out length, out int errorAt);
        var place = new SourceSpan(operand.Start + errorAt, length);
        switch (error)
        {
            case QuotedTextError.None:
                return value;
            case QuotedTextError.NotQuoted:
                Report(DiagnosticDescriptors.TextNotQuoted, line, operand, Shown(line.Mnemonic));
                break;
            case QuotedTextError.NotClosed:
                Report(DiagnosticDescriptors.TextNotClosed, line, operand);
                break;
            case QuotedTextError.UnknownEscape:
                Report(DiagnosticDescriptors.InvalidEscape, line, place, Shown(place), @"the escapes are \n \r \t \0 \"" \\ and \u{hex}");
                break;
            case QuotedTextError.MalformedUnicode:
                Report(DiagnosticDescriptors.InvalidEscape, line, place, Shown(place), @"after \u one to six hexadecimal digits in braces are expected");
                break;
            case QuotedTextError.NotACharacter:
                Report(DiagnosticDescriptors.InvalidEscape, line, place, Shown(place), "no character has this number");
                break;
        }

        return null;
    }

    private SourceSpan Trimmed(SourceSpan span)
    {
        var text = _source.SpanText(span);
        var fromStart = text.TrimStart();
        return new SourceSpan(span.Start + text.Length - fromStart.Length, fromStart.TrimEnd().Length);
    }
}
