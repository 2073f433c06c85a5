using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Scheme;

/// <summary>Writes data as Scheme does, and the other values of the language so that they can be told apart.</summary>
/// <remarks>Data that have begun are kept on a stack of its own, not the machine's.</remarks>
public sealed class DatumWriter
{
    /// <summary>Room for deeper data is not kept for the next.</summary>
    private const int MostKept = 1 << 10;

    private readonly TextOutput _output;
    private readonly DatumStyle _style;
    private readonly bool _isDisplay;
    private readonly Func<FunctionValue, string?>? _nameOf;
    private Dictionary<object, int>? _labels;
    private int _labelCount;
    private OpenGroup[] _open = [];
    private int _depth;

    /// <summary>Creates a writer.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="style">In which way.</param>
    /// <param name="nameOf">Names of procedures; null where they are not known.</param>
    internal DatumWriter(TextOutput output, DatumStyle style, Func<FunctionValue, string?>? nameOf = null) =>
        (_output, _style, _isDisplay, _nameOf) = (output, style, style == DatumStyle.Display, nameOf);

    /// <summary>Collects a datum as a string, which is cut off with a mark where it gets too long.</summary>
    /// <param name="datum">The datum.</param>
    /// <param name="style">In which way.</param>
    /// <param name="most">Most characters.</param>
    /// <param name="nameOf">Names of procedures; null where they are not known.</param>
    public static string ToText(Value datum, DatumStyle style, int most = ValueText.Ceiling, Func<FunctionValue, string?>? nameOf = null)
    {
        var output = new TextOutput(most);
        new DatumWriter(output, style, nameOf).Write(datum);
        return output.ToString();
    }

    /// <summary>Whether it names procedures as another would; processes of one program may not agree.</summary>
    /// <param name="nameOf">Names of procedures.</param>
    internal bool IsFor(Func<FunctionValue, string?> nameOf) => ReferenceEquals(_nameOf, nameOf);

    /// <summary>Writes a datum.</summary>
    /// <param name="datum">The datum.</param>
    public void Write(Value datum)
    {
        _labels = _style == DatumStyle.Simple ? null : DatumCycles.Find(datum, isForShared: _style == DatumStyle.Shared);
        _labelCount = 0;
        Begin(datum);
        while (_depth > 0 && !_output.IsFull)
        {
            ref var group = ref _open[_depth - 1];
            if (group.Items is null)
            {
                ContinueList(ref group);
            }
            else
            {
                ContinueItems(ref group);
            }
        }

        // What is left after the output was full must not live on.
        Array.Clear(_open, 0, _depth);
        _open = _open.Length > MostKept ? [] : _open;
        _depth = 0;
        _labels = null;
    }

    private void ContinueList(ref OpenGroup group)
    {
        var rest = group.Rest;
        if (group.IsFirst)
        {
            var first = (PairValue)rest.Tag!;
            (group.IsFirst, group.Rest) = (false, first.Cdr);
            Begin(first.Car);
        }
        else if (rest.IsEmptyList)
        {
            Close(ref group, ")");
        }
        else if (rest.Tag is PairValue pair && _labels?.ContainsKey(pair) != true)
        {
            _output.Write(" ");
            group.Rest = pair.Cdr;
            Begin(pair.Car);
        }
        else
        {
            _output.Write(" . ");
            group.Rest = Value.EmptyList;
            Begin(rest);
        }
    }

    private void ContinueItems(ref OpenGroup group)
    {
        if (group.Next == group.End)
        {
            Close(ref group, group.Closing);
            return;
        }

        _output.Write(group.Next == group.Start ? "" : group.Separator);
        if (group.Names is not null)
        {
            WriteName(group.Names[group.Next], isQuoted: group.Closing == "}");
            _output.Write(": ");
        }

        Begin(group.Items![group.Next++]);
    }

    private void Close(ref OpenGroup group, string closing)
    {
        _output.Write(closing);
        group = default;
        _depth--;
    }

    /// <summary>Writes a datum without parts, or the opening of one with parts, which then waits on the stack.</summary>
    private void Begin(Value datum)
    {
        if (_labels is not null && datum.Tag is HeapValue item && WriteLabel(item))
        {
            return;
        }

        switch (datum.Tag)
        {
            case PairValue:
                _output.Write("(");
                Open() = new OpenGroup { Rest = datum, IsFirst = true };
                break;
            case VectorValue vector:
                _output.Write("#(");
                OpenItems(vector.Items, " ", ")");
                break;
            case ListValue list:
                _output.Write("[");
                OpenItems(DatumParts.Of(list), ", ", "]");
                break;
            case ObjectValue fields:
                _output.Write("{");
                fields.GetFields(out var names, out var values);
                OpenItems(values, ", ", "}", names);
                break;
            case RecordValue record:
                _output.Write("#<");
                DatumAtoms.WriteName(_output, DatumAtoms.PlainName(record.Type));
                _output.Write(record.Fields.Length == 0 ? "" : " ");
                OpenItems(record.Fields, " ", ">", record.Type.Fields);
                break;
            case MultipleValues results:
                _output.Write(results.Items.Length == 0 ? "#<values" : "#<values ");
                OpenItems(results.Items, " ", ">");
                break;
            case FunctionValue function when _nameOf?.Invoke(function) is { } name:
                _output.Write("#<procedure ");
                _output.Write(name);
                _output.Write(">");
                break;
            default:
                DatumAtoms.Write(_output, datum, _isDisplay);
                break;
        }
    }

    /// <summary>Writes a reference to what has a label already, and nothing else of it; or the label, when it needs one.</summary>
    /// <returns>Whether that was all.</returns>
    private bool WriteLabel(HeapValue item)
    {
        if (!_labels!.TryGetValue(item, out int label))
        {
            return false;
        }

        bool isKnown = label >= 0;
        if (!isKnown)
        {
            label = _labelCount++;
            _labels[item] = label;
        }

        _output.Write("#");
        _output.Write((long)label);
        _output.Write(isKnown ? "#" : "=");
        return isKnown;
    }

    private void WriteName(string name, bool isQuoted)
    {
        if (isQuoted)
        {
            DatumAtoms.WriteString(_output, name);
        }
        else
        {
            DatumAtoms.WriteName(_output, name);
        }
    }

    private void OpenItems(ArraySegment<Value> items, string separator, string closing, string[]? names = null) =>
        Open() = new OpenGroup
        {
            Items = items.Array,
            Names = names,
            Start = items.Offset,
            Next = items.Offset,
            End = items.Offset + items.Count,
            Separator = separator,
            Closing = closing,
        };

    private ref OpenGroup Open()
    {
        if (_depth == _open.Length)
        {
            Array.Resize(ref _open, Math.Max(8, 2 * _depth));
        }

        return ref _open[_depth++];
    }

    /// <summary>Values being written between an opening and a closing: the rest of a list, or items, of which some have names.</summary>
    private struct OpenGroup
    {
        public Value Rest;
        public bool IsFirst;
        public Value[]? Items;
        public string[]? Names;
        public int Start;
        public int Next;
        public int End;
        public string Separator;
        public string Closing;
    }
}
