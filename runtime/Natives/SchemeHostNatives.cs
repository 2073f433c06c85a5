using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Natives;

/// <summary>What goes between the data of Scheme and the values of the runtime's other functions.</summary>
[TtvmLibrary("scheme")]
public static class SchemeHostNatives
{
    /// <summary>The value that a datum stands for: of a vector a list, of an association list or a hash table an object, of the symbol null null.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="datum">The datum.</param>
    [TtvmFunction("scheme.->host")]
    public static Value ToHost(ProcessContext context, Value datum) => HostDatum.Convert(context, datum);

    /// <summary>The datum that stands for a value: of a list a vector, of an object an association list, of null the symbol null.</summary>
    /// <param name="value">The value.</param>
    [TtvmFunction("scheme.host->")]
    public static Value FromHost(Value value) => HostResult.Convert(value);

    /// <summary>A list of the runtime with the elements of a list of Scheme; other data as <c>-&gt;host</c> has them.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="list">The list.</param>
    [TtvmFunction("scheme.%list->host")]
    public static Value ListToHost(ProcessContext context, Value list) =>
        list.Tag is PairValue || list.IsEmptyList
            ? HostDatum.Convert(context, SchemeVectorConversionNatives.FromList(context, list))
            : HostDatum.Convert(context, list);

    /// <summary>A list of Scheme with the elements of a list of the runtime.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="list">The list.</param>
    [TtvmFunction("scheme.%host->list")]
    public static Value ListFromHost(ProcessContext context, Value list)
    {
        if (HostResult.Convert(list).Tag is VectorValue vector)
        {
            return SchemeListNatives.ListOf(vector.Items);
        }

        context.RaiseWrongType("host->", "a list", list);
        return default;
    }
}
