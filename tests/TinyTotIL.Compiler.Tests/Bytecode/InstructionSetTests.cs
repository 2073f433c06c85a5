using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Compiler.Formats;

namespace TinyTotIL.Compiler.Tests.Bytecode;

public sealed class InstructionSetTests
{
    /// <summary>Upstream's table: code, mnemonic, and the shape of the operand.</summary>
    private const string UpstreamCodes =
        """
        0001 PUSH_INT Integer     0002 PUSH_STR RawText     0003 TRUE None            0004 FALSE None
        0005 NULL None            0006 NOT None             0007 AND None             0008 OR None
        0009 DUP None             0010 ADD None             0011 SUB None             0012 CONCAT None
        0020 EQ None              0021 GT None              0022 LT None              0023 NE None
        0024 GE None              0025 LE None              0030 JMP Address          0031 JZ Address
        0032 CALL Call            0033 RET None             00FF HALT None            0040 PRINT None
        0050 STORE Name           0051 LOAD Name            0052 DELETE Name          0060 MAKE_LIST Count
        0061 LEN None             0062 INDEX None           0070 DUMP_SCOPE None      0072 READ_FILE None
        0073 WRITE_FILE None      0080 SPAWN None           0081 REGISTER QuotedName  0082 UNREGISTER QuotedName
        0083 WHEREIS QuotedName   0084 SENDNAMED QuotedName 0085 MONITOR Pid          0086 LINK Pid
        0087 UNLINK Pid           0088 START_SUPERVISOR None 0089 SUPERVISE_CHILD QuotedName 008A RESTART_CHILD QuotedName
        008B YIELD None           008C RECEIVE None         008D SEND Pid
        """;

    [Fact]
    public void Every_wire_code_belongs_to_one_row() =>
        Assert.Equal(InstructionSet.All.Count, InstructionSet.All.Select(row => row.WireCode).Distinct().Count());

    [Fact]
    public void Upstreams_codes_are_exactly_upstreams_instructions()
    {
        string[] words = UpstreamCodes.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var expected = words.Chunk(3).Select(row => string.Join(' ', row)).Order(StringComparer.Ordinal);
        var actual = InstructionSet.All
            .Where(row => row.WireCode < TtbFormat.FirstOwnCode)
            .Select(row => $"{row.WireCode:X4} {row.Mnemonic} {row.Shape}")
            .Order(StringComparer.Ordinal);
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void The_magic_of_our_binary_form_is_no_instruction_code() =>
        Assert.Null(InstructionSet.WithWireCode(BitConverter.ToUInt16(TtbFormat.Magic)));

    [Fact]
    public void A_spelling_has_at_most_one_form_with_an_operand_and_one_without()
    {
        foreach (string spelling in InstructionSet.Spellings)
        {
            // CATCH has both forms with and without a name: which one it is depends on its block. After the address of a
            // RECEIVE_MATCH_AFTER patterns may follow.
            var rows = InstructionSet.WithSpelling(spelling)
                .Where(row => row.Shape != OperandShape.CatchBlock && row.Opcode is not (Opcode.EndTryBlock or Opcode.ReceiveMatchOfAfter))
                .ToList();
            Assert.True(rows.Count(row => row.Shape is OperandShape.None or OperandShape.Block) <= 1, spelling);
            Assert.True(rows.Count(row => row.Shape is not (OperandShape.None or OperandShape.Block)) <= 1, spelling);
        }
    }

    [Fact]
    public void Every_row_is_complete()
    {
        foreach (var row in InstructionSet.All)
        {
            Assert.Same(row, InstructionSet.Of(row.Opcode));
            Assert.Same(row, InstructionSet.WithWireCode(row.WireCode));
            Assert.Contains(row, InstructionSet.WithSpelling(row.Mnemonic));
            Assert.Matches("^[A-Z]+(_[A-Z]+)*$", row.Mnemonic);
            Assert.Matches(@"^\( (.+ )?-- (.+ )?\)$", row.Effect);
            Assert.Matches(@"^[A-Z].*\.$", row.Summary);
            Assert.NotEqual("", row.ErrorName);
            Assert.True(row.Pops >= -1 && row.Pushes >= -1, row.Mnemonic);
        }
    }

    [Fact]
    public void A_row_without_an_operation_says_how_many_values_its_effect_shows()
    {
        foreach (var row in InstructionSet.All.Where(row => row.Operation is null))
        {
            string[] sides = row.Effect.Trim('(', ')').Split("--");
            Assert.True(row.Pops < 0 || row.Pops == Words(sides[0]), row.Mnemonic);
            Assert.True(row.Pushes < 0 || row.Pushes == Words(sides[1]), row.Mnemonic);
        }

        static int Words(string side) => side.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
    }

    [Fact]
    public void A_row_with_an_operation_takes_and_gives_what_its_effect_shows()
    {
        foreach (var row in InstructionSet.All.Where(row => row.Operation is not null))
        {
            string[] sides = row.Effect.Trim('(', ')').Split("--");
            Assert.Equal(row.Pops, sides[0].Split(' ', StringSplitOptions.RemoveEmptyEntries).Length);
            Assert.Equal(row.Pushes, sides[1].Split(' ', StringSplitOptions.RemoveEmptyEntries).Length);
        }
    }

    [Theory]
    [InlineData("NEW_OBJECT", "MakeObject")]
    [InlineData("OBJECT_SET", "SetFieldNamed")]
    [InlineData("STORE_VAR", "Store")]
    [InlineData("LOAD_VAR", "Load")]
    [InlineData("MAKELIST", "MakeList")]
    [InlineData("DUMPSCOPE", "DumpScope")]
    [InlineData("STARTSUPERVISOR", "StartSupervisor")]
    [InlineData("SUPERVISECHILD", "SuperviseChild")]
    [InlineData("RESTARTCHILD", "RestartChild")]
    public void Upstreams_other_spellings_are_known(string alias, string opcode) =>
        Assert.Contains(opcode, InstructionSet.WithSpelling(alias).Select(row => row.Opcode.ToString()));

    [Fact]
    public void The_documentation_page_is_current()
    {
        string path = RepositoryFiles.Find("docs/instruction-set.md");
        string page = InstructionSetDocument.Render();
        if (Environment.GetEnvironmentVariable("TTIL_ACCEPT_SNAPSHOTS") == "1")
        {
            File.WriteAllText(path, page);
        }

        Assert.True(page == File.ReadAllText(path), "docs/instruction-set.md is out of date; run the tests with TTIL_ACCEPT_SNAPSHOTS=1.");
    }

    [Fact]
    public void The_documentation_page_shows_every_instruction_once()
    {
        var rows = InstructionSetDocument.Render().Split('\n').Where(line => line.Contains("| 0x", StringComparison.Ordinal)).ToList();
        Assert.Equal(InstructionSet.All.Count, rows.Count);
        foreach (var row in InstructionSet.All)
        {
            Assert.Single(rows, line => line.Contains($"| 0x{row.WireCode:X4} |", StringComparison.Ordinal));
        }
    }
}
