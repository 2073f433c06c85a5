using System.Buffers;
using System.Globalization;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Scheme;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Formats;

/// <summary>Writes a value as JSON text.</summary>
/// <remarks>
/// Utf8JsonWriter has no setting that leaves all characters as they are but those that must be escaped, and its UTF-8 would have to be turned into
/// text again. Lists and objects being written are kept on a stack of its own. Values share structure, so the text of a small one can be
/// larger than any memory: it has a limit.
/// </remarks>
internal sealed class JsonWriter
{
    /// <summary>The longest text made, in characters.</summary>
    public const int MaximumLength = 1 << 27;

    private const string HexDigits = "0123456789abcdef";
    private const int OpenBytes = 48;

    /// <summary>Parts of a list or object from which on it is worth a look whether their text is not too long anyway.</summary>
    private const int ManyParts = 1 << 16;

    private static readonly SearchValues<char> MustBeEscaped =
        SearchValues.Create("\"\\" + new string([.. Enumerable.Range(0, ' ').Select(code => (char)code)]));

    private readonly BulkBudget _budget;
    private readonly int _indent;
    private char[] _text = new char[64];
    private int _length;
    private OpenGroup[] _open = [];
    private int _depth;

    private JsonWriter(BulkBudget budget, int indent)
    {
        _budget = budget;
        _indent = indent;
    }

    /// <summary>The JSON text of a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="budget">What may be allocated.</param>
    /// <param name="indent">Spaces before the parts of a list or object for each level; 0 for all on one line.</param>
    /// <exception cref="UnexpectedValueException">Something in it has no form in JSON.</exception>
    public static string Write(Value value, BulkBudget budget, int indent = 0)
    {
        var writer = new JsonWriter(budget, indent);
        writer.Begin(value);
        while (writer._depth > 0)
        {
            writer.WriteNext();
        }

        budget.Charge(sizeof(char) * (long)writer._length);
        return new string(writer._text, 0, writer._length);
    }

    private void WriteNext()
    {
        ref var group = ref _open[_depth - 1];
        if (group.Next == group.End)
        {
            char closing = group.Names is null ? ']' : '}';
            group = default;
            _depth--;
            BreakLine();
            Add(closing);
            return;
        }

        if (group.Next > group.Start)
        {
            Add(',');
        }

        BreakLine();
        if (group.Names is not null)
        {
            AddQuoted(group.Names[group.Next]);
            Add(_indent > 0 ? ": " : ":");
        }

        Begin(group.Items[group.Next++]);
    }

    /// <summary>Writes a value without parts, or the opening of one with parts, which then waits on the stack.</summary>
    private void Begin(Value value)
    {
        switch (value.Tag)
        {
            case ListValue { Count: 0 }:
                Add("[]");
                break;
            case ObjectValue { Count: 0 }:
                Add("{}");
                break;
            case ListValue list:
                Add('[');
                Open(null, list.Snapshot(out int start), start, list.Count);
                break;
            case ObjectValue fields:
                Add('{');
                fields.GetFields(out var names, out var values);
                Open(names, values, 0, values.Length);
                break;
            default:
                AddScalar(value);
                break;
        }
    }

    private void AddScalar(Value value)
    {
        if (DatumText.TryGet(value, out var text))
        {
            AddQuoted(text);
        }
        else if (value.IsInt)
        {
            Span<char> digits = stackalloc char[20];
            value.AsInt.TryFormat(digits, out int length, default, CultureInfo.InvariantCulture);
            Add(digits[..length]);
        }
        else if (value.IsFloat && double.IsFinite(value.AsFloat))
        {
            Span<char> target = stackalloc char[FloatText.LongestForm];
            Add(FloatText.Debug(value.AsFloat, target));
        }
        else if (value.IsBool || value.IsNull)
        {
            Add(value.IsNull ? "null" : value.AsBool ? "true" : "false");
        }
        else
        {
            throw new UnexpectedValueException(value.IsFloat ? "finite numbers" : "text, numbers, booleans, null, lists and objects", value);
        }
    }

