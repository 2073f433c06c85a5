using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Scheme;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Natives;

/// <summary>
/// Turns data of Scheme into values that functions of the runtime take. Vectors become lists, association lists and hash tables objects, the symbol
/// null the null value.
/// </summary>
/// <remarks>What is shared is turned once, what contains itself is refused, and nothing recurses.</remarks>
internal sealed class HostDatum
{
    /// <summary>The name of the symbol that stands for null.</summary>
    public const string NullName = "null";

    private const string Procedure = "->host";

    private readonly ProcessContext _context;
    private readonly Dictionary<object, HeapValue?> _known = new(ReferenceEqualityComparer.Instance);
    private readonly Stack<Part> _open = new();

    private HostDatum(ProcessContext context) => _context = context;

    /// <summary>Turns a datum into a value.</summary>
    /// <param name="context">The running process; an error is under way in it when the datum has no such form.</param>
    /// <param name="datum">The datum.</param>
    public static Value Convert(ProcessContext context, Value datum) =>
        IsWhole(datum.Tag) ? WholeOf(context, datum) : new HostDatum(context).Run(datum);

    private static bool IsWhole(object? tag) => tag is not (PairValue or VectorValue or HashTable) && !ReferenceEquals(tag, Tag.EmptyList);

    private static Value WholeOf(ProcessContext context, Value datum)
    {
        switch (datum.Tag)
        {
            case MutableText text:
                return Value.Text(text.ToString());
            case BytevectorValue bytes:
                return Value.From(new BytesValue([.. bytes.Bytes]));
            case SymbolValue { Name: NullName }:
                return Value.Null;
        }

        if (datum.Kind is ValueKind.Int or ValueKind.Float or ValueKind.Bool or ValueKind.Null or ValueKind.Text or ValueKind.List or ValueKind.Object
            or ValueKind.Bytes or ValueKind.Connection or ValueKind.Stream or ValueKind.Future or ValueKind.Function or ValueKind.Closure
            or ValueKind.Exception or ValueKind.Foreign)
        {
            return datum;
        }

        context.RaiseWrongType(Procedure, "what the runtime has a form for", datum);
        return default;
    }

    private Value Run(Value datum)
    {
        var result = Enter(datum);
        while (_context.Reductions >= 0 && _open.TryPeek(out var part))
        {
            if (part.Next < part.Items.Length)
            {
                var item = part.Items[part.Next];
                part.Items[part.Next] = IsWhole(item.Tag) ? WholeOf(_context, item) : Enter(item);
                part.Next += _open.Peek() == part ? 1 : 0;
                continue;
            }

            HeapValue whole = part.Names is null ? ListValue.FromOwned(part.Items) : ObjectValue.Create(FieldTable.Of(part.Names, part.Items).Settle());
            _known[part.Source] = whole;
            _open.Pop();
            result = Value.From(whole);
            if (_open.TryPeek(out var outer))
            {
                outer.Items[outer.Next++] = result;
            }
        }

        return result;
    }

    /// <summary>Gives what a structure has become, or puts it on the stack; its place keeps the datum until then.</summary>
    private Value Enter(Value datum)
    {
        // One empty list stands for every empty object.
        if (datum.Tag is not HeapValue source)
        {
            return Value.From(ObjectValue.Empty);
        }

        if (_known.TryGetValue(source, out var done))
        {
            if (done is null)
            {
                _context.Raise($"{Procedure}: a structure that contains itself has no form in the runtime");
                return default;
            }

            return Value.From(done);
        }

        if (Open(source) is { } part)
        {
            _known.Add(source, null);
            _open.Push(part);
        }

        return datum;
    }

    private Part? Open(HeapValue source) => source switch
    {
        VectorValue vector => new Part(source, [.. vector.Items], null),
        HashTable table => OpenFields(source, table.Entries.Select(static entry => (entry.Key, entry.Value))),
        _ => Entries((PairValue)source) is { } entries ? OpenFields(source, entries) : null,
    };

    private List<(Value Key, Value Value)>? Entries(PairValue list)
    {
        var guard = new SchemeCycleGuard();
        var entries = new List<(Value, Value)>();
        var rest = Value.From(list);
        for (; rest.Tag is PairValue { Car.Tag: PairValue entry } pair && !guard.HasSeen(pair); rest = pair.Cdr)
        {
            entries.Add((entry.Car, entry.Cdr));
        }

        if (rest.IsEmptyList)
        {
            return entries;
        }

        _context.RaiseWrongType(Procedure, "an association list (a vector for elements without names)", Value.From(list));
        return null;
    }

    /// <summary>Of several entries with one name the first counts, as in an association list.</summary>
    private Part? OpenFields(HeapValue source, IEnumerable<(Value Key, Value Value)> entries)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var names = new List<string>();
        var items = new List<Value>();
        foreach (var (key, value) in entries)
        {
            string? name = key.Tag is SymbolValue symbol ? symbol.Name : DatumText.TryGet(key, out var text) ? text.ToString() : null;
            if (name is null)
            {
                _context.RaiseWrongType(Procedure, "a symbol or a string as the name of a field", key);
                return null;
            }

            if (seen.Add(name))
            {
                names.Add(name);
                items.Add(value);
            }
        }

        return new Part(source, [.. items], [.. names]);
    }

    /// <summary>A structure whose parts are being turned into values, in place.</summary>
    private sealed class Part(HeapValue source, Value[] items, string[]? names)
    {
        public HeapValue Source { get; } = source;

        public Value[] Items { get; } = items;

        public string[]? Names { get; } = names;

        public int Next { get; set; }
    }
}
