using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Scheme;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Natives;

/// <summary>Procedures of Scheme between numbers and their texts.</summary>
[TtvmLibrary("scheme")]
public static class SchemeNumberTextNatives
{
    private const int Decimal = 10;

    /// <summary>The text of a number, which reads back as the number.</summary>
    /// <remarks>Not pure: computed by the compiler, the text would be the object that an equal literal is.</remarks>
    /// <param name="context">The running process.</param>
    /// <param name="number">The number.</param>
    [TtvmFunction("scheme.number->string")]
    public static string Write(ProcessContext context, Value number) =>
        SchemeNumberNatives.Expect(context, "number->string", number) ? WriteDigits(context, number, Decimal) : "";

    /// <summary>The text of a number in a radix.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="number">The number.</param>
    /// <param name="radix">The radix, from 2 to 36.</param>
    [TtvmFunction("scheme.number->string")]
    public static string WriteInRadix(ProcessContext context, Value number, Value radix) =>
        SchemeNumberNatives.Expect(context, "number->string", number) && IsRadix(context, "number->string", radix)
            ? WriteDigits(context, number, (int)radix.AsInt)
            : "";

    /// <summary>The number that a text is, or false.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="text">The text.</param>
    [TtvmFunction("scheme.string->number")]
    public static Value Read(ProcessContext context, Value text) => ReadDigits(context, text, Decimal);

    /// <summary>The number that a text is in a radix unless it says another, or false.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="text">The text.</param>
    /// <param name="radix">The radix, from 2 to 36.</param>
    [TtvmFunction("scheme.string->number")]
    public static Value ReadInRadix(ProcessContext context, Value text, Value radix) =>
        IsRadix(context, "string->number", radix) ? ReadDigits(context, text, (int)radix.AsInt) : default;

    private static string WriteDigits(ProcessContext context, Value number, int radix)
    {
        if (number.IsInt || number.IsFloat)
        {
            return NumberText.Write(number, radix);
        }

        long begun = context.BeginWork(int.MaxValue);
        string text = NumberText.Write(number, radix);
        context.EndWork(begun);
        return text;
    }

    private static Value ReadDigits(ProcessContext context, Value text, int radix)
    {
        if (!SchemeArguments.TryText(context, "string->number", text, out string digits))
        {
            return default;
        }

        long begun = context.BeginWork(digits.Length);
        bool isNumber = NumberSyntax.TryRead(digits, radix, out var number);
        context.EndWork(begun);
        return isNumber ? number : Value.Bool(false);
    }

    private static bool IsRadix(ProcessContext context, string procedure, Value radix)
    {
        if (radix.IsInt && radix.AsInt is >= NumberSyntax.LeastRadix and <= NumberSyntax.MostRadix)
        {
            return true;
        }

        context.RaiseWrongType(procedure, "a radix from 2 to 36", radix);
        return false;
    }
}
