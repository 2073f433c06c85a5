using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using TinyTotIL.Runtime.Scheme;
using TinyTotIL.Runtime.Values;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Scheme;

/// <summary>Arithmetic on numbers of all kinds.</summary>
public sealed class NumericTowerTests
{
    private static readonly Dictionary<string, Binary> Binaries = new()
    {
        ["+"] = NumericTower.Add,
        ["-"] = NumericTower.Subtract,
        ["*"] = NumericTower.Multiply,
        ["/"] = NumericTower.Divide,
        ["quotient"] = NumericTower.Quotient,
        ["remainder"] = NumericTower.Remainder,
        ["modulo"] = NumericTower.Modulo,
        ["floor-quotient"] = NumericTower.FloorQuotient,
        ["gcd"] = NumericTower.CommonDivisor,
        ["lcm"] = NumericTower.CommonMultiple,
        ["expt"] = NumericTower.Power,
        ["rationalize"] = NumericTower.Rationalize,
    };

    private static readonly Dictionary<string, Unary> Unaries = new()
    {
        ["-"] = NumericTower.Negate,
        ["sqrt"] = NumericTower.SquareRoot,
        ["exact"] = NumericTower.Exact,
        ["floor"] = NumericTower.Floor,
        ["ceiling"] = NumericTower.Ceiling,
        ["truncate"] = NumericTower.Truncate,
        ["round"] = NumericTower.Round,
        ["numerator"] = NumericTower.Numerator,
        ["denominator"] = NumericTower.Denominator,
    };

    private delegate NumericProblem Binary(Value a, Value b, out Value result);

    private delegate NumericProblem Unary(Value a, out Value result);

    [Theory]
    [InlineData("+", "9223372036854775807", "1", "9223372036854775808")]
    [InlineData("+", "9223372036854775808", "-1", "9223372036854775807")]
    [InlineData("+", "1/2", "1/3", "5/6")]
    [InlineData("+", "1/2", "1/2", "1")]
    [InlineData("+", "1/2", "0.5", "1.0")]
    [InlineData("+", "1", "0.5", "1.5")]
    [InlineData("-", "-9223372036854775808", "1", "-9223372036854775809")]
    [InlineData("-", "1/2", "1/3", "1/6")]
    [InlineData("-", "0.0", "0", "0.0")]
    [InlineData("*", "4294967296", "4294967296", "18446744073709551616")]
    [InlineData("*", "-9223372036854775808", "-1", "9223372036854775808")]
    [InlineData("*", "2/3", "3/2", "1")]
    [InlineData("*", "0", "1.5", "0.0")]
    [InlineData("*", "1", "-0.0", "-0.0")]
    [InlineData("/", "6", "3", "2")]
    [InlineData("/", "1", "3", "1/3")]
    [InlineData("/", "-9223372036854775808", "-1", "9223372036854775808")]
    [InlineData("/", "1/2", "-1/4", "-2")]
    [InlineData("/", "1.0", "0.0", "+inf.0")]
    [InlineData("/", "0", "2.0", "0.0")]
    [InlineData("quotient", "-7", "2", "-3")]
    [InlineData("quotient", "-9223372036854775808", "-1", "9223372036854775808")]
    [InlineData("quotient", "-7.0", "2", "-3.0")]
    [InlineData("quotient", "1e22", "3", "3.3333333333333335e21")]
    [InlineData("remainder", "-7", "2", "-1")]
    [InlineData("remainder", "7", "-2", "1")]
    [InlineData("remainder", "-9223372036854775808", "-1", "0")]
    [InlineData("remainder", "-7.0", "2.0", "-1.0")]
    [InlineData("modulo", "-7", "2", "1")]
    [InlineData("modulo", "7", "-2", "-1")]
    [InlineData("modulo", "-7", "-2", "-1")]
    [InlineData("modulo", "-7.0", "2.0", "1.0")]
    [InlineData("modulo", "-100000000000000000000", "7", "5")]
    [InlineData("modulo", "100000000000000000000", "3.0", "1.0")]
    [InlineData("floor-quotient", "-7", "2", "-4")]
    [InlineData("floor-quotient", "7", "-2", "-4")]
    [InlineData("floor-quotient", "-7.0", "2.0", "-4.0")]
    [InlineData("floor-quotient", "-100000000000000000000", "7", "-14285714285714285715")]
    [InlineData("gcd", "32", "-36", "4")]
    [InlineData("gcd", "0", "5", "5")]
    [InlineData("gcd", "0", "0", "0")]
    [InlineData("gcd", "-9223372036854775808", "-9223372036854775808", "9223372036854775808")]
    [InlineData("gcd", "32.0", "-36", "4.0")]
    [InlineData("lcm", "32", "-36", "288")]
    [InlineData("lcm", "32.0", "-36", "288.0")]
    [InlineData("lcm", "0", "5", "0")]
    [InlineData("lcm", "0", "0", "0")]
    [InlineData("expt", "2", "100", "1267650600228229401496703205376")]
    [InlineData("expt", "-2", "63", "-9223372036854775808")]
    [InlineData("expt", "2", "-2", "1/4")]
    [InlineData("expt", "-2/3", "-3", "-27/8")]
    [InlineData("expt", "0", "0", "1")]
    [InlineData("expt", "0", "5", "0")]
    [InlineData("expt", "1", "100000000000000000000", "1")]
    [InlineData("expt", "-1", "100000000000000000001", "-1")]
    [InlineData("expt", "2.0", "3", "8.0")]
    [InlineData("expt", "0.0", "0", "1.0")]
    [InlineData("expt", "2", "0.5", "1.4142135623730951")]
    [InlineData("expt", "4", "1/2", "2")]
    [InlineData("expt", "4/9", "3/2", "8/27")]
    [InlineData("expt", "2", "1/2", "1.4142135623730951")]
    [InlineData("rationalize", "3/10", "1/10", "1/3")]
    [InlineData("rationalize", "0.3", "1/10", "0.3333333333333333")]
    [InlineData("rationalize", "-3/10", "1/10", "-1/3")]
    [InlineData("rationalize", "1/10", "1/5", "0")]
    [InlineData("rationalize", "5", "1", "4")]
    [InlineData("rationalize", "1/2", "0", "1/2")]
    [InlineData("rationalize", "+inf.0", "1", "+inf.0")]
    [InlineData("rationalize", "1", "+inf.0", "0.0")]
    public void Two_numbers_give_a_number(string operation, string a, string b, string expected)
    {
        Assert.Equal(NumericProblem.None, Binaries[operation](Read(a), Read(b), out var result));
        Assert.Equal(expected, NumberText.Write(result));
    }

