using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;
using Xunit;
using static TinyTotIL.Runtime.Tests.TestProcess;

namespace TinyTotIL.Runtime.Tests.Operations;

public class BitOperationsTests
{
    private delegate Value Binary(ProcessContext context, Value a, Value b);

    private static readonly Dictionary<string, Binary> ByName = new()
    {
        ["BAND"] = BitOperations.And,
        ["BOR"] = BitOperations.Or,
        ["BXOR"] = BitOperations.ExclusiveOr,
        ["SHL"] = BitOperations.ShiftLeft,
        ["SHR"] = BitOperations.ShiftRight,
        ["USHR"] = BitOperations.ShiftRightUnsigned,
    };

    [Theory]
    [InlineData("BAND", 0b1100, 0b1010, 0b1000)]
    [InlineData("BOR", 0b1100, 0b1010, 0b1110)]
    [InlineData("BXOR", 0b1100, 0b1010, 0b0110)]
    [InlineData("SHL", 1, 63, long.MinValue)]
    [InlineData("SHR", -8, 1, -4)]
    [InlineData("USHR", -1, 60, 15)]
    public void Bits_are_combined_and_shifted(string operation, long a, long b, long expected) =>
        Assert.Equal($"Int({expected})", Result(c => ByName[operation](c, Value.Int(a), Value.Int(b))));

    [Theory]
    [InlineData("SHL", 65, 6)]
    [InlineData("SHL", 64, 3)]
    [InlineData("SHR", -63, 1)]
    [InlineData("USHR", 1L << 40, 3)]
    [InlineData("USHR", -1, 0)]
    public void A_shift_count_is_taken_modulo_64(string operation, long count, long expected) =>
        Assert.Equal($"Int({expected})", Result(c => ByName[operation](c, Value.Int(3), Value.Int(count))));

    [Fact]
    public void The_complement_turns_every_bit() =>
        Assert.Equal("Int(-1)", Result(c => BitOperations.Complement(c, Value.Int(0))));

    [Theory]
    [InlineData("BAND")]
    [InlineData("BOR")]
    [InlineData("BXOR")]
    [InlineData("SHL")]
    [InlineData("SHR")]
    [InlineData("USHR")]
    public void Only_integers_have_bits(string operation) =>
        Assert.Equal($"{operation} expects two integers but got Int(1), Float(1.0)", Error(c => ByName[operation](c, Value.Int(1), Value.Float(1))));

    [Fact]
    public void The_complement_takes_an_integer() =>
        Assert.Equal("BNOT expects an integer but got Bool(true)", Error(c => BitOperations.Complement(c, Value.Bool(true))));
}
