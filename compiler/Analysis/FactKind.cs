namespace TinyTotIL.Compiler.Analysis;

/// <summary>The kinds of values a register can be proved to hold, from knowing nothing of it yet to knowing that it may be anything.</summary>
internal enum FactKind : byte
{
    /// <summary>No value reaches it, as far as is known.</summary>
    None,

    /// <summary>Integers.</summary>
    Int,

    /// <summary>Floats.</summary>
    Float,

    /// <summary>Booleans.</summary>
    Bool,

    /// <summary>The null value.</summary>
    Null,

    /// <summary>Text.</summary>
    Text,

    /// <summary>Lists.</summary>
    List,

    /// <summary>Objects.</summary>
    Object,

    /// <summary>Functions and closures.</summary>
    Function,

    /// <summary>Anything, the mark of an unset variable included.</summary>
    Any,
}
