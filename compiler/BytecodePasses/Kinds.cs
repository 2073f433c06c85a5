namespace TinyTotIL.Compiler.BytecodePasses;

/// <summary>The kinds of value something may be.</summary>
[Flags]
internal enum Kinds
{
    /// <summary>No value at all.</summary>
    None = 0,

    /// <summary>An integer.</summary>
    Int = 1,

    /// <summary>A float.</summary>
    Float = 2,

    /// <summary>A boolean.</summary>
    Bool = 4,

    /// <summary>The null value.</summary>
    Null = 8,

    /// <summary>Text.</summary>
    Text = 16,

    /// <summary>A list.</summary>
    List = 32,

    /// <summary>An object.</summary>
    Object = 64,

    /// <summary>An exception.</summary>
    Exception = 128,

    /// <summary>A function, a closure, bytes, a handle.</summary>
    Other = 256,

    /// <summary>An integer or a float.</summary>
    Number = Int | Float,

    /// <summary>Whatever a program can hold.</summary>
    Any = 511,
}
