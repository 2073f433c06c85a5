namespace TinyTotIL.Compiler.Text;

/// <summary>An immutable text with a name, and its division into lines.</summary>
/// <remarks>
/// Lines end at LF; one CR directly before it belongs to the line end. A lone CR is an ordinary character. Offsets count
/// UTF-16 units, columns count characters as a reader does: a surrogate pair is one column.
/// </remarks>
public sealed class SourceText
{
    private readonly int[] _lineStarts;

    /// <summary>Wraps a text.</summary>
    /// <param name="name">Name shown in diagnostics, usually the path as the user wrote it.</param>
    /// <param name="text">The content.</param>
    public SourceText(string name, string text)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(text);
        Name = name;
        Text = text;
        _lineStarts = FindLineStarts(text);
    }

    /// <summary>Name shown in diagnostics.</summary>
    public string Name { get; }

    /// <summary>The content.</summary>
    public string Text { get; }

    /// <summary>Number of lines; a final line end begins one more, empty line.</summary>
    public int LineCount => _lineStarts.Length;

    /// <summary>The line that holds an offset, from 1.</summary>
    /// <param name="offset">An offset, at most the length of the text.</param>
    public int LineOf(int offset)
    {
        int found = Array.BinarySearch(_lineStarts, offset);
        return found >= 0 ? found + 1 : ~found;
    }

    /// <summary>The column of an offset in its line, from 1.</summary>
    /// <param name="offset">An offset, at most the length of the text.</param>
    public int ColumnOf(int offset)
    {
        int column = 1;
        foreach (char unit in Text.AsSpan(_lineStarts[LineOf(offset) - 1]..offset))
        {
            column += char.IsLowSurrogate(unit) ? 0 : 1;
        }

        return column;
    }

    /// <summary>Where a line stands, without its line end.</summary>
    /// <param name="line">Line number, from 1.</param>
    public SourceSpan SpanOfLine(int line)
    {
        int start = _lineStarts[line - 1];
        if (line == _lineStarts.Length)
        {
            return new SourceSpan(start, Text.Length - start);
        }

        int end = _lineStarts[line] - 1;
        return new SourceSpan(start, (end > start && Text[end - 1] == '\r' ? end - 1 : end) - start);
    }

    /// <summary>What a line holds besides surrounding white space; the whole line when it holds nothing else.</summary>
    /// <param name="line">Line number, from 1.</param>
    public SourceSpan SpanOfLineContent(int line)
    {
        var whole = SpanOfLine(line);
        var content = SpanText(whole);
        int leading = content.Length - content.TrimStart().Length;
        return leading == content.Length ? whole : new SourceSpan(whole.Start + leading, content.Trim().Length);
    }

    /// <summary>The characters of a span.</summary>
    /// <param name="span">A span of this text.</param>
    public ReadOnlySpan<char> SpanText(SourceSpan span) => Text.AsSpan(span.Start, span.Length);

    private static int[] FindLineStarts(string text)
    {
        var starts = new int[text.AsSpan().Count('\n') + 1];
        int position = 0;
        for (int line = 1; line < starts.Length; line++)
        {
            position = text.IndexOf('\n', position) + 1;
            starts[line] = position;
        }

        return starts;
    }
}
