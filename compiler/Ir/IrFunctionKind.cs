namespace TinyTotIL.Compiler.Ir;

/// <summary>How a function is called.</summary>
internal enum IrFunctionKind
{
    /// <summary>Called with arguments, returns results.</summary>
    Direct,

    /// <summary>The top level of a module: no arguments, no results, leaves its values behind.</summary>
    TopLevel,

    /// <summary>
    /// A stretch of code that runs on a stack machine: called with the index of an instruction, returns the index to
    /// continue at outside the stretch, or a negative number when the run is over.
    /// </summary>
    StackMachineSegment,
}
