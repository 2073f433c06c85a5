namespace TinyTotIL.Compiler.Ir;

/// <summary>Operations on unboxed registers that never raise and have no effect; <see cref="Primitives"/> says what each takes and gives.</summary>
internal enum PrimitiveOperator
{
    /// <summary>Sum of two integers, wrapping.</summary>
    AddInt,

    /// <summary>Difference of two integers, wrapping.</summary>
    SubtractInt,

    /// <summary>Product of two integers, wrapping.</summary>
    MultiplyInt,

    /// <summary>Quotient, truncated; the divisor is known to be neither 0 nor -1.</summary>
    DivideInt,

    /// <summary>Remainder with the sign of the dividend; the divisor is known to be neither 0 nor -1.</summary>
    RemainderInt,

    /// <summary>Negation, wrapping.</summary>
    NegateInt,

    /// <summary>Bitwise and.</summary>
    AndInt,

    /// <summary>Bitwise or.</summary>
    OrInt,

    /// <summary>Bitwise exclusive or.</summary>
    XorInt,

    /// <summary>Bitwise complement.</summary>
    ComplementInt,

    /// <summary>Left shift; the amount counts modulo 64.</summary>
    ShiftLeftInt,

    /// <summary>Right shift that keeps the sign; the amount counts modulo 64.</summary>
    ShiftRightInt,

    /// <summary>Right shift that fills with zeros; the amount counts modulo 64.</summary>
    ShiftRightUnsignedInt,

    /// <summary>Whether two integers are equal.</summary>
    EqualInt,

    /// <summary>Whether two integers differ.</summary>
    NotEqualInt,

    /// <summary>Whether the first integer is less.</summary>
    LessInt,

    /// <summary>Whether the first integer is less or equal.</summary>
    LessOrEqualInt,

    /// <summary>Whether the first integer is greater.</summary>
    GreaterInt,

    /// <summary>Whether the first integer is greater or equal.</summary>
    GreaterOrEqualInt,

    /// <summary>Sum of two floats.</summary>
    AddFloat,

    /// <summary>Difference of two floats.</summary>
    SubtractFloat,

    /// <summary>Product of two floats.</summary>
    MultiplyFloat,

    /// <summary>Quotient of two floats; the divisor is known not to be zero.</summary>
    DivideFloat,

    /// <summary>Negation of a float.</summary>
    NegateFloat,

    /// <summary>Whether the first float is less; false for NaN.</summary>
    LessFloat,

    /// <summary>Whether the first float is less or equal; false for NaN.</summary>
    LessOrEqualFloat,

    /// <summary>Whether the first float is greater; false for NaN.</summary>
    GreaterFloat,

    /// <summary>Whether the first float is greater or equal; false for NaN.</summary>
    GreaterOrEqualFloat,

    /// <summary>An integer as a float, rounded to nearest.</summary>
    FloatOfInt,

    /// <summary>Negation of a boolean.</summary>
    NotBool,

    /// <summary>Conjunction of two booleans.</summary>
    AndBool,

    /// <summary>Disjunction of two booleans.</summary>
    OrBool,

    /// <summary>Whether two booleans are equal.</summary>
    EqualBool,

    /// <summary>1 for true, 0 for false: what comparisons of the language push.</summary>
    IntOfBool,
}
