using TinyTotIL.Runtime.Scheme;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.LispGeneration;

/// <summary>Writes constants so that reading them gives them back.</summary>
internal static class ConstantText
{
    /// <summary>The text of a constant.</summary>
    /// <param name="value">The constant.</param>
    public static string Of(Value value) => DatumConstant.ToText(value);
}
