using System.Collections.Immutable;

namespace TinyTotIL.Compiler.Passes;

/// <summary>What a value is made of: its kind and the names or the number of its parts. Equal layouts are the same object.</summary>
internal sealed class AggregateLayout
{
    /// <summary>Values of more parts stay whole: that many registers would not fit the machine's anyway.</summary>
    private const int MostParts = 16;

    private readonly Dictionary<string, AggregateLayout> _extended = [];

    /// <summary>Describes a layout; only a table may, which keeps equal ones the same.</summary>
    /// <param name="kind">The kind of value.</param>
    /// <param name="prototype">For functions, the prototype.</param>
    /// <param name="count">Number of parts.</param>
    /// <param name="names">For objects, the fields in order.</param>
    private AggregateLayout(AggregateKind kind, int prototype, int count, ImmutableArray<string> names) =>
        (Kind, Prototype, Count, Names) = (kind, prototype, count, names);

    /// <summary>Stands for every register that is not made of parts, or of different ones at different times.</summary>
    public static AggregateLayout Opaque { get; } = new(AggregateKind.Object, prototype: -1, count: 0, []);

    /// <summary>The kind of value.</summary>
    public AggregateKind Kind { get; }

    /// <summary>For functions, the prototype; -1 otherwise.</summary>
    public int Prototype { get; }

    /// <summary>Number of parts.</summary>
    public int Count { get; }

    /// <summary>For objects, the fields in order.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>Whether a part with this key can be read or set without raising.</summary>
    /// <param name="key">The key.</param>
    public bool Accepts(PartKey key) => key.Kind == Kind && (Kind == AggregateKind.Object || (ulong)key.Number < (ulong)Count);

    /// <summary>Place of a part among the parts; -1 for a field there is not.</summary>
    /// <param name="key">A key it accepts.</param>
    public int IndexOf(PartKey key) => Kind == AggregateKind.Object ? Names.IndexOf(key.Name) : (int)key.Number;

    /// <summary>The layout once a part is set.</summary>
    /// <param name="key">The part.</param>
    public AggregateLayout With(PartKey key)
    {
        if (!Accepts(key) || this == Opaque)
        {
            return Opaque;
        }

        if (IndexOf(key) >= 0)
        {
            return this;
        }

        if (Count == MostParts)
        {
            return Opaque;
        }

        if (!_extended.TryGetValue(key.Name, out var extended))
        {
            extended = new AggregateLayout(Kind, Prototype, Count + 1, Names.Add(key.Name));
            _extended.Add(key.Name, extended);
        }

        return extended;
    }

    /// <summary>The layouts met in one function.</summary>
    public sealed class Table
    {
        private readonly Dictionary<(AggregateKind Kind, int Prototype, int Count), AggregateLayout> _known = [];

        /// <summary>The layout of a value as it is made.</summary>
        /// <param name="kind">The kind of value; an object is made without fields.</param>
        /// <param name="prototype">For functions, the prototype; -1 otherwise.</param>
        /// <param name="count">Number of parts.</param>
        public AggregateLayout Get(AggregateKind kind, int prototype, int count)
        {
            if (count > MostParts)
            {
                return Opaque;
            }

            if (!_known.TryGetValue((kind, prototype, count), out var layout))
            {
                layout = new AggregateLayout(kind, prototype, count, []);
                _known.Add((kind, prototype, count), layout);
            }

            return layout;
        }
    }
}
