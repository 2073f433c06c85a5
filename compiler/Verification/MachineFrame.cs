namespace TinyTotIL.Compiler.Verification;

/// <summary>In whose frames a stack machine may run an instruction. What one asks of the analysis, those after it ask too.</summary>
internal enum MachineFrame
{
    /// <summary>In none: it never runs there.</summary>
    None,

    /// <summary>In a direct function's, entered where an open handler keeps some of the function's own values.</summary>
    DirectFunction,

    /// <summary>In a top level's.</summary>
    TopLevel,

    /// <summary>In that of a function whose heights and handlers are not known.</summary>
    DynamicFunction,
}
