using System.Buffers.Binary;
using System.Text;
using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Compiler.Diagnostics;
using TinyTotIL.Compiler.Formats;

namespace TinyTotIL.Compiler.Tests.Formats;

public sealed class TtbReaderTests
{
    /// <summary>Bytes from hexadecimal digits; text between quotation marks stands for its characters.</summary>
    private static byte[] Bytes(string description)
    {
        var bytes = new List<byte>();
        foreach (string word in description.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            bytes.AddRange(word[0] == '"' ? Encoding.UTF8.GetBytes(word.Trim('"')) : Convert.FromHexString(word));
        }

        return [.. bytes];
    }

    private static byte[] OurForm(string code, string labels = "00000000", string lines = "") =>
        [.. TtbFormat.Magic, 1, 0, .. Section("CODE", Bytes(code)), .. Section("LABL", Bytes(labels)), .. Section("LINE", Bytes(lines))];

    private static byte[] Section(string tag, byte[] content)
    {
        byte[] length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, content.Length);
        return [.. Encoding.ASCII.GetBytes(tag), .. length, .. content];
    }

    [Fact]
    public void Upstreams_form_is_read_by_upstreams_rules()
    {
        var module = Programs.Read(Bytes(
            "0100 FFFFFFFFFFFFFFFF 0200 0200 \"hi\" 3000 0500 3200 FFFF 0200 0100 \"a\" 0100 \"b\" 6000 FF 8D00 0700000000000000 5000 0100 \"x\" 8100 0000 FF00"));
        Assert.Equal(
            [
                Programs.Make(Opcode.PushInt, new Operand.Integer(-1)),
                Programs.Make(Opcode.PushStr, new Operand.Text("hi")),
                Programs.Make(Opcode.Jmp, new Operand.Target(5)),
                Programs.Make(Opcode.Call, new Operand.Call(0xFFFF, ["a", "b"])),
                Programs.Make(Opcode.MakeList, new Operand.Number(255)),
                Programs.Make(Opcode.Send, new Operand.Number(7)),
                Programs.Make(Opcode.Store, new Operand.Text("x")),
                Programs.Make(Opcode.Register, new Operand.Text("")),
                Programs.Make(Opcode.Halt),
            ],
            module.Instructions.AsEnumerable());
        Assert.Empty(module.Labels);
        Assert.Null(module.Source);
    }

    [Fact]
    public void An_empty_file_is_an_empty_program() => Assert.Empty(Programs.Read([]).Instructions);

    [Fact]
    public void Our_form_holds_labels_lines_and_wide_addresses()
    {
        var module = Programs.Read(OurForm(
            "02000000 3000 FFFFFFFF 0000000001000000 2401 01000000", "01000000 01000000 \"h\" 02000000", "06 8402"));
        Assert.Equal(new Operand.Target(1UL << 32), module.Instructions[0].Operand);
        Assert.Equal(new Operand.Target(1), module.Instructions[1].Operand);
        Assert.Equal([new Label("h", 2)], module.Labels.AsEnumerable());
        Assert.Equal([3, 133], module.Instructions.Select(instruction => instruction.Line));
    }

    [Theory]
    [InlineData("9900", "TT1102", 0, "Unknown bytecode: 0x0099")]
    [InlineData("0900 0000", "TT1102", 2, "Unknown bytecode: 0x0000")]
    [InlineData("0401", "TT1103", 0, "Unknown bytecode: 0x0104")]
    [InlineData("09", "TT1101", 0, null)]
    [InlineData("0100 01020304", "TT1101", 2, null)]
    [InlineData("0200 0500 \"abc\"", "TT1101", 4, null)]
    [InlineData("0200 0200 41FF", "TT1104", 5, null)]
    [InlineData("3200 0000 FFFF 0000", "TT1105", 4, null)]
    public void Broken_files_in_upstreams_form_are_reported(string bytes, string code, int offset, string? upstreamText)
    {
        var error = Programs.ReadError(Bytes(bytes));
        Assert.Equal((code, offset, upstreamText), (error.Code, error.ByteOffset, error.UpstreamText));
        Assert.Equal(Severity.Error, error.Severity);
    }

    [Theory]
    [InlineData("00000080", "00000000", "", "TT1105")]
    [InlineData("01000000 9900", "00000000", "00", "TT1102")]
    [InlineData("01000000 0200 FFFFFFFF", "00000000", "00", "TT1101")]
    [InlineData("01000000 0301 02", "00000000", "00", "TT1109")]
    [InlineData("01000000 2F01 00000000 01000080 00000000", "00000000", "00", "TT1109")]
    [InlineData("01000000 2F01 00000000 FFFFFFFF FFFFFFFF", "00000000", "00", "TT1109")]
    [InlineData("01000000 3200 00000000 FFFFFF3F", "00000000", "00", "TT1105")]
    [InlineData("01000000 0900 00", "00000000", "00", "TT1108")]
    [InlineData("01000000 0900", "FFFFFF7F", "00", "TT1105")]
    [InlineData("01000000 0900", "01000000 01000000 \"a\" 02000000", "00", "TT1109")]
    [InlineData("01000000 0900", "02000000 01000000 \"a\" 00000000 01000000 \"a\" 00000000", "00", "TT1111")]
    [InlineData("01000000 0900", "01000000 01000000 FF 00000000", "00", "TT1104")]
    [InlineData("01000000 0900", "00000000", "", "TT1101")]
    [InlineData("01000000 0900", "00000000", "01", "TT1109")]
    [InlineData("01000000 0900", "00000000", "FFFFFFFFFF", "TT1109")]
    [InlineData("01000000 0900", "00000000", "FFFFFFFF7F", "TT1109")]
    [InlineData("01000000 0900", "00000000", "0000", "TT1108")]
    [InlineData("01000000 2401 02000000", "00000000", "00", "TT1110")]
    [InlineData("01000000 2701 00000000", "00000000", "00", "TT1110")]
    [InlineData("01000000 2801 00000000 00", "00000000", "00", "TT1110")]
    [InlineData("01000000 2901", "00000000", "00", "TT1110")]
    [InlineData("02000000 2701 01000000 2801 00000000 00", "00000000", "0000", "TT1110")]
    [InlineData("03000000 2701 02000000 2801 02000000 00 2901", "00000000", "000000", "TT1110")]
    [InlineData("03000000 2701 01000000 2801 01000000 00 2901", "00000000", "000000", "TT1110")]
    [InlineData("02000000 2701 01000000 2901", "00000000", "0000", "TT1110")]
    public void Broken_files_in_our_form_are_reported(string code, string labels, string lines, string expected) =>
        Assert.Equal(expected, Programs.ReadError(OurForm(code, labels, lines)).Code);

    [Fact]
    public void A_block_that_fits_is_read()
    {
        var module = Programs.Read(OurForm("03000000 2701 01000000 2801 02000000 01 01000000 \"e\" 2901", lines: "000000"));
        Assert.Equal(new Operand.Catch(2, "e"), module.Instructions[1].Operand);
    }

    [Fact]
    public void A_later_version_is_refused()
    {
        byte[] bytes = OurForm("00000000");
        bytes[8] = 2;
        Assert.Equal("test.ttb: byte 8: error TT1106: the file has format version 2; this version of TinyTotIL reads version 1", Programs.ReadError(bytes).Render());
    }

    [Fact]
    public void Sections_in_another_order_are_refused()
    {
        byte[] bytes = OurForm("00000000");
        bytes[10] = (byte)'X';
        Assert.Equal("TT1107", Programs.ReadError(bytes).Code);
    }

    [Fact]
    public void Bytes_after_the_last_section_are_refused() => Assert.Equal("TT1108", Programs.ReadError([.. OurForm("00000000"), 0]).Code);

    [Fact]
    public void The_same_module_gives_the_same_bytes() => Assert.Equal(TtbWriter.Write(RandomModules.Make(7)), TtbWriter.Write(RandomModules.Make(7)));

    [Fact]
    public void A_file_cut_anywhere_is_reported()
    {
        byte[] bytes = TtbWriter.Write(RandomModules.Make(3));
        for (int length = 1; length < bytes.Length; length++)
        {
            Assert.Equal(Severity.Error, Programs.ReadError(bytes[..length]).Severity);
        }
    }

    [Fact]
    public void A_file_in_upstreams_form_cut_anywhere_never_throws()
    {
        byte[] bytes = Bytes("0100 FFFFFFFFFFFFFFFF 0200 0200 \"hi\" 3200 FFFF 0200 0100 \"a\" 0100 \"b\" 6000 FF 8D00 0700000000000000 5000 0100 \"x\"");
        int accepted = 0;
        for (int length = 0; length <= bytes.Length; length++)
        {
            var diagnostics = new DiagnosticBag();
            var module = TtbReader.Read("t", bytes[..length], diagnostics);
            Assert.Equal(module is null, diagnostics.HasErrors);
            accepted += module is null ? 0 : 1;
        }

        // One prefix per whole instruction, and the empty file.
        Assert.Equal(7, accepted);
    }

    [Fact]
    public void A_changed_file_never_throws_and_what_is_accepted_is_sound()
    {
        var random = new Random(5);
        int accepted = 0;
        for (int round = 0; round < 20_000; round++)
        {
            byte[] bytes = TtbWriter.Write(RandomModules.Make(round % 40));
            for (int change = random.Next(1, 4); change > 0; change--)
            {
                bytes[random.Next(round % 4 == 0 ? 0 : TtbFormat.Magic.Length, bytes.Length)] = (byte)random.Next(256);
            }

            var diagnostics = new DiagnosticBag();
            var module = TtbReader.Read("t", bytes, diagnostics);
            Assert.Equal(module is null, diagnostics.HasErrors);
            if (module is not null)
            {
                accepted++;
                Programs.AssertEqual(module, Programs.Read(TtbWriter.Write(module)));
                var printing = new DiagnosticBag();
                string? text = TtvmPrinter.Print(module, printing);
                Assert.Equal(text is null, printing.HasErrors);
                if (text is not null)
                {
                    Assert.Equal(module.Instructions.Length, Programs.Parse(text).Instructions.Length);
                }
            }
        }

        Assert.True(accepted > 1000);
    }

    [Fact]
    public void Random_bytes_never_throw()
    {
        var random = new Random(6);
        for (int round = 0; round < 20_000; round++)
        {
            byte[] bytes = new byte[random.Next(0, 60)];
            random.NextBytes(bytes);
            for (int index = 1; index < bytes.Length && round % 2 == 0; index += 2)
            {
                bytes[index] = 0;
            }

            var diagnostics = new DiagnosticBag();
            Assert.Equal(TtbReader.Read("t", bytes, diagnostics) is null, diagnostics.HasErrors);
        }
    }
}
