using System.Numerics;
using TinyTotIL.Runtime.Scheme;
using TinyTotIL.Runtime.Values;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Scheme;

/// <summary>The forms of data.</summary>
public sealed class DatumWriterTests
{
    [Theory]
    [InlineData("(\"a\\n\\\"b\" #\\a #\\space sym |two words| #t 1.5)", "(a\n\"b a   sym two words #t 1.5)", "(\"a\\n\\\"b\" #\\a #\\space sym |two words| #t 1.5)")]
    [InlineData("|| ", "", "||")]
    [InlineData("|12|", "12", "|12|")]
    [InlineData("|.|", ".", "|.|")]
    [InlineData("|#foo|", "#foo", "|#foo|")]
    [InlineData("a#b", "a#b", "a#b")]
    [InlineData("|a\\x7;b|", "a\ab", "|a\\ab|")]
    [InlineData("|a\\|b|", "a|b", "|a\\|b|")]
    [InlineData("|Ab|", "Ab", "Ab")]
    [InlineData("\"\\x0;\\x7f;\\x301;é\"", "\0\u007f\u0301é", "\"\\x0;\\x7f;\u0301é\"")]
    [InlineData("#\\x301", "\u0301", "#\\x301")]
    [InlineData("#\\x0", "\0", "#\\null")]
    [InlineData("#\\😀", "😀", "#\\😀")]
    [InlineData("\"😀\"", "😀", "\"😀\"")]
    [InlineData("(1 . (2 . (3 . 4)))", "(1 2 3 . 4)", "(1 2 3 . 4)")]
    public void Display_is_for_people_and_write_for_reading_again(string text, string displayed, string written)
    {
        var datum = DatumReader.Parse(text.Trim());
        Assert.Equal(displayed, DatumWriter.ToText(datum, DatumStyle.Display));
        Assert.Equal(written, DatumWriter.ToText(datum, DatumStyle.Write));
        Assert.Equal(displayed, ValueText.Display(datum, AddressSpace.OwnNumbers));
    }

    [Theory]
    [InlineData("(#0=(a) #0#)", "((a) (a))", "(#0=(a) #0#)")]
    [InlineData("(#0=#(a) . #0#)", "(#(a) . #(a))", "(#0=#(a) . #0#)")]
    [InlineData("#0=(a . #0#)", "#0=(a . #0#)", "#0=(a . #0#)")]
    [InlineData("(a . #0=(b . #0#))", "(a . #0=(b . #0#))", "(a . #0=(b . #0#))")]
    [InlineData("(#0=(a #0#) #1=(b) #1#)", "(#0=(a #0#) (b) (b))", "(#0=(a #0#) #1=(b) #1#)")]
    [InlineData("(x #0=(a . #1=(b c)) #1#)", "(x (a b c) (b c))", "(x (a . #0=(b c)) #0#)")]
    public void Write_labels_circles_and_write_shared_all_that_stands_twice(string text, string written, string shared)
    {
        var datum = DatumReader.Parse(text);
        Assert.Equal(written, DatumWriter.ToText(datum, DatumStyle.Write));
        Assert.Equal(shared, DatumWriter.ToText(datum, DatumStyle.Shared));
    }

    [Fact]
    public void Write_simple_of_a_circle_ends_where_the_output_is_full()
    {
        var datum = DatumReader.Parse("#0=(a . #0#)");
        Assert.Equal("(a a a a...", DatumWriter.ToText(datum, DatumStyle.Simple, most: 8));
        var nested = DatumReader.Parse("#0=(#0#)");
        Assert.Equal(new string('(', 100_000) + "...", DatumWriter.ToText(nested, DatumStyle.Simple, most: 100_000));
    }

