using System.Globalization;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Operations;

/// <summary>What values a .NET type takes, in the language's words.</summary>
public static class ForeignNames
{
    /// <summary>The words for a parameter in an error.</summary>
    /// <param name="type">The type.</param>
    public static string Expected(Type type) =>
        type == typeof(string) ? "string"
        : type == typeof(char) ? "string of one UTF-16 unit"
        : type == typeof(byte[]) ? "bytes"
        : type.IsSZArray ? $"list of {Kind(type.GetElementType()!)}"
        : IntegerRange.Of(type) is { } range ? string.Create(CultureInfo.InvariantCulture, $"int from {range.Least} to {range.Most}")
        : type == typeof(decimal) ? "a number (int or float)"
        : Kind(type);

    /// <summary>The kind of value, as the instruction set names it; a foreign object by its type.</summary>
    /// <param name="type">The type.</param>
    public static string Kind(Type type) =>
        type == typeof(void) ? "Null"
        : IntegerRange.Of(type) is not null ? "Int"
        : type == typeof(double) || type == typeof(float) ? "Float"
        : type == typeof(bool) ? "Bool"
        : type == typeof(string) || type == typeof(char) ? "Str"
        : type == typeof(Value) || type == typeof(object) ? "any"
        : type == typeof(ListValue) ? "List"
        : type == typeof(ObjectValue) ? "Object"
        : type == typeof(FunctionValue) ? "Function"
        : type == typeof(BytesValue) || type == typeof(byte[]) ? "Bytes"
        : type == typeof(HandleValue) ? "Handle"
        : type == typeof(ExceptionValue) ? "Exception"
        : type.IsSZArray ? "List"
        : Nullable.GetUnderlyingType(type) is { } inner ? $"{Kind(inner)}|Null"
        : $"Foreign({type})";
}
