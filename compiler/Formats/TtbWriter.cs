using System.Buffers;
using System.Buffers.Binary;
using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Compiler.Diagnostics;
using TinyTotIL.Compiler.Text;

namespace TinyTotIL.Compiler.Formats;

/// <summary>Writes a module in our binary form.</summary>
internal sealed class TtbWriter
{
    private readonly ArrayBufferWriter<byte> _output = new();

    private TtbWriter()
    {
    }

    /// <summary>Writes a module; equal modules give equal bytes.</summary>
    /// <param name="module">The module.</param>
    public static byte[] Write(BytecodeModule module)
    {
        var writer = new TtbWriter();
        writer.WriteBytes(TtbFormat.Magic);
        writer.WriteUInt16(TtbFormat.Version);
        writer.WriteSection(TtbFormat.CodeTag, section => section.WriteCode(module));
        writer.WriteSection(TtbFormat.LabelsTag, section => section.WriteLabels(module));
        writer.WriteSection(TtbFormat.LinesTag, section => section.WriteLines(module));
        return writer._output.WrittenSpan.ToArray();
    }

    private void WriteSection(ReadOnlySpan<byte> tag, Action<TtbWriter> content)
    {
        var section = new TtbWriter();
        content(section);
        WriteBytes(tag);
        WriteUInt32((uint)section._output.WrittenCount);
        WriteBytes(section._output.WrittenSpan);
    }

    private void WriteCode(BytecodeModule module)
    {
        WriteUInt32((uint)module.Instructions.Length);
        foreach (var instruction in module.Instructions)
        {
            WriteUInt16(instruction.Info.WireCode);
            WriteOperand(instruction);
        }
    }

    private void WriteLabels(BytecodeModule module)
    {
        WriteUInt32((uint)module.Labels.Length);
        foreach (var label in module.Labels)
        {
            WriteText(label.Name);
            WriteUInt32((uint)label.Address);
        }
    }

    /// <summary>One number per instruction: how far its line is from the line before, with the sign in the lowest bit.</summary>
    private void WriteLines(BytecodeModule module)
    {
        long before = 0;
        foreach (var instruction in module.Instructions)
        {
            long step = instruction.Line - before;
            before = instruction.Line;
            ulong folded = (ulong)((step << 1) ^ (step >> 63));
            while (folded >= 0x80)
            {
                WriteByte((byte)(folded | 0x80));
                folded >>= 7;
            }

            WriteByte((byte)folded);
        }
    }

    private void WriteOperand(Instruction instruction)
    {
        switch (instruction.Info.Shape, instruction.Operand)
        {
            case (OperandShape.None or OperandShape.Block, Operand.None):
                break;
            case (OperandShape.Integer, Operand.Integer integer):
                WriteUInt64((ulong)integer.Value);
                break;
            case (OperandShape.Float, Operand.Float number):
                WriteUInt64(BitConverter.DoubleToUInt64Bits(number.Value));
                break;
            case (OperandShape.Bool, Operand.Bool boolean):
                WriteByte(boolean.Value ? (byte)1 : (byte)0);
                break;
            case (OperandShape.Count or OperandShape.Pid, Operand.Number number):
                WriteUInt64(number.Value);
                break;
            case (OperandShape.RawText or OperandShape.EscapedText or OperandShape.Name or OperandShape.QuotedName or OperandShape.Path
                or OperandShape.Patterns, Operand.Text text):
                WriteText(text.Value);
                break;
            case (OperandShape.Address or OperandShape.Label or OperandShape.Block, Operand.Target target):
                WriteAddress(target.Address);
                break;
            case (OperandShape.Call, Operand.Call call):
                WriteCall(call);
                break;
            case (OperandShape.CatchBlock, Operand.Catch handler):
                WriteCatch(handler);
                break;
            case (OperandShape.AddressPatterns, Operand.TimedPatterns timed):
                WriteAddress(timed.Address);
                WriteText(timed.Patterns);
                break;
            case (OperandShape.Native, Operand.Native native):
                WriteText(native.Name);
                WriteUInt64(native.Count);
                break;
            case (OperandShape.Extern, Operand.Extern binding):
                WriteText(binding.Name);
                WriteText(binding.Method);
                break;
            case (OperandShape.SourceLine, Operand.SourceLine line):
                WriteText(line.File);
                WriteUInt32((uint)line.Line | (line.Column > 0 ? TtbFormat.ColumnMark : 0));
                if (line.Column > 0)
                {
                    WriteUInt32((uint)line.Column);
                }

                break;
            default:
                throw new InternalCompilerException("write", $"{instruction.Opcode} has an operand of another shape");
        }
    }

    private void WriteCall(Operand.Call call)
    {
        WriteAddress(call.Address);
        WriteUInt32((uint)call.Names.Length);
        foreach (string name in call.Names)
        {
            WriteText(name);
        }
    }

    private void WriteCatch(Operand.Catch handler)
    {
        WriteAddress(handler.End);
        WriteByte(handler.Name is null ? (byte)0 : (byte)1);
        if (handler.Name is not null)
        {
            WriteText(handler.Name);
        }
    }

    private void WriteAddress(ulong address)
    {
        if (address < TtbFormat.WideAddress)
        {
            WriteUInt32((uint)address);
            return;
        }

        WriteUInt32(TtbFormat.WideAddress);
        WriteUInt64(address);
    }

    private void WriteText(string text)
    {
        if (!StrictUtf8.TryEncode(text, out byte[] bytes))
        {
            throw new InternalCompilerException("write", "a text holds half of a surrogate pair");
        }

        WriteUInt32((uint)bytes.Length);
        WriteBytes(bytes);
    }

    private void WriteByte(byte value)
    {
        _output.GetSpan(1)[0] = value;
        _output.Advance(1);
    }

    private void WriteUInt16(ushort value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(_output.GetSpan(sizeof(ushort)), value);
        _output.Advance(sizeof(ushort));
    }

    private void WriteUInt32(uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(_output.GetSpan(sizeof(uint)), value);
        _output.Advance(sizeof(uint));
    }

    private void WriteUInt64(ulong value)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(_output.GetSpan(sizeof(ulong)), value);
        _output.Advance(sizeof(ulong));
    }

    private void WriteBytes(ReadOnlySpan<byte> bytes) => _output.Write(bytes);
}
