using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Debugging;

/// <summary>The operators of expressions.</summary>
internal static class ExpressionOperators
{
    /// <summary>Applies an operator; null when it does not work on such values.</summary>
    /// <param name="symbol">The operator.</param>
    /// <param name="a">The left value.</param>
    /// <param name="b">The right value.</param>
    public static Value? Apply(string symbol, Value a, Value b) => symbol switch
    {
        "==" => AreEqual(a, b),
        "!=" => !AreEqual(a, b),
        "<" or "<=" or ">" or ">=" => Compare(a, b) is { } order ? (Value?)Value.Bool(Holds(symbol, order)) : null,
        _ when a.IsInt && b.IsInt => OfIntegers(symbol, a.AsInt, b.AsInt),
        _ when Number(a) is { } x && Number(b) is { } y => OfFloats(symbol, x, y),
        "+" when a.IsText && b.IsText => Value.Text(a.AsText + b.AsText),
        _ => null,
    };

    /// <summary>Whether two values are the same: numbers by value, texts and symbols by their characters, others by identity.</summary>
    /// <param name="a">One value.</param>
    /// <param name="b">The other.</param>
    public static bool AreEqual(Value a, Value b)
    {
        if (a.IsText && b.IsText)
        {
            return a.AsText == b.AsText;
        }

        if ((a.Tag is SymbolValue { Name: var symbol } && b.IsText && b.AsText == symbol) || (b.Tag is SymbolValue { Name: var other } && a.IsText && a.AsText == other))
        {
            return true;
        }

        return a.IsFloat || b.IsFloat
            ? Number(a) is { } x && Number(b) is { } y && x.Equals(y)
            : (ReferenceEquals(a.Tag, b.Tag) && a.Bits == b.Bits) || (ValueEquality.AreComparable(a, b) && ValueEquality.AreEqual(a, b));
    }

    private static int? Compare(Value a, Value b)
    {
        if (a.IsInt && b.IsInt)
        {
            return a.AsInt.CompareTo(b.AsInt);
        }

        if (a.IsText && b.IsText)
        {
            return string.CompareOrdinal(a.AsText, b.AsText);
        }

        return Number(a) is { } x && Number(b) is { } y && !double.IsNaN(x) && !double.IsNaN(y) ? x.CompareTo(y) : null;
    }

    private static bool Holds(string symbol, int order) => symbol switch
    {
        "<" => order < 0,
        "<=" => order <= 0,
        ">" => order > 0,
        _ => order >= 0,
    };

    private static double? Number(Value value) => value.IsInt ? value.AsInt : value.IsFloat ? value.AsFloat : null;

    private static Value? OfIntegers(string symbol, long a, long b) => symbol switch
    {
        "+" => unchecked(a + b),
        "-" => unchecked(a - b),
        "*" => unchecked(a * b),
        "/" when b != 0 => b == -1 ? unchecked(-a) : a / b,
        "%" when b != 0 => b == -1 ? 0 : a % b,
        _ => null,
    };

    private static Value? OfFloats(string symbol, double a, double b) => symbol switch
    {
        "+" => a + b,
        "-" => a - b,
        "*" => a * b,
        "/" => a / b,
        "%" => a % b,
        _ => null,
    };
}
