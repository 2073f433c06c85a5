using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Debugging;

/// <summary>Reads an expression by recursive descent, no deeper than it is safe.</summary>
/// <param name="text">The text.</param>
/// <param name="isLisp">Whether names may have the characters of Scheme's.</param>
internal sealed class ExpressionReader(string text, bool isLisp)
{
    private const int MostNested = 50;

    /// <summary>A chain of operators is a tree as deep as it is long, and is evaluated by recursion.</summary>
    private const int MostOperators = 1000;

    private const string LispCharacters = "!$%&*/:<=>?^_~+-@";

    private static readonly string[][] Levels = [["==", "!=", "<=", ">=", "<", ">", "="], ["+", "-"], ["*", "/", "%"]];

    private int _position;
    private int _depth;
    private int _operators;
    private string? _problem;

    /// <summary>Reads all of the text.</summary>
    /// <param name="root">The expression.</param>
    /// <param name="problem">What is wrong with the text; null when nothing is.</param>
    public bool TryRead([NotNullWhen(true)] out ExpressionNode? root, [NotNullWhen(false)] out string? problem)
    {
        root = Or();
        SkipBlanks();
        if (root is not null && _position < text.Length)
        {
            root = Fail($"'{DisplayText.Escape(DisplayText.Shorten(text.AsSpan(_position)))}' is not understood");
        }

        problem = _problem ?? "an expression is missing";
        return root is not null;
    }

    private ExpressionNode? Or()
    {
        if (++_depth > MostNested)
        {
            return Fail("the expression is nested too deeply");
        }

        var left = And();
        while (left is not null && (TakeWord("or") || TakeSymbol("||")))
        {
            left = And() is { } right ? Counted(new ExpressionNode.Junction(left, right, isOr: true)) : null;
        }

        _depth--;
        return left;
    }

    private ExpressionNode? And()
    {
        var left = Not();
        while (left is not null && (TakeWord("and") || TakeSymbol("&&")))
        {
            left = Not() is { } right ? Counted(new ExpressionNode.Junction(left, right, isOr: false)) : null;
        }

        return left;
    }

    private ExpressionNode? Not()
    {
        int count = 0;
        while (TakeWord("not") || (!Follows("!=") && TakeSymbol("!")))
        {
            count++;
        }

        var operand = Level(0);
        return operand is null ? null : count == 0 ? operand : count % 2 == 1 ? new ExpressionNode.Not(operand) : new ExpressionNode.Not(new ExpressionNode.Not(operand));
    }

    private ExpressionNode? Level(int level)
    {
        if (level == Levels.Length)
        {
            return WithParts();
        }

        var left = Level(level + 1);
        while (left is not null && Levels[level].FirstOrDefault(TakeSymbol) is { } symbol)
        {
            left = Level(level + 1) is { } right ? Counted(new ExpressionNode.Binary(symbol == "=" ? "==" : symbol, left, right)) : null;
        }

        return left;
    }

    private ExpressionNode? WithParts()
    {
        var node = Primary();
        while (node is not null)
        {
            if (TakeSymbol("["))
            {
                node = Or() is { } index ? (TakeSymbol("]") ? Counted(new ExpressionNode.Part(node, index)) : Fail("']' is missing")) : null;
            }
            else if (_position + 1 < text.Length && text[_position] == '.' && IsNameStart(text[_position + 1]))
            {
                _position++;
                node = Counted(new ExpressionNode.Part(node, new ExpressionNode.Literal(Value.Text(NameHere()))));
            }
            else
            {
                return node;
            }
        }

        return null;
    }

    private ExpressionNode? Primary()
    {
        SkipBlanks();
        if (_position == text.Length)
        {
            return Fail("an expression is missing");
        }

        char next = text[_position];
        if (next == '(')
        {
            _position++;
            return Or() is { } inner ? (TakeSymbol(")") ? inner : Fail("')' is missing")) : null;
        }

        if (next == '"')
        {
            return Text();
        }

        bool isSigned = next == '-' && _position + 1 < text.Length && char.IsAsciiDigit(text[_position + 1]);
        if (isSigned || char.IsAsciiDigit(next))
        {
            return Number();
        }

        if (next == '|' || IsNameStart(next))
        {
            return Word();
        }

        return Fail($"'{DisplayText.Escape(DisplayText.Shorten(text.AsSpan(_position)))}' is not understood");
    }

