using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using TinyTotIL.Runtime.Scheme;
using TinyTotIL.Runtime.Values;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Scheme;

/// <summary>How numbers are read and written.</summary>
public sealed class NumberSyntaxTests
{
    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0", "0")]
    [InlineData("+17", "17")]
    [InlineData("007", "7")]
    [InlineData("9223372036854775807", "9223372036854775807")]
    [InlineData("-9223372036854775808", "-9223372036854775808")]
    [InlineData("9223372036854775808", "9223372036854775808")]
    [InlineData("123456789012345678901234567890", "123456789012345678901234567890")]
    [InlineData("1/2", "1/2")]
    [InlineData("-6/4", "-3/2")]
    [InlineData("6/3", "2")]
    [InlineData("0/5", "0")]
    [InlineData("1.0", "1.0")]
    [InlineData("1.", "1.0")]
    [InlineData(".5", "0.5")]
    [InlineData("-.5e1", "-5.0")]
    [InlineData("1e3", "1000.0")]
    [InlineData("1E3", "1000.0")]
    [InlineData("1e21", "1e21")]
    [InlineData("1e20", "100000000000000000000.0")]
    [InlineData("1.5e-7", "1.5e-7")]
    [InlineData("0.000001", "0.000001")]
    [InlineData("123.456e+2", "12345.6")]
    [InlineData("-0.0", "-0.0")]
    [InlineData("1e400", "+inf.0")]
    [InlineData("1e-400", "0.0")]
    [InlineData("1e99999999999999999999", "+inf.0")]
    [InlineData("+inf.0", "+inf.0")]
    [InlineData("-INF.0", "-inf.0")]
    [InlineData("+nan.0", "+nan.0")]
    [InlineData("-nan.0", "+nan.0")]
    [InlineData("#xff", "255")]
    [InlineData("#X-FF", "-255")]
    [InlineData("#b101", "5")]
    [InlineData("#o17", "15")]
    [InlineData("#d10", "10")]
    [InlineData("#x1/a", "1/10")]
    [InlineData("#e1.5", "3/2")]
    [InlineData("#e1e3", "1000")]
    [InlineData("#e-1.2e-3", "-3/2500")]
    [InlineData("#e1.0", "1")]
    [InlineData("#e0e99999999999", "0")]
    [InlineData("#i1/3", "0.3333333333333333")]
    [InlineData("#i5", "5.0")]
    [InlineData("#i-0", "-0.0")]
    [InlineData("#x#e10", "16")]
    [InlineData("#e#x10", "16")]
    [InlineData("#i#b11", "3.0")]
    [InlineData("#b1.1", "1.5")]
    [InlineData("#e#b1.1", "3/2")]
    [InlineData("#x1e2", "482")]
    [InlineData("2.2250738585072014e-308", "2.2250738585072014e-308")]
    [InlineData("5e-324", "5e-324")]
    [InlineData("1.7976931348623157e308", "1.7976931348623157e308")]
    [InlineData("9007199254740993.0", "9007199254740992.0")]
    public void Numbers_are_read_and_written(string text, string expected)
    {
        Assert.True(NumberSyntax.TryRead(text, 10, out var number));
        Assert.Equal(expected, NumberText.Write(number));
    }

    [Theory]
    [InlineData("")]
    [InlineData("+")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("...")]
    [InlineData("+.")]
    [InlineData("e3")]
    [InlineData(".e3")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("1+")]
    [InlineData("1-2")]
    [InlineData("--1")]
    [InlineData("1/0")]
    [InlineData("#i1/0")]
    [InlineData("1/-2")]
    [InlineData("1/2.0")]
    [InlineData("1/2e3")]
    [InlineData("/2")]
    [InlineData("1/")]
    [InlineData("1.2.3")]
    [InlineData("#")]
    [InlineData("#x")]
    [InlineData("#xg")]
    [InlineData("#b2")]
    [InlineData("#x#x1")]
    [InlineData("#e#i1")]
    [InlineData("#e+inf.0")]
    [InlineData("#e+nan.0")]
    [InlineData("#e1e999999999")]
    [InlineData("#e1e-999999999")]
    [InlineData("inf.0")]
    [InlineData("+inf")]
    [InlineData("1 ")]
    [InlineData(" 1")]
    [InlineData("1,000")]
    [InlineData("١")]
    [InlineData("1i")]
    [InlineData("+i")]
    public void What_is_no_number_is_not_read(string text) => Assert.False(NumberSyntax.TryRead(text, 10, out _));

