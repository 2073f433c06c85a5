using System.Runtime.CompilerServices;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Scheme;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Operations;

/// <summary>Whether values of Lisp are the same, and whether a condition of Lisp holds.</summary>
public static class IdentityOperations
{
    /// <summary>IS_EQ. Small numbers and characters have no identity of their own and are the same when they are equal.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">One value.</param>
    /// <param name="b">The other.</param>
    [Pure]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value IsEq(ProcessContext context, Value a, Value b) => Value.Bool(AreSame(a, b));

    /// <summary>IS_EQV.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">One value.</param>
    /// <param name="b">The other.</param>
    [Pure]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value IsEqv(ProcessContext context, Value a, Value b) => Value.Bool(AreEqv(a, b));

    /// <summary>IS_EQUAL.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">One value.</param>
    /// <param name="b">The other.</param>
    public static Value IsEqual(ProcessContext context, Value a, Value b) => Value.Bool(LookSame(a, b));

    /// <summary>IS_FALSE.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The value.</param>
    [Pure]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value IsFalse(ProcessContext context, Value a) => Value.Bool(a.IsFalse);

    /// <summary>Whether two values are the same object.</summary>
    /// <param name="a">One value.</param>
    /// <param name="b">The other.</param>
    [Pure]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AreSame(Value a, Value b) =>
        (ReferenceEquals(a.Tag, b.Tag) && a.Bits == b.Bits) || (a.Tag is FunctionValue && DatumEquality.AreEq(a, b));

    /// <summary>Whether two values are the same object, or the same number.</summary>
    /// <param name="a">One value.</param>
    /// <param name="b">The other.</param>
    [Pure]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AreEqv(Value a, Value b) => (ReferenceEquals(a.Tag, b.Tag) && a.Bits == b.Bits) || (a.Tag is not null && DatumEquality.AreEqv(a, b));

    /// <summary>Whether two values look the same.</summary>
    /// <param name="a">One value.</param>
    /// <param name="b">The other.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool LookSame(Value a, Value b) => (ReferenceEquals(a.Tag, b.Tag) && a.Bits == b.Bits) || (a.Tag is not null && DatumEquality.AreEqual(a, b));

    /// <summary>Whether a value is false.</summary>
    /// <param name="a">The value.</param>
    [Pure]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool HoldsFalse(Value a) => a.IsFalse;

    /// <summary>Whether a condition of Lisp holds: JF and JT.</summary>
    /// <param name="a">The condition.</param>
    [Pure]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsTrue(Value a) => !a.IsFalse;
}