    [Theory]
    [InlineData("/", "1", "0", "DivisionByZero")]
    [InlineData("/", "1.5", "0", "DivisionByZero")]
    [InlineData("/", "1/2", "0", "DivisionByZero")]
    [InlineData("quotient", "1", "0", "DivisionByZero")]
    [InlineData("modulo", "1.0", "0.0", "DivisionByZero")]
    [InlineData("quotient", "1.5", "2", "NotAnInteger")]
    [InlineData("quotient", "1", "1/2", "NotAnInteger")]
    [InlineData("modulo", "+inf.0", "2", "NotAnInteger")]
    [InlineData("gcd", "1/2", "2", "NotAnInteger")]
    [InlineData("expt", "0", "-1", "DivisionByZero")]
    [InlineData("expt", "2", "100000000", "TooLarge")]
    [InlineData("expt", "2", "-100000000", "TooLarge")]
    [InlineData("expt", "10", "100000000000000000000000", "TooLarge")]
    [InlineData("expt", "-8", "1/3", "NotReal")]
    public void What_has_no_result_says_why(string operation, string a, string b, string problem) =>
        Assert.Equal(problem, Binaries[operation](Read(a), Read(b), out _).ToString());

    [Theory]
    [InlineData("-", "-9223372036854775808", "9223372036854775808")]
    [InlineData("-", "9223372036854775808", "-9223372036854775808")]
    [InlineData("-", "0.0", "-0.0")]
    [InlineData("-", "1/2", "-1/2")]
    [InlineData("sqrt", "16", "4")]
    [InlineData("sqrt", "15241578750190521", "123456789")]
    [InlineData("sqrt", "9223372036854775807", "3037000499.97605")]
    [InlineData("sqrt", "9223372030926249001", "3037000499")]
    [InlineData("sqrt", "2", "1.4142135623730951")]
    [InlineData("sqrt", "1/4", "1/2")]
    [InlineData("sqrt", "1/2", "0.7071067811865476")]
    [InlineData("sqrt", "1.0", "1.0")]
    [InlineData("sqrt", "-1.0", "+nan.0")]
    [InlineData("sqrt", "-0.0", "-0.0")]
    [InlineData("sqrt", "1000000000000000000000000000000000000000000", "1000000000000000000000")]
    [InlineData("exact", "1.5", "3/2")]
    [InlineData("exact", "-0.1", "-3602879701896397/36028797018963968")]
    [InlineData("exact", "1e20", "100000000000000000000")]
    [InlineData("exact", "9223372036854775808.0", "9223372036854775808")]
    [InlineData("exact", "-9223372036854775808.0", "-9223372036854775808")]
    [InlineData("exact", "-0.0", "0")]
    [InlineData("exact", "1/3", "1/3")]
    [InlineData("floor", "-7/2", "-4")]
    [InlineData("floor", "-3.5", "-4.0")]
    [InlineData("ceiling", "-7/2", "-3")]
    [InlineData("ceiling", "-0.5", "-0.0")]
    [InlineData("truncate", "-7/2", "-3")]
    [InlineData("truncate", "7/2", "3")]
    [InlineData("round", "7/2", "4")]
    [InlineData("round", "5/2", "2")]
    [InlineData("round", "-5/2", "-2")]
    [InlineData("round", "-7/2", "-4")]
    [InlineData("round", "2.5", "2.0")]
    [InlineData("round", "-1.5", "-2.0")]
    [InlineData("round", "7", "7")]
    [InlineData("numerator", "6/4", "3")]
    [InlineData("denominator", "6/4", "2")]
    [InlineData("denominator", "0", "1")]
    [InlineData("numerator", "0.5", "1.0")]
    [InlineData("denominator", "0.5", "2.0")]
    public void A_number_gives_a_number(string operation, string a, string expected)
    {
        Assert.Equal(NumericProblem.None, Unaries[operation](Read(a), out var result));
        Assert.Equal(expected, NumberText.Write(result));
    }