    private ExpressionNode? Word()
    {
        bool isQuoted = text[_position] == '|';
        string name = NameHere();
        return isQuoted ? (_problem is null ? new ExpressionNode.Name(name) : null) : name switch
        {
            "true" => new ExpressionNode.Literal(Value.Bool(true)),
            "false" => new ExpressionNode.Literal(Value.Bool(false)),
            "null" => new ExpressionNode.Literal(Value.Null),
            _ => new ExpressionNode.Name(name),
        };
    }

    /// <summary>A name; one between bars may have any characters.</summary>
    private string NameHere()
    {
        int start = _position;
        if (text[start] == '|')
        {
            int end = text.IndexOf('|', start + 1);
            if (end < 0)
            {
                Fail("'|' is missing");
                _position = text.Length;
                return "";
            }

            _position = end + 1;
            return text[(start + 1)..end];
        }

        while (_position < text.Length && IsNamePart(text[_position]))
        {
            _position++;
        }

        return text[start.._position];
    }

    private ExpressionNode? Number()
    {
        int start = _position++;
        while (_position < text.Length && (char.IsAsciiLetterOrDigit(text[_position]) || text[_position] == '.' || (text[_position] is '+' or '-' && text[_position - 1] is 'e' or 'E')))
        {
            _position++;
        }

        string digits = text[start.._position];
        if (long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long integer))
        {
            return new ExpressionNode.Literal(Value.Int(integer));
        }

        return double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            ? new ExpressionNode.Literal(Value.Float(number))
            : Fail($"'{DisplayText.Escape(DisplayText.Shorten(digits))}' is no number");
    }

    private ExpressionNode? Text()
    {
        var content = new StringBuilder();
        for (int i = _position + 1; i < text.Length; i++)
        {
            if (text[i] == '"')
            {
                _position = i + 1;
                return new ExpressionNode.Literal(Value.Text(content.ToString()));
            }

            if (text[i] == '\\' && i + 1 < text.Length)
            {
                i++;
                content.Append(text[i] switch { 'n' => '\n', 't' => '\t', 'r' => '\r', var other => other });
            }
            else
            {
                content.Append(text[i]);
            }
        }

        return Fail("'\"' is missing");
    }

    private bool TakeSymbol(string symbol)
    {
        if (!Follows(symbol))
        {
            return false;
        }

        _position += symbol.Length;
        return true;
    }

    private bool Follows(string symbol)
    {
        SkipBlanks();
        return text.AsSpan(_position).StartsWith(symbol, StringComparison.Ordinal);
    }

    private bool TakeWord(string word)
    {
        SkipBlanks();
        int end = _position + word.Length;
        if (!text.AsSpan(_position).StartsWith(word, StringComparison.Ordinal) || (end < text.Length && IsNamePart(text[end])))
        {
            return false;
        }

        _position = end;
        return true;
    }

    private void SkipBlanks()
    {
        while (_position < text.Length && char.IsWhiteSpace(text[_position]))
        {
            _position++;
        }
    }

    private bool IsNameStart(char character) =>
        char.IsLetter(character) || character is '_' or '$' || char.IsSurrogate(character) || (isLisp && character is '*' or '%' or '&' or '?' or '/');

    private bool IsNamePart(char character) =>
        char.IsLetterOrDigit(character) || character is '_' or '$' || char.IsSurrogate(character) || (isLisp && LispCharacters.Contains(character));

    private ExpressionNode? Counted(ExpressionNode node) =>
        ++_operators > MostOperators ? Fail(string.Create(CultureInfo.InvariantCulture, $"the expression is too long; it can have {MostOperators} operators")) : node;

    private ExpressionNode? Fail(string problem)
    {
        _problem ??= problem;
        return null;
    }
}
