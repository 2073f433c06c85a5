using System.Collections;
using System.Globalization;
using System.Numerics;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL;

/// <summary>What <see cref="ScriptValues"/> describes.</summary>
internal static class ValueConversion
{
    private const int MostDepth = 256;
    private const int MostShown = 100;

    /// <summary>The value for an object.</summary>
    /// <param name="content">The object.</param>
    /// <param name="target">What it is for.</param>
    /// <exception cref="ArgumentException">It cannot be a value.</exception>
    public static Value ToValue(object? content, ConversionTarget target) => ToValue(content, target, depth: 0);

    /// <summary>Converts a value to a type; false when it has no such form.</summary>
    /// <param name="value">The value.</param>
    /// <param name="type">The type.</param>
    /// <param name="converted">What came out.</param>
    public static bool TryConvert(Value value, Type type, out object? converted) => TryConvert(value, type, depth: 0, out converted);

    /// <summary>A value as a message shows it.</summary>
    /// <param name="value">The value.</param>
    public static string Describe(Value value) => ValueText.Debug(value, AddressSpace.OwnNumbers, MostShown);

    private static Value ToValue(object? content, ConversionTarget target, int depth)
    {
        if (depth > MostDepth)
        {
            throw new ArgumentException($"What a script is given is nested more than {MostDepth} deep.");
        }

        switch (content)
        {
            case char letter when target.IsScheme && !char.IsSurrogate(letter):
                return Value.Character(letter);
            case BigInteger number:
                return BigIntegerValue.Normalize(number);
            case byte[] bytes when target.IsScheme:
                return Value.From(new BytevectorValue([.. bytes]));
            case Delegate function:
                return FunctionOf(function, target);
            case null or string or byte[] or Value or HeapValue:
                break;
            case IDictionary or IEnumerable<KeyValuePair<string, object?>>:
                return ObjectOf(Entries(content), target, depth);
            case IEnumerable when IsDictionary(content.GetType()):
                return ObjectOf(Entries(content), target, depth);
            case IEnumerable items:
                return ListOf(items, target, depth);
        }

        try
        {
            return ForeignOperations.Result(content);
        }
        catch (Exception refused) when (refused is RefusedArgumentException or OverflowException)
        {
            throw new ArgumentException($"A script cannot be given this: {refused.Message}.", refused);
        }
    }

    private static Value FunctionOf(Delegate function, ConversionTarget target)
    {
        if (DelegateCall.WhyNot(function) is { } why)
        {
            throw new ArgumentException($"A delegate cannot be called by a script: {why}.");
        }

        return Value.From(HostFunctionValues.Of(DelegateCall.Describe("the host's function", function, target)));
    }

    private static Value ListOf(IEnumerable items, ConversionTarget target, int depth)
    {
        var values = new List<Value>();
        foreach (object? item in items)
        {
            if (values.Count == ListValue.MaximumLength)
            {
                throw new ArgumentException($"A list can have at most {ListValue.MaximumLength} elements.");
            }

            values.Add(ToValue(item, target, depth + 1));
        }

        return target.IsScheme ? SchemeList(values) : Value.From(ListValue.FromOwned([.. values]));
    }

    private static Value SchemeList(List<Value> items)
    {
        var list = Value.EmptyList;
        for (int i = items.Count - 1; i >= 0; i--)
        {
            list = Value.From(new PairValue(items[i], list));
        }

        return list;
    }

    private static Value ObjectOf(IEnumerable<(string Name, object? Content)> entries, ConversionTarget target, int depth)
    {
        if (target.IsScheme)
        {
            return SchemeList([.. entries.Select(entry =>
                Value.From(new PairValue(Value.From(SymbolValue.Of(entry.Name)), ToValue(entry.Content, target, depth + 1))))]);
        }

        var fields = ObjectValue.Empty;
        foreach (var (name, content) in entries)
        {
            fields = fields.Set(name, ToValue(content, target, depth + 1));
        }

        return Value.From(fields);
    }

    /// <summary>The entries of a dictionary of any kind.</summary>
    private static IEnumerable<(string Name, object? Content)> Entries(object content)
    {
        if (content is IDictionary dictionary)
        {
            foreach (DictionaryEntry entry in dictionary)
            {
                yield return (entry.Key as string ?? throw new ArgumentException("A script knows the entries of a dictionary by strings."), entry.Value);
            }

            yield break;
        }

        foreach (object? entry in (IEnumerable)content)
        {
            var type = entry!.GetType();
            yield return ((string)type.GetProperty("Key")!.GetValue(entry)!, type.GetProperty("Value")!.GetValue(entry));
        }
    }

