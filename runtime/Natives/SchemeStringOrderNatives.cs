using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Scheme;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Natives;

/// <summary>Procedures of Scheme that order strings, by the numbers of their characters.</summary>
[TtvmLibrary("scheme")]
public static class SchemeStringOrderNatives
{
    /// <summary>Whether two strings are the same.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">One string.</param>
    /// <param name="b">The other.</param>
    [TtvmFunction("scheme.string=?")]
    public static bool AreEqual(ProcessContext context, Value a, Value b)
    {
        if (a.Tag is string left && b.Tag is string right)
        {
            return left == right;
        }

        return Expect(context, "string=?", a, b) && SchemeStringNatives.UnitsOf(a).SequenceEqual(SchemeStringNatives.UnitsOf(b));
    }

    /// <summary>Whether a string comes before another.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">One string.</param>
    /// <param name="b">The other.</param>
    [TtvmFunction("scheme.string<?")]
    public static bool IsLess(ProcessContext context, Value a, Value b) => Expect(context, "string<?", a, b) && Compare(a, b) < 0;

    /// <summary>Whether a string comes after another.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">One string.</param>
    /// <param name="b">The other.</param>
    [TtvmFunction("scheme.string>?")]
    public static bool IsGreater(ProcessContext context, Value a, Value b) => Expect(context, "string>?", a, b) && Compare(a, b) > 0;

    /// <summary>Whether a string does not come after another.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">One string.</param>
    /// <param name="b">The other.</param>
    [TtvmFunction("scheme.string<=?")]
    public static bool IsLessOrEqual(ProcessContext context, Value a, Value b) => Expect(context, "string<=?", a, b) && Compare(a, b) <= 0;

    /// <summary>Whether a string does not come before another.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">One string.</param>
    /// <param name="b">The other.</param>
    [TtvmFunction("scheme.string>=?")]
    public static bool IsGreaterOrEqual(ProcessContext context, Value a, Value b) => Expect(context, "string>=?", a, b) && Compare(a, b) >= 0;

    /// <summary>Whether two strings are the same when case does not count.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">One string.</param>
    /// <param name="b">The other.</param>
    [TtvmFunction("scheme.string-ci=?")]
    public static bool AreEqualFolded(ProcessContext context, Value a, Value b) => Expect(context, "string-ci=?", a, b) && CompareFolded(a, b) == 0;

    /// <summary>Whether a string comes before another when case does not count.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">One string.</param>
    /// <param name="b">The other.</param>
    [TtvmFunction("scheme.string-ci<?")]
    public static bool IsLessFolded(ProcessContext context, Value a, Value b) => Expect(context, "string-ci<?", a, b) && CompareFolded(a, b) < 0;

    /// <summary>Whether a string comes after another when case does not count.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">One string.</param>
    /// <param name="b">The other.</param>
    [TtvmFunction("scheme.string-ci>?")]
    public static bool IsGreaterFolded(ProcessContext context, Value a, Value b) => Expect(context, "string-ci>?", a, b) && CompareFolded(a, b) > 0;

    /// <summary>Whether a string does not come after another when case does not count.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">One string.</param>
    /// <param name="b">The other.</param>
    [TtvmFunction("scheme.string-ci<=?")]
    public static bool IsLessOrEqualFolded(ProcessContext context, Value a, Value b) => Expect(context, "string-ci<=?", a, b) && CompareFolded(a, b) <= 0;

    /// <summary>Whether a string does not come before another when case does not count.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">One string.</param>
    /// <param name="b">The other.</param>
    [TtvmFunction("scheme.string-ci>=?")]
    public static bool IsGreaterOrEqualFolded(ProcessContext context, Value a, Value b) => Expect(context, "string-ci>=?", a, b) && CompareFolded(a, b) >= 0;

    private static bool Expect(ProcessContext context, string procedure, Value a, Value b) =>
        SchemeStringNatives.Expect(context, procedure, a) && SchemeStringNatives.Expect(context, procedure, b);

    private static int Compare(Value a, Value b) => TextPositions.Compare(SchemeStringNatives.UnitsOf(a), SchemeStringNatives.UnitsOf(b));

    private static int CompareFolded(Value a, Value b) =>
        TextPositions.Compare(TextCase.Fold(a.Tag!.ToString()!), TextCase.Fold(b.Tag!.ToString()!));
}