    [Theory]
    [InlineData("exact", "+inf.0", "NotFinite")]
    [InlineData("exact", "+nan.0", "NotFinite")]
    [InlineData("numerator", "-inf.0", "NotFinite")]
    [InlineData("sqrt", "-4", "NotReal")]
    public void A_number_without_a_result_says_why(string operation, string a, string problem) =>
        Assert.Equal(problem, Unaries[operation](Read(a), out _).ToString());

    [Fact]
    public void What_is_no_number_is_refused_by_all()
    {
        Assert.All(Binaries.Values, operation => Assert.Equal(NumericProblem.NotANumber, operation(Value.Int(1), Value.Text("1"), out _)));
        Assert.All(Binaries.Values, operation => Assert.Equal(NumericProblem.NotANumber, operation(Value.Null, Value.Float(1), out _)));
        Assert.All(Unaries.Values, operation => Assert.Equal(NumericProblem.NotANumber, operation(Value.Bool(true), out _)));
        Assert.Equal(NumericProblem.NotANumber, NumericTower.Compare(Value.EmptyList, Value.Int(1), out _));
    }

    [Fact]
    public void Numbers_do_not_grow_without_bound()
    {
        var large = BigIntegerValue.Normalize(BigInteger.One << (NumericTower.MostBits - 2));
        Assert.Equal(NumericProblem.TooLarge, NumericTower.Multiply(large, large, out _));
        Assert.Equal(NumericProblem.None, NumericTower.Add(large, large, out var sum));
        Assert.Equal(NumericProblem.TooLarge, NumericTower.Add(sum, sum, out _));
        var other = BigIntegerValue.Normalize((BigInteger.One << (NumericTower.MostFractionBits + 9)) + 1);
        Assert.Equal(NumericProblem.TooLarge, NumericTower.Divide(large, other, out _));
        Assert.Equal(NumericProblem.TooLarge, NumericTower.CommonDivisor(large, other, out _));
    }

    [Theory]
    [InlineData("9007199254740993", "9007199254740992.0", 1)]
    [InlineData("9007199254740992", "9007199254740992.0", 0)]
    [InlineData("9223372036854775807", "9223372036854775808.0", -1)]
    [InlineData("1/3", "0.3333333333333333", 1)]
    [InlineData("1/2", "0.5", 0)]
    [InlineData("0.1", "1/10", 1)]
    [InlineData("0", "-0.0", 0)]
    [InlineData("100000000000000000000000", "+inf.0", -1)]
    [InlineData("100000000000000000000000", "-inf.0", 1)]
    [InlineData("1/3", "1/2", -1)]
    [InlineData("-1/3", "-1/2", 1)]
    [InlineData("-1/3", "1/2", -1)]
    [InlineData("100000000000000000000", "99999999999999999999", 1)]
    [InlineData("100000000000000000000", "1/3", 1)]
    [InlineData("1", "+nan.0", 2)]
    [InlineData("+nan.0", "1/2", 2)]
    [InlineData("+nan.0", "+nan.0", 2)]
    public void Numbers_are_compared_by_their_exact_values(string a, string b, int expected)
    {
        NumericTower.Compare(Read(a), Read(b), out int order);
        NumericTower.Compare(Read(b), Read(a), out int reversed);
        Assert.Equal(expected, order);
        Assert.Equal(expected == NumericTower.Unordered ? expected : -expected, reversed);
    }

