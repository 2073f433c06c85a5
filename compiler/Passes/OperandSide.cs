namespace TinyTotIL.Compiler.Passes;

/// <summary>Which operands of a primitive an identity speaks of.</summary>
internal enum OperandSide
{
    /// <summary>The left one is a certain constant.</summary>
    Left,

    /// <summary>The right one is a certain constant.</summary>
    Right,

    /// <summary>Both are the same register.</summary>
    Both,
}
