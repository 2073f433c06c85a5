namespace TinyTotIL.Runtime.Errors;

/// <summary>What can be wrong with quoted text.</summary>
public enum QuotedTextError
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It does not begin with a quotation mark.</summary>
    NotQuoted,

    /// <summary>The closing quotation mark is missing.</summary>
    NotClosed,

    /// <summary>A backslash before something that is no escape.</summary>
    UnknownEscape,

    /// <summary><c>\u</c> without one to six hexadecimal digits in braces.</summary>
    MalformedUnicode,

    /// <summary><c>\u{...}</c> with a number that is no character.</summary>
    NotACharacter,
}
