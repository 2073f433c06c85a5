namespace TinyTotIL.Compiler.Interpretation;

/// <summary>The .NET type of a row's operation: how many values it takes, whether text follows, whether it returns a value.</summary>
internal enum OperationForm : byte
{
    /// <summary>The row has no operation.</summary>
    None,

    /// <summary>No values, a result.</summary>
    Function0,

    /// <summary>One value, a result.</summary>
    Function1,

    /// <summary>Two values, a result.</summary>
    Function2,

    /// <summary>Three values, a result.</summary>
    Function3,

    /// <summary>Four values, a result.</summary>
    Function4,

    /// <summary>The text operand, a result.</summary>
    Function0Text,

    /// <summary>The number operand, a result.</summary>
    Function0Number,

    /// <summary>One value and the text operand, a result.</summary>
    Function1Text,

    /// <summary>Two values and the text operand, a result.</summary>
    Function2Text,

    /// <summary>No values, no result.</summary>
    Action0,

    /// <summary>One value, no result.</summary>
    Action1,

    /// <summary>One value and the number operand, no result.</summary>
    Action1Number,

    /// <summary>Two values, no result.</summary>
    Action2,

    /// <summary>Three values, no result.</summary>
    Action3,
}
