using System.Globalization;
using System.Text;
using TinyTotIL.Runtime.Permissions;

namespace TinyTotIL.Compiler.Bytecode;

/// <summary>The instruction table as a page to read: <c>docs/instruction-set.md</c>. A test keeps the page equal to it.</summary>
internal static class InstructionSetDocument
{
    /// <summary>The groups of the page: a heading and the first opcode below it, in opcode order.</summary>
    private static readonly (string Title, Opcode First)[] Groups =
    [
        ("Literals and stack", Opcode.PushInt),
        ("Arithmetic", Opcode.Add),
        ("Comparison and logic", Opcode.Eq),
        ("Control", Opcode.Jmp),
        ("Variables", Opcode.Store),
        ("Functions", Opcode.MakeFunction),
        ("Exceptions", Opcode.Try),
        ("Modules and source positions", Opcode.Import),
        ("Text", Opcode.Concat),
        ("Lists", Opcode.MakeList),
        ("Objects", Opcode.MakeObject),
        ("Data formats", Opcode.JsonParse),
        ("Console", Opcode.Print),
        ("Files", Opcode.ReadFile),
        ("Environment and time", Opcode.GetEnv),
        ("Network", Opcode.HttpGet),
        ("Asynchronous files and streams", Opcode.AsyncRead),
        ("Databases", Opcode.DbConnect),
        ("Processes", Opcode.Spawn),
    ];

    private const string Introduction =
        """
        # Instruction set

        This page is generated from the instruction table (`compiler/Bytecode/InstructionSet*.cs`). How programs are written is in
        [bytecode-format.md](bytecode-format.md).

        Effects are written `( before -- after )` with the top of the operand stack at the right; values are popped from the top, one
        by one. A mnemonic that stands twice has a form with an operand and a form without, which takes the operand from the
        stack. "Code" is the instruction's number in binary files; numbers below 0x0100 are those of TinyTotVM.

        Marks: **+** an addition to TinyTotVM's language; a word such as `read` the [permission](permissions.md) it needs in a sandbox.

        Operands: `n` a signed 64-bit integer; `x` a float; `b` `true` or `false`; `text` text as typed; `"text"` text with escapes;
        `name` a name; `count` and `pid` unsigned numbers; `addr` a label or an instruction number; `label` a label;
        `p..` parameter names; `pattern..` one or more [message patterns](processes.md#messages) between spaces; `path` a file; brackets
        mean that it may be left out.


        """;

    /// <summary>The page; lines end with LF.</summary>
    public static string Render()
    {
        var page = new StringBuilder(Introduction.ReplaceLineEndings("\n"));
        for (int group = 0; group < Groups.Length; group++)
        {
            int end = group + 1 < Groups.Length ? (int)Groups[group + 1].First : InstructionSet.All.Count;
            page.Append(group == 0 ? "" : "\n").Append("## ").Append(Groups[group].Title).Append("\n\n");
            page.Append("| Instruction | Effect | Meaning | Code | |\n|---|---|---|---|---|\n");
            for (int opcode = (int)Groups[group].First; opcode < end; opcode++)
            {
                AppendRow(page, InstructionSet.All[opcode]);
            }
        }

        return page.ToString();
    }

    private static void AppendRow(StringBuilder page, InstructionInfo row)
    {
        string operand = OperandText(row.Shape);
        page.Append("| `").Append(row.Mnemonic).Append(operand.Length == 0 ? "" : " ").Append(operand).Append('`');
        foreach (string alias in row.Aliases)
        {
            page.Append(", `").Append(alias).Append('`');
        }

        page.Append(" | `").Append(Cell(row.Effect)).Append("` | ").Append(Cell(row.Summary));
        page.Append(CultureInfo.InvariantCulture, $" | 0x{row.WireCode:X4} | ");
        page.Append(row.Has(InstructionTraits.Extension) ? "**+**" : "");
        page.AppendJoin(' ', row.Needs.Select(kind => $"`{PermissionFlag.WordFor(kind)}`"));
        page.Append(" |\n");
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    /// <summary>How what follows a mnemonic is shown.</summary>
    /// <param name="shape">What follows it.</param>
    public static string OperandText(OperandShape shape) => shape switch
    {
        OperandShape.None or OperandShape.Block => "",
        OperandShape.Integer => "n",
        OperandShape.Float => "x",
        OperandShape.Bool => "b",
        OperandShape.RawText => "text",
        OperandShape.EscapedText => "\"text\"",
        OperandShape.Name or OperandShape.QuotedName => "name",
        OperandShape.Count => "count",
        OperandShape.Pid => "pid",
        OperandShape.Address => "addr",
        OperandShape.Label => "label",
        OperandShape.Call => "addr p..",
        OperandShape.Path => "path",
        OperandShape.CatchBlock => "[name]",
        OperandShape.Native => "name count",
        OperandShape.Extern => "name \"method\"",
        OperandShape.SourceLine => "\"file\" line [column]",
        OperandShape.Patterns => "pattern..",
        OperandShape.AddressPatterns => "addr pattern..",
    };
}
