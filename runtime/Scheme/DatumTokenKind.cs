namespace TinyTotIL.Runtime.Scheme;

/// <summary>The kinds of token that data are written with.</summary>
public enum DatumTokenKind
{
    /// <summary>The end of the text.</summary>
    End,

    /// <summary>A datum that is one token: a symbol, number, string, character or boolean.</summary>
    Atom,

    /// <summary><c>(</c></summary>
    Open,

    /// <summary><c>)</c></summary>
    Close,

    /// <summary><c>#(</c></summary>
    OpenVector,

    /// <summary><c>#u8(</c></summary>
    OpenBytevector,

    /// <summary><c>.</c></summary>
    Dot,

    /// <summary><c>'</c></summary>
    Quote,

    /// <summary><c>`</c></summary>
    Quasiquote,

    /// <summary><c>,</c></summary>
    Unquote,

    /// <summary><c>,@</c></summary>
    UnquoteSplicing,

    /// <summary><c>#;</c>, which makes a comment of the datum after it.</summary>
    DatumComment,

    /// <summary><c>#0=</c>, which names the datum after it.</summary>
    LabelDefinition,

    /// <summary><c>#0#</c>, which stands for a datum that has been named.</summary>
    LabelReference,

    /// <summary>Something that is no token; the message says why.</summary>
    Error,
}
