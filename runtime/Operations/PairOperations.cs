using System.Runtime.CompilerServices;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Operations;

/// <summary>Operations on pairs.</summary>
public static class PairOperations
{
    private const string Pair = "a pair";

    /// <summary>CONS.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="car">The first value.</param>
    /// <param name="cdr">The second value.</param>
    public static Value Cons(ProcessContext context, Value car, Value cdr) => Value.From(new PairValue(car, cdr));

    /// <summary>CAR.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="pair">The pair.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Car(ProcessContext context, Value pair) => pair.Tag is PairValue both ? both.Car : RaiseNoPair(context, "car", pair);

    /// <summary>CDR.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="pair">The pair.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Cdr(ProcessContext context, Value pair) => pair.Tag is PairValue both ? both.Cdr : RaiseNoPair(context, "cdr", pair);

    /// <summary>SET_CAR.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="pair">The pair.</param>
    /// <param name="value">Its new first value.</param>
    public static void SetCar(ProcessContext context, Value pair, Value value)
    {
        if (pair.Tag is PairValue both)
        {
            Value.Replace(ref both.Car, value);
        }
        else
        {
            RaiseNoPair(context, "set-car!", pair);
        }
    }

    /// <summary>SET_CDR.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="pair">The pair.</param>
    /// <param name="value">Its new second value.</param>
    public static void SetCdr(ProcessContext context, Value pair, Value value)
    {
        if (pair.Tag is PairValue both)
        {
            Value.Replace(ref both.Cdr, value);
        }
        else
        {
            RaiseNoPair(context, "set-cdr!", pair);
        }
    }

    /// <summary>IS_PAIR.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The value.</param>
    [Pure]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value IsPair(ProcessContext context, Value a) => Value.Bool(a.Tag is PairValue);

    /// <summary>IS_EMPTY.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The value.</param>
    [Pure]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value IsEmpty(ProcessContext context, Value a) => Value.Bool(a.IsEmptyList);

    /// <summary>Whether a value is a pair.</summary>
    /// <param name="a">The value.</param>
    [Pure]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool HoldsPair(Value a) => a.Tag is PairValue;

    /// <summary>Whether a value is the empty list.</summary>
    /// <param name="a">The value.</param>
    [Pure]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool HoldsEmptyList(Value a) => a.IsEmptyList;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Value RaiseNoPair(ProcessContext context, string procedure, Value value)
    {
        context.RaiseWrongType(procedure, Pair, value);
        return default;
    }
}
