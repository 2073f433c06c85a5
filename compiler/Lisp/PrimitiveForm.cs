namespace TinyTotIL.Compiler.Lisp;

/// <summary>How a call of a primitive procedure becomes instructions.</summary>
internal enum PrimitiveForm
{
    /// <summary>The arguments, then the instructions; they leave the result.</summary>
    Result,

    /// <summary>The arguments, then the instruction, which leaves nothing: the result is unspecified.</summary>
    Effect,

    /// <summary>The argument compared with zero.</summary>
    AgainstZero,

    /// <summary>One instruction between the arguments, from left to right.</summary>
    Fold,

    /// <summary>The same; a single argument is taken from the neutral element.</summary>
    Inverse,

    /// <summary>Each argument compared with the next one.</summary>
    Chain,

    /// <summary>A list of the arguments.</summary>
    List,

    /// <summary>A list of the arguments with the last one as its tail.</summary>
    ListWithTail,

    /// <summary>The arguments, then the instruction with their number.</summary>
    Counted,

    /// <summary>Several values; a single one is itself.</summary>
    Values,

    /// <summary>A procedure, arguments, and a list of further ones.</summary>
    Apply,
}
