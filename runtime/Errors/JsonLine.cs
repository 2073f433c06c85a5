using System.Buffers;
using System.Text;
using System.Text.Json;

namespace TinyTotIL.Runtime.Errors;

/// <summary>What tools are told: JSON objects in one line each. What is not known is left out.</summary>
public static class JsonLine
{
    /// <summary>An object.</summary>
    /// <param name="kind">Its property <c>kind</c>, the first one.</param>
    /// <param name="writeRest">Writes the other properties.</param>
    public static string Of(string kind, Action<Utf8JsonWriter> writeRest)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            writer.WriteStartObject();
            writer.WriteString("kind", kind);
            writeRest(writer);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    /// <summary>An error without a place.</summary>
    /// <param name="text">The error.</param>
    public static string OfError(string text) => Of("error", writer => writer.WriteString("text", text));

    /// <summary>Writes a property with a text, unless that is null.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="name">The property.</param>
    /// <param name="value">The text.</param>
    public static void WriteKnown(this Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    /// <summary>Writes a property with a number, unless that is null.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="name">The property.</param>
    /// <param name="value">The number.</param>
    public static void WriteKnown(this Utf8JsonWriter writer, string name, long? value)
    {
        if (value is { } number)
        {
            writer.WriteNumber(name, number);
        }
    }

    /// <summary>Writes a property with a list of numbers.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="name">The property.</param>
    /// <param name="numbers">The numbers.</param>
    public static void WriteNumbers(this Utf8JsonWriter writer, string name, IEnumerable<long> numbers)
    {
        writer.WriteStartArray(name);
        foreach (long number in numbers)
        {
            writer.WriteNumberValue(number);
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes a place as a value.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="frame">The place.</param>
    public static void WriteFrame(this Utf8JsonWriter writer, LanguageFrame frame)
    {
        writer.WriteStartObject();
        writer.WriteKnown("function", frame.Function);
        writer.WriteKnown("file", frame.File);
        writer.WriteKnown("line", frame.Line > 0 ? frame.Line : null);
        writer.WriteKnown("column", frame.Column > 0 ? frame.Column : null);
        writer.WriteKnown("module", frame.Module);
        if (frame.IsInLibrary)
        {
            writer.WriteBoolean("inLibrary", true);
        }

        writer.WriteKnown("tailCallsFrom", frame.TailCallsFrom);
        writer.WriteEndObject();
    }
}
