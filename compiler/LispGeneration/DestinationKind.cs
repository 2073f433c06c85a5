namespace TinyTotIL.Compiler.LispGeneration;

/// <summary>What is done with the value of an expression.</summary>
internal enum DestinationKind
{
    /// <summary>It stays on the operand stack.</summary>
    Push,

    /// <summary>It is not needed.</summary>
    Drop,

    /// <summary>It is the value of the function.</summary>
    Return,

    /// <summary>It decides where to go on.</summary>
    Test,

    /// <summary>It is several values, which stay on the operand stack.</summary>
    Spread,
}
