namespace TinyTotIL.Cli;

/// <summary>What runs a program. Both do the same.</summary>
internal enum Engine
{
    /// <summary>Compiled to IL in memory.</summary>
    Compiled,

    /// <summary>The reference interpreter.</summary>
    Interpreter,
}
