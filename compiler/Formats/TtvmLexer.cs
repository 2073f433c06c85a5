using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Compiler.Text;
using TinyTotIL.Runtime.Errors;

namespace TinyTotIL.Compiler.Formats;

/// <summary>Divides a program text into the lines that say something.</summary>
/// <remarks>
/// An enumerator: the parser walks the text twice rather than keep a list of a hundred million lines. Instructions with
/// quoted text or message patterns are known here because a <c>;</c> inside their quotation marks does not begin a comment;
/// everywhere else it does, also between quotation marks.
/// </remarks>
internal struct TtvmLexer
{
    private const string LabelStart = "LABEL ";

    private static readonly string[] QuotingStarts = InstructionSet.All
        .Where(row => row.Shape is OperandShape.EscapedText or OperandShape.SourceLine)
        .Select(row => row.Mnemonic + " ")
        .ToArray();

    /// <summary>A word stands before the quoted text of these.</summary>
    private static readonly string[] NamingStarts = InstructionSet.All
        .Where(row => row.Shape is OperandShape.Extern)
        .Select(row => row.Mnemonic + " ")
        .ToArray();

    private static readonly string[] PatternStarts = InstructionSet.All
        .Where(row => row.Shape is OperandShape.Patterns or OperandShape.AddressPatterns)
        .Select(row => row.Mnemonic + " ")
        .ToArray();

    private readonly string _text;
    private int _position;
    private int _number;

    /// <summary>Begins before the first line.</summary>
    /// <param name="text">The program text.</param>
    public TtvmLexer(string text) => _text = text;

    /// <summary>The line found last.</summary>
    public TtvmLine Current { get; private set; }

    /// <summary>Goes to the next line that says something; false at the end of the text.</summary>
    public bool MoveNext()
    {
        while (_position < _text.Length)
        {
            int start = _position;
            int length = _text.AsSpan(start).IndexOf('\n');
            length = length < 0 ? _text.Length - start : length;
            _position = start + length + 1;
            _number++;

            var content = TrimmedContent(start, length);
            if (content.Length > 0)
            {
                Current = Divide(_number, content);
                return true;
            }
        }

        return false;
    }

    /// <summary>The line without comment and surrounding white space. That also removes the CR of a CR LF.</summary>
    private readonly SourceSpan TrimmedContent(int start, int length)
    {
        var line = _text.AsSpan(start, length).TrimStart();
        start += length - line.Length;
        int comment = line.IndexOf(';');
        if (comment >= 0)
        {
            line = line[..CommentStart(line, comment)];
        }

        return new SourceSpan(start, line.TrimEnd().Length);
    }

    /// <summary>Where the comment begins, given the first semicolon; the length of the line when that one is quoted.</summary>
    private static int CommentStart(ReadOnlySpan<char> line, int firstSemicolon)
    {
        foreach (string quoting in QuotingStarts)
        {
            if (line.StartsWith(quoting, StringComparison.Ordinal))
            {
                return CommentAfterQuoted(line, quoting.Length, firstSemicolon);
            }
        }

        foreach (string naming in NamingStarts)
        {
            if (line.StartsWith(naming, StringComparison.Ordinal))
            {
                var named = line[naming.Length..].TrimStart();
                int word = named.IndexOfAny(' ', '\t');
                return word < 0 ? firstSemicolon : CommentAfterQuoted(line, line.Length - named.Length + word, firstSemicolon);
            }
        }

        foreach (string selecting in PatternStarts)
        {
            if (line.StartsWith(selecting, StringComparison.Ordinal))
            {
                return CommentAfterPatterns(line, selecting.Length);
            }
        }

        return firstSemicolon;
    }

    private static int CommentAfterQuoted(ReadOnlySpan<char> line, int position, int firstSemicolon)
    {
        int quote = line.Length - line[position..].TrimStart().Length;
        if (quote >= firstSemicolon || line[quote] != '"')
        {
            return firstSemicolon;
        }

        int end = QuotedText.FindEnd(line[quote..]);
        int comment = end < 0 ? -1 : line[(quote + end)..].IndexOf(';');
        return comment < 0 ? line.Length : quote + end + comment;
    }

    /// <summary>Passes over patterns: a text in quotation marks stands in one after its first colon, and nowhere else.</summary>
    private static int CommentAfterPatterns(ReadOnlySpan<char> line, int position)
    {
        bool isInArgument = false;
        while (position < line.Length && line[position] != ';')
        {
            if (char.IsWhiteSpace(line[position]))
            {
                isInArgument = false;
            }
            else if (line[position] == ':' && !isInArgument)
            {
                isInArgument = true;
                if (position + 1 < line.Length && line[position + 1] == '"')
                {
                    int end = QuotedText.FindEnd(line[(position + 1)..]);
                    position = end < 0 ? line.Length : position + 1 + end;
                    continue;
                }
            }

            position++;
        }

        return position;
    }

    private readonly TtvmLine Divide(int number, SourceSpan content)
    {
        var text = _text.AsSpan(content.Start, content.Length);
        if (text.StartsWith(LabelStart, StringComparison.Ordinal))
        {
            int nameLength = text[LabelStart.Length..].TrimStart().Length;
            return new TtvmLine(number, content, new SourceSpan(content.Start, LabelStart.Length - 1),
                new SourceSpan(content.End - nameLength, nameLength), HasOperand: true, IsLabel: true);
        }

        int space = text.IndexOf(' ');
        return space < 0
            ? new TtvmLine(number, content, content, new SourceSpan(content.End, 0), HasOperand: false, IsLabel: false)
            : new TtvmLine(number, content, new SourceSpan(content.Start, space),
                new SourceSpan(content.Start + space + 1, content.Length - space - 1), HasOperand: true, IsLabel: false);
    }
}
