using System.Collections.Immutable;
using System.Globalization;
using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Compiler.Diagnostics;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Compiler.Formats;

/// <summary>Reads both binary forms. Nothing a file says is believed before it is checked.</summary>
internal sealed class TtbReader
{
    private const int CodeSize = sizeof(ushort);

    private readonly TtbCursor _cursor;
    private readonly bool _hasHeader;

    /// <summary>Address and byte offset of what leads somewhere, checked when all instructions are known.</summary>
    private readonly List<(int Address, int Offset)> _handlerParts = [];

    private TtbReader(TtbCursor cursor, bool hasHeader)
    {
        _cursor = cursor;
        _hasHeader = hasHeader;
    }

    /// <summary>Reads a binary module.</summary>
    /// <param name="path">The path as IMPORT or the user wrote it.</param>
    /// <param name="bytes">The file.</param>
    /// <param name="diagnostics">Receives what is wrong.</param>
    /// <returns>The module; null when anything is wrong.</returns>
    public static BytecodeModule? Read(string path, byte[] bytes, DiagnosticBag diagnostics)
    {
        var cursor = new TtbCursor(path, bytes, diagnostics);
        bool hasHeader = bytes.Length > 0 && TtbFormat.Magic.StartsWith(bytes.AsSpan(0, Math.Min(bytes.Length, TtbFormat.Magic.Length)));
        var reader = new TtbReader(cursor, hasHeader);
        var (instructions, labels) = hasHeader ? reader.ReadSections() : (reader.ReadToEnd(), ImmutableArray<Label>.Empty);
        return cursor.Failed ? null : new BytecodeModule(path, instructions, labels, Source: null);
    }

    private ImmutableArray<Instruction> ReadToEnd()
    {
        var instructions = ImmutableArray.CreateBuilder<Instruction>();
        while (_cursor.Remaining > 0 && !_cursor.Failed)
        {
            instructions.Add(ReadInstruction(instructions.Count));
        }

        return instructions.DrainToImmutable();
    }

    private (ImmutableArray<Instruction> Instructions, ImmutableArray<Label> Labels) ReadSections()
    {
        _cursor.ReadUInt64("the header");
        int versionAt = _cursor.Position;
        ushort version = _cursor.ReadUInt16("the header");
        if (!_cursor.Failed && version != TtbFormat.Version)
        {
            _cursor.Fail(DiagnosticDescriptors.UnknownVersion, versionAt, null, version, TtbFormat.Version);
        }

        _cursor.EnterSection(TtbFormat.CodeTag);
        var instructions = ReadCode();
        _cursor.LeaveSection(TtbFormat.CodeTag);
        CheckHandlers(instructions);

        _cursor.EnterSection(TtbFormat.LabelsTag);
        var labels = ReadLabels(instructions.Length);
        _cursor.LeaveSection(TtbFormat.LabelsTag);

        _cursor.EnterSection(TtbFormat.LinesTag);
        ReadLines(instructions);
        _cursor.LeaveSection(TtbFormat.LinesTag);
        _cursor.CheckEnd("the file");
        return (ImmutableArray.Create(instructions), labels);
    }

    private Instruction[] ReadCode()
    {
        int countAt = _cursor.Position;
        uint count = _cursor.ReadUInt32("the number of instructions");
        if (!_cursor.CheckCount(count, CodeSize, "instructions", countAt))
        {
            return [];
        }

        var instructions = new Instruction[count];
        for (int address = 0; address < instructions.Length && !_cursor.Failed; address++)
        {
            instructions[address] = ReadInstruction(address);
        }

        return _cursor.Failed ? [] : instructions;
    }

    private Instruction ReadInstruction(int address)
    {
        int start = _cursor.Position;
        ushort code = _cursor.ReadUInt16("an instruction code");
        var row = InstructionSet.WithWireCode(code);
        if (row is null || (!_hasHeader && code >= TtbFormat.FirstOwnCode))
        {
            ReportCode(code, row, start);
            return default;
        }

        var operand = ReadOperand(row);
        if (row.Opcode is Opcode.Try or Opcode.TryBlock or Opcode.CatchBlock or Opcode.EndTryBlock)
        {
            _handlerParts.Add((address, start));
        }

        return new Instruction(row.Opcode, operand, Line: 0);
    }

    private void ReportCode(ushort code, InstructionInfo? row, int offset)
    {
        string upstreamText = string.Create(CultureInfo.InvariantCulture, $"Unknown bytecode: 0x{code:X4}");
        if (row is null)
        {
            _cursor.Fail(DiagnosticDescriptors.UnknownCode, offset, upstreamText, code);
        }
        else
        {
            _cursor.Fail(DiagnosticDescriptors.CodeNeedsHeader, offset, upstreamText, code, row.Mnemonic);
        }
    }

