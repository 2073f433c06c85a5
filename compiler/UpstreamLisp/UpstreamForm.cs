using TinyTotIL.Compiler.Text;

namespace TinyTotIL.Compiler.UpstreamLisp;

/// <summary>A form of upstream's Lisp: a closed union.</summary>
/// <param name="Span">Where it stands.</param>
internal abstract record UpstreamForm(SourceSpan Span)
{
    /// <summary>A number.</summary>
    public sealed record Integer(long Value, SourceSpan Span) : UpstreamForm(Span);

    /// <summary>A truth value.</summary>
    public sealed record Boolean(bool Value, SourceSpan Span) : UpstreamForm(Span);

    /// <summary>A string, without quotation marks at its ends.</summary>
    public sealed record Text(string Value, SourceSpan Span) : UpstreamForm(Span);

    /// <summary>Anything else without parentheses.</summary>
    public sealed record Symbol(string Name, SourceSpan Span) : UpstreamForm(Span);

    /// <summary>Forms in parentheses.</summary>
    public sealed record List(IReadOnlyList<UpstreamForm> Items, SourceSpan Span) : UpstreamForm(Span);
}
