namespace TinyTotIL.Compiler.Ir;

/// <summary>Kinds of token in IR text.</summary>
internal enum IrTokenKind
{
    /// <summary>A keyword, a plain name or a reference.</summary>
    Word,

    /// <summary>A number, also one such as <c>-inf</c>; the reader of the place decides what it may be.</summary>
    Number,

    /// <summary>Quoted text, without its quotation marks and escapes.</summary>
    Text,

    /// <summary>Punctuation.</summary>
    Mark,

    /// <summary>The end of the text.</summary>
    End,
}
