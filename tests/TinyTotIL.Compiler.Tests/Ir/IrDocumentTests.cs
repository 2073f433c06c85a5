using TinyTotIL.Compiler.Ir;

namespace TinyTotIL.Compiler.Tests.Ir;

public sealed class IrDocumentTests
{
    private static readonly string Document = File.ReadAllText(RepositoryFiles.Find("docs/ir.md")).ReplaceLineEndings("\n");

    [Fact]
    public void The_example_is_what_lowering_produces() =>
        Assert.Equal(Fenced("ir"), IrPrinter.Print(LoweredPrograms.Of(Fenced("ttvm"))));

    [Fact]
    public void Every_keyword_of_the_text_is_explained()
    {
        string[] words =
        [
            "func", "top_level", "segment", "const", "get", "set", "check_set", "call_operation", "raises", "make_list", "make_function",
            "call", "call_value", "extra_result", "catch_exception", "jump", "branch", "return", "tail_call", "tail_call_value",
            "unreachable", "dispatch", "handler", "leader", "runs", "fails", "unset", "segment_length", "narrow", "captured", "of", "site", "in",
            "never_raises", "uses_processes", "check_point", "loop", "quiet_loop", "begin_count", "end_count", "step", .. Enum.GetValues<IrType>().Select(IrPrinter.Type), .. Primitives.All.Select(row => row.Name),
        ];
        string prose = Document.Replace(Fenced("ir"), "", StringComparison.Ordinal);
        Assert.All(words, word => Assert.Matches($@"`[^`\n]*\b{word}\b[^`\n]*`", prose));
    }

    [Fact]
    public void The_table_of_primitives_gives_the_types_of_each_row()
    {
        foreach (var row in Primitives.All)
        {
            string operands = string.Join(", ", row.Operands.Select(IrPrinter.Type));
            Assert.Matches($@"(?m)^\|[^|]*`{row.Name}`[^|]*\| {operands} \| {IrPrinter.Type(row.Result)} \|", Document);
        }
    }

    private static string Fenced(string language)
    {
        string opening = $"```{language}\n";
        int start = Document.IndexOf(opening, StringComparison.Ordinal) + opening.Length;
        return Document[start..Document.IndexOf("```", start, StringComparison.Ordinal)];
    }
}
