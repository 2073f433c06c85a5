using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Natives;

/// <summary>Questions about the type of a value. They answer with true or false.</summary>
[TtvmLibrary("convert")]
public static class TypeTestNatives
{
    /// <summary>Whether a value is an Int.</summary>
    /// <param name="value">The value.</param>
    [TtvmFunction("convert.is_int"), Pure]
    public static bool IsInt(Value value) => value.IsInt;

    /// <summary>Whether a value is a Float.</summary>
    /// <param name="value">The value.</param>
    [TtvmFunction("convert.is_float"), Pure]
    public static bool IsFloat(Value value) => value.IsFloat;

    /// <summary>Whether a value is text.</summary>
    /// <param name="value">The value.</param>
    [TtvmFunction("convert.is_string"), Pure]
    public static bool IsText(Value value) => value.IsText;

    /// <summary>Whether a value is true or false.</summary>
    /// <param name="value">The value.</param>
    [TtvmFunction("convert.is_bool"), Pure]
    public static bool IsBool(Value value) => value.IsBool;

    /// <summary>Whether a value is null.</summary>
    /// <param name="value">The value.</param>
    [TtvmFunction("convert.is_null"), Pure]
    public static bool IsNull(Value value) => value.IsNull;

    /// <summary>Whether a value is a list.</summary>
    /// <param name="value">The value.</param>
    [TtvmFunction("convert.is_list"), Pure]
    public static bool IsList(Value value) => value.Tag is ListValue;

    /// <summary>Whether a value is an object.</summary>
    /// <param name="value">The value.</param>
    [TtvmFunction("convert.is_object"), Pure]
    public static bool IsObject(Value value) => value.Tag is ObjectValue;

    /// <summary>Whether a value is a function or closure.</summary>
    /// <param name="value">The value.</param>
    [TtvmFunction("convert.is_function"), Pure]
    public static bool IsFunction(Value value) => value.Tag is FunctionValue;

    /// <summary>Whether a value is bytes.</summary>
    /// <param name="value">The value.</param>
    [TtvmFunction("convert.is_bytes"), Pure]
    public static bool IsBytes(Value value) => value.Tag is BytesValue;

    /// <summary>Whether a value is a caught error.</summary>
    /// <param name="value">The value.</param>
    [TtvmFunction("convert.is_exception"), Pure]
    public static bool IsException(Value value) => value.Tag is ExceptionValue;
}
