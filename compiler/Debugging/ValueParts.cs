using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Debugging;

/// <summary>What values consist of, for looking into them.</summary>
public static class ValueParts
{
    /// <summary>The kind of a value with an article, for sentences.</summary>
    /// <param name="value">The value.</param>
    public static string KindName(Value value) => value.Kind switch
    {
        ValueKind.Int => "an integer",
        ValueKind.Float => "a float",
        ValueKind.Bool => "a boolean",
        ValueKind.Null => "null",
        ValueKind.Text => "a text",
        ValueKind.List => "a list",
        ValueKind.Object => "an object",
        ValueKind.Function or ValueKind.Closure => "a function",
        ValueKind.Exception => "an exception",
        ValueKind.Pair => "a pair",
        ValueKind.EmptyList => "an empty list",
        ValueKind.Symbol => "a symbol",
        ValueKind.Vector => "a vector",
        ValueKind.Record => "a record",
        ValueKind.Unset => "nothing",
        var kind => $"a value of the kind {kind}",
    };

    /// <summary>Whether a value of this kind can be changed in place, which only some of Scheme's can.</summary>
    /// <param name="value">The value.</param>
    public static bool CanChange(Value value) =>
        value.Kind is ValueKind.Pair or ValueKind.Vector or ValueKind.Bytevector or ValueKind.MutableText or ValueKind.Cell or ValueKind.Record or ValueKind.Promise or ValueKind.HashTable;

    /// <summary>How many parts a value has.</summary>
    /// <param name="value">The value.</param>
    public static int CountOf(Value value) => value.Tag switch
    {
        ListValue list => list.Count,
        ObjectValue fields => fields.Count,
        VectorValue vector => vector.Items.Length,
        RecordValue record => record.Fields.Length,
        MultipleValues several => several.Items.Length,
        PairValue => 2,
        CellValue => 1,
        FunctionValue function => function.CapturedCount,
        ExceptionValue => 2,
        _ => 0,
    };

    /// <summary>Some parts of a value: their names, or indexes, and what they are.</summary>
    /// <param name="value">The value.</param>
    /// <param name="first">Parts to leave out.</param>
    /// <param name="most">Most parts to give.</param>
    public static IEnumerable<(string Name, Value Part)> Of(Value value, int first, int most)
    {
        int count = CountOf(value);
        int end = (int)Math.Min(count, (long)first + most);
        if (value.Tag is ObjectValue fields)
        {
            return fields.Fields.Skip(first).Take(most).Select(field => (field.Key, field.Value));
        }

        return Enumerable.Range(first, Math.Max(0, end - first)).Select(index => PartAt(value, index));
    }

    /// <summary>A part of a value: an element by its number, a field by its name.</summary>
    /// <param name="value">The value.</param>
    /// <param name="index">The number or the name.</param>
    /// <param name="part">The part.</param>
    public static bool TryGet(Value value, Value index, out Value part)
    {
        part = default;
        if (value.Tag is CellValue cell)
        {
            value = cell.Content;
        }

        if (value.Tag is ObjectValue fields)
        {
            return index.IsText && fields.TryGet(index.AsText, out part);
        }

        if (value.Tag is PairValue && index.IsInt && index.AsInt >= 0)
        {
            return TryWalk(value, index.AsInt, out part);
        }

        if (value.IsText && index.IsInt)
        {
            string text = value.AsText;
            bool isInside = index.AsInt >= 0 && index.AsInt < text.Length;
            part = isInside ? Value.Text(text.Substring((int)index.AsInt, 1)) : default;
            return isInside;
        }

        if (index.IsInt)
        {
            bool isInside = index.AsInt >= 0 && index.AsInt < CountOf(value) && value.Tag is ListValue or VectorValue or RecordValue or MultipleValues;
            part = isInside ? PartAt(value, (int)index.AsInt).Part : default;
            return isInside;
        }

        if (!index.IsText)
        {
            return false;
        }

        string name = index.AsText;
        foreach (var (partName, found) in value.Tag is RecordValue or FunctionValue or ExceptionValue or PairValue ? Of(value, 0, CountOf(value)) : [])
        {
            if (partName == name)
            {
                part = found;
                return true;
            }
        }

        return false;
    }

    private static bool TryWalk(Value list, long index, out Value part)
    {
        for (; list.Tag is PairValue pair && index > 0; index--)
        {
            list = pair.Cdr;
        }

        part = list.Tag is PairValue at ? at.Car : default;
        return list.Tag is PairValue;
    }

    private static (string Name, Value Part) PartAt(Value value, int index) => value.Tag switch
    {
        ListValue list => (Number(index), list[index]),
        VectorValue vector => (Number(index), vector.Items[index]),
        MultipleValues several => (Number(index), several.Items[index]),
        RecordValue record => (record.Type.Fields[index], record.Fields[index]),
        PairValue pair => index == 0 ? ("car", pair.Car) : ("cdr", pair.Cdr),
        CellValue cell => ("content", cell.Content),
        FunctionValue function => (function.Prototype.CapturedNames![index], function.CapturedAt(index)),
        ExceptionValue exception => index == 0
            ? ("message", Value.Text(exception.Message))
            : ("trace", Value.From(ListValue.FromOwned([.. exception.Trace.Select(Value.Text)]))),
        _ => (Number(index), Value.Unset),
    };

    private static string Number(int index) => index.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
