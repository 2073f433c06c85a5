using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Compiler.Diagnostics;
using TinyTotIL.Compiler.Text;

namespace TinyTotIL.Compiler.Formats;

/// <summary>Reads program text.</summary>
/// <remarks>
/// Two walks over the text, each linear: the first finds labels and the parts of structured blocks, the second makes
/// instructions. Errors are reported in instruction order, as upstream would meet them, so the first one carries the text
/// upstream stops with.
/// </remarks>
internal sealed partial class TtvmParser
{
    /// <summary>Errors shown for one file; a file of another kind would have one on every line.</summary>
    public const int MostErrors = 100;

    /// <summary>Larger files are refused: every later stage counts in 32 bits.</summary>
    public const int MostBytes = 1 << 29;

    private const char ByteOrderMark = '\uFEFF';

    /// <summary>The rows of each spelling: the form with an operand and the form without, either of which may be missing.</summary>
    private static readonly FrozenDictionary<string, (InstructionInfo? Full, InstructionInfo? Bare)> Rows =
        InstructionSet.Spellings.ToFrozenDictionary(spelling => spelling, FormsOf, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, (InstructionInfo? Full, InstructionInfo? Bare)>.AlternateLookup<ReadOnlySpan<char>> RowsBySpan =
        Rows.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly string[] FirstWords = [.. Rows.Keys, "LABEL"];

    private readonly SourceText _source;
    private readonly string _text;
    private readonly DiagnosticBag _diagnostics;
    private readonly TextPool _pool = new();
    private readonly TtvmLabels _labels = new();
    private readonly List<BlockMark> _marks = [];
    private BlockMatch[] _matches = [];
    private int _nextMark;
    private int _errors;

    private TtvmParser(SourceText source, DiagnosticBag diagnostics)
    {
        _source = source;
        _text = source.Text;
        _diagnostics = diagnostics;
    }

    /// <summary>Reads a program text.</summary>
    /// <param name="path">The path as IMPORT or the user wrote it.</param>
    /// <param name="source">The text.</param>
    /// <param name="diagnostics">Receives what is wrong.</param>
    /// <returns>The module; null when anything is wrong.</returns>
    public static BytecodeModule? Parse(string path, SourceText source, DiagnosticBag diagnostics)
    {
        var parser = new TtvmParser(source, diagnostics);
        int count = parser.FindLabelsAndBlocks();
        var instructions = parser.ReadInstructions(count);
        if (parser._warnings > MostWarnings)
        {
            diagnostics.Report(DiagnosticDescriptors.TooManyWarnings, source.Name, null, MostWarnings);
        }

        return parser._errors > 0 ? null : new BytecodeModule(path, instructions, parser._labels.ToImmutable(), source);
    }

    /// <summary>Reads the bytes of a program text.</summary>
    /// <param name="path">The path as IMPORT or the user wrote it.</param>
    /// <param name="bytes">The bytes: UTF-8, nothing else.</param>
    /// <param name="diagnostics">Receives what is wrong.</param>
    /// <returns>The module; null when anything is wrong.</returns>
    public static BytecodeModule? ParseBytes(string path, byte[] bytes, DiagnosticBag diagnostics)
    {
        if (bytes.Length > MostBytes)
        {
            diagnostics.Report(DiagnosticDescriptors.FileTooLarge, path, $"File operation failed on {path}: File too large (os error 27)", bytes.Length, MostBytes);
            return null;
        }

        if (!StrictUtf8.TryDecode(bytes, out string text, out int invalidAt))
        {
            string upstreamText = $"File operation failed on {path}: stream did not contain valid UTF-8";
            if (bytes.AsSpan().StartsWith(TtbFormat.Magic))
            {
                diagnostics.Report(DiagnosticDescriptors.BinaryReadAsText, path, upstreamText);
                return null;
            }

            if (bytes.AsSpan().StartsWith("MZ"u8))
            {
                diagnostics.Report(DiagnosticDescriptors.AssemblyReadAsText, path, upstreamText, path);
                return null;
            }

            int line = bytes.AsSpan(0, invalidAt).Count((byte)'\n') + 1;
            diagnostics.ReportAtByte(DiagnosticDescriptors.InvalidUtf8, path, invalidAt, upstreamText, bytes[invalidAt], line);
            return null;
        }

        return Parse(path, new SourceText(path, text), diagnostics);
    }

    /// <summary>The row a line means: of the forms of its instruction the one with an operand where it has one. Null for an unknown instruction.</summary>
    /// <param name="mnemonic">What stands before the first space.</param>
    /// <param name="hasOperand">Whether something stands after it.</param>
    public static InstructionInfo? RowOf(ReadOnlySpan<char> mnemonic, bool hasOperand)
    {
        _ = RowsBySpan.TryGetValue(mnemonic, out var rows);
        return Choose(rows, hasOperand);
    }

    private static InstructionInfo? Choose((InstructionInfo? Full, InstructionInfo? Bare) rows, bool hasOperand) =>
        hasOperand ? rows.Full ?? rows.Bare : rows.Bare ?? rows.Full;

    private static (InstructionInfo? Full, InstructionInfo? Bare) FormsOf(string spelling)
    {
        var rows = InstructionSet.WithSpelling(spelling);
        return (rows.FirstOrDefault(row => !IsBare(row)), rows.FirstOrDefault(IsBare));
    }

    private static bool IsBare(InstructionInfo row) => row.Shape is OperandShape.None or OperandShape.Block;

    /// <summary>Collects labels and blocks, and counts the instructions.</summary>
    private int FindLabelsAndBlocks()
    {
        var handlerLabels = new List<SourceSpan>();
        int address = 0;
        var lexer = new TtvmLexer(_text);
        while (lexer.MoveNext())
        {
            var line = lexer.Current;
            if (line.IsLabel)
            {
                _labels.Define(_pool.Get(_source.SpanText(line.Operand)), address, line.Number);
                continue;
            }

            if (MarkKind(line) is { } kind)
            {
                _marks.Add(new BlockMark(kind, address, line.Number));
                if (kind == BlockMarkKind.TryLabel)
                {
                    handlerLabels.Add(line.Operand);
                }
            }

            address++;
        }

        _matches = BlockMatcher.Match(_marks, AddressesOf(handlerLabels));
        return address;
    }

    private BlockMarkKind? MarkKind(TtvmLine line) => _source.SpanText(line.Mnemonic) switch
    {
        "TRY" => line.HasOperand ? BlockMarkKind.TryLabel : BlockMarkKind.Try,
        "CATCH" => BlockMarkKind.Catch,
        "END_TRY" => BlockMarkKind.EndTry,
        _ => null,
    };

    private HashSet<int> AddressesOf(List<SourceSpan> labels)
    {
        var addresses = new HashSet<int>();
        foreach (var label in labels)
        {
            if (_labels.TryFind(_source.SpanText(label).Trim(), out int address))
            {
                addresses.Add(address);
            }
        }

        return addresses;
    }

    private ImmutableArray<Instruction> ReadInstructions(int count)
    {
        var instructions = ImmutableArray.CreateBuilder<Instruction>(count);
        var lexer = new TtvmLexer(_text);
        while (lexer.MoveNext())
        {
            if (lexer.Current.IsLabel)
            {
                WarnAboutLabel(lexer.Current);
                continue;
            }

            if (ReadInstruction(lexer.Current) is { } instruction)
            {
                instructions.Add(instruction);
            }
            else if (_errors > MostErrors)
            {
                _diagnostics.Report(DiagnosticDescriptors.TooManyErrors, _source.Name, null, MostErrors);
                break;
            }
        }

        return _errors == 0 ? instructions.MoveToImmutable() : [];
    }

    private Instruction? ReadInstruction(TtvmLine line)
    {
        var mnemonic = _source.SpanText(line.Mnemonic);
        if (!RowsBySpan.TryGetValue(mnemonic, out var rows))
        {
            ReportUnknownInstruction(line);
            return null;
        }

        if (line.HasOperand)
        {
            WarnAboutOperand(line, rows);
        }

        if (MarkKind(line) is { } kind && ReadBlockPart(line, kind) is { } part)
        {
            return part.Opcode is { } opcode ? new Instruction(opcode, part.Operand, line.Number) : null;
        }

        var row = Choose(rows, line.HasOperand)!;
        if (row.Opcode == Opcode.ReceiveMatchAfter && line.HasOperand && !TtvmTextRules.HasWhiteSpace(_source.SpanText(line.Operand).Trim()))
        {
            row = InstructionSet.Of(Opcode.ReceiveMatchOfAfter);
        }

        if (!line.HasOperand && !IsBare(row))
        {
            ReportMissingOperand(line, row);
            return null;
        }

        return ReadOperand(line, row) is { } operand ? new Instruction(row.Opcode, operand, line.Number) : null;
    }

    /// <summary>Reads the plain CATCH and END_TRY and everything structured; null for a TRY with a label, which is like any other line.</summary>
    private (Opcode? Opcode, Operand Operand)? ReadBlockPart(TtvmLine line, BlockMarkKind kind)
    {
        var match = _matches[_nextMark++];
        bool isPlain = match.Role == BlockRole.Plain;
        switch (kind)
        {
            case BlockMarkKind.TryLabel:
                return null;
            case BlockMarkKind.Try when match.Role == BlockRole.Structured:
                return (Opcode.TryBlock, new Operand.Target((ulong)match.Partner));
            case BlockMarkKind.Try:
                var descriptor = match.Role == BlockRole.WithoutCatch ? DiagnosticDescriptors.TryWithoutCatch : DiagnosticDescriptors.TryWithoutEnd;
                string hint = match.OtherTryLine == 0 ? "" : string.Create(CultureInfo.InvariantCulture,
                    $"; inside a block each 'TRY label' takes exactly one END_TRY (see line {match.OtherTryLine})");
                Report(descriptor, line, line.Content, hint);
                return (null, Operand.None.Instance);
            case BlockMarkKind.Catch when isPlain:
                WarnAboutPlainCatch(line);
                return (Opcode.Catch, Operand.None.Instance);
            case BlockMarkKind.Catch:
                string? name = line.HasOperand ? _pool.Get(_source.SpanText(line.Operand).Trim()) : null;
                return (Opcode.CatchBlock, new Operand.Catch((ulong)match.Partner, name));
            default:
                return (isPlain ? Opcode.EndTry : Opcode.EndTryBlock, Operand.None.Instance);
        }
    }

    /// <summary>Reports an error that upstream answers with the whole line.</summary>
    private void Report(DiagnosticDescriptor descriptor, TtvmLine line, SourceSpan span, params ReadOnlySpan<object> arguments) =>
        ReportAs(descriptor, line, _source.SpanText(line.Content), span, arguments);

    /// <summary>Reports an error that upstream answers with the line number and a text.</summary>
    private void ReportAs(DiagnosticDescriptor descriptor, TtvmLine line, ReadOnlySpan<char> upstreamText, SourceSpan span, params ReadOnlySpan<object> arguments)
    {
        if (++_errors <= MostErrors)
        {
            string prefix = string.Create(CultureInfo.InvariantCulture, $"Parse error on line {line.Number}: ");
            _diagnostics.Report(descriptor, _source, span, string.Concat(prefix, upstreamText), arguments);
        }
    }
}
