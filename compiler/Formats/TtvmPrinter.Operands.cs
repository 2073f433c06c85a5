using System.Globalization;
using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Compiler.Diagnostics;
using TinyTotIL.Compiler.Text;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Compiler.Formats;

/// <content>Operands: one arm per shape. Each arm returns why text cannot express it, or null.</content>
internal sealed partial class TtvmPrinter
{
    private const string HalfPair = "it contains half of a surrogate pair";

    private string? AppendOperand(Instruction instruction) => (instruction.Info.Shape, instruction.Operand) switch
    {
        (OperandShape.None or OperandShape.Block, _) => null,
        (OperandShape.Integer, Operand.Integer integer) => AppendWord(integer.Value.ToString(CultureInfo.InvariantCulture)),
        (OperandShape.Float, Operand.Float number) => AppendWord(FloatText(number.Value)),
        (OperandShape.Bool, Operand.Bool boolean) => AppendWord(boolean.Value ? "true" : "false"),
        (OperandShape.Count or OperandShape.Pid, Operand.Number number) => AppendWord(number.Value.ToString(CultureInfo.InvariantCulture)),
        (OperandShape.RawText, Operand.Text text) => AppendRawText(text.Value, instruction),
        (OperandShape.EscapedText, Operand.Text text) => AppendEscaped(text.Value),
        (OperandShape.Name, Operand.Text text) => AppendName(text.Value, instruction),
        (OperandShape.QuotedName, Operand.Text text) => AppendBetweenQuotes(text.Value, TtvmTextRules.WhyNotBetweenQuotes(text.Value)),
        (OperandShape.Path, Operand.Text text) => AppendBetweenQuotes(text.Value, TtvmTextRules.WhyNotOnLine(text.Value)),
        (OperandShape.Address, Operand.Target target) when instruction.Opcode == Opcode.ReceiveMatchOfAfter => AppendAddressWord(target.Address),
        (OperandShape.Address, Operand.Target target) => AppendWord(_labels.ForJump(target.Address) ?? Number(target.Address)),
        (OperandShape.Label, Operand.Target target) => AppendLabel(target.Address),
        (OperandShape.Call, Operand.Call call) => AppendCall(call),
        (OperandShape.CatchBlock, Operand.Catch handler) => AppendCatch(handler),
        (OperandShape.Patterns, Operand.Text text) => AppendPatterns(text.Value),
        (OperandShape.AddressPatterns, Operand.TimedPatterns timed) => AppendTimedPatterns(timed),
        (OperandShape.SourceLine, Operand.SourceLine line) => AppendSourceLine(line),
        (OperandShape.Native, Operand.Native native) => AppendNative(native),
        (OperandShape.Extern, Operand.Extern binding) => TtvmTextRules.WhyNotWord(binding.Name) ?? AppendWord(binding.Name) ?? AppendEscaped(binding.Method),
        _ => throw new InternalCompilerException("print", $"{instruction.Opcode} has an operand of another shape"),
    };

    private string? AppendWord(string word)
    {
        _output.Append(' ').Append(word);
        return null;
    }

    private string? AppendRawText(string text, Instruction instruction)
    {
        if (TtvmTextRules.WhyNotBetweenQuotes(text) is null)
        {
            return AppendBetweenQuotes(text, null);
        }

        _output.Length -= instruction.Info.Mnemonic.Length;
        _output.Append(InstructionSet.Of(Opcode.PushText).Mnemonic);
        return AppendEscaped(text);
    }

    private string? AppendEscaped(string text)
    {
        if (!StrictUtf8.IsWellFormed(text))
        {
            return HalfPair;
        }

        QuotedText.Write(_output.Append(' '), text);
        return null;
    }

    private string? AppendBetweenQuotes(string text, string? why)
    {
        _output.Append(" \"").Append(text).Append('"');
        return why;
    }

    private string? AppendName(string name, Instruction instruction)
    {
        string? why = TtvmTextRules.WhyNotName(name);
        string? alias = instruction.Opcode switch
        {
            Opcode.Store => "STORE_VAR",
            Opcode.Load => "LOAD_VAR",
            _ => null,
        };
        if (why is null || alias is null || TtvmTextRules.WhyNotBetweenQuotes(name) is not null)
        {
            AppendWord(name);
            return why;
        }

        _output.Length -= instruction.Info.Mnemonic.Length;
        _output.Append(alias);
        return AppendBetweenQuotes(name, null);
    }

    private string? AppendLabel(ulong address) =>
        _labels.ForTry(address) is { } label ? AppendWord(label) : "its address lies past the end of the code, where no label can stand";

    private string? AppendCall(Operand.Call call)
    {
        AppendAddressWord(call.Address);
        foreach (string name in call.Names)
        {
            if (TtvmTextRules.WhyNotWord(name) is { } why)
            {
                return why;
            }

            AppendWord(name);
        }

        return null;
    }

    private string? AppendPatterns(string patterns)
    {
        // Written afresh, a semicolon stands in quotation marks and a line end is an escape or a space.
        bool fitsLine = TtvmTextRules.WhyNotOnLine(patterns) is null;
        AppendWord(fitsLine ? patterns.Trim() : PatternSet.TryParse(patterns, out _)?.ToString() ?? patterns);
        return StrictUtf8.IsWellFormed(patterns) ? null : HalfPair;
    }

    private string? AppendTimedPatterns(Operand.TimedPatterns timed)
    {
        AppendAddressWord(timed.Address);
        return AppendPatterns(timed.Patterns);
    }

    /// <summary>An address that ends at white space, as that of a call does, because more may follow.</summary>
    private string? AppendAddressWord(ulong address) => AppendWord(_labels.ForCall(address) ?? Number(address));

    private string? AppendCatch(Operand.Catch handler)
    {
        if (handler.Name is null)
        {
            return null;
        }

        AppendWord(handler.Name);
        return TtvmTextRules.WhyNotName(handler.Name);
    }

    private string? AppendNative(Operand.Native native) =>
        TtvmTextRules.WhyNotWord(native.Name) ?? AppendWord(native.Name) ?? AppendWord(native.Count.ToString(CultureInfo.InvariantCulture));

    private string? AppendSourceLine(Operand.SourceLine line)
    {
        if (AppendEscaped(line.File) is { } why)
        {
            return why;
        }

        if (line.Line < 0 || line.Column < 0)
        {
            return line.Line < 0 ? "its line number is negative" : "its column is negative";
        }

        return AppendWord(line.Line.ToString(CultureInfo.InvariantCulture))
            ?? (line.Column > 0 ? AppendWord(line.Column.ToString(CultureInfo.InvariantCulture)) : null);
    }

    private static string Number(ulong address) => address.ToString(CultureInfo.InvariantCulture);

    /// <summary>The shortest text that reads back as the same number; the many kinds of NaN are all the same to a program.</summary>
    private static string FloatText(double value)
    {
        if (!double.IsFinite(value))
        {
            string sign = double.IsNegative(value) ? "-" : "";
            return sign + (double.IsNaN(value) ? "nan" : "inf");
        }

        string text = value.ToString("R", CultureInfo.InvariantCulture);
        return text.AsSpan().IndexOfAny('.', 'E') < 0 ? text + ".0" : text;
    }
}
