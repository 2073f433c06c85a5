using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Natives;

/// <summary>The compositions of CAR and CDR, whose names say which: <c>(caddr x)</c> is <c>(car (cdr (cdr x)))</c>.</summary>
[TtvmLibrary("scheme")]
public static class SchemePairPathNatives
{
    /// <summary><c>(car (car x))</c>.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="x">The value.</param>
    [TtvmFunction("scheme.caar")]
    public static Value Caar(ProcessContext context, Value x) =>
        x.Tag is PairValue { Car.Tag: PairValue target } ? target.Car : Refuse(context, "caar", x);

    /// <summary><c>(car (cdr x))</c>.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="x">The value.</param>
    [TtvmFunction("scheme.cadr")]
    public static Value Cadr(ProcessContext context, Value x) =>
        x.Tag is PairValue { Cdr.Tag: PairValue target } ? target.Car : Refuse(context, "cadr", x);

    /// <summary><c>(cdr (car x))</c>.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="x">The value.</param>
    [TtvmFunction("scheme.cdar")]
    public static Value Cdar(ProcessContext context, Value x) =>
        x.Tag is PairValue { Car.Tag: PairValue target } ? target.Cdr : Refuse(context, "cdar", x);

    /// <summary><c>(cdr (cdr x))</c>.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="x">The value.</param>
    [TtvmFunction("scheme.cddr")]
    public static Value Cddr(ProcessContext context, Value x) =>
        x.Tag is PairValue { Cdr.Tag: PairValue target } ? target.Cdr : Refuse(context, "cddr", x);

    /// <summary><c>(car (car (car x)))</c>.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="x">The value.</param>
    [TtvmFunction("scheme.caaar")]
    public static Value Caaar(ProcessContext context, Value x) =>
        x.Tag is PairValue { Car.Tag: PairValue { Car.Tag: PairValue target } } ? target.Car : Refuse(context, "caaar", x);

    /// <summary><c>(car (car (cdr x)))</c>.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="x">The value.</param>
    [TtvmFunction("scheme.caadr")]
    public static Value Caadr(ProcessContext context, Value x) =>
        x.Tag is PairValue { Cdr.Tag: PairValue { Car.Tag: PairValue target } } ? target.Car : Refuse(context, "caadr", x);

    /// <summary><c>(car (cdr (car x)))</c>.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="x">The value.</param>
    [TtvmFunction("scheme.cadar")]
    public static Value Cadar(ProcessContext context, Value x) =>
        x.Tag is PairValue { Car.Tag: PairValue { Cdr.Tag: PairValue target } } ? target.Car : Refuse(context, "cadar", x);

    /// <summary><c>(car (cdr (cdr x)))</c>.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="x">The value.</param>
    [TtvmFunction("scheme.caddr")]
    public static Value Caddr(ProcessContext context, Value x) =>
        x.Tag is PairValue { Cdr.Tag: PairValue { Cdr.Tag: PairValue target } } ? target.Car : Refuse(context, "caddr", x);

    /// <summary><c>(cdr (car (car x)))</c>.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="x">The value.</param>
    [TtvmFunction("scheme.cdaar")]
    public static Value Cdaar(ProcessContext context, Value x) =>
        x.Tag is PairValue { Car.Tag: PairValue { Car.Tag: PairValue target } } ? target.Cdr : Refuse(context, "cdaar", x);

    /// <summary><c>(cdr (car (cdr x)))</c>.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="x">The value.</param>
    [TtvmFunction("scheme.cdadr")]
    public static Value Cdadr(ProcessContext context, Value x) =>
        x.Tag is PairValue { Cdr.Tag: PairValue { Car.Tag: PairValue target } } ? target.Cdr : Refuse(context, "cdadr", x);

    /// <summary><c>(cdr (cdr (car x)))</c>.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="x">The value.</param>
    [TtvmFunction("scheme.cddar")]
    public static Value Cddar(ProcessContext context, Value x) =>
        x.Tag is PairValue { Car.Tag: PairValue { Cdr.Tag: PairValue target } } ? target.Cdr : Refuse(context, "cddar", x);

    /// <summary><c>(cdr (cdr (cdr x)))</c>.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="x">The value.</param>
    [TtvmFunction("scheme.cdddr")]
    public static Value Cdddr(ProcessContext context, Value x) =>
        x.Tag is PairValue { Cdr.Tag: PairValue { Cdr.Tag: PairValue target } } ? target.Cdr : Refuse(context, "cdddr", x);

    /// <summary><c>(car (car (car (car x))))</c>.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="x">The value.</param>
    [TtvmFunction("scheme.caaaar")]
    public static Value Caaaar(ProcessContext context, Value x) =>
        x.Tag is PairValue { Car.Tag: PairValue { Car.Tag: PairValue { Car.Tag: PairValue target } } } ? target.Car : Refuse(context, "caaaar", x);

    /// <summary><c>(car (car (car (cdr x))))</c>.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="x">The value.</param>
    [TtvmFunction("scheme.caaadr")]
    public static Value Caaadr(ProcessContext context, Value x) =>
        x.Tag is PairValue { Cdr.Tag: PairValue { Car.Tag: PairValue { Car.Tag: PairValue target } } } ? target.Car : Refuse(context, "caaadr", x);

    /// <summary><c>(car (car (cdr (car x))))</c>.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="x">The value.</param>
    [TtvmFunction("scheme.caadar")]
    public static Value Caadar(ProcessContext context, Value x) =>
        x.Tag is PairValue { Car.Tag: PairValue { Cdr.Tag: PairValue { Car.Tag: PairValue target } } } ? target.Car : Refuse(context, "caadar", x);

