using Spectre.Console;

namespace TinyTotIL.Cli.Tables;

/// <summary>A table of results as text without borders, with or without colour.</summary>
/// <remarks>The only place that names the library for tables: commands that show none do not load it.</remarks>
internal sealed class ReportTable
{
    /// <summary>Tables are never folded to fit a window: a terminal does that better than a file's reader could undo it.</summary>
    private const int Width = 10_000;

    private readonly Table _table;

    /// <summary>A table without rows.</summary>
    /// <param name="columns">Its columns.</param>
    public ReportTable(params ReportColumn[] columns)
    {
        _table = new Table { Border = TableBorder.None };
        foreach (var column in columns)
        {
            var cells = new TableColumn(new Text(column.Title, new Style(decoration: Decoration.Bold)))
            {
                NoWrap = true,
                Padding = new Padding(left: 0, top: 0, right: 2, bottom: 0),
            };
            _table.AddColumn(column.IsNumber ? cells.RightAligned() : cells);
        }
    }

    /// <summary>Adds a row.</summary>
    /// <param name="cells">A text for each column.</param>
    public void AddRow(params string[] cells) => _table.AddRow(cells.Select(cell => new Text(cell)));

    /// <summary>The table as lines.</summary>
    /// <param name="withColour">Whether a terminal shows it, which understands colour.</param>
    public string Render(bool withColour)
    {
        using var text = new StringWriter { NewLine = "\n" };
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = withColour ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = withColour ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
            Out = new AnsiConsoleOutput(text),
        });
        console.Profile.Width = Width;
        console.Profile.Capabilities.Unicode = true;
        if (withColour)
        {
            console.Write(_table);
        }
        else
        {
            // Without escapes the library would set colours through the system's console, which may be the terminal of a running program.
            text.Write(string.Concat(_table.GetSegments(console).Where(segment => !segment.IsControlCode).Select(segment => segment.Text)));
        }

        return string.Join('\n', text.ToString().Split('\n').Select(line => line.TrimEnd()));
    }
}
