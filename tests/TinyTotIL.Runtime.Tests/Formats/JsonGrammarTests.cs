using TinyTotIL.Runtime.Formats;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Formats;

/// <summary>What RFC 8259 says is JSON is read as what it means, and nothing else is read at all.</summary>
public sealed class JsonGrammarTests
{
    private static BulkBudget Plenty => new(long.MaxValue);

    [Theory]
    [InlineData("0", "Int(0)")]
    [InlineData("-0", "Int(0)")]
    [InlineData("12", "Int(12)")]
    [InlineData("-7", "Int(-7)")]
    [InlineData("9223372036854775807", "Int(9223372036854775807)")]
    [InlineData("-9223372036854775808", "Int(-9223372036854775808)")]
    [InlineData("9223372036854775808", "Float(9.223372036854776e18)")]
    [InlineData("-9223372036854775809", "Float(-9.223372036854776e18)")]
    [InlineData("0.5", "Float(0.5)")]
    [InlineData("-0.0", "Float(-0.0)")]
    [InlineData("1.0", "Float(1.0)")]
    [InlineData("1e2", "Float(100.0)")]
    [InlineData("1E+2", "Float(100.0)")]
    [InlineData("25e-1", "Float(2.5)")]
    [InlineData("1e-400", "Float(0.0)")]
    [InlineData("4.9e-324", "Float(5e-324)")]
    [InlineData("0e1", "Float(0.0)")]
    [InlineData("true", "Bool(true)")]
    [InlineData("false", "Bool(false)")]
    [InlineData("null", "Null")]
    [InlineData(" \t\r\n 1 \n", "Int(1)")]
    [InlineData("[]", "List([])")]
    [InlineData(" [ ] ", "List([])")]
    [InlineData("[1 , 2]", "List([Int(1), Int(2)])")]
    [InlineData("[[[]]]", "List([List([List([])])])")]
    [InlineData("{}", "Object({})")]
    public void A_value_means_what_the_standard_says(string text, string expected) => Assert.Equal(expected, Shown(text));

