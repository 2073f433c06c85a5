using System.Text;

namespace TinyTotIL.Cli.Repl;

/// <summary>A text that is being edited: its characters, the cursor, and what was cut last.</summary>
/// <remarks>The cursor never stands inside a surrogate pair.</remarks>
internal sealed class EditBuffer
{
    private readonly StringBuilder _text = new();
    private string _cut = "";

    /// <summary>The text.</summary>
    public string Text => _text.ToString();

    /// <summary>Offset of the character the cursor stands on.</summary>
    public int Cursor { get; private set; }

    /// <summary>Whether the cursor stands behind the last character.</summary>
    public bool IsAtEnd => Cursor == _text.Length;

    /// <summary>Replaces everything; the cursor stands at the end.</summary>
    /// <param name="text">The new text.</param>
    public void Reset(string text)
    {
        _text.Clear().Append(text);
        Cursor = _text.Length;
    }

    /// <summary>Puts text before the cursor.</summary>
    /// <param name="text">The text.</param>
    public void Insert(string text)
    {
        _text.Insert(Cursor, text);
        Cursor += text.Length;
    }

    /// <summary>Replaces the characters between an offset and the cursor.</summary>
    /// <param name="start">Offset of the first of them.</param>
    /// <param name="text">What takes their place.</param>
    public void ReplaceBack(int start, string text)
    {
        _text.Remove(start, Cursor - start);
        Cursor = start;
        Insert(text);
    }

    /// <summary>Removes the character before the cursor.</summary>
    public void DeleteBack() => ReplaceBack(Before(Cursor), "");

    /// <summary>Removes the character under the cursor.</summary>
    public void DeleteForward() => _text.Remove(Cursor, After(Cursor) - Cursor);

    /// <summary>Moves one character to the left.</summary>
    public void MoveLeft() => Cursor = Before(Cursor);

    /// <summary>Moves one character to the right.</summary>
    public void MoveRight() => Cursor = After(Cursor);

    /// <summary>Moves to the beginning of the word before the cursor.</summary>
    public void MoveWordLeft() => Cursor = WordBefore(Cursor);

    /// <summary>Moves behind the word after the cursor.</summary>
    public void MoveWordRight() => Cursor = WordAfter(Cursor);

    /// <summary>Moves to the beginning of the line.</summary>
    public void MoveToLineStart() => Cursor = LineStart(Cursor);

    /// <summary>Moves to the end of the line.</summary>
    public void MoveToLineEnd() => Cursor = LineEnd(Cursor);

    /// <summary>Moves to the line above, in the same column where it is that long.</summary>
    /// <returns>False when there is none.</returns>
    public bool MoveUp()
    {
        int start = LineStart(Cursor);
        if (start == 0)
        {
            return false;
        }

        int above = LineStart(start - 1);
        MoveTo(above, start - 1, Cursor - start);
        return true;
    }

    /// <summary>Moves to the line below, in the same column where it is that long.</summary>
    /// <returns>False when there is none.</returns>
    public bool MoveDown()
    {
        int end = LineEnd(Cursor);
        if (end == _text.Length)
        {
            return false;
        }

        MoveTo(end + 1, LineEnd(end + 1), Cursor - LineStart(Cursor));
        return true;
    }

    /// <summary>Cuts from the cursor to the end of the line, or the line end itself.</summary>
    public void CutToLineEnd()
    {
        int end = LineEnd(Cursor);
        Cut(Cursor, end == Cursor && end < _text.Length ? end + 1 : end);
    }

    /// <summary>Cuts from the beginning of the line to the cursor.</summary>
    public void CutToLineStart() => Cut(LineStart(Cursor), Cursor);

    /// <summary>Cuts the word before the cursor.</summary>
    public void CutWordBack() => Cut(WordBefore(Cursor), Cursor);

    /// <summary>Cuts the word after the cursor.</summary>
    public void CutWordForward() => Cut(Cursor, WordAfter(Cursor));

    /// <summary>Inserts what was cut last.</summary>
    public void Paste() => Insert(_cut);

    /// <summary>Exchanges the two characters before the cursor, or those around it.</summary>
    public void Transpose()
    {
        int middle = IsAtEnd ? Before(Cursor) : Cursor;
        int start = Before(middle);
        if (start == middle || LineStart(middle) == middle)
        {
            return;
        }

        int end = After(middle);
        string text = Text;
        Cursor = end;
        ReplaceBack(start, text[middle..end] + text[start..middle]);
    }

    /// <summary>Offset of the name that ends at the cursor.</summary>
    public int NameStart()
    {
        int start = Cursor;
        while (start > 0 && IsNameCharacter(_text[start - 1]))
        {
            start--;
        }

        return start;
    }

    private static bool IsNameCharacter(char character) => !char.IsWhiteSpace(character) && "()[]\"';`,|#".IndexOf(character, StringComparison.Ordinal) < 0;

    private void Cut(int start, int end)
    {
        _cut = _text.ToString(start, end - start);
        Cursor = end;
        ReplaceBack(start, "");
    }

    private void MoveTo(int lineStart, int lineEnd, int column)
    {
        Cursor = Math.Min(lineStart + column, lineEnd);
        if (Cursor > 0 && Cursor < _text.Length && char.IsLowSurrogate(_text[Cursor]))
        {
            Cursor--;
        }
    }

    private int Before(int offset) =>
        offset == 0 ? 0 : offset > 1 && char.IsLowSurrogate(_text[offset - 1]) ? offset - 2 : offset - 1;

    private int After(int offset) =>
        offset == _text.Length ? offset : offset + 1 < _text.Length && char.IsHighSurrogate(_text[offset]) ? offset + 2 : offset + 1;

    private int WordBefore(int offset)
    {
        while (offset > 0 && !IsNameCharacter(_text[offset - 1]))
        {
            offset--;
        }

        while (offset > 0 && IsNameCharacter(_text[offset - 1]))
        {
            offset--;
        }

        return offset;
    }

    private int WordAfter(int offset)
    {
        while (offset < _text.Length && !IsNameCharacter(_text[offset]))
        {
            offset++;
        }

        while (offset < _text.Length && IsNameCharacter(_text[offset]))
        {
            offset++;
        }

        return offset;
    }

    private int LineStart(int offset)
    {
        while (offset > 0 && _text[offset - 1] != '\n')
        {
            offset--;
        }

        return offset;
    }

    private int LineEnd(int offset)
    {
        while (offset < _text.Length && _text[offset] != '\n')
        {
            offset++;
        }

        return offset;
    }
}
