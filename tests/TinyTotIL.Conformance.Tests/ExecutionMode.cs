namespace TinyTotIL.Conformance.Tests;

/// <summary>The ways a program can be run. All of them must do the same.</summary>
public enum ExecutionMode
{
    /// <summary>By the reference interpreter.</summary>
    Interpreted,

    /// <summary>Compiled to IL.</summary>
    Compiled,

    /// <summary>Written as <c>.ttb</c>, read back, then compiled to IL.</summary>
    CompiledFromBinary,

    /// <summary>Its bytecode optimized, then run by the reference interpreter.</summary>
    BytecodeOptimizedInterpreted,

    /// <summary>Its bytecode optimized, then compiled to IL.</summary>
    BytecodeOptimizedCompiled,
}
