using FsCheck;
using FsCheck.Fluent;
using TinyTotIL.Runtime.Data;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Data;

public sealed class DelimitedTextTests
{
    private static readonly Gen<string> Cells = Gen.ArrayOf(Gen.Elements('a', 'b', '"', ',', ';', '\n', '\r', ' ', '\t', '\0', 'é', '→')).Select(chars => new string(chars));

    private static readonly Arbitrary<string[][]> Tables = Arb.From(Gen.ArrayOf(Gen.NonEmptyListOf(Cells).Select(cells => cells.ToArray())));

    private static readonly Config Repeatable = Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(20240229, 1);

    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('\t')]
    public void What_is_written_is_read_back(char delimiter) => Check.One(Repeatable, Prop.ForAll(Tables, table =>
    {
        string text = Write(table, delimiter);
        var read = Read(new DelimitedText().Read(text, new DelimitedOptions { Delimiter = delimiter }));
        return table.Length == read.Count && table.Zip(read).All(pair => pair.First.SequenceEqual(pair.Second));
    }));

    [Fact]
    public void A_stream_gives_the_same_rows_as_its_text() => Check.One(Repeatable, Prop.ForAll(Tables, table =>
    {
        string text = Write(table, ',');
        var whole = Read(new DelimitedText().Read(text, DelimitedOptions.Rfc4180));
        var streamed = Read(new DelimitedText().Read(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)), DelimitedOptions.Rfc4180));
        return whole.Count == streamed.Count && whole.Zip(streamed).All(pair => pair.First.SequenceEqual(pair.Second));
    }));

    [Theory]
    [InlineData('x')]
    [InlineData(',')]
    public void A_row_that_does_not_end_is_given_up(char content)
    {
        var text = new MemoryStream(Enumerable.Repeat((byte)content, 10_000_000).ToArray());
        var reader = new DelimitedText().Read(text, new DelimitedOptions { LongestRow = 1_000_000 });
        Assert.Throws<HostException>(reader.Next);
        Assert.InRange(text.Position, 1_000_000, 4_000_000);
    }

    [Fact]
    public void Rows_that_cross_the_reader_s_buffer_are_whole()
    {
        string cell = new('x', 200_000);
        string text = $"a,\"{cell}\n{cell}\"\r\nb,c";
        var rows = Read(new DelimitedText().Read(text, DelimitedOptions.Rfc4180));
        Assert.Equal(2, rows.Count);
        Assert.Equal($"{cell}\n{cell}", rows[0][1]);
        Assert.Equal(["b", "c"], rows[1]);
    }

    private static string Write(string[][] table, char delimiter)
    {
        var writer = new DelimitedWriter(delimiter, AddressSpace.OwnNumbers, new BulkBudget(long.MaxValue));
        writer.Write(ListValue.FromOwned([.. table.Select(row => Value.From(ListValue.FromOwned([.. row.Select(Value.Text)])))]));
        return writer.ToString();
    }

    private static List<string[]> Read(IDelimitedReader reader)
    {
        var rows = new List<string[]>();
        using (reader)
        {
            while (reader.Next() is { } row)
            {
                rows.Add([.. row.ToArray().Select(cell => cell.AsText)]);
            }
        }

        return rows;
    }
}
