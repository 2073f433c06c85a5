using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Scheme;

/// <summary>A token of the text of data.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Start">Offset of its first UTF-16 unit.</param>
/// <param name="End">Offset after its last one.</param>
/// <param name="Value">The datum of an atom; the number of a label.</param>
/// <param name="Message">What is wrong, as a sentence without its full stop; null unless this is an error.</param>
public readonly record struct DatumToken(DatumTokenKind Kind, int Start, int End, Value Value = default, string? Message = null)
{
    /// <summary>The symbol that a prefix such as <c>'</c> is short for; null for other tokens.</summary>
    public string? PrefixName => Kind switch
    {
        DatumTokenKind.Quote => "quote",
        DatumTokenKind.Quasiquote => "quasiquote",
        DatumTokenKind.Unquote => "unquote",
        DatumTokenKind.UnquoteSplicing => "unquote-splicing",
        _ => null,
    };
}
