using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Scheme;

/// <summary>The values inside a value, of every kind that is written with what is in it.</summary>
internal static class DatumParts
{
    /// <summary>Whether a value may have others inside.</summary>
    /// <param name="tag">The tag of the value.</param>
    public static bool MayHave(object? tag) => tag is PairValue or VectorValue or RecordValue or ListValue or ObjectValue or MultipleValues;

    /// <summary>Those of a value that is no pair.</summary>
    /// <param name="item">The tag of the value.</param>
    public static ArraySegment<Value> Of(object item)
    {
        switch (item)
        {
            case VectorValue vector:
                return vector.Items;
            case RecordValue record:
                return record.Fields;
            case ListValue list:
                var items = list.Snapshot(out int start);
                return new ArraySegment<Value>(items, start, list.Count);
            case ObjectValue fields:
                fields.GetFields(out _, out var values);
                return values;
            case MultipleValues results:
                return results.Items;
            default:
                return new ArraySegment<Value>([]);
        }
    }
}