    private static bool IsDictionary(Type type) => type.GetInterfaces().Any(candidate => candidate.IsGenericType
        && candidate.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>) && candidate.GetGenericArguments()[0] == typeof(string));

    private static bool TryConvert(Value value, Type type, int depth, out object? converted)
    {
        converted = null;
        if (depth > MostDepth)
        {
            return false;
        }

        if (type == typeof(Value))
        {
            converted = value;
            return true;
        }

        if (value.IsNull)
        {
            return !type.IsValueType || Nullable.GetUnderlyingType(type) is not null;
        }

        if (typeof(HeapValue).IsAssignableFrom(type))
        {
            converted = type.IsInstanceOfType(value.Tag) ? value.Tag : null;
            return converted is not null;
        }

        type = Nullable.GetUnderlyingType(type) ?? type;
        converted = type == typeof(object) ? Natural(value, depth) : ToType(value, type, depth);
        return converted is not null;
    }

    private static object? ToType(Value value, Type type, int depth)
    {
        if (value.Tag is ForeignValue foreign)
        {
            return type.IsInstanceOfType(foreign.Content) ? foreign.Content : null;
        }

        if (type == typeof(string))
        {
            return TextOf(value);
        }

        if (type == typeof(byte[]))
        {
            return BytesOf(value);
        }

        if (type == typeof(BigInteger) && IntegerOf(value) is { } integer)
        {
            return integer;
        }

        if (type == typeof(char))
        {
            return value.IsCharacter && value.Bits <= char.MaxValue ? (char)value.Bits : TextOf(value) is [var letter] ? letter : null;
        }

        return value.IsInt ? FromInt(value.AsInt, type)
            : value.IsFloat ? FromFloat(value.AsFloat, type)
            : value.Tag is BigIntegerValue big && type == typeof(double) ? (double)big.Number
            : value.IsBool ? (type == typeof(bool) ? value.AsBool : null)
            : DictionaryTypes.TryFind(type, out var entry) && FieldsOf(value) is { } fields ? DictionaryOf(fields, entry, depth)
            : SequenceTypes.TryFind(type, out var element) && ItemsOf(value) is { } items ? SequenceOf(items, type, element, depth)
            : null;
    }

    private static object? FromInt(long number, Type type)
    {
        if (type.IsEnum)
        {
            return Enum.ToObject(type, number);
        }

        bool fits = type == typeof(double) || type == typeof(float) || type == typeof(decimal) || (IntegerRange.Of(type) is { } range && range.Contains(number));
        return fits ? Convert.ChangeType(number, type, CultureInfo.InvariantCulture) : null;
    }

    private static object? FromFloat(double number, Type type)
    {
        bool fits = type == typeof(double) || type == typeof(float) || (type == typeof(decimal) && Math.Abs(number) < (double)decimal.MaxValue);
        return fits ? Convert.ChangeType(number, type, CultureInfo.InvariantCulture) : null;
    }

    /// <summary>What a value is where nothing is said about its type.</summary>
    private static object? Natural(Value value, int depth) => value.Tag switch
    {
        null => value.AsInt,
        ForeignValue foreign => foreign.Content,
        BigIntegerValue big => big.Number,
        ObjectValue => ToType(value, typeof(Dictionary<string, object?>), depth),
        _ when value.IsFloat => value.AsFloat,
        _ when value.IsBool => value.AsBool,
        _ when value.IsCharacter => char.ConvertFromUtf32((int)value.Bits),
        _ when TextOf(value) is { } text => text,
        _ when BytesOf(value) is { } bytes => bytes,
        _ when ItemsOf(value) is { } items => SequenceOf(items, typeof(List<object?>), typeof(object), depth),
        _ => value,
    };

    /// <summary>The text of a value that is one, or whose name is; null for others.</summary>
    /// <param name="value">The value.</param>
    public static string? TextOf(Value value) => value.Tag switch
    {
        _ when value.IsText => value.AsText,
        MutableText text => text.ToString(),
        SymbolValue symbol => symbol.Name,
        _ when value.IsCharacter => char.ConvertFromUtf32((int)value.Bits),
        _ => null,
    };

    private static byte[]? BytesOf(Value value) => value.Tag switch
    {
        BytesValue bytes => [.. bytes.Bytes],
        BytevectorValue bytes => [.. bytes.Bytes],
        _ => null,
    };

    private static BigInteger? IntegerOf(Value value) => value.IsInt ? value.AsInt : (value.Tag as BigIntegerValue)?.Number;

    /// <summary>The elements of a list or vector; null for anything else, and for a list of Scheme that has no end or ends in something else.</summary>
    private static IReadOnlyList<Value>? ItemsOf(Value value)
    {
        switch (value.Tag)
        {
            case ListValue list:
                return list.ToArray();
            case VectorValue vector:
                return [.. vector.Items];
        }

        if (value.Tag is not PairValue && !value.IsEmptyList)
        {
            return null;
        }

        var items = new List<Value>();
        var slow = value;
        while (value.Tag is PairValue pair)
        {
            items.Add(pair.Car);
            value = pair.Cdr;
            if (items.Count % 2 == 0)
            {
                slow = ((PairValue)slow.Tag!).Cdr;
                if (slow.Tag is PairValue && ReferenceEquals(slow.Tag, value.Tag))
                {
                    return null;
                }
            }
        }

        return value.IsEmptyList ? items : null;
    }

    private static List<KeyValuePair<string, Value>>? FieldsOf(Value value)
    {
        if (value.Tag is ObjectValue fields)
        {
            return [.. fields.Fields];
        }

        if (value.Tag is ListValue || ItemsOf(value) is not { } items)
        {
            return null;
        }

        var entries = new List<KeyValuePair<string, Value>>(items.Count);
        foreach (var item in items)
        {
            if (item.Tag is not PairValue pair || TextOf(pair.Car) is not { } name)
            {
                return null;
            }

            entries.Add(new KeyValuePair<string, Value>(name, pair.Cdr));
        }

        return entries;
    }

    private static IDictionary? DictionaryOf(List<KeyValuePair<string, Value>> fields, Type entry, int depth)
    {
        var dictionary = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(typeof(string), entry))!;
        foreach (var (name, field) in fields)
        {
            if (!TryConvert(field, entry, depth + 1, out object? content))
            {
                return null;
            }

            if (!dictionary.Contains(name))
            {
                dictionary.Add(name, content);
            }
        }

        return dictionary;
    }

    private static IList? SequenceOf(IReadOnlyList<Value> items, Type type, Type element, int depth)
    {
        var array = Array.CreateInstance(element, items.Count);
        for (int i = 0; i < items.Count; i++)
        {
            if (!TryConvert(items[i], element, depth + 1, out object? content))
            {
                return null;
            }

            array.SetValue(content, i);
        }

        return type.IsArray ? array : (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(element), array)!;
    }
}
