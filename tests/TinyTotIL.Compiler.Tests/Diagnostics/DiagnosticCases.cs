using System.Text;
using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Compiler.Diagnostics;
using TinyTotIL.Compiler.Formats;
using TinyTotIL.Compiler.Tests.Formats;

namespace TinyTotIL.Compiler.Tests.Diagnostics;

/// <summary>A small input for every diagnostic of reading and writing.</summary>
internal static class DiagnosticCases
{
    /// <summary>Each case: the code it is for, the input as shown, and what is reported.</summary>
    public static IEnumerable<(string Code, string Input, IReadOnlyList<Diagnostic> Reported)> All()
    {
        foreach (var (code, text) in Texts())
        {
            yield return (code, text, Parse(Encoding.UTF8.GetBytes(text)));
        }

        yield return ("TT1020", "PUSH_STR <byte FF>", Parse([.. "PUSH_STR "u8, 0xFF]));
        yield return ("TT1021", "<a file of 536870913 bytes>", Parse(new byte[TtvmParser.MostBytes + 1]));
        yield return ("TT1028", "<a binary file>", Parse(TtbWriter.Write(Programs.Module([Programs.Make(Opcode.Halt)]))));
        yield return ("TT1029", "<a compiled assembly>", Parse([.. "MZ"u8, 0x90, 0x00]));
        yield return ("TT1030", "GET_FIELD with the name \"a;b\"", Print(Programs.Module([Programs.Make(Opcode.GetField, new Operand.Text("a;b"))])));
        yield return ("TT1031", "a label \" x\"", Print(Programs.Module([], new Label(" x", 0))));
        foreach (var (code, hex) in Binaries())
        {
            yield return (code, hex, Read(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal))));
        }
    }

    private static IEnumerable<(string Code, string Text)> Texts() =>
    [
        ("TT1001", "HALT\n\tpush_int 1 ; comment"),
        ("TT1001", "FOO 1"),
        ("TT1002", "PUSH_INT\t5"),
        ("TT1003", "\uFEFFHALT"),
        ("TT1004", "LABEL"),
        ("TT1005", "STORE"),
        ("TT1006", "PUSH_INT  5"),
        ("TT1006", "PUSH_INT 99999999999999999999"),
        ("TT1007", "PUSH_FLOAT 1.2.3"),
        ("TT1008", "PUSH_BOOL yes"),
        ("TT1009", "MAKE_LIST three"),
        ("TT1010", "SEND -1"),
        ("TT1011", "LABEL start\nCALL strat x y"),
        ("TT1011", "TRY 5"),
        ("TT1012", "IMPORT \""),
        ("TT1013", "PUSH_TEXT hello"),
        ("TT1014", "PUSH_TEXT \"hello ; world"),
        ("TT1015", "PUSH_TEXT \"50\\% \u4E16\u754C\""),
        ("TT1015", "PUSH_TEXT \"\u4E16\u754C \\u{D800}\""),
        ("TT1016", "PUSH_TEXT \"say \"hi\"\""),
        ("TT1039", "NATIVE math.sin"),
        ("TT1039", "NATIVE math.sin one"),
        ("TT1039", "NATIVE math.sin 1 2"),
        ("TT1017", "SOURCE \"main.scm\" twelve"),
        ("TT1018", "TRY\n    PUSH_INT 1\nEND_TRY"),
        ("TT1018", "TRY\nTRY handler\nLABEL handler\nCATCH error\nEND_TRY"),
        ("TT1019", "TRY\nCATCH error"),
        ("TT1011", "MAKE_FUNCTION 4\nSTORE square\nPUSH_INT 3\nCALL square"),
        ("TT1022", string.Concat(Enumerable.Repeat("FOO\n", 101))),
        ("TT1023", "PUSH_STR \"one; two\" ; greeting"),
        ("TT1024", "PUSH_STR  \"hi\""),
        ("TT1025", "LABEL loop\nHALT\nLABEL other\nLABEL loop\nJMP loop"),
        ("TT1026", "PRINT foo"),
        ("TT1026", "ADD  // the sum"),
        ("TT1032", "PUSH_STR \"one\\ntwo\""),
        ("TT1033", "PUSH_STR say \"hi\""),
        ("TT1034", "PUSH_STR \"say \"hi\"\""),
        ("TT1035", "SET_FIELD \"name\""),
        ("TT1036", "TRY handler\nLABEL handler\nCATCH error"),
        ("TT1037", "STORE total # so far"),
        ("TT1038", "RECEIVE_MATCH tag:reply itn"),
        ("TT1038", "RECEIVE_MATCH vlaue:5"),
        ("TT1038", "RECEIVE_MATCH exit:someone # ends"),
        ("TT1001", "GOTO loop"),
        ("TT1001", "PUSH \"text\""),
        ("TT1006", "PUSH_INT 5 # five"),
        ("TT1011", "LABEL loop\nJMP loop // again"),
        ("TT1027", string.Concat(Enumerable.Repeat("HALT now\n", 101))),
    ];

    private static IEnumerable<(string Code, string Hex)> Binaries()
    {
        const string Header = "89 54 54 42 0D 0A 1A 0A 01 00";
        const string Empty = "04 00 00 00 00 00 00 00";
        return
        [
            ("TT1101", "02 00 05 00 61 62"),
            ("TT1102", "99 00"),
            ("TT1103", "04 01"),
            ("TT1104", "50 00 02 00 61 FF"),
            ("TT1105", "32 00 00 00 FF FF"),
            ("TT1106", "89 54 54 42 0D 0A 1A 0A 02 00"),
            ("TT1107", $"{Header} 58 58 58 58 {Empty}"),
            ("TT1108", $"{Header} 43 4F 44 45 05 00 00 00 00 00 00 00 00"),
            ("TT1109", $"{Header} 43 4F 44 45 07 00 00 00 01 00 00 00 03 01 07"),
            ("TT1110", $"{Header} 43 4F 44 45 06 00 00 00 01 00 00 00 29 01"),
            ("TT1112", $"{Header} 43 4F 44 45 0D 00 00 00 01 00 00 00 80 01 03 00 00 00 69 74 6E"),
            ("TT1111", $"{Header} 43 4F 44 45 {Empty} 4C 41 42 4C 16 00 00 00 02 00 00 00 01 00 00 00 61 00 00 00 00 01 00 00 00 61 00 00 00 00"),
        ];
    }

    private static IReadOnlyList<Diagnostic> Parse(byte[] bytes)
    {
        var diagnostics = new DiagnosticBag();
        bool isRejected = TtvmParser.ParseBytes("prog.ttvm", bytes, diagnostics) is null;
        Assert.Equal(diagnostics.HasErrors, isRejected);
        return diagnostics.All;
    }

    private static IReadOnlyList<Diagnostic> Read(byte[] bytes)
    {
        var diagnostics = new DiagnosticBag();
        Assert.Null(TtbReader.Read("prog.ttb", bytes, diagnostics));
        return diagnostics.All;
    }

    private static IReadOnlyList<Diagnostic> Print(BytecodeModule module)
    {
        var diagnostics = new DiagnosticBag();
        Assert.Null(TtvmPrinter.Print(module, diagnostics));
        return diagnostics.All;
    }
}
