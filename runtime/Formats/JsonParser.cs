using System.Buffers;
using System.Text.Json;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Formats;

/// <summary>Makes values of JSON text that arrives in blocks of UTF-8.</summary>
/// <remarks>
/// What is open is kept on stacks of its own, so that nesting is limited by memory. All values of open lists and objects lie on one stack;
/// a list or object takes its part of it when it is closed. The parser can stop after any block and go on with the next.
/// </remarks>
/// <param name="original">What the UTF-8 is made of; null if it was never anything else.</param>
internal sealed class JsonParser(JsonOriginal? original = null)
{
    /// <summary>Lists and objects open at once. An opening bracket takes one byte of text, and much more here.</summary>
    public const int MostOpen = 10_000_000;

    /// <summary>Bytes of a list without elements.</summary>
    public const int ListBytes = 80;

    /// <summary>Bytes of an object without fields.</summary>
    public const int ObjectBytes = 104;

    /// <summary>Bytes of an element or of the value of a field.</summary>
    public const int ValueBytes = 16;

    private const string NotAList = "JSON text that is not a list has no elements";
    private const int TextBytes = 24;
    private const int Shortest = 16;
    private const int UsualValueLength = 16;
    private const int FewExpected = 1 << 16;
    private const int MostExpected = 1 << 20;

    /// <summary>Stacks up to this length are used again for the next text, as the library does: memory that is new costs more than what is done with it here.</summary>
    private const int MostKept = 1 << 21;

    private static readonly JsonReaderOptions Strict = new() { MaxDepth = int.MaxValue, AllowMultipleValues = false };
    private static readonly JsonReaderOptions Successive = new() { MaxDepth = int.MaxValue, AllowMultipleValues = true };

    private static readonly BulkBudget Nothing = new(0);

    private readonly JsonMemory _memory = JsonMemory.Take();
    private JsonReaderState _state = new(Strict);
    private Value[] _values = [];
    private string[] _fields = [];
    private int[] _open = [];
    private string?[] _openNames = [];
    private int _count;
    private int _depth;
    private int _fieldsUsed;

    /// <summary>What may be allocated.</summary>
    public BulkBudget Budget { get; set; } = Nothing;

    /// <summary>Bytes of the blocks before the present one that have been read.</summary>
    public long Consumed { get; private set; }

    /// <summary>What is wrong with a text or a number of correct form.</summary>
    public string Problem { get; private set; } = "half of a surrogate pair in a text";

    /// <summary>Makes room for the values of a long text, of which one list or object may hold nearly all: memory that is not used costs nothing.</summary>
    /// <param name="length">The text's length.</param>
    public void Expect(int length)
    {
        int count = Math.Min(length / UsualValueLength, MostExpected);
        if (count > FewExpected && ValueBytes * (long)count < Budget.Bytes / 16)
        {
            GrowKept(ref _values, ValueBytes, count);
            GrowKept(ref _fields, bytes: 0, count);
        }
    }

    /// <summary>Takes in several values one after another instead of one.</summary>
    public void ExpectSeveral() => _state = new JsonReaderState(Successive);

    /// <summary>Reads on.</summary>
    /// <param name="block">What the last call has left, and what follows it.</param>
    /// <param name="isLast">Whether the text ends with it.</param>
    /// <param name="outer">Values are given back as soon as they are complete and lie in so many lists; 0 for whole values.</param>
    /// <param name="value">The value, if one is complete.</param>
    /// <param name="consumed">How much of the block has been read; the rest is to begin the next one.</param>
    /// <returns>Whether a value is complete.</returns>
    /// <exception cref="JsonException">This is not JSON.</exception>
    /// <exception cref="InvalidOperationException">It is, and yet has no value; <see cref="Problem"/> says why, and <see cref="Consumed"/> where.</exception>
    public bool TryRead(ReadOnlySpan<byte> block, bool isLast, int outer, out Value value, out int consumed)
    {
        var reader = new Utf8JsonReader(block, isLast, _state);
        bool isComplete = false;
        try
        {
            while (!isComplete && reader.Read())
            {
                isComplete = Take(ref reader, outer);
            }
        }
        catch (InvalidOperationException)
        {
            Consumed += reader.TokenStartIndex;
            throw;
        }

        _state = reader.CurrentState;
        consumed = (int)reader.BytesConsumed;
        Consumed += consumed;
        value = isComplete ? _values[--_count] : default;
        if (isComplete)
        {
            _values[_count] = default;
        }

        return isComplete;
    }

    /// <summary>Lets others use the memory. Nothing can be read any more.</summary>
    public void Release()
    {
        Return(_values, _count);
        Return(_fields, Math.Max(_fieldsUsed, _count + 1));
        (_values, _fields) = ([], []);
        _memory.Return();
    }

    /// <summary>Takes in one token; true when it completes a value that is to be given back.</summary>
    private bool Take(ref Utf8JsonReader reader, int outer)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                if (_count >= _fields.Length)
                {
                    GrowKept(ref _fields, bytes: 0, _count + 1);
                }