    private Operand ReadOperand(InstructionInfo row)
    {
        string what = row.Mnemonic;
        switch (row.Shape)
        {
            case OperandShape.None:
                return Operand.None.Instance;
            case OperandShape.Integer:
                return new Operand.Integer((long)_cursor.ReadUInt64(what));
            case OperandShape.Float:
                return new Operand.Float(BitConverter.UInt64BitsToDouble(_cursor.ReadUInt64(what)));
            case OperandShape.Bool:
                return new Operand.Bool(ReadFlag(what, "the value of PUSH_BOOL"));
            case OperandShape.RawText or OperandShape.EscapedText or OperandShape.Name or OperandShape.QuotedName or OperandShape.Path:
                return new Operand.Text(ReadText(what));
            case OperandShape.Count:
                return new Operand.Number(_hasHeader ? _cursor.ReadUInt64(what) : _cursor.ReadByte(what));
            case OperandShape.Pid:
                return new Operand.Number(_cursor.ReadUInt64(what));
            case OperandShape.Address or OperandShape.Label:
                return new Operand.Target(ReadAddress(what));
            case OperandShape.Block:
                return row.Opcode == Opcode.TryBlock ? new Operand.Target(ReadAddress(what)) : Operand.None.Instance;
            case OperandShape.CatchBlock:
                return new Operand.Catch(ReadAddress(what), ReadFlag(what, "the mark of a named CATCH") ? ReadText(what) : null);
            case OperandShape.Call:
                return ReadCall(what);
            case OperandShape.Patterns:
                return new Operand.Text(ReadPatterns(what));
            case OperandShape.AddressPatterns:
                return new Operand.TimedPatterns(ReadAddress(what), ReadPatterns(what));
            case OperandShape.Native:
                return new Operand.Native(ReadText(what), _cursor.ReadUInt64(what));
            case OperandShape.Extern:
                return new Operand.Extern(ReadText(what), ReadText(what));
            case OperandShape.SourceLine:
                return ReadSourceLine(what);
            default:
                throw new InternalCompilerException("read", $"{row.Opcode} has a shape without a binary form");
        }
    }

    private string ReadText(string what) => _cursor.ReadText(_hasHeader ? _cursor.ReadUInt32(what) : _cursor.ReadUInt16(what), what);

    private string ReadPatterns(string what)
    {
        int start = _cursor.Position;
        string patterns = ReadText(what);
        if (!_cursor.Failed && PatternSet.TryParse(patterns, out string? problem) is null)
        {
            _cursor.Fail(DiagnosticDescriptors.WrongPatterns, start, null, what, DisplayText.Shorten(patterns), problem!);
        }

        return patterns;
    }

    private ulong ReadAddress(string what)
    {
        if (!_hasHeader)
        {
            return _cursor.ReadUInt16(what);
        }

        uint address = _cursor.ReadUInt32(what);
        return address == TtbFormat.WideAddress ? _cursor.ReadUInt64(what) : address;
    }

    private bool ReadFlag(string what, string meaning)
    {
        int start = _cursor.Position;
        byte value = _cursor.ReadByte(what);
        if (value > 1)
        {
            _cursor.Fail(DiagnosticDescriptors.NumberOutOfRange, start, null, meaning, value);
        }

        return value == 1;
    }

    private Operand.SourceLine ReadSourceLine(string what)
    {
        string file = ReadText(what);
        uint line = _cursor.ReadUInt32(what);
        uint column = 0;
        if ((line & TtbFormat.ColumnMark) != 0)
        {
            int start = _cursor.Position;
            column = _cursor.ReadUInt32(what);
            if (column is 0 or > int.MaxValue)
            {
                _cursor.Fail(DiagnosticDescriptors.NumberOutOfRange, start, null, "the column of SOURCE", column);
            }
        }

        return new Operand.SourceLine(file, (int)(line & ~TtbFormat.ColumnMark), (int)column);
    }

    private Operand.Call ReadCall(string what)
    {
        ulong address = ReadAddress(what);
        int countAt = _cursor.Position;
        uint count = _hasHeader ? _cursor.ReadUInt32(what) : _cursor.ReadUInt16(what);
        if (!_cursor.CheckCount(count, _hasHeader ? sizeof(uint) : sizeof(ushort), "parameter names", countAt))
        {
            return new Operand.Call(address, []);
        }

        var names = ImmutableArray.CreateBuilder<string>((int)count);
        while (names.Count < count && !_cursor.Failed)
        {
            names.Add(ReadText(what));
        }

        return new Operand.Call(address, names.DrainToImmutable());
    }

