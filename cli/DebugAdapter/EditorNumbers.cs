using System.Text.Json;
using TinyTotIL.Cli.Protocol;

namespace TinyTotIL.Cli.DebugAdapter;

/// <summary>With which number an editor begins to count.</summary>
/// <param name="FirstLine">The number of the first line: 0 or 1.</param>
/// <param name="FirstColumn">The number of the first column: 0 or 1.</param>
internal sealed record EditorNumbers(int FirstLine = 1, int FirstColumn = 1)
{
    /// <summary>Takes them out of what an editor says of itself.</summary>
    /// <param name="arguments">What it says.</param>
    public static EditorNumbers Read(JsonElement arguments) => new(FirstOf(arguments, "linesStartAt1"), FirstOf(arguments, "columnsStartAt1"));

    /// <summary>The editor's number of a line.</summary>
    /// <param name="line">Its number from 1.</param>
    public int Line(int line) => line - 1 + FirstLine;

    /// <summary>The editor's number of a column.</summary>
    /// <param name="column">Its number from 1.</param>
    public int Column(int column) => column - 1 + FirstColumn;

    /// <summary>The number from 1 of a line.</summary>
    /// <param name="number">The editor's, not negative.</param>
    public int LineOf(int number) => number == int.MaxValue ? number : number + 1 - FirstLine;

    private static int FirstOf(JsonElement arguments, string name) => arguments.Field(name)?.ValueKind == JsonValueKind.False ? 0 : 1;
}
