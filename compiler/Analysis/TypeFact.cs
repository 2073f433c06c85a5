using TinyTotIL.Compiler.Ir;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Analysis;

/// <summary>What is known of the values a register holds: an element of a lattice of small, fixed height.</summary>
/// <remarks>
/// From the bottom: nothing reaches it; one constant, or one prototype of function values; one kind; anything. A list
/// also knows the kind of its elements. Facts only ever rise, so every analysis over them ends.
/// </remarks>
internal readonly struct TypeFact : IEquatable<TypeFact>
{
    private const long SmallestUncounted = 1L << 61;

    private readonly Value _constant;
    private readonly bool _hasConstant;
    private readonly int _prototype;

    private TypeFact(FactKind kind, FactKind element = FactKind.None, int prototype = -1, Value? constant = null, bool isCounter = false)
    {
        (Kind, Element, _prototype, IsCounter) = (kind, element, prototype + 1, isCounter);
        (_hasConstant, _constant) = (constant is not null, constant ?? default(Value));
    }

    /// <summary>Nothing reaches it.</summary>
    public static TypeFact None => default;

    /// <summary>Most steps away from what a counter began with that one operation goes.</summary>
    public const long CounterStep = 16;

    /// <summary>
    /// Integers that began small and have moved a little with each operation since: it takes a machine years to bring one out of
    /// the range of 64 bits, so that nothing has to look.
    /// </summary>
    public static TypeFact Counter { get; } = new(FactKind.Int, isCounter: true);

    /// <summary>It may be anything.</summary>
    public static TypeFact Any { get; } = new(FactKind.Any);

    /// <summary>The kind of its values.</summary>
    public FactKind Kind { get; }

    /// <summary>For integers, whether they are counters; see <see cref="Counter"/>.</summary>
    public bool IsCounter { get; }

    /// <summary>For a list, the kind of its elements; none for a list that is known to be empty.</summary>
    public FactKind Element { get; }

    /// <summary>For functions, the number of the only prototype they can have; -1 when there may be several.</summary>
    public int Prototype => _prototype - 1;

    /// <summary>The only value it can have, or null.</summary>
    public Value? Constant => _hasConstant ? _constant : default(Value?);

    /// <summary>The type of a register that holds such values.</summary>
    public IrType Type => Kind switch
    {
        FactKind.Int => IrType.Int,
        FactKind.Float => IrType.Float,
        FactKind.Bool => IrType.Bool,
        FactKind.Text => IrType.Text,
        FactKind.List => IrType.List,
        FactKind.Object => IrType.Object,
        FactKind.Function => IrType.Function,
        _ => IrType.Any,
    };

    /// <summary>Values of a kind.</summary>
    /// <param name="kind">The kind.</param>
    public static TypeFact Of(FactKind kind) => kind == FactKind.List ? ListOf(FactKind.Any) : new(kind);

    /// <summary>Values that fit a register of a type.</summary>
    /// <param name="type">The type.</param>
    public static TypeFact Of(IrType type) => type switch
    {
        IrType.Int => new(FactKind.Int),
        IrType.Float => new(FactKind.Float),
        IrType.Bool => new(FactKind.Bool),
        IrType.Text => new(FactKind.Text),
        IrType.List => ListOf(FactKind.Any),
        IrType.Object => new(FactKind.Object),
        IrType.Function => new(FactKind.Function),
        _ => Any,
    };

    /// <summary>One value.</summary>
    /// <param name="value">The value; the mark of an unset variable counts as anything.</param>
    public static TypeFact Of(Value value) => value.Kind switch
    {
        ValueKind.Int => new(FactKind.Int, constant: value, isCounter: value.AsInt is > -SmallestUncounted and < SmallestUncounted),
        ValueKind.Float => new(FactKind.Float, constant: value),
        ValueKind.Bool => new(FactKind.Bool, constant: value),
        ValueKind.Null => new(FactKind.Null, constant: value),
        ValueKind.Text => new(FactKind.Text, constant: value),
        _ => Any,
    };

    /// <summary>Lists of elements of a kind.</summary>
    /// <param name="element">The kind; none for the empty list.</param>
    public static TypeFact ListOf(FactKind element) => new(FactKind.List, element);

    /// <summary>Function values of one prototype.</summary>
    /// <param name="prototype">Its number.</param>
    public static TypeFact FunctionOf(int prototype) => new(FactKind.Function, prototype: prototype);

    /// <summary>The same without the constant.</summary>
    public TypeFact WithoutConstant() => new(Kind, Element, Prototype, isCounter: IsCounter);

    /// <summary>The same without the constant, and without knowing whether integers are counters.</summary>
    public TypeFact WithoutRange() => new(Kind, Element, Prototype);

    /// <summary>The least fact that covers both.</summary>
    /// <param name="other">The other.</param>
    public TypeFact Join(TypeFact other)
    {
        if (Equals(other) || other.Kind == FactKind.None)
        {
            return this;
        }

        if (Kind == FactKind.None)
        {
            return other;
        }

        return Kind != other.Kind
            ? Any
            : new TypeFact(Kind, Join(Element, other.Element), Prototype == other.Prototype ? Prototype : -1, SameConstant(other) ? Constant : default(Value?), IsCounter && other.IsCounter);
    }

    /// <summary>The least kind that covers both.</summary>
    /// <param name="a">The one.</param>
    /// <param name="b">The other.</param>
    public static FactKind Join(FactKind a, FactKind b) => a == b || b == FactKind.None ? a : a == FactKind.None ? b : FactKind.Any;

    /// <summary>Whether a conditional jump always, or never, treats the values as false; null when both may be.</summary>
    public bool? IsFalsy => Kind switch
    {
        FactKind.Null => true,
        FactKind.Int or FactKind.Bool => _hasConstant ? _constant.IsFalsy() : null,
        FactKind.None or FactKind.Any => null,
        _ => false,
    };

    /// <inheritdoc/>
    public bool Equals(TypeFact other) =>
        Kind == other.Kind && Element == other.Element && IsCounter == other.IsCounter && _prototype == other._prototype && SameConstant(other);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is TypeFact other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, Element, IsCounter, _prototype, _hasConstant ? _constant.Bits : 0);

    /// <inheritdoc/>
    public override string ToString() => _hasConstant ? $"{Kind} {_constant}" : Prototype >= 0 ? $"{Kind} p{Prototype}" : Kind == FactKind.List ? $"{Kind} {Element}" : IsCounter ? "Counter" : $"{Kind}";

    private bool SameConstant(TypeFact other) =>
        _hasConstant == other._hasConstant && (!_hasConstant || (_constant.Bits == other._constant.Bits && Equals(_constant.Tag, other._constant.Tag)));
}
