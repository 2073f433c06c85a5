using TinyTotIL.Cli.Protocol;

namespace TinyTotIL.Cli.LanguageServer;

/// <summary>A text that is changed place by place, without copying all of it for each.</summary>
/// <remarks>
/// An editor that replaces a word everywhere sends thousands of changes at once, and the places of each count from the text as the
/// one before left it. So the text is held in blocks of some hundred lines: a change writes the blocks it touches anew and passes
/// over the others by the number of their lines. A block holds whole lines; hence no line, and no CR LF, lies in two.
/// </remarks>
internal sealed class EditableText
{
    /// <summary>A block that is divided is divided into such, rounded up to the end of a line.</summary>
    private const int BlockLength = 2048;

    private readonly List<Block> _blocks;
    private int _length;

    /// <summary>Divides a text.</summary>
    /// <param name="text">The text.</param>
    public EditableText(string text) => (_blocks, _length) = (Divide(text), text.Length);

    /// <summary>Replaces what lies between two places. A place behind the end of its line or of the text means that end.</summary>
    /// <param name="from">Where it begins.</param>
    /// <param name="to">Where it ends.</param>
    /// <param name="text">What comes there.</param>
    /// <exception cref="InvalidMessageException">It ends before it begins, or the text would become too long; then it is as it was.</exception>
    public void Replace(TextPosition from, TextPosition to, string text)
    {
        var (first, start) = Find(from);
        var (last, end) = Find(to);
        if (last < first || (last == first && end < start))
        {
            throw new InvalidMessageException("a range ends before it begins");
        }

        long length = _length - (end - start) + (long)text.Length;
        for (int index = first; index < last; index++)
        {
            length -= _blocks[index].Text.Length;
        }

        if (length > MessageReader.MostBytes)
        {
            throw new InvalidMessageException("the text would become too long");
        }

        // What is kept of the last block holds its line end, unless it is the last of all: the rest still begins with a line.
        string changed = string.Concat(_blocks[first].Text.AsSpan(0, start), text, _blocks[last].Text.AsSpan(end));
        if (first > 0 && changed.StartsWith('\n') && _blocks[first - 1].Text.EndsWith('\r'))
        {
            first--;
            changed = _blocks[first].Text + changed;
        }

        _blocks.RemoveRange(first, last - first + 1);
        _blocks.InsertRange(first, Divide(changed));
        _length = (int)length;
    }

    /// <summary>The whole text.</summary>
    public override string ToString() => string.Create(_length, _blocks, static (all, blocks) =>
    {
        foreach (var block in blocks)
        {
            block.Text.CopyTo(all);
            all = all[block.Text.Length..];
        }
    });

    /// <summary>Blocks of about the same length; one that is not much longer is not divided, so that typing seldom divides.</summary>
    private static List<Block> Divide(string text)
    {
        var blocks = new List<Block>();
        int least = text.Length > 2 * BlockLength ? BlockLength : text.Length;
        int start = 0, end = 0, lineEnds = 0;
        while (LineEnds.After(text, end) is >= 0 and var next)
        {
            (end, lineEnds) = (next, lineEnds + 1);
            if (end - start >= least)
            {
                blocks.Add(new Block(text[start..end], lineEnds));
                (start, lineEnds) = (end, 0);
            }
        }

        // The end of the text has a place too when there is nothing else.
        if (start < text.Length || text.Length == 0)
        {
            blocks.Add(new Block(text[start..], lineEnds));
        }

        return blocks;
    }

    /// <summary>The block of a place, and where in it.</summary>
    private (int Index, int Offset) Find(TextPosition place)
    {
        int index = 0, line = place.Line;
        while (index < _blocks.Count - 1 && line >= _blocks[index].LineEnds)
        {
            line -= _blocks[index].LineEnds;
            index++;
        }

        var (text, lineEnds) = _blocks[index];
        if (line > lineEnds)
        {
            return (index, text.Length);
        }

        int start = 0;
        for (; line > 0; line--)
        {
            start = LineEnds.After(text, start);
        }

        int next = LineEnds.After(text, start);
        return (index, LineEnds.OffsetIn(text, start, next < 0 ? text.Length : next, place.Character));
    }

    /// <summary>Whole lines.</summary>
    /// <param name="Text">The lines with their ends, which only the last line of the text may lack.</param>
    /// <param name="LineEnds">The number of the ends.</param>
    private readonly record struct Block(string Text, int LineEnds);
}
