namespace TinyTotIL.Compiler.Text;

/// <summary>The part of a line that an instruction stands for, as debuggers count: columns are UTF-16 units.</summary>
/// <param name="File">The file.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The first column, from 1.</param>
/// <param name="EndColumn">The column behind the last, which is not the first.</param>
internal readonly record struct SourcePart(string File, int Line, int Column, int EndColumn)
{
    /// <summary>Where lines begin.</summary>
    public const int FirstColumn = 1;

    /// <summary>Readers of symbols refuse greater columns.</summary>
    private const int LastColumn = ushort.MaxValue - 1;

    /// <summary>A line of which nothing more is known.</summary>
    /// <param name="file">The file.</param>
    /// <param name="line">The line.</param>
    public static SourcePart OfLine(string file, int line) => new(file, line, FirstColumn, FirstColumn + 1);

    /// <summary>What a piece of a text covers of the line it begins in.</summary>
    /// <param name="source">The text.</param>
    /// <param name="span">The piece.</param>
    public static SourcePart Of(SourceText source, SourceSpan span)
    {
        int line = source.LineOf(span.Start);
        var whole = source.SpanOfLine(line);
        int column = Math.Min(span.Start - whole.Start + FirstColumn, LastColumn - 1);
        int end = Math.Min(Math.Min(span.End, whole.End) - whole.Start + FirstColumn, LastColumn);
        return new SourcePart(source.Name, line, column, Math.Max(end, column + 1));
    }
}
