namespace TinyTotIL.Cli;

/// <summary>What runs a program. All do the same.</summary>
internal enum Engine
{
    /// <summary>Compiled to IL in memory.</summary>
    Compiled,

    /// <summary>The reference interpreter.</summary>
    Interpreter,

    /// <summary>The register form between bytecode and IL, executed as it is.</summary>
    Ir,
}
