namespace TinyTotIL.Compiler.Bytecode;

/// <summary>What follows a mnemonic. Every reader and writer of programs has one arm per shape, not per instruction.</summary>
internal enum OperandShape
{
    /// <summary>Nothing; any text is ignored.</summary>
    None,

    /// <summary>A signed 64-bit integer.</summary>
    Integer,

    /// <summary>A double.</summary>
    Float,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Bool,

    /// <summary>Text as typed, without the quotes at both ends and without escapes.</summary>
    RawText,

    /// <summary>Quoted text with escapes.</summary>
    EscapedText,

    /// <summary>A name, trimmed; quotes belong to it.</summary>
    Name,

    /// <summary>A name without the quotes at both ends.</summary>
    QuotedName,

    /// <summary>A count of values.</summary>
    Count,

    /// <summary>A process identifier.</summary>
    Pid,

    /// <summary>A code address: a number or a label.</summary>
    Address,

    /// <summary>A label; numbers are not addresses.</summary>
    Label,

    /// <summary>An address, then parameter names.</summary>
    Call,

    /// <summary>A file path.</summary>
    Path,

    /// <summary>Message patterns.</summary>
    Patterns,

    /// <summary>A code address, then message patterns.</summary>
    AddressPatterns,

    /// <summary>Nothing is written: the parser finds the CATCH of a structured TRY by nesting.</summary>
    Block,

    /// <summary>An optional variable name; the parser finds the END_TRY of a structured CATCH by nesting.</summary>
    CatchBlock,

    /// <summary>A quoted file name and a line number.</summary>
    SourceLine,

    /// <summary>Name of a runtime function and a number of values.</summary>
    Native,

    /// <summary>A name and a .NET method in quotation marks.</summary>
    Extern,
}
