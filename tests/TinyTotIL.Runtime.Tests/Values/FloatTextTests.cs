using TinyTotIL.Runtime.Values;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Values;

public class FloatTextTests
{
    [Theory]
    [InlineData(10.0, "10", "10.0")]
    [InlineData(0.1 + 0.2, "0.30000000000000004", "0.30000000000000004")]
    [InlineData(1e15, "1000000000000000", "1000000000000000.0")]
    [InlineData(1e16, "10000000000000000", "1e16")]
    [InlineData(1e21, "1000000000000000000000", "1e21")]
    [InlineData(123456789012345678.0, "123456789012345680", "1.2345678901234568e17")]
    [InlineData(0.0001, "0.0001", "0.0001")]
    [InlineData(0.00001, "0.00001", "1e-5")]
    [InlineData(0.00001234, "0.00001234", "1.234e-5")]
    [InlineData(-0.0, "-0", "-0.0")]
    [InlineData(0.0, "0", "0.0")]
    [InlineData(double.PositiveInfinity, "inf", "inf")]
    [InlineData(double.NegativeInfinity, "-inf", "-inf")]
    [InlineData(double.NaN, "NaN", "NaN")]
    [InlineData(-1.5, "-1.5", "-1.5")]
    [InlineData(9999999999999998.0, "9999999999999998", "9999999999999998.0")]
    [InlineData(-12345678901234567.0, "-12345678901234568", "-1.2345678901234568e16")]
    [InlineData(0.00009999999999999999, "0.00009999999999999999", "9.999999999999999e-5")]
    [InlineData(1690060720831323.25, "1690060720831323.3", "1690060720831323.3")]
    [InlineData(-233115890514796.125, "-233115890514796.13", "-233115890514796.13")]
    [InlineData(4503599627370495.5, "4503599627370495.5", "4503599627370495.5")]
    [InlineData(9007199254740993.0 * 16, "144115188075855870", "1.4411518807585587e17")]
    [InlineData(1.0 / (1 << 25), "0.000000029802322387695313", "2.9802322387695313e-8")]
    [InlineData(123.456, "123.456", "123.456")]
    [InlineData(1e100, "1" + Zeros100, "1e100")]
    public void Both_forms_follow_the_specification(double value, string display, string debug)
    {
        Assert.Equal(display, ValueText.Display(Value.Float(value), AddressSpace.OwnNumbers));
        Assert.Equal($"Float({debug})", ValueText.Debug(Value.Float(value), AddressSpace.OwnNumbers));
    }

    [Fact]
    public void The_smallest_float_shows_all_its_zeros()
    {
        Assert.Equal("0." + new string('0', 323) + "5", ValueText.Display(Value.Float(double.Epsilon), AddressSpace.OwnNumbers));
        Assert.Equal("Float(-5e-324)", ValueText.Debug(Value.Float(-double.Epsilon), AddressSpace.OwnNumbers));
    }

    [Fact]
    public void Every_power_of_two_reads_back()
    {
        Span<char> target = stackalloc char[FloatText.LongestForm];
        for (int exponent = -1074; exponent < 1024; exponent++)
        {
            double value = Math.ScaleB(1, exponent);
            Assert.Equal(value, double.Parse(FloatText.Display(value, target)));
            Assert.Equal(value, double.Parse(FloatText.Debug(value, target)));
        }
    }

    [Fact]
    public void A_negative_NaN_has_no_sign() =>
        Assert.Equal("NaN", ValueText.Display(Value.Float(-double.NaN), AddressSpace.OwnNumbers));

    [Fact]
    public void Random_floats_read_back_from_both_forms()
    {
        var random = new Random(3);
        Span<char> target = stackalloc char[FloatText.LongestForm];
        for (int i = 0; i < 3000; i++)
        {
            double value = BitConverter.Int64BitsToDouble(random.NextInt64());
            if (double.IsNaN(value))
            {
                continue;
            }

            Assert.Equal(value, double.Parse(FloatText.Display(value, target)));
            Assert.DoesNotContain('e', FloatText.Display(value, target).ToString());
            Assert.Equal(value, double.Parse(FloatText.Debug(value, target)));
            Assert.Equal(-value, double.Parse(FloatText.Display(-value, target)));
        }
    }

    private const string Zeros100 =
        "0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000";
}
