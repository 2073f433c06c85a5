namespace TinyTotIL.Runtime.Values;

/// <summary>When EQ and NE may compare two values, and when they find them equal or different.</summary>
/// <remarks>
/// Equal and different are two questions: a float that is not a number, or whose distance to the other is not, is
/// neither.
/// </remarks>
public static class ValueEquality
{
    /// <summary>Floats closer than this are equal: 2 to the power of -52.</summary>
    public const double FloatTolerance = 1.0 / (1L << 52);

    /// <summary>Whether the two have the same type, one that can be compared.</summary>
    /// <param name="a">One value.</param>
    /// <param name="b">The other.</param>
    public static bool AreComparable(Value a, Value b)
    {
        var kind = a.Kind;
        return kind == b.Kind
            && kind is ValueKind.Int or ValueKind.Float or ValueKind.Text or ValueKind.Bool or ValueKind.Null or ValueKind.Function;
    }

    /// <summary>Whether two comparable values are equal.</summary>
    /// <param name="a">One value.</param>
    /// <param name="b">The other.</param>
    public static bool AreEqual(Value a, Value b) => a.Kind switch
    {
        ValueKind.Int => a.AsInt == b.AsInt,
        ValueKind.Float => AreEqual(a.AsFloat, b.AsFloat),
        ValueKind.Text => AreEqualTexts(a.Tag!, b.Tag!),
        ValueKind.Function => AreEqual((FunctionValue)a.Tag!, (FunctionValue)b.Tag!),
        _ => ReferenceEquals(a.Tag, b.Tag),
    };

    /// <summary>Whether two comparable values are different.</summary>
    /// <param name="a">One value.</param>
    /// <param name="b">The other.</param>
    public static bool AreDifferent(Value a, Value b) =>
        a.IsFloat ? AreDifferent(a.AsFloat, b.AsFloat) : !AreEqual(a, b);

    /// <summary>Whether two floats are closer than the tolerance; false for equal infinities, whose distance is not a number.</summary>
    /// <param name="a">One float.</param>
    /// <param name="b">The other.</param>
    public static bool AreEqual(double a, double b) => Math.Abs(a - b) < FloatTolerance;

    /// <summary>Whether two floats are at least the tolerance apart.</summary>
    /// <param name="a">One float.</param>
    /// <param name="b">The other.</param>
    public static bool AreDifferent(double a, double b) => Math.Abs(a - b) >= FloatTolerance;

    /// <summary>Whether two texts are equal.</summary>
    /// <param name="a">A string or a view.</param>
    /// <param name="b">A string or a view.</param>
    internal static bool AreEqualTexts(object a, object b) =>
        ReferenceEquals(a, b) || TextValue.SpanOf(a).SequenceEqual(TextValue.SpanOf(b));

    private static bool AreEqual(FunctionValue a, FunctionValue b)
    {
        var (left, right) = (a.Prototype, b.Prototype);
        return ReferenceEquals(left, right)
            || (left.Module == right.Module && left.Address == right.Address && left.Parameters.AsSpan().SequenceEqual(right.Parameters));
    }
}