    /// <summary><c>(car (car (cdr (cdr x))))</c>.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="x">The value.</param>
    [TtvmFunction("scheme.caaddr")]
    public static Value Caaddr(ProcessContext context, Value x) =>
        x.Tag is PairValue { Cdr.Tag: PairValue { Cdr.Tag: PairValue { Car.Tag: PairValue target } } } ? target.Car : Refuse(context, "caaddr", x);

    /// <summary><c>(car (cdr (car (car x))))</c>.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="x">The value.</param>
    [TtvmFunction("scheme.cadaar")]
    public static Value Cadaar(ProcessContext context, Value x) =>
        x.Tag is PairValue { Car.Tag: PairValue { Car.Tag: PairValue { Cdr.Tag: PairValue target } } } ? target.Car : Refuse(context, "cadaar", x);

    /// <summary><c>(car (cdr (car (cdr x))))</c>.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="x">The value.</param>
    [TtvmFunction("scheme.cadadr")]
    public static Value Cadadr(ProcessContext context, Value x) =>
        x.Tag is PairValue { Cdr.Tag: PairValue { Car.Tag: PairValue { Cdr.Tag: PairValue target } } } ? target.Car : Refuse(context, "cadadr", x);

    /// <summary><c>(car (cdr (cdr (car x))))</c>.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="x">The value.</param>
    [TtvmFunction("scheme.caddar")]
    public static Value Caddar(ProcessContext context, Value x) =>
        x.Tag is PairValue { Car.Tag: PairValue { Cdr.Tag: PairValue { Cdr.Tag: PairValue target } } } ? target.Car : Refuse(context, "caddar", x);

    /// <summary><c>(car (cdr (cdr (cdr x))))</c>.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="x">The value.</param>
    [TtvmFunction("scheme.cadddr")]
    public static Value Cadddr(ProcessContext context, Value x) =>
        x.Tag is PairValue { Cdr.Tag: PairValue { Cdr.Tag: PairValue { Cdr.Tag: PairValue target } } } ? target.Car : Refuse(context, "cadddr", x);

    /// <summary><c>(cdr (car (car (car x))))</c>.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="x">The value.</param>
    [TtvmFunction("scheme.cdaaar")]
    public static Value Cdaaar(ProcessContext context, Value x) =>
        x.Tag is PairValue { Car.Tag: PairValue { Car.Tag: PairValue { Car.Tag: PairValue target } } } ? target.Cdr : Refuse(context, "cdaaar", x);

    /// <summary><c>(cdr (car (car (cdr x))))</c>.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="x">The value.</param>
    [TtvmFunction("scheme.cdaadr")]
    public static Value Cdaadr(ProcessContext context, Value x) =>
        x.Tag is PairValue { Cdr.Tag: PairValue { Car.Tag: PairValue { Car.Tag: PairValue target } } } ? target.Cdr : Refuse(context, "cdaadr", x);

    /// <summary><c>(cdr (car (cdr (car x))))</c>.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="x">The value.</param>
    [TtvmFunction("scheme.cdadar")]
    public static Value Cdadar(ProcessContext context, Value x) =>
        x.Tag is PairValue { Car.Tag: PairValue { Cdr.Tag: PairValue { Car.Tag: PairValue target } } } ? target.Cdr : Refuse(context, "cdadar", x);

    /// <summary><c>(cdr (car (cdr (cdr x))))</c>.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="x">The value.</param>
    [TtvmFunction("scheme.cdaddr")]
    public static Value Cdaddr(ProcessContext context, Value x) =>
        x.Tag is PairValue { Cdr.Tag: PairValue { Cdr.Tag: PairValue { Car.Tag: PairValue target } } } ? target.Cdr : Refuse(context, "cdaddr", x);

    /// <summary><c>(cdr (cdr (car (car x))))</c>.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="x">The value.</param>
    [TtvmFunction("scheme.cddaar")]
    public static Value Cddaar(ProcessContext context, Value x) =>
        x.Tag is PairValue { Car.Tag: PairValue { Car.Tag: PairValue { Cdr.Tag: PairValue target } } } ? target.Cdr : Refuse(context, "cddaar", x);

    /// <summary><c>(cdr (cdr (car (cdr x))))</c>.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="x">The value.</param>
    [TtvmFunction("scheme.cddadr")]
    public static Value Cddadr(ProcessContext context, Value x) =>
        x.Tag is PairValue { Cdr.Tag: PairValue { Car.Tag: PairValue { Cdr.Tag: PairValue target } } } ? target.Cdr : Refuse(context, "cddadr", x);

    /// <summary><c>(cdr (cdr (cdr (car x))))</c>.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="x">The value.</param>
    [TtvmFunction("scheme.cdddar")]
    public static Value Cdddar(ProcessContext context, Value x) =>
        x.Tag is PairValue { Car.Tag: PairValue { Cdr.Tag: PairValue { Cdr.Tag: PairValue target } } } ? target.Cdr : Refuse(context, "cdddar", x);

    /// <summary><c>(cdr (cdr (cdr (cdr x))))</c>.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="x">The value.</param>
    [TtvmFunction("scheme.cddddr")]
    public static Value Cddddr(ProcessContext context, Value x) =>
        x.Tag is PairValue { Cdr.Tag: PairValue { Cdr.Tag: PairValue { Cdr.Tag: PairValue target } } } ? target.Cdr : Refuse(context, "cddddr", x);

    private static Value Refuse(ProcessContext context, string procedure, Value value)
    {
        context.RaiseTypeMismatch(procedure, "a value with such a part", value);
        return default;
    }
}
