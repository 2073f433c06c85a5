using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;
using Xunit;
using static TinyTotIL.Runtime.Tests.TestProcess;

namespace TinyTotIL.Runtime.Tests.Operations;

public class ArithmeticOperationsTests
{
    private delegate Value Binary(ProcessContext context, Value a, Value b);

    private static readonly Dictionary<string, Binary> ByName = new()
    {
        ["ADD"] = ArithmeticOperations.Add,
        ["SUB"] = ArithmeticOperations.Subtract,
        ["MUL"] = ArithmeticOperations.Multiply,
        ["DIV"] = ArithmeticOperations.Divide,
        ["MOD"] = ArithmeticOperations.Modulo,
        ["ADD_F"] = ArithmeticOperations.AddFloat,
        ["SUB_F"] = ArithmeticOperations.SubtractFloat,
        ["MUL_F"] = ArithmeticOperations.MultiplyFloat,
        ["DIV_F"] = ArithmeticOperations.DivideFloat,
    };

    [Theory]
    [InlineData("ADD", 2, 3, 5)]
    [InlineData("SUB", 7, 2, 5)]
    [InlineData("MUL", -4, 3, -12)]
    [InlineData("DIV", 7, 2, 3)]
    [InlineData("DIV", -7, 2, -3)]
    [InlineData("DIV", 7, -2, -3)]
    [InlineData("DIV", 7, -1, -7)]
    [InlineData("DIV", 0, 5, 0)]
    [InlineData("MOD", 7, 3, 1)]
    [InlineData("MOD", -7, 3, -1)]
    [InlineData("MOD", 7, -3, 1)]
    [InlineData("MOD", 7, -1, 0)]
    public void Integers_give_integers(string operation, long a, long b, long expected) =>
        Assert.Equal($"Int({expected})", Result(c => ByName[operation](c, Value.Int(a), Value.Int(b))));

    [Theory]
    [InlineData("ADD", long.MaxValue, 1, long.MinValue)]
    [InlineData("SUB", long.MinValue, 1, long.MaxValue)]
    [InlineData("MUL", long.MaxValue, 2, -2)]
    [InlineData("DIV", long.MinValue, -1, long.MinValue)]
    [InlineData("MOD", long.MinValue, -1, 0)]
    public void Integers_wrap_in_64_bits(string operation, long a, long b, long expected) =>
        Assert.Equal($"Int({expected})", Result(c => ByName[operation](c, Value.Int(a), Value.Int(b))));

    [Theory]
    [InlineData("ADD", 2L, 1.5, "Float(3.5)")]
    [InlineData("ADD", 2.5, 2L, "Float(4.5)")]
    [InlineData("ADD", 0.1, 0.2, "Float(0.30000000000000004)")]
    [InlineData("SUB", 2L, 1.5, "Float(0.5)")]
    [InlineData("SUB", 2.5, 2L, "Float(0.5)")]
    [InlineData("MUL", 2L, 1.5, "Float(3.0)")]
    [InlineData("MUL", -2.5, 2L, "Float(-5.0)")]
    [InlineData("DIV", 3L, 1.5, "Float(2.0)")]
    [InlineData("DIV", 2.5, -1L, "Float(-2.5)")]
    [InlineData("DIV", 1.0, 4.0, "Float(0.25)")]
    public void A_float_beside_an_integer_makes_a_float(string operation, object a, object b, string expected) =>
        Assert.Equal(expected, Result(c => ByName[operation](c, Number(a), Number(b))));

    [Fact]
    public void A_converted_integer_rounds_to_the_nearest_even_float() =>
        Assert.Equal("Float(9007199254740992.0)", Result(c => ArithmeticOperations.Add(c, Value.Int((1L << 53) + 1), Value.Float(0))));