    [Fact]
    public void Integers_of_any_size_compute_as_those_of_the_framework() => ForIntegers((a, b) =>
        Is(NumericTower.Add, a, b, a + b) && Is(NumericTower.Subtract, a, b, a - b) && Is(NumericTower.Multiply, a, b, a * b)
        && (b.IsZero || (Is(NumericTower.Quotient, a, b, BigInteger.Divide(a, b)) && Is(NumericTower.Remainder, a, b, BigInteger.Remainder(a, b))))
        && Is(NumericTower.CommonDivisor, a, b, BigInteger.GreatestCommonDivisor(a, b)));

    [Fact]
    public void Floored_division_leaves_what_has_the_sign_of_the_divisor() => ForIntegers((a, b) =>
    {
        if (b.IsZero)
        {
            return true;
        }

        NumericTower.FloorQuotient(Of(a), Of(b), out var quotient);
        NumericTower.Modulo(Of(a), Of(b), out var rest);
        var left = NumericTower.ToBigInteger(rest);
        return (NumericTower.ToBigInteger(quotient) * b) + left == a && (left.IsZero || left.Sign == b.Sign) && BigInteger.Abs(left) < BigInteger.Abs(b);
    });

    [Fact]
    public void A_fraction_times_its_divisor_is_its_dividend() => ForIntegers((a, b) =>
    {
        if (b.IsZero)
        {
            return true;
        }

        NumericTower.Divide(Of(a), Of(b), out var fraction);
        NumericTower.Multiply(fraction, Of(b), out var product);
        NumericTower.Subtract(fraction, fraction, out var nothing);
        return NumericTower.ToBigInteger(product) == a && nothing.IsInt && nothing.AsInt == 0;
    });

    [Fact]
    public void The_integer_root_is_the_largest_whose_square_is_not_larger() => ForIntegers((a, _) =>
    {
        var number = BigInteger.Abs(a * a * a) + 1;
        NumericTower.IntegerRoot(Of(number), out var root, out var rest);
        var whole = NumericTower.ToBigInteger(root);
        return (whole * whole) + NumericTower.ToBigInteger(rest) == number && (whole + 1) * (whole + 1) > number;
    });

    [Fact]
    public void The_nearest_float_of_an_exact_number_is_the_one_its_digits_are_read_as() => ForIntegers((a, b) =>
    {
        // The framework reads decimals correctly, and this is a decimal: an integer over a power of ten.
        int decimals = (int)(BigInteger.Abs(b) % 330);
        NumericTower.Divide(Of(a), Of(BigInteger.Pow(10, decimals)), out var exact);
        return NumericTower.ToDouble(exact) == double.Parse($"{a}e-{decimals}");
    });

    [Fact]
    public void Every_float_is_its_exact_value() => Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
    {
        double number = BitConverter.Int64BitsToDouble(new Random(seed).NextInt64());
        NumericTower.Compare(Value.Float(number), NumericTower.ToExact(number), out int order);
        return !double.IsFinite(number) || (NumericTower.ToDouble(NumericTower.ToExact(number)) == number && order == 0);
    }).QuickCheckThrowOnFailure();

    private static void ForIntegers(Func<BigInteger, BigInteger, bool> holds) => Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
    {
        var random = new Random(seed);
        return holds(RandomNumbers.Integer(random, 600), RandomNumbers.Integer(random, 300));
    }).QuickCheckThrowOnFailure();

    private static bool Is(Binary operation, BigInteger a, BigInteger b, BigInteger expected) =>
        operation(Of(a), Of(b), out var result) == NumericProblem.None && NumericTower.IsExactInteger(result)
        && NumericTower.ToBigInteger(result) == expected && result.IsInt == (expected >= long.MinValue && expected <= long.MaxValue);

    private static Value Of(BigInteger number) => BigIntegerValue.Normalize(number);

    private static Value Read(string text)
    {
        Assert.True(NumberSyntax.TryRead(text, 10, out var number));
        return number;
    }
}
