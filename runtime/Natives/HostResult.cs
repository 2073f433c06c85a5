using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Natives;

/// <summary>
/// Turns values that functions of the runtime give into data of Scheme. Lists become vectors, objects association lists with symbols, null the symbol
/// null.
/// </summary>
/// <remarks>Values share parts, and so do the data; nothing recurses.</remarks>
internal sealed class HostResult
{
    private readonly Dictionary<object, Value> _known = new(ReferenceEqualityComparer.Instance);
    private readonly Stack<Part> _open = new();

    /// <summary>Turns a value into a datum.</summary>
    /// <param name="value">The value.</param>
    public static Value Convert(Value value) => IsWhole(value.Tag) ? WholeOf(value) : new HostResult().Run(value);

    private static bool IsWhole(object? tag) => tag is not (ListValue or ObjectValue);

    private static Value WholeOf(Value value) =>
        value.IsNull ? Value.From(SymbolValue.Of(HostDatum.NullName))
        : value.Tag is BytesValue bytes ? Value.From(new BytevectorValue([.. bytes.Bytes]))
        : value;

    private Value Run(Value value)
    {
        var result = Enter(value);
        while (_open.TryPeek(out var part))
        {
            if (part.Next < part.Items.Length)
            {
                var item = part.Items[part.Next];
                part.Items[part.Next] = IsWhole(item.Tag) ? WholeOf(item) : Enter(item);
                part.Next += _open.Peek() == part ? 1 : 0;
                continue;
            }

            result = part.Names is null ? Value.From(new VectorValue(part.Items)) : EntriesOf(part.Names, part.Items);
            _known[part.Source] = result;
            _open.Pop();
            if (_open.TryPeek(out var outer))
            {
                outer.Items[outer.Next++] = result;
            }
        }

        return result;
    }

    /// <summary>Gives what a list or an object has become, or puts it on the stack; its place keeps the value until then.</summary>
    private Value Enter(Value value)
    {
        if (_known.TryGetValue(value.Tag!, out var done))
        {
            return done;
        }

        if (value.Tag is ListValue list)
        {
            _open.Push(new Part(list, list.ToArray(), null));
        }
        else
        {
            ((ObjectValue)value.Tag!).GetFields(out var names, out var values);
            _open.Push(new Part(value.Tag!, [.. values], names));
        }

        return value;
    }

    private static Value EntriesOf(string[] names, Value[] items)
    {
        var entries = Value.EmptyList;
        for (int i = items.Length - 1; i >= 0; i--)
        {
            entries = Value.From(new PairValue(Value.From(new PairValue(Value.From(SymbolValue.Of(names[i])), items[i])), entries));
        }

        return entries;
    }

    /// <summary>A list or an object whose parts are being turned into data, in place.</summary>
    private sealed class Part(object source, Value[] items, string[]? names)
    {
        public object Source { get; } = source;

        public Value[] Items { get; } = items;

        public string[]? Names { get; } = names;

        public int Next { get; set; }
    }
}