    private void AddQuoted(ReadOnlySpan<char> text)
    {
        Add('"');
        if (text.IndexOfAnyInRange('\uD800', '\uDFFF') >= 0 && !IsWellFormed(text))
        {
            text = WithReplacements(text);
        }

        while (text.IndexOfAny(MustBeEscaped) is >= 0 and var special)
        {
            Add(text[..special]);
            AddEscape(text[special]);
            text = text[(special + 1)..];
        }

        Add(text);
        Add('"');
    }

    private static bool IsWellFormed(ReadOnlySpan<char> text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[++i])))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Half of a surrogate pair is no character; it becomes U+FFFD, as everywhere where text leaves the program.</summary>
    private static string WithReplacements(ReadOnlySpan<char> text)
    {
        var result = new System.Text.StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            result.Append(rune.ToString());
        }

        return result.ToString();
    }

    private void AddEscape(char character)
    {
        switch (character)
        {
            case '"':
                Add("\\\"");
                break;
            case '\\':
                Add(@"\\");
                break;
            case '\n':
                Add(@"\n");
                break;
            case '\r':
                Add(@"\r");
                break;
            case '\t':
                Add(@"\t");
                break;
            case '\b':
                Add(@"\b");
                break;
            case '\f':
                Add(@"\f");
                break;
            default:
                Add(character < 16 ? @"\u000" : @"\u001");
                Add(HexDigits[character & 15]);
                break;
        }
    }

    private void BreakLine()
    {
        if (_indent == 0)
        {
            return;
        }

        Add('\n');
        long spaces = (long)_indent * _depth;
        Reserve(spaces);
        _text.AsSpan(_length, (int)spaces).Fill(' ');
        _length += (int)spaces;
    }

    private void Add(char character)
    {
        Reserve(1);
        _text[_length++] = character;
    }

    private void Add(ReadOnlySpan<char> text)
    {
        Reserve(text.Length);
        text.CopyTo(_text.AsSpan(_length));
        _length += text.Length;
    }

    private void Reserve(long count)
    {
        if (count > _text.Length - _length)
        {
            Grow(count);
        }
    }

    private static DataFormatException TooLong() =>
        new(Errors.ErrorText.Unsupported(string.Create(CultureInfo.InvariantCulture, $"JSON text longer than {MaximumLength} characters")));

    private void Grow(long count)
    {
        long wanted = _length + count;
        if (wanted > MaximumLength)
        {
            throw TooLong();
        }

        int length = (int)Math.Min(MaximumLength, Math.Max(2L * _text.Length, wanted));
        _budget.Charge(sizeof(char) * (long)(length - _text.Length));
        Array.Resize(ref _text, length);
    }

    /// <summary>The least characters that parts take.</summary>
    private static long LeastLength(string[]? names, ReadOnlySpan<Value> parts)
    {
        long length = 0;
        for (int i = 0; i < parts.Length; i++)
        {
            var part = parts[i];
            length += 1 + (names is null ? 0 : names[i].Length + 3L);
            length += part.IsInt ? 1 : part.IsText ? TextValue.LengthOf(part.Tag!) + 2L : part.IsNull || part.IsBool ? 4 : 2;
        }

        return length;
    }

    private void Open(string[]? names, Value[] items, int start, int count)
    {
        if (count >= ManyParts && _length + LeastLength(names, items.AsSpan(start, count)) > MaximumLength)
        {
            throw TooLong();
        }

        if (_depth == _open.Length)
        {
            int length = Math.Max(8, 2 * _depth);
            _budget.Charge(OpenBytes * (long)(length - _depth));
            Array.Resize(ref _open, length);
        }

        _open[_depth++] = new OpenGroup { Names = names, Items = items, Start = start, Next = start, End = start + count };
    }

    /// <summary>A list or object whose parts are being written; those of an object have names.</summary>
    private struct OpenGroup
    {
        public string[]? Names;
        public Value[] Items;
        public int Start;
        public int Next;
        public int End;
    }
}