    [Theory]
    [InlineData("zz", 36, "1295")]
    [InlineData("-ZZ", 36, "-1295")]
    [InlineData("102", 3, "11")]
    [InlineData("1e1", 16, "481")]
    [InlineData("#d12", 16, "12")]
    [InlineData("10/3", 4, "4/3")]
    public void A_radix_holds_where_no_prefix_gives_one(string text, int radix, string expected)
    {
        Assert.True(NumberSyntax.TryRead(text, radix, out var number));
        Assert.Equal(expected, NumberText.Write(number));
    }

    [Theory]
    [InlineData("255", 16, "ff")]
    [InlineData("-255", 2, "-11111111")]
    [InlineData("0", 7, "0")]
    [InlineData("-9223372036854775808", 16, "-8000000000000000")]
    [InlineData("340282366920938463463374607431768211456", 16, "100000000000000000000000000000000")]
    [InlineData("-5/9", 3, "-12/100")]
    [InlineData("0.5", 2, "0.1")]
    [InlineData("-6.25", 2, "-110.01")]
    [InlineData("255.5", 16, "ff.8")]
    [InlineData("1e21", 36, "5v1j4f4ds79m9s.0")]
    [InlineData("+inf.0", 2, "+inf.0")]
    [InlineData("0.0", 2, "0.0")]
    public void Numbers_are_written_in_any_radix(string text, int radix, string expected)
    {
        Assert.True(NumberSyntax.TryRead(text, 10, out var number));
        Assert.Equal(expected, NumberText.Write(number, radix));
    }

    [Fact]
    public void Floats_read_back_from_every_radix() => Prop.ForAll(ArbMap.Default.ArbFor<long>(), ArbMap.Default.ArbFor<int>(), (seed, at) =>
    {
        double number = BitConverter.Int64BitsToDouble(new Random(HashCode.Combine(seed, at)).NextInt64());
        int radix = 2 + (Math.Abs(at % 35));
        return double.IsNaN(number) || IsReadBack(Value.Float(number), radix);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Exact_numbers_read_back_from_every_radix() => Prop.ForAll(ArbMap.Default.ArbFor<int>(), ArbMap.Default.ArbFor<int>(), (seed, at) =>
    {
        var random = new Random(seed);
        var top = RandomNumbers.Integer(random, 400);
        var bottom = RandomNumbers.Integer(random, 400);
        int radix = 2 + Math.Abs(at % 35);
        return IsReadBack(BigIntegerValue.Normalize(top), radix) && (bottom.IsZero || IsReadBack(RationalValue.Normalize(top, bottom), radix));
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(10)]
    [InlineData(16)]
    [InlineData(7)]
    public void Long_integers_are_written_in_parts_that_fit_together(int radix)
    {
        var number = BigInteger.Pow(radix, 5000) + 12345;
        string text = NumberText.Write(BigIntegerValue.Normalize(number), radix);
        Assert.Equal(5001, text.Length);
        Assert.Equal('1', text[0]);
        Assert.All(text[1..^6], digit => Assert.Equal('0', digit));
        Assert.True(IsReadBack(BigIntegerValue.Normalize(number), radix));
        Assert.True(IsReadBack(BigIntegerValue.Normalize(1 - number), radix));
    }

    [Fact]
    public void A_million_digits_are_read_and_written()
    {
        string digits = "9" + new string('0', 999_999) + "7";
        Assert.True(NumberSyntax.TryRead(digits, 10, out var number));
        Assert.Equal(digits, NumberText.Write(number));
    }

    [Fact]
    public void More_digits_than_are_allowed_are_no_number() =>
        Assert.False(NumberSyntax.TryRead(new string('1', NumericTower.MostBits + 1), 2, out _));

    private static bool IsReadBack(Value number, int radix)
    {
        bool isRead = NumberSyntax.TryRead(NumberText.Write(number, radix), radix, out var again);
        return isRead && number.Kind == again.Kind && NumberText.Write(again) == NumberText.Write(number)
            && (!number.IsFloat || number.Bits == again.Bits);
    }
}
