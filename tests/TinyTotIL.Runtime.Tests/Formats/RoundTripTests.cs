using System.Text;
using FsCheck;
using FsCheck.Fluent;
using TinyTotIL.Runtime.Formats;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Formats;

/// <summary>What is written in a format is read back as it was.</summary>
public sealed class RoundTripTests
{
    private static BulkBudget Plenty => new(long.MaxValue);

    [Fact]
    public void Values_survive_json() => Prop.ForAll(ArbMap.Default.ArbFor<int>(), ArbMap.Default.ArbFor<NonNull<string>>(), (seed, text) =>
    {
        var value = RandomValue(new Random(seed), text.Get, depth: 5);
        string once = JsonWriter.Write(value, Plenty);
        string again = JsonWriter.Write(JsonText.Parse(once, Plenty), Plenty);
        string pretty = JsonWriter.Write(JsonText.Parse(JsonWriter.Write(value, Plenty, indent: 3), Plenty), Plenty);
        return once == again && once == pretty;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Values_survive_json_as_values() => Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
    {
        var value = RandomValue(new Random(seed), "é😀\n\"\\", depth: 5);
        string expected = ValueText.Debug(value, AddressSpace.OwnNumbers);
        return ValueText.Debug(JsonText.Parse(JsonWriter.Write(value, Plenty), Plenty), AddressSpace.OwnNumbers) == expected;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Bytes_survive_every_compression() => Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), data =>
        Enum.GetValues<CompressionFormat>().All(format =>
            Decompressor.Decompress(format, Compressor.Compress(format, data, level: 4, Plenty), ceiling: 1 << 20, Plenty).SequenceEqual(data)))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Compressed_data_that_breaks_off_or_goes_on_is_refused() => Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), data =>
        Enum.GetValues<CompressionFormat>().All(format =>
        {
            byte[] packed = Compressor.Compress(format, data, level: 4, Plenty);
            return Refuses(format, packed[..^1]) && Refuses(format, [.. packed, 7]);
        })).QuickCheckThrowOnFailure();

    private static bool Refuses(CompressionFormat format, byte[] data)
    {
        try
        {
            Decompressor.Decompress(format, data, ceiling: 1 << 20, Plenty);
            return false;
        }
        catch (DataFormatException)
        {
            return true;
        }
    }

    private static Value RandomValue(Random random, string text, int depth) => random.Next(depth > 0 ? 9 : 6) switch
    {
        0 => Value.Null,
        1 => Value.Bool(random.Next(2) == 0),
        2 => Value.Int(random.NextInt64() >> random.Next(63)),
        3 => Value.Int(-(random.NextInt64() >> random.Next(63))),
        4 => Value.Float(Finite(random)),
        5 => Value.Text(WellFormed(text)),
        6 => Value.From(ListValue.FromOwned([.. Enumerable.Range(0, random.Next(4)).Select(_ => RandomValue(random, text, depth - 1))])),
        _ => RandomObject(random, text, depth),
    };

    private static Value RandomObject(Random random, string text, int depth)
    {
        var result = ObjectValue.Empty;
        int count = random.Next(8) == 0 ? 20 : random.Next(4);
        for (int i = 0; i < count; i++)
        {
            result = result.Set($"{WellFormed(text)}{random.Next(30)}", RandomValue(random, text, depth - 1));
        }

        return Value.From(result);
    }

    private static double Finite(Random random)
    {
        double number = BitConverter.Int64BitsToDouble(random.NextInt64() | (random.Next(2) == 0 ? long.MinValue : 0));
        return double.IsFinite(number) ? number : 0.5;
    }

    private static string WellFormed(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
