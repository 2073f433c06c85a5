using TinyTotIL.Runtime.Scheme;

namespace TinyTotIL.Runtime.Values;

/// <summary>Writes one value, or one scope, in one of the two forms.</summary>
/// <remarks>Lists, objects and captures that are being written are kept on a stack of its own, not the machine's.</remarks>
internal sealed class ValueWriter
{
    private readonly TextOutput _output;
    private readonly AddressSpace _addresses;
    private readonly bool _isDebug;
    private OpenGroup[] _open = [];
    private int _depth;

    /// <summary>Creates a writer.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="addresses">How functions number their addresses.</param>
    /// <param name="isDebug">Debug form, not Display.</param>
    public ValueWriter(TextOutput output, AddressSpace addresses, bool isDebug)
    {
        _output = output;
        _addresses = addresses;
        _isDebug = isDebug;
    }

    /// <summary>Writes a value.</summary>
    /// <param name="value">The value.</param>
    public void Write(Value value)
    {
        Begin(value);
        WriteOpenGroups();
    }

    /// <summary>Writes a scope.</summary>
    /// <param name="scope">The scope.</param>
    public void Write(Scope scope)
    {
        _output.Write("Some({");
        Open(scope.CopyNames(), scope.CopyValues(), "})");
        WriteOpenGroups();
    }

    private void WriteOpenGroups()
    {
        while (_depth > 0 && !_output.IsFull)
        {
            ref var group = ref _open[_depth - 1];
            if (group.Next == group.End)
            {
                _output.Write(group.Closing);
                group = default;
                _depth--;
                continue;
            }

            _output.Write(group.Next == group.Start ? "" : ", ");
            if (group.Names is not null)
            {
                WriteText(group.Names[group.Next]);
                _output.Write(": ");
            }

            Begin(group.Items[group.Next++]);
        }
    }

    /// <summary>Writes a value without parts, or the opening of one with parts, which then waits on the stack.</summary>
    private void Begin(Value value)
    {
        switch (value.Tag)
        {
            case ListValue list:
                _output.Write(_isDebug ? "List([" : "[");
                Open(null, list.Snapshot(out int start), start, list.Count, _isDebug ? "])" : "]");
                break;
            case ObjectValue fields:
                _output.Write(_isDebug ? "Object({" : "{");
                fields.GetFields(out var names, out var values);
                Open(names, values, _isDebug ? "})" : "}");
                break;
            case FunctionValue function:
                BeginFunction(function);
                break;
            case ExceptionValue exception:
                WriteException(exception);
                break;
            case BytesValue bytes:
                WriteBytes(bytes);
                break;
            case HandleValue handle:
                _output.Write(handle.Kind switch { ValueKind.Connection => "Connection(", ValueKind.Stream => "Stream(", _ => "Future(" });
                WriteText(handle.Id);
                _output.Write(")");
                break;
            case ForeignValue foreign:
                _output.Write("Foreign(");
                _output.Write(foreign.Content.GetType().ToString());
                _output.Write(")");
                break;
            case string or TextValue or null:
                WriteScalar(value);
                break;
            default:
                WriteOther(value);
                break;
        }
    }

    /// <summary>Writes what needs no object, and the kinds of value that only Lisp has, which write what is in them themselves.</summary>
    private void WriteOther(Value value)
    {
        if (value.IsFloat || value.IsBool || value.IsNull || value.IsUnset)
        {
            WriteScalar(value);
        }
        else
        {
            new DatumWriter(_output, _isDebug ? DatumStyle.Write : DatumStyle.Display).Write(value);
        }
    }

    private void WriteScalar(Value value)
    {
        if (value.IsNull)
        {
            _output.Write(_isDebug ? "Null" : "null");
            return;
        }

        if (value.IsUnset)
        {
            _output.Write("Unset");
            return;
        }

        if (_isDebug)
        {
            _output.Write(value.Kind switch { ValueKind.Int => "Int(", ValueKind.Float => "Float(", ValueKind.Bool => "Bool(", _ => "Str(" });
        }

        WriteContent(value);
        if (_isDebug)
        {
            _output.Write(")");
        }
    }

