namespace TinyTotIL.Compiler.Ir;

/// <summary>What a register or variable holds, and so the IL type of its place.</summary>
/// <remarks>
/// A register of a narrower type than <see cref="Any"/> may be used wherever any value may. The way back is an
/// <see cref="IrInstruction.Narrow"/>, which only the type analysis may write: it asserts, it does not check.
/// </remarks>
internal enum IrType
{
    /// <summary>Any language value, in its 16-byte form; a variable of this type may also be unset.</summary>
    Any,

    /// <summary>A 64-bit integer.</summary>
    Int,

    /// <summary>A double.</summary>
    Float,

    /// <summary>True or false.</summary>
    Bool,

    /// <summary>Index of an instruction in the linked program; only in stack-machine segments.</summary>
    Index,

    /// <summary>A frame kept as a table of names, for a function that prints its scope.</summary>
    Scope,

    /// <summary>Text, flat or buffered: the tag of the value alone.</summary>
    Text,

    /// <summary>A list.</summary>
    List,

    /// <summary>An object.</summary>
    Object,

    /// <summary>A function or closure.</summary>
    Function,

    /// <summary>The elements of a list of integers that never leaves the function: an array, and no value of the language.</summary>
    IntArray,

    /// <summary>The same for floats.</summary>
    FloatArray,
}
