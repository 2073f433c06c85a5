using TinyTotIL.Compiler.Text;

namespace TinyTotIL.Compiler.Lisp;

/// <summary>A piece of a source text, and which text.</summary>
/// <param name="Source">The text.</param>
/// <param name="Span">The piece.</param>
internal readonly record struct LispPlace(SourceText Source, SourceSpan Span)
{
    private const int LongestLine = 4096;

    /// <summary>The line it begins on, from 1.</summary>
    public int Line => Source.LineOf(Span.Start);

    /// <summary>The column it begins in, from 1; 0 in a line so long that nobody would count them, which text made by a program may have.</summary>
    public int Column => Span.Start - Source.SpanOfLine(Line).Start < LongestLine ? Source.ColumnOf(Span.Start) : 0;
}
