namespace TinyTotIL.Runtime.Scheme;

/// <summary>Why an operation on numbers has no result.</summary>
internal enum NumericProblem
{
    /// <summary>It has one.</summary>
    None,

    /// <summary>An operand is no number.</summary>
    NotANumber,

    /// <summary>An operand is no integer.</summary>
    NotAnInteger,

    /// <summary>An operand is not exact and no finite number stands for it, such as infinity.</summary>
    NotFinite,

    /// <summary>An operand is no exact integer that is not negative.</summary>
    NotANaturalNumber,

    /// <summary>The divisor is zero.</summary>
    DivisionByZero,

    /// <summary>The exact result, or an exact number on the way to it, would have more digits than are allowed.</summary>
    TooLarge,

    /// <summary>The result is not a real number.</summary>
    NotReal,
}