                _fields[_count] = Name(ref reader);
                return false;
            case JsonTokenType.StartArray or JsonTokenType.StartObject:
                if (_depth < outer && reader.TokenType == JsonTokenType.StartObject)
                {
                    throw new DataFormatException(NotAList);
                }

                Open();
                return false;
            case JsonTokenType.EndArray when _depth == outer:
                // The list around the values given back, one by one, holds none.
                _depth--;
                return false;
            case JsonTokenType.EndArray:
                Push(CloseList());
                break;
            case JsonTokenType.EndObject:
                Push(CloseObject());
                break;
            default:
                Push(_depth < outer ? throw new DataFormatException(NotAList) : Scalar(ref reader));
                break;
        }

        return _depth == outer;
    }

    private Value Scalar(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => Value.Text(Text(ref reader)),
        JsonTokenType.Number => Number(ref reader),
        JsonTokenType.True => Value.Bool(true),
        JsonTokenType.False => Value.Bool(false),
        _ => Value.Null,
    };

    private string Name(ref Utf8JsonReader reader)
    {
        // An object with more fields than are kept has each only once.
        if (_count - _open[_depth - 1] > JsonNames.Places)
        {
            return Text(ref reader);
        }

        string? name = _memory.Names.Find(ref reader, out int place);
        if (name is null)
        {
            name = Text(ref reader);
            _memory.Names.Keep(place, name);
        }

        return name;
    }

    private string Text(ref Utf8JsonReader reader)
    {
        string text = original is null ? reader.GetString()! : original.Take(ref reader);
        Budget.Charge(TextBytes + (sizeof(char) * (long)text.Length));
        return text;
    }

    private Value Number(ref Utf8JsonReader reader)
    {
        if (reader.TryGetInt64(out long integer))
        {
            return Value.Int(integer);
        }

        if (JsonNumber.TryRead(reader.ValueSpan, out var common))
        {
            return common;
        }

        if (reader.TryGetDouble(out double number) && double.IsFinite(number))
        {
            return Value.Float(number);
        }

        Problem = "a number too large for a float";
        throw new InvalidOperationException(Problem);
    }

    private void Open()
    {
        if (_depth == MostOpen)
        {
            throw new DataFormatException($"JSON nested deeper than {MostOpen} lists and objects");
        }

        if (_depth == _open.Length)
        {
            Grow(ref _open, sizeof(int));
            Grow(ref _openNames, sizeof(long));
        }

        // The fields of what opens here are kept from the same place on as the name it has itself.
        _openNames[_depth] = _count < _fields.Length ? _fields[_count] : null;
        _open[_depth++] = _count;
    }

    private Value CloseList()
    {
        int start = _open[--_depth];
        int count = _count - start;
        Budget.Charge(ListBytes + (ValueBytes * (long)count));
        if (count > ListValue.MaximumLength)
        {
            throw new BulkLimitException();
        }

        var items = _values.AsSpan(start, count);
        var list = ListValue.FromOwned(items.ToArray());
        Drop(start);
        return Value.From(list);
    }

    private Value CloseObject()
    {
        int start = _open[--_depth];
        int count = _count - start;
        _fieldsUsed = Math.Max(_fieldsUsed, _count);
        Budget.Charge(ObjectBytes + (ValueBytes * (long)count));
        var fields = count == 0 ? ObjectValue.Empty : _memory.Objects.Make(_fields.AsSpan(start, count), _values.AsSpan(start, count));
        Drop(start);
        return Value.From(fields);
    }

    private void Push(Value value)
    {
        if (_count == _values.Length)
        {
            GrowKept(ref _values, ValueBytes, _count + 1);
        }

        _values[_count++] = value;
    }

    /// <summary>Forgets the values from a place on, so that they are not kept alive.</summary>
    private void Drop(int start)
    {
        _values.AsSpan(start, _count - start).Clear();
        _count = start;
        if (_openNames[_depth] is { } name)
        {
            _fields[start] = name;
        }
    }

    private void Grow<T>(ref T[] stack, int bytes)
    {
        int length = Math.Min(Array.MaxLength, Math.Max(Shortest, 2 * stack.Length));
        Budget.Charge((long)bytes * (length - stack.Length));
        Array.Resize(ref stack, length);
    }

    private void GrowKept<T>(ref T[] stack, int bytes, int least)
    {
        int length = Math.Min(Array.MaxLength, Math.Max(Math.Max(Shortest, least), 2 * stack.Length));
        Budget.Charge((long)bytes * (length - stack.Length));
        var longer = length <= MostKept ? ArrayPool<T>.Shared.Rent(length) : new T[length];
        stack.CopyTo(longer, 0);
        Return(stack, stack.Length);
        stack = longer;
    }

    private static void Return<T>(T[] stack, int used)
    {
        if (stack.Length <= MostKept)
        {
            stack.AsSpan(0, Math.Min(used, stack.Length)).Clear();
            ArrayPool<T>.Shared.Return(stack);
        }
    }
}
