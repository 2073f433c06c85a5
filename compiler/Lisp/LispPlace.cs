using TinyTotIL.Compiler.Text;

namespace TinyTotIL.Compiler.Lisp;

/// <summary>A piece of a source text, and which text.</summary>
/// <param name="Source">The text.</param>
/// <param name="Span">The piece.</param>
internal readonly record struct LispPlace(SourceText Source, SourceSpan Span)
{
    /// <summary>The line it begins on, from 1.</summary>
    public int Line => Source.LineOf(Span.Start);
}