    private ImmutableArray<Label> ReadLabels(int end)
    {
        int countAt = _cursor.Position;
        uint count = _cursor.ReadUInt32("the number of labels");
        if (!_cursor.CheckCount(count, sizeof(uint) + sizeof(uint), "labels", countAt))
        {
            return [];
        }

        var labels = ImmutableArray.CreateBuilder<Label>((int)count);
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (labels.Count < count && !_cursor.Failed)
        {
            int start = _cursor.Position;
            string name = ReadText("a label");
            uint address = _cursor.ReadUInt32("a label");
            if (address > (uint)end)
            {
                _cursor.Fail(DiagnosticDescriptors.NumberOutOfRange, start, null, "the address of a label", address);
            }
            else if (!names.Add(name))
            {
                _cursor.Fail(DiagnosticDescriptors.DuplicateLabel, start, null, DisplayText.Shorten(name));
            }

            labels.Add(new Label(name, (int)address));
        }

        return labels.DrainToImmutable();
    }

    private void ReadLines(Instruction[] instructions)
    {
        long line = 0;
        for (int index = 0; index < instructions.Length && !_cursor.Failed; index++)
        {
            int start = _cursor.Position;
            ulong folded = ReadVariable();
            line += (long)(folded >> 1) ^ -(long)(folded & 1);
            if (line is < 0 or > int.MaxValue)
            {
                _cursor.Fail(DiagnosticDescriptors.NumberOutOfRange, start, null, "a source line", line);
                return;
            }

            instructions[index] = instructions[index] with { Line = (int)line };
        }
    }

    /// <summary>A number in groups of seven bits, lowest first; a line step never needs more than five groups.</summary>
    private ulong ReadVariable()
    {
        const int MostGroups = 5;
        ulong value = 0;
        for (int group = 0; group < MostGroups; group++)
        {
            byte part = _cursor.ReadByte("the source lines");
            value |= (ulong)(part & 0x7F) << (7 * group);
            if (part < 0x80)
            {
                return value;
            }
        }

        _cursor.Fail(DiagnosticDescriptors.NumberOutOfRange, _cursor.Position - MostGroups, null, "a step between source lines", value);
        return 0;
    }

    /// <summary>Handlers must lie in the code, and blocks must nest and lead from part to part.</summary>
    private void CheckHandlers(Instruction[] instructions)
    {
        if (_cursor.Failed)
        {
            return;
        }

        var open = new Stack<(int Address, int Offset)>();
        foreach (var (address, offset) in _handlerParts)
        {
            string? why = instructions[address] switch
            {
                { Opcode: Opcode.Try, Operand: Operand.Target target } =>
                    target.Address <= (ulong)instructions.Length ? null : "its handler lies past the end of the code",
                { Opcode: Opcode.TryBlock } => null,
                { Opcode: Opcode.CatchBlock } => CheckPartner(instructions, open, Opcode.TryBlock, address),
                _ => CheckPartner(instructions, open, Opcode.CatchBlock, address),
            };
            if (why is not null)
            {
                _cursor.Fail(DiagnosticDescriptors.WrongBlock, offset, null, instructions[address].Info.Mnemonic, why);
                return;
            }

            if (instructions[address].Opcode is Opcode.TryBlock or Opcode.CatchBlock)
            {
                open.Push((address, offset));
            }
        }

        if (open.TryPop(out var unclosed))
        {
            string missing = instructions[unclosed.Address].Opcode == Opcode.TryBlock ? "CATCH" : "END_TRY";
            _cursor.Fail(DiagnosticDescriptors.WrongBlock, unclosed.Offset, null, instructions[unclosed.Address].Info.Mnemonic, $"its {missing} is missing");
        }
    }

    /// <summary>The innermost open part must be of the right kind and lead here.</summary>
    private static string? CheckPartner(Instruction[] instructions, Stack<(int Address, int Offset)> open, Opcode expected, int address)
    {
        if (!open.TryPop(out var partner) || instructions[partner.Address].Opcode != expected)
        {
            return $"no {InstructionSet.Of(expected).Mnemonic} precedes it at its level";
        }

        ulong target = instructions[partner.Address].Operand switch
        {
            Operand.Target block => block.Address,
            Operand.Catch handler => handler.End,
            _ => ulong.MaxValue,
        };
        return target == (ulong)address ? null : $"its {InstructionSet.Of(expected).Mnemonic} leads elsewhere";
    }
}