    [Fact]
    public void Float_overflow_and_undefined_differences_are_not_errors()
    {
        Assert.Equal("Float(inf)", Result(c => ArithmeticOperations.Multiply(c, Value.Float(1e308), Value.Int(10))));
        Assert.Equal("Float(NaN)", Result(c => ArithmeticOperations.Subtract(c, Value.Float(double.PositiveInfinity), Value.Float(double.PositiveInfinity))));
        Assert.Equal("Float(NaN)", Result(c => ArithmeticOperations.Divide(c, Value.Int(1), Value.Float(double.NaN))));
    }

    [Fact]
    public void Every_zero_divisor_is_an_error()
    {
        Value[] zeros = [Value.Int(0), Value.Float(0.0), Value.Float(-0.0)];
        foreach (var zero in zeros)
        {
            Assert.Equal("Division by zero", Error(c => ArithmeticOperations.Divide(c, Value.Int(1), zero)));
            Assert.Equal("Division by zero", Error(c => ArithmeticOperations.Divide(c, Value.Float(1), zero)));
        }

        Assert.Equal("Division by zero", Error(c => ArithmeticOperations.Modulo(c, Value.Int(1), Value.Int(0))));
        Assert.Equal("DIV_F expects non-zero divisor but got zero", Error(c => ArithmeticOperations.DivideFloat(c, Value.Float(1), Value.Float(-0.0))));
    }

    [Theory]
    [InlineData("ADD", "two numbers (int or float)")]
    [InlineData("SUB", "two numbers (int or float)")]
    [InlineData("MUL", "two numbers (int or float)")]
    [InlineData("DIV", "two numbers (int or float)")]
    [InlineData("MOD", "two integers")]
    [InlineData("ADD_F", "two floats")]
    [InlineData("SUB_F", "two floats")]
    [InlineData("MUL_F", "two floats")]
    [InlineData("DIV_F", "two floats")]
    public void Other_types_are_a_mismatch_that_shows_both(string operation, string expected)
    {
        Assert.Equal($"{operation} expects {expected} but got Str(\"x\"), Int(0)", Error(c => ByName[operation](c, Value.Text("x"), Value.Int(0))));
        Assert.Equal($"{operation} expects {expected} but got Int(1), Null", Error(c => ByName[operation](c, Value.Int(1), Value.Null)));
        Assert.Equal($"{operation} expects {expected} but got Bool(true), Bool(false)", Error(c => ByName[operation](c, Value.Bool(true), Value.Bool(false))));
    }

    [Theory]
    [InlineData("ADD_F", "Float(3.5)")]
    [InlineData("SUB_F", "Float(1.5)")]
    [InlineData("MUL_F", "Float(2.5)")]
    [InlineData("DIV_F", "Float(2.5)")]
    public void Float_operations_take_floats_only(string operation, string expected)
    {
        Assert.Equal(expected, Result(c => ByName[operation](c, Value.Float(2.5), Value.Float(1))));
        Assert.StartsWith($"{operation} expects two floats", Error(c => ByName[operation](c, Value.Float(2.5), Value.Int(1))));
    }

    [Fact]
    public void Modulo_does_not_take_floats() =>
        Assert.Equal("MOD expects two integers but got Float(1.0), Int(1)", Error(c => ArithmeticOperations.Modulo(c, Value.Float(1), Value.Int(1))));

    [Fact]
    public void Negation_wraps_and_keeps_the_type()
    {
        Assert.Equal("Int(-5)", Result(c => ArithmeticOperations.Negate(c, Value.Int(5))));
        Assert.Equal($"Int({long.MinValue})", Result(c => ArithmeticOperations.Negate(c, Value.Int(long.MinValue))));
        Assert.Equal("Float(-0.0)", Result(c => ArithmeticOperations.Negate(c, Value.Float(0))));
        Assert.Equal("NEG expects a number (int or float) but got Null", Error(c => ArithmeticOperations.Negate(c, Value.Null)));
    }

    private static Value Number(object number) => number is long integer ? Value.Int(integer) : Value.Float((double)number);
}