    [Fact]
    public void A_long_list_and_a_long_circle_are_told_apart()
    {
        var end = new PairValue(Value.Int(0), Value.EmptyList);
        var list = end;
        for (int i = 0; i < 1_000_000; i++)
        {
            list = new PairValue(Value.Int(1), Value.From(list));
        }

        Assert.EndsWith(" 1 0)", DatumWriter.ToText(Value.From(list), DatumStyle.Write), StringComparison.Ordinal);
        end.Cdr = Value.From(list);
        Assert.EndsWith(" 1 0 . #0#)", DatumWriter.ToText(Value.From(list), DatumStyle.Write), StringComparison.Ordinal);
    }

    [Fact]
    public void What_shares_its_parts_a_thousand_times_over_is_cut_where_the_output_is_full()
    {
        var datum = Value.From(new PairValue(Value.Int(1), Value.EmptyList));
        for (int i = 0; i < 1000; i++)
        {
            datum = Value.From(new PairValue(datum, datum));
        }

        Assert.Equal(1003, DatumWriter.ToText(datum, DatumStyle.Write, most: 1000).Length);
        Assert.EndsWith("#999=(1) . #999#)" + string.Concat(Enumerable.Range(0, 999).Select(i => $" . #{998 - i}#)")), DatumWriter.ToText(datum, DatumStyle.Shared), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_kind_of_value_can_be_written()
    {
        var point = new RecordType("<point>", ["x", "y"]);
        (Value Value, string Text)[] cases =
        [
            (Value.Null, "#<null>"),
            (Value.EndOfFile, "#<eof>"),
            (Value.Unspecified, "#<unspecified>"),
            (Value.Bool(true), "#t"),
            (Value.From(new RecordValue(point, [Value.Int(1), Value.Text("a")])), "#<point x: 1 y: \"a\">"),
            (Value.From(new RecordValue(new RecordType("unit", []), [])), "#<unit>"),
            (Value.From(point), "#<record-type point>"),
            (Value.From(new CellValue(Value.Int(1))), "#<cell>"),
            (Value.From(new MultipleValues([Value.Int(1), Value.Int(2)])), "#<values 1 2>"),
            (Value.From(new MultipleValues([])), "#<values>"),
            (Value.From(ListValue.FromOwned([Value.Int(1), Value.Text("b"), Value.From(SymbolValue.Of("c"))])), "[1, \"b\", c]"),
            (Value.From(MutableText.Of("a\"b")), "\"a\\\"b\""),
            (Value.From(new BytesValue([1, 2])), "#<bytes 1 2>"),
            (Value.From(new BytevectorValue([1, 2])), "#u8(1 2)"),
            (BigIntegerValue.Normalize(BigInteger.Pow(10, 20)), "100000000000000000000"),
            (RationalValue.Normalize(-3, 6), "-1/2"),
            (Value.From(new ExceptionValue("broken", [])), "#<error broken>"),
            (Value.From(new ForeignValue("x")), "#<foreign System.String>"),
        ];
        Assert.All(cases, row => Assert.Equal(row.Text, DatumWriter.ToText(row.Value, DatumStyle.Write)));
    }

    [Fact]
    public void Records_that_contain_themselves_are_written_with_labels()
    {
        var fields = new Value[1];
        var node = Value.From(new RecordValue(new RecordType("node", ["next"]), fields));
        fields[0] = node;
        Assert.Equal("#0=#<node next: #0#>", DatumWriter.ToText(node, DatumStyle.Display));
    }

    [Fact]
    public void Lists_and_objects_of_the_machine_show_the_data_in_them()
    {
        var symbol = Value.From(SymbolValue.Of("a"));
        var list = Value.From(ListValue.FromOwned([symbol, DatumReader.Parse("(b \"c\")")]));
        Assert.Equal("[a, (b c)]", ValueText.Display(list, AddressSpace.OwnNumbers));
        Assert.Equal("List([a, (b \"c\")])", ValueText.Debug(list, AddressSpace.OwnNumbers));
        Assert.Equal("{\"k\": [a, (b \"c\")]}", DatumWriter.ToText(Value.From(ObjectValue.Empty.Set("k", list)), DatumStyle.Write));
    }
}
