namespace TinyTotIL.Conformance.Tests;

/// <summary>The ways a program can be run. All of them must do the same.</summary>
public enum ExecutionMode
{
    /// <summary>By the reference interpreter.</summary>
    Interpreted,

    /// <summary>Compiled to IL without optimization.</summary>
    CompiledUnoptimized,

    /// <summary>Compiled to IL as is usual.</summary>
    Compiled,

    /// <summary>Written as <c>.ttb</c>, read back, then compiled to IL with all optimizations.</summary>
    CompiledFromBinary,

    /// <summary>Its register form executed as it is after the usual passes.</summary>
    Ir,

    /// <summary>Its bytecode optimized, then run by the reference interpreter.</summary>
    BytecodeOptimizedInterpreted,

    /// <summary>Its bytecode optimized, then compiled to IL.</summary>
    BytecodeOptimizedCompiled,
}
