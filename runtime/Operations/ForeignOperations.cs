using System.Globalization;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Operations;

/// <summary>The ways between values and what methods of other assemblies take and return.</summary>
/// <remarks>They are called inside the protected region around such a method, so what fails here may be thrown.</remarks>
public static class ForeignOperations
{
    private const int MostElements = 1 << 27;

    /// <summary>What a method fails with becomes an error of the language, unless it has raised one itself.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="failure">What was thrown.</param>
    /// <param name="function">The function's name.</param>
    public static void Fail(ProcessContext context, Exception failure, string function)
    {
        if (context.Reductions >= 0)
        {
            context.Raise(failure is RefusedArgumentException ? $"{function}: {failure.Message}" : $"{function}: {failure.GetType().Name}: {MessageOf(failure)}");
        }
    }

    /// <summary>What an exception says of itself; it may fail at that too.</summary>
    private static string MessageOf(Exception failure)
    {
        try
        {
            return failure.Message ?? "";
        }
        catch (Exception another)
        {
            return another.GetType().Name;
        }
    }

    /// <summary>What a parameter of any type receives, boxed.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="value">The argument.</param>
    /// <param name="type">The parameter's type.</param>
    /// <param name="function">The function's name.</param>
    /// <param name="position">Which argument it is, from 1.</param>
    public static object? Argument(ProcessContext context, Value value, Type type, string function, ulong position)
    {
        if (TryConvert(value, type, out object? converted))
        {
            return converted;
        }

        context.RaiseTypeMismatch(function, string.Create(CultureInfo.InvariantCulture, $"{ForeignNames.Expected(type)} as argument {position}"), value);
        throw new RefusedArgumentException("");
    }

    /// <summary>What a parameter of a smaller integer type receives.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="number">The argument.</param>
    /// <param name="least">The least number of the type.</param>
    /// <param name="most">The greatest.</param>
    /// <param name="type">The parameter's type.</param>
    /// <param name="function">The function's name.</param>
    /// <param name="position">Which argument it is, from 1.</param>
    public static long Ranged(ProcessContext context, long number, long least, long most, Type type, string function, ulong position)
    {
        if (number < least || number > most)
        {
            Argument(context, Value.Int(number), type, function, position);
        }

        return number;
    }

    /// <summary>The value for what a method has returned.</summary>
    /// <param name="result">The result.</param>
    /// <exception cref="RefusedArgumentException">A program must not hold it.</exception>
    public static Value Result(object? result) => result switch
    {
        null => Value.Null,
        Value value => value,
        long number => Value.Int(number),
        int number => Value.Int(number),
        double number => Value.Float(number),
        float number => Value.Float(number),
        bool truth => Value.Bool(truth),
        string text => Value.Text(text),
        char letter => Value.Text(letter.ToString()),
        byte or sbyte or short or ushort or uint => Value.Int(Convert.ToInt64(result, CultureInfo.InvariantCulture)),
        ulong number => Value.Int(checked((long)number)),
        HeapValue held => new Value(held, 0),
        byte[] bytes => Value.From(new BytesValue([.. bytes])),
        Array { Rank: 1 } array when !array.GetType().IsVariableBoundArray => ListOf(array),
        _ when ForeignRules.IsRefused(result.GetType()) => throw new RefusedArgumentException($"an object of {result.GetType()} leads to what programs must not reach"),
        _ => Value.From(new ForeignValue(result)),
    };

    /// <summary>An array of arrays becomes a list of lists, as deep as its type says. One that is found in an array of objects stays as it is: it may hold itself.</summary>
    private static Value ListOf(Array array)
    {
        bool holdsArrays = array.GetType().GetElementType()!.IsArray;
        var elements = new Value[array.Length];
        for (int i = 0; i < elements.Length; i++)
        {
            object? element = array.GetValue(i);
            elements[i] = element is Array and not byte[] && !holdsArrays ? Value.From(new ForeignValue(element)) : Result(element);
        }

        return Value.From(ListValue.FromOwned(elements));
    }

    private static bool TryConvert(Value value, Type type, out object? converted)
    {
        if (value.IsNull)
        {
            converted = null;
            return !type.IsValueType || Nullable.GetUnderlyingType(type) is not null;
        }

        type = Nullable.GetUnderlyingType(type) ?? type;
        converted = value.Tag switch
        {
            ForeignValue foreign => type.IsInstanceOfType(foreign.Content) ? foreign.Content : null,
            _ when type == typeof(Value) => value,
            _ when value.IsInt => FromInt(value.AsInt, type),
            _ when value.IsFloat => FromFloat(value.AsFloat, type),
            _ when value.IsBool => type == typeof(bool) || type == typeof(object) ? value.AsBool : null,
            _ when value.IsText => FromText(value, type),
            MutableText text => FromText(Value.Text(text.ToString()), type),
            BytesValue bytes when type == typeof(byte[]) || type == typeof(object) => bytes.Bytes.Clone(),
            ListValue list when type.IsSZArray => FromList(list, type),
            { } held when type.IsInstanceOfType(held) => held,
            _ => null,
        };
        return converted is not null;
    }

    private static object? FromInt(long number, Type type) =>
        type == typeof(object) ? (object)number
        : type.IsEnum ? Enum.ToObject(type, number)
        : type == typeof(decimal) || type == typeof(double) || type == typeof(float) || (IntegerRange.Of(type) is { } range && range.Contains(number))
            ? Convert.ChangeType(number, type, CultureInfo.InvariantCulture)
        : null;

    private static object? FromFloat(double number, Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Double => number,
        TypeCode.Single => (float)number,
        TypeCode.Decimal => (decimal)number,
        _ when type == typeof(object) => number,
        _ => null,
    };

    private static object? FromText(Value value, Type type)
    {
        if (type == typeof(char))
        {
            return TextValue.LengthOf(value) == 1 ? value.AsText[0] : null;
        }

        return type == typeof(string) || type == typeof(object) ? value.AsText : null;
    }

    private static Array? FromList(ListValue list, Type type)
    {
        var element = type.GetElementType()!;
        if (list.Count > MostElements)
        {
            return null;
        }

        var array = Array.CreateInstanceFromArrayType(type, list.Count);
        for (int i = 0; i < list.Count; i++)
        {
            if (!TryConvert(list[i], element, out object? converted))
            {
                return null;
            }

            array.SetValue(converted, i);
        }

        return array;
    }
}
