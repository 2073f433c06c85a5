using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Scheme;

/// <summary>Reads data from tokens.</summary>
/// <remarks>Data that have begun are kept on a stack of its own, not the machine's, so the depth of nesting is limited by memory only.</remarks>
public sealed class DatumReader
{
    /// <summary>Deeper nesting takes more memory than any data are worth.</summary>
    private const int MostNesting = 1 << 24;

    private readonly DatumLexer _lexer;
    private readonly bool _isConstant;
    private readonly List<Value> _elements = [];
    private readonly Dictionary<long, DatumPlaceholder> _labels = [];
    private DatumGroup[] _open = new DatumGroup[8];
    private int _depth;
    private Value _result;
    private bool _hasResult;

    /// <summary>Reads tokens.</summary>
    /// <param name="lexer">Gives the tokens.</param>
    /// <param name="isConstant">Whether vectors and bytevectors are literals of the program, which may not change.</param>
    public DatumReader(DatumLexer lexer, bool isConstant = false) => (_lexer, _isConstant) = (lexer, isConstant);

    /// <summary>The longest datum, in UTF-16 units: the text may come from anyone, and have no end.</summary>
    public int LongestDatum { get; set; } = int.MaxValue;

    /// <summary>Why the last datum could not be read; null if it could.</summary>
    public DatumProblem? Problem { get; private set; }

    /// <summary>Reads the only datum of a text, as a literal of a program.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="FormatException">It is not one datum.</exception>
    public static Value Parse(string text) => TryParse(text, out var datum, out var problem) ? datum : throw new FormatException(problem!.Message);

    /// <summary>Reads the only datum of a text, as a literal of a program.</summary>
    /// <param name="text">The text.</param>
    /// <param name="datum">The datum.</param>
    /// <param name="problem">Why it is not one datum; null if it is.</param>
    public static bool TryParse(string text, out Value datum, out DatumProblem? problem)
    {
        var reader = new DatumReader(new DatumLexer(text), isConstant: true);
        bool isRead = reader.TryRead(out datum);
        if (isRead && ReferenceEquals(datum.Tag, Tag.EndOfFile))
        {
            isRead = reader.Fail("there is no datum", 0, text.Length);
        }
        else if (isRead && reader._lexer.Next() is { Kind: not DatumTokenKind.End } further)
        {
            isRead = reader.Fail("more follows after the datum", further.Start, further.End);
        }

        problem = reader.Problem;
        return isRead;
    }

    /// <summary>Reads the next datum.</summary>
    /// <param name="datum">The datum; the end-of-file value when there is none.</param>
    /// <returns>False when what comes is no datum; reading goes on behind what is wrong.</returns>
    public bool TryRead(out Value datum)
    {
        (Problem, _hasResult, _depth) = (null, false, 0);
        _elements.Clear();
        int? start = null;
        while (!_hasResult)
        {
            var token = _lexer.Next();
            start ??= token.Start;
            if ((unchecked(token.End - start.Value) & int.MaxValue) > LongestDatum)
            {
                Fail($"the datum has more than {LongestDatum} characters", start.Value, token.End);
                datum = default;
                return false;
            }

            if (token.Kind == DatumTokenKind.End && _depth == 0)
            {
                _result = Value.EndOfFile;
                break;
            }

            if (!Accept(token))
            {
                Array.Clear(_open);
                datum = default;
                return false;
            }
        }

        datum = _result;
        _result = default;
        if (_labels.Count > 0)
        {
            datum = DatumLabels.Resolve(datum, _labels.Values);
            _labels.Clear();
        }

        return true;
    }

    private bool Accept(in DatumToken token)
    {
        switch (token.Kind)
        {
            case DatumTokenKind.Error:
                return Fail(token.Message!, token.Start, token.End);
            case DatumTokenKind.End:
                return FailUnclosed(token.End);
            case DatumTokenKind.Atom:
                return Complete(token.Value, token);
            case DatumTokenKind.Close:
                return Close(token);
            case DatumTokenKind.Dot:
                return Dot(token);
            case DatumTokenKind.LabelReference:
                return Refer(token);
            case DatumTokenKind.LabelDefinition:
                var placeholder = new DatumPlaceholder();
                return _labels.TryAdd(token.Value.AsInt, placeholder)
                    ? Open(token, placeholder)
                    : Fail($"the label #{token.Value.AsInt}= is defined a second time", token.Start, token.End);
            default:
                return Open(token, token.PrefixName is { } name ? SymbolValue.Of(name) : null);
        }
    }

    private bool Open(in DatumToken token, object? first)
    {
        if (_depth == MostNesting)
        {
            return Fail("data are nested too deeply", token.Start, token.End);
        }

        if (_depth == _open.Length)
        {
            Array.Resize(ref _open, 2 * _depth);
        }

        _open[_depth++] = new DatumGroup { Kind = token.Kind, Start = token.Start, First = first, Elements = _elements.Count };
        return true;
    }

