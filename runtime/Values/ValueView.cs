using System.Diagnostics;
using System.Globalization;

namespace TinyTotIL.Runtime.Values;

/// <summary>What .NET debuggers show of a value: its Debug form in a line, and the parts it can be opened into.</summary>
/// <remarks>A debugger makes one by its attributes and evaluates the properties; nothing else does.</remarks>
internal sealed class ValueView
{
    private const int LongestLine = 200;
    private const int MostParts = 1000;

    private readonly Value _value;

    /// <summary>Looks at a value.</summary>
    /// <param name="value">The value.</param>
    public ValueView(Value value) => _value = value;

    /// <summary>Looks at a value that is known by its case.</summary>
    /// <param name="value">The value.</param>
    public ValueView(HeapValue value) => _value = Value.From(value);

    /// <summary>The kind of the value.</summary>
    public ValueKind Kind => _value.Kind;

    /// <summary>Its parts: elements, fields, captured variables.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.RootHidden)]
    public NamedValue[] Parts => [.. PartsOf(_value).Take(MostParts)];

    /// <summary>The value in a line.</summary>
    /// <param name="value">The value.</param>
    public static string Describe(Value value) =>
        value.IsUnset ? "(no value)" : ValueText.Debug(value, AddressSpace.OwnNumbers, LongestLine);

    private static IEnumerable<NamedValue> PartsOf(Value value) => value.Tag switch
    {
        ListValue list => Enumerable.Range(0, list.Count).Select(i => Numbered(i, list[i])),
        VectorValue vector => vector.Items.Select((item, i) => Numbered(i, item)),
        MultipleValues several => several.Items.Select((item, i) => Numbered(i, item)),
        RecordValue record => record.Fields.Select((field, i) => Numbered(i, field)),
        ObjectValue fields => fields.Fields.Select(field => new NamedValue(field.Key, field.Value)),
        FunctionValue function => (function.Prototype.CapturedNames ?? []).Select((name, i) => new NamedValue(name, function.CapturedAt(i))),
        PairValue pair => [new NamedValue("car", pair.Car), new NamedValue("cdr", pair.Cdr)],
        CellValue cell => [new NamedValue("content", cell.Content)],
        ExceptionValue exception => exception.Trace.Select((line, i) => Numbered(i, Value.Text(line))).Prepend(new NamedValue("message", Value.Text(exception.Message))),
        _ => [],
    };

    private static NamedValue Numbered(int index, Value value) => new(index.ToString("'['0']'", CultureInfo.InvariantCulture), value);
}
