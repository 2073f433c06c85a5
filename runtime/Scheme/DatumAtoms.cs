using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Scheme;

/// <summary>Writes data that have no others inside.</summary>
internal static class DatumAtoms
{
    /// <summary>Writes one.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="datum">The datum.</param>
    /// <param name="isDisplay">Whether strings, symbols and characters are written as they are.</param>
    public static void Write(TextOutput output, in Value datum, bool isDisplay)
    {
        if (datum.IsInt)
        {
            output.Write(datum.AsInt);
        }
        else if (datum.Tag is Tag)
        {
            WriteTagged(output, datum, isDisplay);
        }
        else if (DatumText.TryGet(datum, out var text))
        {
            if (isDisplay)
            {
                output.Write(text);
            }
            else
            {
                WriteString(output, text);
            }
        }
        else
        {
            WriteObject(output, (HeapValue)datum.Tag!, isDisplay);
        }
    }

    /// <summary>Writes a string so that it can be read again.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="text">The string.</param>
    public static void WriteString(TextOutput output, ReadOnlySpan<char> text) => WriteQuoted(output, text, '"');

    /// <summary>The name of a record type without the angle brackets that it usually has.</summary>
    /// <param name="type">The type.</param>
    public static ReadOnlySpan<char> PlainName(RecordType type) => type.Name is ['<', .. var name, '>'] ? name : type.Name;

    /// <summary>Writes a name so that it is a symbol when it is read: between bars where it needs them.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="name">The name.</param>
    public static void WriteName(TextOutput output, ReadOnlySpan<char> name)
    {
        if (DatumLexer.IsSymbol(name))
        {
            output.Write(name);
        }
        else
        {
            WriteQuoted(output, name, '|');
        }
    }

    private static void WriteTagged(TextOutput output, in Value datum, bool isDisplay)
    {
        switch (datum.Kind)
        {
            case ValueKind.Bool:
                output.Write(datum.AsBool ? "#t" : "#f");
                break;
            case ValueKind.Float:
                output.Write(NumberText.Write(datum));
                break;
            case ValueKind.Character:
                WriteCharacter(output, (int)datum.Bits, isDisplay);
                break;
            case ValueKind.EmptyList:
                output.Write("()");
                break;
            case ValueKind.EndOfFile:
                output.Write("#<eof>");
                break;
            case ValueKind.Null:
                output.Write("#<null>");
                break;
            case ValueKind.Unset:
                output.Write("#<unset>");
                break;
            default:
                output.Write("#<unspecified>");
                break;
        }
    }

    private static void WriteObject(TextOutput output, HeapValue item, bool isDisplay)
    {
        switch (item)
        {
            case SymbolValue symbol when isDisplay:
                output.Write(symbol.Name);
                break;
            case SymbolValue symbol:
                WriteName(output, symbol.Name);
                break;
            case BigIntegerValue or RationalValue:
                output.Write(NumberText.Write(Value.From(item)));
                break;
            case BytevectorValue bytes:
                WriteBytes(output, "#u8(", bytes.Bytes, ")");
                break;
            case BytesValue bytes:
                WriteBytes(output, "#<bytes ", bytes.Bytes, ">");
                break;
            default:
                output.Write("#<");
                WriteDescription(output, item);
                output.Write(">");
                break;
        }
    }

    private static void WriteDescription(TextOutput output, HeapValue item)
    {
        switch (item)
        {
            case FunctionValue:
                output.Write("procedure");
                break;
            case ExceptionValue exception:
                output.Write("error ");
                output.Write(exception.Message);
                break;
            case RecordType type:
                output.Write("record-type ");
                WriteName(output, PlainName(type));
                break;
            case HandleValue handle:
                output.Write(handle.Kind switch { ValueKind.Connection => "connection ", ValueKind.Stream => "stream ", _ => "future " });
                output.Write(handle.Id);
                break;
            case HashTable table:
                output.Write("hash-table ");
                output.Write((long)table.Entries.Count);
                break;
            case PortValue port:
                output.Write(port.IsTextual ? "" : "binary ");
                output.Write(port.IsInput ? "input port " : "output port ");
                output.Write(port.Name);
                break;
            case ForeignValue foreign:
                output.Write("foreign ");
                output.Write(foreign.Content.GetType().ToString());
                break;
            default:
                output.Write(item.Kind.ToString().ToLowerInvariant());
                break;
        }
    }

    private static void WriteBytes(TextOutput output, string opening, byte[] bytes, string closing)
    {
        output.Write(opening);
        for (int i = 0; i < bytes.Length && !output.IsFull; i++)
        {
            output.Write(i == 0 ? "" : " ");
            output.Write((long)bytes[i]);
        }

        output.Write(closing);
    }

    private static void WriteCharacter(TextOutput output, int scalar, bool isDisplay)
    {
        Span<char> units = stackalloc char[2];
        units = units[..TextScalars.Encode(scalar, units)];
        if (isDisplay)
        {
            output.Write(units);
            return;
        }

        output.Write("#\\");
        if (DatumCharacters.NameOf(scalar) is { } name)
        {
            output.Write(name);
        }
        else if (DatumCharacters.IsGraphic(scalar))
        {
            output.Write(units);
        }
        else
        {
            output.Write($"x{scalar:x}");
        }
    }

    private static void WriteQuoted(TextOutput output, ReadOnlySpan<char> text, char quote)
    {
        output.Write([quote]);
        int from = 0;
        for (int i = 0; i < text.Length && !output.IsFull; i++)
        {
            char unit = text[i];
            if ((unit is >= ' ' and <= '~' && unit != quote && unit != '\\') || IsGraphicPair(text, ref i, out int scalar))
            {
                continue;
            }

            output.Write(text[from..i]);
            from = i + (scalar > char.MaxValue ? 2 : 1);
            i = from - 1;
            WriteEscape(output, scalar);
        }

        output.Write(text[from..]);
        output.Write([quote]);
    }

    /// <summary>Whether the character at a unit outside ASCII is written as it is; if so the unit becomes its last one.</summary>
    private static bool IsGraphicPair(ReadOnlySpan<char> text, ref int unit, out int scalar)
    {
        int next = unit;
        scalar = TextScalars.Next(text, ref next);
        bool isGraphic = scalar >= 0x80 && (DatumCharacters.IsGraphic(scalar) || DatumCharacters.IsMark(scalar));
        unit = isGraphic ? next - 1 : unit;
        return isGraphic;
    }

    private static void WriteEscape(TextOutput output, int scalar)
    {
        switch (scalar)
        {
            case '\a':
                output.Write("\\a");
                break;
            case '\b':
                output.Write("\\b");
                break;
            case '\t':
                output.Write("\\t");
                break;
            case '\n':
                output.Write("\\n");
                break;
            case '\r':
                output.Write("\\r");
                break;
            case '"' or '\\' or '|':
                output.Write(['\\', (char)scalar]);
                break;
            default:
                output.Write($"\\x{scalar:x};");
                break;
        }
    }
}
