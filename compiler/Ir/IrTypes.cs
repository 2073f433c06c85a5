using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Ir;

/// <summary>Rules about types.</summary>
internal static class IrTypes
{
    /// <summary>Whether a register of one type can be given where another is expected: every language type is a value.</summary>
    /// <param name="given">The register's type.</param>
    /// <param name="expected">The type expected.</param>
    public static bool Fits(IrType given, IrType expected) => given == expected || (expected == IrType.Any && IsNarrow(given));

    /// <summary>Whether a type says more about a language value than <see cref="IrType.Any"/>.</summary>
    /// <param name="type">The type.</param>
    public static bool IsNarrow(IrType type) => type is not (IrType.Any or IrType.Index or IrType.Scope or IrType.IntArray or IrType.FloatArray);

    /// <summary>The narrowest type of a constant: <see cref="IrType.Any"/> for null and for the mark of an unset variable.</summary>
    /// <param name="value">The constant.</param>
    public static IrType Of(Value value) => value.Kind switch
    {
        ValueKind.Int => IrType.Int,
        ValueKind.Float => IrType.Float,
        ValueKind.Bool => IrType.Bool,
        ValueKind.Text => IrType.Text,
        _ => IrType.Any,
    };

    /// <summary>The type of a parameter or result of a runtime operation; null when it is none of the language.</summary>
    /// <param name="type">The .NET type.</param>
    public static IrType? Of(Type type) =>
        type == typeof(Value) ? IrType.Any
        : type == typeof(long) ? IrType.Int
        : type == typeof(double) ? IrType.Float
        : type == typeof(bool) ? IrType.Bool
        : type == typeof(int) ? IrType.Index
        : type == typeof(Scope) ? IrType.Scope
        : type == typeof(object) || type == typeof(string) ? IrType.Text
        : type == typeof(ListValue) ? IrType.List
        : type == typeof(ObjectValue) ? IrType.Object
        : type == typeof(FunctionValue) ? IrType.Function
        : type == typeof(long[]) ? IrType.IntArray
        : type == typeof(double[]) ? IrType.FloatArray
        : type.IsSubclassOf(typeof(HeapValue)) ? IrType.Any
        : null;
}
