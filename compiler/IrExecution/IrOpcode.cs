namespace TinyTotIL.Compiler.IrExecution;

/// <summary>What a step does.</summary>
internal enum IrOpcode : byte
{
    /// <summary>What its number says, of the table of primitives: <see cref="Ir.PrimitiveOperator"/>.</summary>
    Primitive,

    /// <summary>A constant into a slot.</summary>
    Constant,

    /// <summary>One slot into another.</summary>
    Copy,

    /// <summary>An error when a slot holds the unset mark.</summary>
    CheckSet,

    /// <summary>A runtime operation.</summary>
    Operation,

    /// <summary>A captured value of a closure.</summary>
    LoadCaptured,

    /// <summary>A list.</summary>
    MakeList,

    /// <summary>An array of integers.</summary>
    MakeIntArray,

    /// <summary>An array of floats.</summary>
    MakeFloatArray,

    /// <summary>A function that captures nothing.</summary>
    MakeFunction,

    /// <summary>A closure.</summary>
    MakeClosure,

    /// <summary>A call of a direct function.</summary>
    Call,

    /// <summary>The same from a segment, which keeps nothing to come back to: on a machine of its own.</summary>
    CallNested,

    /// <summary>A call of a function value whose shape is known.</summary>
    CallValue,

    /// <summary>A call of whatever procedure there is.</summary>
    CallProcedure,

    /// <summary>The same with the elements of a list.</summary>
    Apply,

    /// <summary>One of the results below the topmost.</summary>
    ExtraResult,

    /// <summary>The exception a handler begins with.</summary>
    Catch,

    /// <summary>A check point.</summary>
    CheckPoint,

    /// <summary>Goes on elsewhere.</summary>
    Jump,

    /// <summary>Goes on in one of two places.</summary>
    Branch,

    /// <summary>Returns the results.</summary>
    Return,

    /// <summary>A call in place of the function.</summary>
    TailCall,

    /// <summary>The same of a function value whose shape is known.</summary>
    TailCallValue,

    /// <summary>The same of whatever procedure there is.</summary>
    TailCallProcedure,

    /// <summary>The same with the elements of a list.</summary>
    TailApply,

    /// <summary>The end of a block that is never reached.</summary>
    Unreachable,

    /// <summary>In a segment, goes on at the instruction of an index.</summary>
    Dispatch,
}
