using System.Globalization;
using System.Text;
using TinyTotIL.Compiler.Text;
using TinyTotIL.Runtime.Errors;

namespace TinyTotIL.Compiler.Diagnostics;

/// <summary>A source line under a diagnostic, its place underlined.</summary>
/// <remarks>
/// Only a window around the place is looked at, so a line of any length costs the same. Each character is replaced by what
/// occupies a known number of columns: tabs by spaces, control characters by their pictures, other characters that print
/// nothing or reorder text by U+FFFD.
/// </remarks>
internal static class SourceExcerpt
{
    private const int WindowColumns = 100;

    /// <summary>Columns kept in front of the place when the line does not fit.</summary>
    private const int ColumnsBefore = 40;

    private const int TabWidth = 4;

    private const char Ellipsis = '\u2026';

    /// <summary>Appends the line and the underline, each beginning with a line end.</summary>
    /// <param name="output">Receives the two lines.</param>
    /// <param name="source">The text.</param>
    /// <param name="span">The place; only the part on its first line is underlined.</param>
    public static void Append(StringBuilder output, SourceText source, SourceSpan span)
    {
        int number = source.LineOf(span.Start);
        var line = source.SpanOfLine(number);
        var (start, end) = Window(source.Text, line, span.Start);

        var shown = new StringBuilder();
        int column = 0, underlineStart = -1, underlineEnd = -1;
        if (start > line.Start)
        {
            shown.Append(Ellipsis);
            column++;
        }

        int position = start;
        while (position < end)
        {
            if (position >= span.Start && underlineStart < 0)
            {
                underlineStart = column;
            }

            column += AppendCharacter(shown, source.Text, position, end, column, out int units);
            position += units;
            underlineEnd = position <= span.End ? column : underlineEnd;
        }

        underlineStart = underlineStart < 0 ? column : underlineStart;
        underlineEnd = Math.Max(underlineEnd, underlineStart + 1);
        if (end < line.End)
        {
            shown.Append(Ellipsis);
        }

        string gutter = number.ToString(CultureInfo.InvariantCulture).PadLeft(3);
        output.Append('\n').Append(gutter).Append(" | ").Append(shown.ToString().TrimEnd());
        output.Append('\n').Append(' ', gutter.Length).Append(" | ").Append(' ', underlineStart).Append('^', underlineEnd - underlineStart);
    }

    private static (int Start, int End) Window(string text, SourceSpan line, int place)
    {
        int start = line.Length <= WindowColumns || place - line.Start <= ColumnsBefore ? line.Start : place - ColumnsBefore;
        int end = line.End - start <= WindowColumns ? line.End : start + WindowColumns;
        return (SplitsPair(text, start) ? start + 1 : start, SplitsPair(text, end) ? end - 1 : end);
    }

    private static bool SplitsPair(string text, int position) =>
        position > 0 && position < text.Length && char.IsSurrogatePair(text[position - 1], text[position]);

    /// <summary>Appends what stands for one character and returns the columns it takes.</summary>
    private static int AppendCharacter(StringBuilder output, string text, int position, int end, int column, out int units)
    {
        var status = Rune.DecodeFromUtf16(text.AsSpan(position, end - position), out var rune, out units);
        if (status != System.Buffers.OperationStatus.Done)
        {
            output.Append('\uFFFD');
            units = 1;
            return 1;
        }

        switch (rune.Value)
        {
            case '\t':
                int spaces = TabWidth - (column % TabWidth);
                output.Append(' ', spaces);
                return spaces;
            case < 0x20:
                output.Append((char)(0x2400 + rune.Value));
                return 1;
            case 0x7F:
                output.Append('\u2421');
                return 1;
        }

        output.Append(DisplayText.IsSafe(rune) ? rune.ToString() : "\uFFFD");
        return DisplayText.IsSafe(rune) ? Columns(rune) : 1;
    }

    /// <summary>Columns a terminal gives a character: none for marks that combine, two for East Asian wide ones and emoji.</summary>
    private static int Columns(Rune rune)
    {
        if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark)
        {
            return 0;
        }

        return rune.Value is (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3)
            or (>= 0xF900 and <= 0xFAFF) or (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF00 and <= 0xFF60) or (>= 0xFFE0 and <= 0xFFE6)
            or (>= 0x1F300 and <= 0x1F64F) or (>= 0x1F900 and <= 0x1F9FF) or (>= 0x20000 and <= 0x3FFFD) ? 2 : 1;
    }
}