    private void WriteContent(Value value)
    {
        if (value.IsInt)
        {
            _output.Write(value.AsInt);
        }
        else if (value.IsFloat)
        {
            Span<char> target = stackalloc char[FloatText.LongestForm];
            _output.Write(_isDebug ? FloatText.Debug(value.AsFloat, target) : FloatText.Display(value.AsFloat, target));
        }
        else if (value.IsBool)
        {
            _output.Write(value.AsBool ? "true" : "false");
        }
        else
        {
            WriteText(TextValue.SpanOf(value));
        }
    }

    private void BeginFunction(FunctionValue function)
    {
        var prototype = function.Prototype;
        ulong address = _addresses.Visible(prototype.Module, prototype.Address);
        if (_isDebug)
        {
            _output.Write(prototype.IsClosure ? "Closure { addr: " : "Function { addr: ");
            _output.Write(address);
            _output.Write(", params: [");
            WriteTexts(prototype.Parameters);
            if (!prototype.IsClosure)
            {
                _output.Write("] }");
                return;
            }

            _output.Write("], captured: {");
            Open(prototype.CapturedNames, function.CopyCaptured(), "} }");
            return;
        }

        _output.Write(prototype.IsClosure ? "closure@" : "function@");
        _output.Write(address);
        _output.Write(" (");
        WriteTexts(prototype.Parameters);
        _output.Write(")");
        if (prototype.IsClosure)
        {
            _output.Write(" [captured: ");
            _output.Write((long)function.CapturedCount);
            _output.Write("]");
        }
    }

    private void WriteException(ExceptionValue exception)
    {
        if (_isDebug)
        {
            _output.Write("Exception { message: ");
            WriteText(exception.Message);
            _output.Write(", stack_trace: [");
            WriteTexts(exception.Trace);
            _output.Write("] }");
            return;
        }

        _output.Write("Exception: ");
        _output.Write(exception.Message);
        _output.Write(exception.Trace.Length == 0 ? "" : "\nStack trace:");
        foreach (string line in exception.Trace)
        {
            _output.Write("\n  ");
            _output.Write(line);
        }
    }

    private void WriteBytes(BytesValue bytes)
    {
        if (!_isDebug)
        {
            _output.Write("Bytes(");
            _output.Write((long)bytes.Bytes.Length);
            _output.Write(")");
            return;
        }

        _output.Write("Bytes([");
        for (int i = 0; i < bytes.Bytes.Length && !_output.IsFull; i++)
        {
            _output.Write(i == 0 ? "" : ", ");
            _output.Write((long)bytes.Bytes[i]);
        }

        _output.Write("])");
    }

    private void WriteTexts(string[] texts)
    {
        for (int i = 0; i < texts.Length; i++)
        {
            _output.Write(i == 0 ? "" : ", ");
            WriteText(texts[i]);
        }
    }

    private void WriteText(ReadOnlySpan<char> text)
    {
        if (_isDebug)
        {
            TextEscapes.WriteQuoted(_output, text);
        }
        else
        {
            _output.Write(text);
        }
    }

    private void Open(string[]? names, Value[] items, string closing) => Open(names, items, 0, items.Length, closing);

    private void Open(string[]? names, Value[] items, int start, int count, string closing)
    {
        if (_depth == _open.Length)
        {
            Array.Resize(ref _open, Math.Max(8, 2 * _depth));
        }

        _open[_depth++] = new OpenGroup { Names = names, Items = items, Start = start, Next = start, End = start + count, Closing = closing };
    }

    /// <summary>Values being written between an opening and a closing; those of objects and captures have names.</summary>
    private struct OpenGroup
    {
        public string[]? Names;
        public Value[] Items;
        public int Start;
        public int Next;
        public int End;
        public string Closing;
    }
}
