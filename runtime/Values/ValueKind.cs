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

    /// <summary>A pair of Lisp: two values that can be replaced.</summary>
    Pair,

    /// <summary>The empty list of Lisp.</summary>
    EmptyList,

    /// <summary>A symbol: a name, one object for each.</summary>
    Symbol,

    /// <summary>A character: a Unicode scalar value.</summary>
    Character,

    /// <summary>A vector: values at positions, each of which can be replaced.</summary>
    Vector,

    /// <summary>Bytes that can be replaced.</summary>
    Bytevector,

    /// <summary>Text whose characters can be replaced; text that cannot change is <see cref="Text"/>.</summary>
    MutableText,

    /// <summary>An exact integer that does not fit 64 bits.</summary>
    BigInteger,

    /// <summary>An exact fraction that is not an integer.</summary>
    Rational,

    /// <summary>The place of a variable that closures share and that changes.</summary>
    Cell,

    /// <summary>Several results of one call.</summary>
    MultipleValues,

    /// <summary>An instance of a record type.</summary>
    Record,

    /// <summary>A record type.</summary>
    RecordType,

    /// <summary>A promise of DELAY.</summary>
    Promise,

    /// <summary>A parameter object: a procedure without parameters whose result depends on where it is called from.</summary>
    Parameter,

    /// <summary>An input or output port.</summary>
    Port,

    /// <summary>What reading gives at the end of the input.</summary>
    EndOfFile,

    /// <summary>The result of what has none worth having.</summary>
    Unspecified,

    /// <summary>The rest of a computation, to be gone on with.</summary>
    Continuation,

    /// <summary>Names that EVAL can use.</summary>
    Environment,

    /// <summary>A table of values by keys, which can be changed.</summary>
    HashTable,

    /// <summary>Not a value: marks a variable that holds none. Never visible to programs.</summary>
    Unset,
}