    private bool Close(in DatumToken token)
    {
        if (_depth == 0)
        {
            return Fail("there is no '(' that this ')' closes", token.Start, token.End);
        }

        ref var group = ref _open[_depth - 1];
        Value whole;
        switch (group.Kind)
        {
            case DatumTokenKind.Open when group.Part == ListPart.Dot:
                return Fail("a datum must follow '.'", token.Start, token.End);
            case DatumTokenKind.Open:
                whole = group.First is PairValue list ? Value.From(list) : Value.EmptyList;
                break;
            case DatumTokenKind.OpenVector:
                whole = Value.From(new VectorValue(TakeElements(group.Elements), _isConstant));
                break;
            case DatumTokenKind.OpenBytevector:
                byte[] bytes = Array.ConvertAll(TakeElements(group.Elements), static element => (byte)element.AsInt);
                whole = Value.From(new BytevectorValue(bytes, _isConstant));
                break;
            default:
                return Fail($"a datum must follow {NameOf(group.Kind)}", group.Start, token.End);
        }

        group = default;
        _depth--;
        return Complete(whole, token);
    }

    private Value[] TakeElements(int start)
    {
        Value[] taken = [.. System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_elements)[start..]];
        _elements.RemoveRange(start, taken.Length);
        return taken;
    }

    private bool Dot(in DatumToken token)
    {
        if (_depth == 0 || _open[_depth - 1] is not { Kind: DatumTokenKind.Open, Part: ListPart.Elements, First: not null })
        {
            return Fail("'.' stands where only a datum can", token.Start, token.End);
        }

        _open[_depth - 1].Part = ListPart.Dot;
        return true;
    }

    private bool Refer(in DatumToken token)
    {
        if (!_labels.TryGetValue(token.Value.AsInt, out var placeholder))
        {
            return Fail($"the label #{token.Value.AsInt}= is not defined before this", token.Start, token.End);
        }

        if (!placeholder.Target.IsUnset)
        {
            return Complete(placeholder.Target, token);
        }

        placeholder.IsUsed = true;
        return Complete(Value.From(placeholder), token);
    }

    /// <summary>Gives a datum to what waits for it, and completes that in turn as far as nothing more is missing.</summary>
    private bool Complete(Value datum, in DatumToken token)
    {
        while (_depth > 0)
        {
            ref var group = ref _open[_depth - 1];
            switch (group.Kind)
            {
                case DatumTokenKind.Open:
                    return Append(ref group, datum, token);
                case DatumTokenKind.OpenVector:
                    _elements.Add(datum);
                    return true;
                case DatumTokenKind.OpenBytevector:
                    _elements.Add(datum);
                    return (datum.IsInt && datum.AsInt is >= 0 and <= byte.MaxValue)
                        || Fail("the elements of a bytevector are integers from 0 to 255", token.Start, token.End);
                case DatumTokenKind.DatumComment:
                    _depth--;
                    return true;
                case DatumTokenKind.LabelDefinition:
                    var placeholder = (DatumPlaceholder)group.First!;
                    if (ReferenceEquals(datum.Tag, placeholder))
                    {
                        return Fail("a label cannot stand for itself", group.Start, token.End);
                    }

                    placeholder.Target = datum;
                    break;
                default:
                    datum = Value.From(new PairValue(Value.From((SymbolValue)group.First!), Value.From(new PairValue(datum, Value.EmptyList))));
                    break;
            }

            group = default;
            _depth--;
        }

        (_result, _hasResult) = (datum, true);
        return true;
    }

    private bool Append(ref DatumGroup list, Value datum, in DatumToken token)
    {
        switch (list.Part)
        {
            case ListPart.Tail:
                return Fail("only one datum can follow '.'", token.Start, token.End);
            case ListPart.Dot:
                list.Last!.Cdr = datum;
                list.Part = ListPart.Tail;
                return true;
            default:
                var pair = new PairValue(datum, Value.EmptyList);
                if (list.Last is { } last)
                {
                    last.Cdr = Value.From(pair);
                }
                else
                {
                    list.First = pair;
                }

                list.Last = pair;
                return true;
        }
    }

    private bool FailUnclosed(int end)
    {
        ref var group = ref _open[_depth - 1];
        string message = group.Kind is DatumTokenKind.Open or DatumTokenKind.OpenVector or DatumTokenKind.OpenBytevector
            ? $"the {NameOf(group.Kind)} that begins here has no ')'"
            : $"a datum must follow {NameOf(group.Kind)}";
        return Fail(message, group.Start, end);
    }

    private static string NameOf(DatumTokenKind kind) => kind switch
    {
        DatumTokenKind.Open => "list",
        DatumTokenKind.OpenVector => "vector",
        DatumTokenKind.OpenBytevector => "bytevector",
        DatumTokenKind.DatumComment => "'#;'",
        DatumTokenKind.LabelDefinition => "a label",
        DatumTokenKind.Quote => "\"'\"",
        DatumTokenKind.Quasiquote => "'`'",
        DatumTokenKind.UnquoteSplicing => "',@'",
        _ => "','",
    };

    private bool Fail(string message, int start, int end)
    {
        Problem = new DatumProblem(message, start, end);
        _labels.Clear();
        return false;
    }
}
