namespace TinyTotIL.Runtime.Values;

/// <summary>The kinds of value a program can hold.</summary>
public enum ValueKind : byte
{
    /// <summary>Signed 64-bit integer.</summary>
    Int,

    /// <summary>IEEE 754 double.</summary>
    Float,

    /// <summary>True or false.</summary>
    Bool,

    /// <summary>The single null value.</summary>
    Null,

    /// <summary>Text; the language calls it Str.</summary>
    Text,

    /// <summary>Immutable list.</summary>
    List,

    /// <summary>Immutable object with text keys in insertion order.</summary>
    Object,

    /// <summary>Immutable byte sequence.</summary>
    Bytes,

    /// <summary>Handle of a network or database connection.</summary>
    Connection,

    /// <summary>Handle of a stream.</summary>
    Stream,

    /// <summary>Handle of a pending asynchronous result.</summary>
    Future,

    /// <summary>Function value: an address and parameter names.</summary>
    Function,

    /// <summary>Function value with captured variables.</summary>
    Closure,

    /// <summary>A caught error: message and trace lines.</summary>
    Exception,

    /// <summary>An object of .NET that the language has no form for.</summary>
    Foreign,

    /// <summary>Not a value: marks a variable that holds none. Never visible to programs.</summary>
    Unset,
}
