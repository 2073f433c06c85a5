using TinyTotIL.Runtime.Observation;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Observation;

public sealed class BoxTableTests
{
    [Fact]
    public void Cells_stand_between_borders_as_wide_as_the_widest()
    {
        var table = new BoxTable("Result", ">Count");
        table.AddRow("Passed", "7");
        table.AddRow("Not run at all", "1234567");
        Assert.Equal(
            """
            ┌────────────────┬─────────┐
            │ Result         │   Count │
            ├────────────────┼─────────┤
            │ Passed         │       7 │
            │ Not run at all │ 1234567 │
            └────────────────┴─────────┘

            """,
            table.Render(withColour: false));
    }

    [Fact]
    public void Wide_characters_take_two_columns_and_accents_none()
    {
        var table = new BoxTable("Name", "Sign");
        table.AddRow("日本", "x");
        table.AddRow("e\u0301", "y");
        Assert.Equal("┌──────┬──────┐\n│ Name │ Sign │\n├──────┼──────┤\n│ 日本 │ x    │\n│ e\u0301    │ y    │\n└──────┴──────┘\n", table.Render(withColour: false));
    }

    [Fact]
    public void Colour_does_not_change_widths()
    {
        var table = new BoxTable("Test", "Result");
        table.AddRow(BoxColour.Good, "one", "PASS");
        string coloured = table.Render(withColour: true);
        Assert.Contains("\u001B[32mPASS\u001B[0m   │", coloured, StringComparison.Ordinal);
        Assert.Equal(table.Render(withColour: false), Uncoloured(coloured));
    }

    [Fact]
    public void The_plain_form_has_a_colon_between_two_columns_and_titles_in_rows_of_more()
    {
        var two = new BoxTable("GC Metric", ">Value");
        two.AddRow("Total allocated", "0");
        var three = new BoxTable("Test", "Expected", "Result");
        three.AddRow("Basic addition", "8", "PASS");
        Assert.Equal("Total allocated: 0\n", two.RenderPlain());
        Assert.Equal("Basic addition | Expected: 8 | Result: PASS\n", three.RenderPlain());
    }

    [Fact]
    public void A_title_stands_between_double_lines()
    {
        Assert.Equal("═══ Test Summary ═══\n", BoxTable.Title("Test Summary", withColour: false));
        Assert.Equal("\u001B[1;36m═══ Test Summary ═══\u001B[0m\n", BoxTable.Title("Test Summary", withColour: true));
    }

    [Fact]
    public void A_row_of_another_length_is_refused() => Assert.Throws<ArgumentException>(() => new BoxTable("One").AddRow("a", "b"));

    private static string Uncoloured(string text) => System.Text.RegularExpressions.Regex.Replace(text, "\u001B\\[[0-9;]*m", "");
}