    [Theory]
    [InlineData(@"""""", "")]
    [InlineData(@"""a b""", "a b")]
    [InlineData(@"""\""\\\/""", "\"\\/")]
    [InlineData(@"""\b\f\n\r\t""", "\b\f\n\r\t")]
    [InlineData(@"""\u0041\u00e9\u00E9""", "Aéé")]
    [InlineData(@"""\u0000""", "\0")]
    [InlineData(@"""\u001f""", "\u001f")]
    [InlineData(@"""\uD83D\uDE00""", "😀")]
    [InlineData(@"""\ud83d\ude00x""", "😀x")]
    [InlineData("\"é😀\"", "é😀")]
    [InlineData("\"\u007f\u0080\u2028\u2029\"", "\u007f\u0080\u2028\u2029")]
    [InlineData("\"\ufeff\"", "\ufeff")]
    [InlineData(@"""\uFFFF""", "\uffff")]
    [InlineData(@"""//not a comment""", "//not a comment")]
    public void A_text_has_the_characters_its_escapes_stand_for(string text, string expected) => Assert.Equal(expected, JsonText.Parse(text, Plenty).AsText);

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("nul")]
    [InlineData("True")]
    [InlineData("nulll")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("-")]
    [InlineData("+1")]
    [InlineData("01")]
    [InlineData("-01")]
    [InlineData("00")]
    [InlineData("1.")]
    [InlineData(".5")]
    [InlineData("-.5")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("1.e1")]
    [InlineData("0x10")]
    [InlineData("1_000")]
    [InlineData("1 2")]
    [InlineData("1e400")]
    [InlineData("-1e400")]
    [InlineData("[")]
    [InlineData("]")]
    [InlineData("[1")]
    [InlineData("[1,]")]
    [InlineData("[,1]")]
    [InlineData("[1,,2]")]
    [InlineData("[1 2]")]
    [InlineData("[1}")]
    [InlineData("[]]")]
    [InlineData("{")]
    [InlineData("{]")]
    [InlineData("{\"a\"}")]
    [InlineData("{\"a\":}")]
    [InlineData("{\"a\":1,}")]
    [InlineData("{,}")]
    [InlineData("{\"a\" 1}")]
    [InlineData("{\"a\":1 \"b\":2}")]
    [InlineData("{a:1}")]
    [InlineData("{'a':1}")]
    [InlineData("{1:2}")]
    [InlineData("{null:2}")]
    [InlineData("'a'")]
    [InlineData("\"")]
    [InlineData("\"a")]
    [InlineData(@"""\""")]
    [InlineData(@"""\a""")]
    [InlineData(@"""\'""")]
    [InlineData(@"""\x41""")]
    [InlineData(@"""\u""")]
    [InlineData(@"""\u12""")]
    [InlineData(@"""\u12g4""")]
    [InlineData(@"""\U0041""")]
    [InlineData(@"""\ud83d""")]
    [InlineData(@"""\ude00""")]
    [InlineData(@"""\ud83dx""")]
    [InlineData(@"""\ude00\ud83d""")]
    [InlineData(@"""\ud83d\u0041""")]
    [InlineData(@"{""\ud83d"":1}")]
    [InlineData("\"a\nb\"")]
    [InlineData("\"a\tb\"")]
    [InlineData("\"\0\"")]
    [InlineData("\"\u001f\"")]
    [InlineData("\ufeff1")]
    [InlineData("1\ufeff")]
    [InlineData("\u00a01")]
    [InlineData("\f1")]
    [InlineData("\v1")]
    [InlineData("\u20281")]
    [InlineData("1\0")]
    [InlineData("// c\n1")]
    [InlineData("/* c */1")]
    [InlineData("1 # c")]
    [InlineData("１")]
    public void What_the_standard_does_not_allow_is_refused(string text)
    {
        // By itself, and behind more than a block of white space: what comes before must not change that.
        Assert.StartsWith("Invalid JSON at line ", Assert.Throws<DataFormatException>(() => JsonText.Parse(text, Plenty)).Message, StringComparison.Ordinal);
        Assert.Throws<DataFormatException>(() => JsonText.Parse(new string(' ', 70_000) + text, Plenty));
    }

    [Theory]
    [InlineData("{\"a\":1,\"b\":2,\"a\":3}", "{\"a\":3,\"b\":2}")]
    [InlineData("{\"a\":1,\"\\u0061\":2}", "{\"a\":2}")]
    [InlineData("{\"\":1,\"\":2}", "{\"\":2}")]
    [InlineData("{\"z\":1,\"a\":{\"z\":2,\"z\":[]}}", "{\"z\":1,\"a\":{\"z\":[]}}")]
    public void Of_fields_with_one_name_the_last_value_counts_at_the_first_place(string text, string expected) =>
        Assert.Equal(expected, JsonWriter.Write(JsonText.Parse(text, Plenty), Plenty));

    [Theory]
    [InlineData(17)]
    [InlineData(1000)]
    [InlineData(100_000)]
    public void Many_fields_are_all_found_and_keep_their_order(int count)
    {
        string text = "{" + string.Join(',', Enumerable.Range(0, count).Select(i => $"\"k{i}\":{i}")) + ",\"k3\":-1}";
        var fields = (ObjectValue)JsonText.Parse(text, Plenty).Tag!;
        Assert.Equal(count, fields.Count);
        Assert.Equal(Enumerable.Range(0, count).Select(i => $"k{i}"), fields.Fields.Select(field => field.Key));
        for (int i = 0; i < count; i++)
        {
            Assert.True(fields.TryGet($"k{i}", out var value));
            Assert.Equal(i == 3 ? -1 : i, value.AsInt);
        }

        Assert.False(fields.TryGet($"k{count}", out _));
        Assert.False(fields.Set("k0", Value.Null).TryGet("k", out _));
    }

    [Theory]
    [InlineData("a\"b\\c/d", @"""a\""b\\c/d""")]
    [InlineData("\b\f\n\r\t", @"""\b\f\n\r\t""")]
    [InlineData("\0\u001f", @"""\u0000\u001f""")]
    [InlineData("\u007fé\u2028😀<>&'+", "\"\u007fé\u2028😀<>&'+\"")]
    public void Text_is_written_with_the_escapes_that_must_be(string text, string expected) => Assert.Equal(expected, JsonWriter.Write(Value.Text(text), Plenty));

    [Fact]
    public void Half_of_a_surrogate_pair_is_written_as_the_replacement_character() =>
        Assert.Equal("[\"x\ufffdy\",\"\ufffd\"]", JsonWriter.Write(Value.From(ListValue.FromOwned([Value.Text("x\ud83dy"), Value.Text("\ude00")])), Plenty));

    [Theory]
    [InlineData(1.0, "1.0")]
    [InlineData(-0.0, "-0.0")]
    [InlineData(0.1, "0.1")]
    [InlineData(1e300, "1e300")]
    [InlineData(5e-324, "5e-324")]
    public void A_float_is_written_so_that_it_comes_back_as_one(double number, string expected)
    {
        string text = JsonWriter.Write(Value.Float(number), Plenty);
        Assert.Equal(expected, text);
        var back = JsonText.Parse(text, Plenty);
        Assert.True(back.IsFloat);
        Assert.Equal(BitConverter.DoubleToInt64Bits(number), BitConverter.DoubleToInt64Bits(back.AsFloat));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void What_is_no_number_of_json_is_not_written(double number) =>
        Assert.Throws<UnexpectedValueException>(() => JsonWriter.Write(Value.From(ListValue.FromOwned([Value.Float(number)])), Plenty));

    [Fact]
    public void Nesting_is_limited_by_memory_only()
    {
        string text = new string('[', 1_000_000) + new string(']', 1_000_000);
        Assert.Equal(text, JsonWriter.Write(JsonText.Parse(text, Plenty), Plenty));
        string objects = string.Concat(Enumerable.Repeat("{\"a\":", 100_000)) + "1" + new string('}', 100_000);
        Assert.Equal(objects, JsonWriter.Write(JsonText.Parse(objects, Plenty), Plenty));
    }

    [Theory]
    [InlineData("[1],", 96)]
    [InlineData("{\"a\":1},", 120)]
    [InlineData("[\"[,{\",0],", 140)]
    public void What_makes_too_much_is_refused_before_it_is_made(string piece, int bytes)
    {
        const int Count = 10_000;
        string text = $"[{string.Concat(Enumerable.Repeat(piece, Count))}0]";
        var little = new BulkBudget(bytes * (long)Count / 2);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<BulkLimitException>(() => JsonOutline.Check(text, little));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 100_000);
        Assert.Equal(0, little.Used);

        // It never refuses what the parser accepts.
        var exact = new BulkBudget(long.MaxValue);
        JsonText.Parse(text, exact);
        JsonOutline.Check(text, new BulkBudget(exact.Used));
    }

    private static string Shown(string text) => ValueText.Debug(JsonText.Parse(text, Plenty), AddressSpace.OwnNumbers);
}
