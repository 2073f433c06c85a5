using System.Globalization;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using TinyTotIL.Runtime.Formats;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Formats;

/// <summary>What is read does not depend on where a text is cut into blocks, and is what System.Text.Json finds in it.</summary>
public sealed class JsonTextTests
{
    private const int BlockBytes = 1 << 16;

    private static readonly string[] Pieces =
    [
        "a", "plain words ", "é", "ß–", "日本", "😀", "\\n", "\\\"", "\\\\", "\\/", "\\u0041", "\\u00e9", "\\ud83d\\ude00", "\ud83d", "\ude00", "\ufffd", "\u007f", "\ufeff",
    ];

    private static BulkBudget Plenty => new(long.MaxValue);

    [Fact]
    public void Texts_are_what_the_library_finds_in_them() => Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
    {
        var random = new Random(seed);
        int kinds = random.Next(1, Pieces.Length + 1);
        var texts = Enumerable.Range(0, random.Next(1, 20)).Select(_ => RandomText(random, kinds, random.Next(40))).ToList();
        if (random.Next(8) == 0)
        {
            texts.Add(RandomText(random, kinds, BlockBytes));
        }

        // The end of a block falls anywhere.
        string space = random.Next(2) == 0 ? "" : new string(' ', BlockBytes - random.Next(400));
        return IsAsFound($"{space}[{string.Join(" , ", texts)}]") && IsAsFound($"{space}{{{string.Join(", ", texts.Select((text, i) => $"\"{i}{text[1..]} : {text}"))}}}");
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("x")]
    [InlineData("é")]
    [InlineData("日")]
    [InlineData("😀")]
    [InlineData("a\\n")]
    [InlineData("é\\u0041")]
    [InlineData("\\ud83d\\ude00")]
    [InlineData("\ud83d")]
    public void A_text_longer_than_many_blocks_is_read(string piece)
    {
        string text = string.Concat(Enumerable.Repeat(piece, 3_000_000 / piece.Length));
        Assert.True(IsAsFound($"[\"{piece}\", \"{text}\", \"{piece}\", 1, {{\"{text}\":\"{piece}\"}}]"));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("é")]
    [InlineData("😀")]
    [InlineData("\ude00")]
    public void Values_that_follow_one_another_are_read_across_blocks(string piece)
    {
        const int Count = 30_000;
        string line = $"[\"{piece}\",{{\"{piece}\":\"\\t{piece}\"}}]\n";
        var values = JsonText.ParseSeveral(string.Concat(Enumerable.Repeat(line, Count)), Plenty);
        Assert.Equal(Count, values.Count);
        string expected = JsonWriter.Write(JsonText.Parse(line, Plenty), Plenty);
        for (int i = 0; i < Count; i++)
        {
            Assert.Equal(expected, JsonWriter.Write(values[i], Plenty));
        }
    }

    [Theory]
    [InlineData("a", "?")]
    [InlineData("é\\n", "?")]
    [InlineData("😀", "]")]
    [InlineData("\ud83d", "}")]
    [InlineData("日", ":")]
    public void Where_a_text_is_wrong_is_said_behind_any_characters(string piece, string wrong)
    {
        foreach (int count in (int[])[3, 30_000])
        {
            string before = "[" + string.Concat(Enumerable.Repeat($"\"{piece}\",", count));
            string message = Assert.Throws<DataFormatException>(() => JsonText.Parse(before + wrong + "\n", Plenty)).Message;
            Assert.StartsWith(string.Create(CultureInfo.InvariantCulture, $"Invalid JSON at line 1, column {before.Length + 1}: "), message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_number_longer_than_a_block_is_read()
    {
        string text = "0." + new string('0', 2 * BlockBytes) + "1";
        Assert.Equal(0.0, JsonText.Parse($"[{text}]", Plenty).Tag is ListValue list ? list[0].AsFloat : double.NaN);
        Assert.True(IsAsFound($"[\"é\",1{new string('0', 200)},{text},\"😀\"]"));
    }

    [Fact]
    public void Numbers_are_what_the_library_finds_in_them() => Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
    {
        var random = new Random(seed);
        return IsAsFound($"[{string.Join(',', Enumerable.Range(0, 200).Select(_ => RandomNumber(random)))}]");
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("9007199254740992.0")]
    [InlineData("9007199254740993.0")]
    [InlineData("900719925474099.3")]
    [InlineData("1e22")]
    [InlineData("1e23")]
    [InlineData("123e-22")]
    [InlineData("0.1e-22")]
    [InlineData("-0e5")]
    [InlineData("-0.000")]
    [InlineData("1e00000000000022")]
    [InlineData("999999999999999999")]
    [InlineData("-99999999999999999")]
    public void Numbers_at_the_borders_of_what_is_short_are_rounded_once(string number) => Assert.True(IsAsFound($"[{number}]"));

    private static string RandomText(Random random, int kinds, int count)
    {
        int first = random.Next(Pieces.Length);
        var text = new StringBuilder("\"");
        for (int i = 0; i < count; i++)
        {
            text.Append(Pieces[(first + random.Next(kinds)) % Pieces.Length]);
        }

        return text.Append('"').ToString();
    }

    private static string RandomNumber(Random random)
    {
        var number = new StringBuilder(random.Next(2) == 0 ? "-" : "");
        long most = (long)Math.Pow(10, random.Next(1, 19));
        number.Append(random.NextInt64(most));
        if (random.Next(2) == 0)
        {
            number.Append('.').Append('0', random.Next(4)).Append(random.NextInt64(most));
        }

        if (random.Next(3) == 0)
        {
            number.Append(random.Next(2) == 0 ? 'e' : 'E').Append(((string[])["", "+", "-"])[random.Next(3)]).Append(random.Next(30));
        }

        return number.ToString();
    }

    /// <summary>Whether a list or an object has the parts that the library says; it takes no halves of surrogate pairs.</summary>
    private static bool IsAsFound(string text)
    {
        string wellFormed = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
        using var document = JsonDocument.Parse(wellFormed);
        return IsSame(JsonText.Parse(text, Plenty), document.RootElement);
    }

    private static bool IsSame(Value value, JsonElement expected)
    {
        switch (expected.ValueKind)
        {
            case JsonValueKind.Array:
                return value.Tag is ListValue list && list.Count == expected.GetArrayLength() && expected.EnumerateArray().Select((part, i) => IsSame(list[i], part)).All(same => same);
            case JsonValueKind.Object:
                return value.Tag is ObjectValue fields && fields.Fields.Select(field => field.Key).SequenceEqual(expected.EnumerateObject().Select(field => field.Name))
                    && fields.Fields.Zip(expected.EnumerateObject()).All(pair => IsSame(pair.First.Value, pair.Second.Value));
            case JsonValueKind.String:
                return value.IsText && value.AsText == expected.GetString();
            default:
                string written = expected.GetRawText();
                return written.AsSpan().IndexOfAny(".eE") < 0 && expected.TryGetInt64(out long integer)
                    ? value.IsInt && value.AsInt == integer
                    : value.IsFloat && BitConverter.DoubleToInt64Bits(value.AsFloat) == BitConverter.DoubleToInt64Bits(double.Parse(written, CultureInfo.InvariantCulture));
        }
    }
}
