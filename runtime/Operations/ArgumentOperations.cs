using System.Globalization;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Operations;

/// <summary>Checks of what NATIVE gives to a runtime function: each parameter that is not any value has one.</summary>
public static class ArgumentOperations
{
    /// <summary>An integer.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="value">The argument.</param>
    /// <param name="function">The function's name.</param>
    /// <param name="position">Which argument it is, from 1.</param>
    [Pure]
    public static long Int(ProcessContext context, Value value, string function, ulong position) =>
        value.IsInt ? value.AsInt : Refuse<long>(context, value, function, position, "int");

    /// <summary>A float; an integer is converted.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="value">The argument.</param>
    /// <param name="function">The function's name.</param>
    /// <param name="position">Which argument it is, from 1.</param>
    [Pure]
    public static double Float(ProcessContext context, Value value, string function, ulong position) =>
        value.IsFloat ? value.AsFloat : value.IsInt ? value.AsInt : Refuse<double>(context, value, function, position, "a number (int or float)");

    /// <summary>A boolean.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="value">The argument.</param>
    /// <param name="function">The function's name.</param>
    /// <param name="position">Which argument it is, from 1.</param>
    [Pure]
    public static bool Bool(ProcessContext context, Value value, string function, ulong position) =>
        value.IsBool ? value.AsBool : Refuse<bool>(context, value, function, position, "bool");

    /// <summary>Text. Text of Lisp that can change is taken as it is now, so what this gives may not be kept for a second use.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="value">The argument.</param>
    /// <param name="function">The function's name.</param>
    /// <param name="position">Which argument it is, from 1.</param>
    [Pure(MakesObject = true)]
    public static object Text(ProcessContext context, Value value, string function, ulong position) =>
        value.IsText ? value.Tag!
        : value.Tag is MutableText text ? text.Content
        : Refuse<object>(context, value, function, position, "string") ?? "";

    /// <summary>A list.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="value">The argument.</param>
    /// <param name="function">The function's name.</param>
    /// <param name="position">Which argument it is, from 1.</param>
    [Pure]
    public static ListValue List(ProcessContext context, Value value, string function, ulong position) =>
        value.Tag as ListValue ?? Refuse<ListValue>(context, value, function, position, "list")!;

    /// <summary>An object.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="value">The argument.</param>
    /// <param name="function">The function's name.</param>
    /// <param name="position">Which argument it is, from 1.</param>
    [Pure]
    public static ObjectValue Object(ProcessContext context, Value value, string function, ulong position) =>
        value.Tag as ObjectValue ?? Refuse<ObjectValue>(context, value, function, position, "object")!;

    /// <summary>A function or closure.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="value">The argument.</param>
    /// <param name="function">The function's name.</param>
    /// <param name="position">Which argument it is, from 1.</param>
    [Pure]
    public static FunctionValue Function(ProcessContext context, Value value, string function, ulong position) =>
        value.Tag as FunctionValue ?? Refuse<FunctionValue>(context, value, function, position, "function")!;

    /// <summary>Bytes; the value stays as it is.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="value">The argument.</param>
    /// <param name="function">The function's name.</param>
    /// <param name="position">Which argument it is, from 1.</param>
    [Pure]
    public static Value Bytes(ProcessContext context, Value value, string function, ulong position) =>
        value.Tag is BytesValue ? value : Refuse<Value>(context, value, function, position, "bytes");

    /// <summary>A connection, stream or future; the value stays as it is.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="value">The argument.</param>
    /// <param name="function">The function's name.</param>
    /// <param name="position">Which argument it is, from 1.</param>
    [Pure]
    public static Value Handle(ProcessContext context, Value value, string function, ulong position) =>
        value.Tag is HandleValue ? value : Refuse<Value>(context, value, function, position, "connection, stream or future");

    /// <summary>A caught error; the value stays as it is.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="value">The argument.</param>
    /// <param name="function">The function's name.</param>
    /// <param name="position">Which argument it is, from 1.</param>
    [Pure]
    public static Value Exception(ProcessContext context, Value value, string function, ulong position) =>
        value.Tag is ExceptionValue ? value : Refuse<Value>(context, value, function, position, "exception");

    /// <summary>The string a text parameter receives.</summary>
    /// <param name="text">What <see cref="Text"/> gives.</param>
    public static string Flatten(object text) => text as string ?? text.ToString()!;

    private static T? Refuse<T>(ProcessContext context, Value value, string function, ulong position, string expected)
    {
        context.RaiseTypeMismatch(function, string.Create(CultureInfo.InvariantCulture, $"{expected} as argument {position}"), value);
        return default;
    }
}
