using System.Text;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Scheme;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Debugging;

/// <summary>Values on one line, as programs write them: texts in quotes, lists in brackets, objects in braces, and data of Scheme as WRITE shows them.</summary>
public static class ValueDisplay
{
    private const int MostNested = 6;
    private const string Cut = "...";

    /// <summary>Shows a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="addresses">How functions number their addresses.</param>
    /// <param name="most">Most characters, roughly.</param>
    public static string Of(Value value, AddressSpace addresses, int most)
    {
        var text = new StringBuilder();
        Write(text, value, addresses, most, depth: 0);
        return DisplayText.Escape(text.Length > most + Cut.Length ? string.Concat(text.ToString().AsSpan(0, most), Cut) : text.ToString());
    }

    private static void Write(StringBuilder text, Value value, AddressSpace addresses, int most, int depth)
    {
        switch (value.Tag)
        {
            case ListValue or ObjectValue when depth == MostNested:
                text.Append(value.Tag is ListValue ? "[...]" : "{...}");
                break;
            case ListValue list:
                WriteParts(text, value, list.Count, ('[', ']'), addresses, most, depth);
                break;
            case ObjectValue fields:
                WriteParts(text, value, fields.Count, ('{', '}'), addresses, most, depth);
                break;
            case CellValue cell when depth == 0:
                Write(text, cell.Content, addresses, most, depth + 1);
                break;
            case FunctionValue function:
                WriteFunction(text, function, addresses);
                break;
            case ExceptionValue exception:
                text.Append("exception ");
                WriteText(text, exception.Message, most);
                break;
            default:
                WriteOther(text, value, addresses, most);
                break;
        }
    }

    private static void WriteOther(StringBuilder text, Value value, AddressSpace addresses, int most)
    {
        if (value.IsText)
        {
            WriteText(text, value.AsText, most);
        }
        else
        {
            text.Append(value.Kind switch
            {
                ValueKind.Unset => "<none>",
                ValueKind.Int or ValueKind.Float or ValueKind.Bool or ValueKind.Null => ValueText.Display(value, addresses),
                >= ValueKind.Pair => DatumWriter.ToText(value, DatumStyle.Write, most),
                _ => ValueText.Display(value, addresses, most),
            });
        }
    }

    private static void WriteParts(StringBuilder text, Value value, int count, (char Open, char Close) brackets, AddressSpace addresses, int most, int depth)
    {
        text.Append(brackets.Open);
        int shown = 0;
        foreach (var (name, part) in ValueParts.Of(value, 0, count))
        {
            if (text.Length >= most)
            {
                text.Append(shown == 0 ? "" : ", ").Append(Cut);
                break;
            }

            text.Append(shown++ == 0 ? "" : ", ");
            if (brackets.Open == '{')
            {
                WriteText(text, name, most);
                text.Append(": ");
            }

            Write(text, part, addresses, most, depth + 1);
        }

        text.Append(brackets.Close);
    }

    private static void WriteText(StringBuilder text, string content, int most)
    {
        bool isLong = content.Length > most;
        text.Append('"').Append((isLong ? content[..most] : content).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)).Append(isLong ? Cut : "").Append('"');
    }

    private static void WriteFunction(StringBuilder text, FunctionValue function, AddressSpace addresses) =>
        text.Append(ValueText.Display(Value.From(function), addresses, DisplayText.QuotedLength));
}
