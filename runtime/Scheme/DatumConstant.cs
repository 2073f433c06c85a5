using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Scheme;

/// <summary>Constants of programs as text that the reader makes them of again, with all that is shared in them.</summary>
public static class DatumConstant
{
    /// <summary>The text of a constant, however long.</summary>
    /// <param name="value">The constant.</param>
    public static string ToText(Value value) => DatumWriter.ToText(value, DatumStyle.Shared, int.MaxValue);
}
