namespace TinyTotIL.Compiler.Emission;

/// <summary>Where the value of a register is between its definition and its uses.</summary>
internal enum RegisterPlace
{
    /// <summary>Nowhere: nothing reads it.</summary>
    Nowhere,

    /// <summary>Nowhere: a constant, or a variable that keeps its value, is read again at each use.</summary>
    Repeated,

    /// <summary>On the evaluation stack: it is computed where its one use wants it.</summary>
    Stacked,

    /// <summary>In an IL local.</summary>
    Local,
}
