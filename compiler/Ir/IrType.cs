namespace TinyTotIL.Compiler.Ir;

/// <summary>What a register or variable holds.</summary>
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
}
