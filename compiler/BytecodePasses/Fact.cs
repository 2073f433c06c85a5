using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.BytecodePasses;

/// <summary>What is known of one value: the kinds it may have, or exactly which constant it is.</summary>
internal readonly record struct Fact
{
    private Fact(Kinds kinds, bool isConstant, Value constant) => (Kinds, IsConstant, Constant) = (kinds, isConstant, constant);

    /// <summary>Nothing is known.</summary>
    public static Fact Unknown => Of(Kinds.Any);

    /// <summary>The kinds it may have.</summary>
    public Kinds Kinds { get; }

    /// <summary>Whether it is one constant on every path.</summary>
    public bool IsConstant { get; }

    /// <summary>The constant; meaningful when <see cref="IsConstant"/>.</summary>
    public Value Constant { get; }

    /// <summary>A value of some kinds.</summary>
    /// <param name="kinds">The kinds.</param>
    public static Fact Of(Kinds kinds) => new(kinds, isConstant: false, default);

    /// <summary>A constant that an instruction can push.</summary>
    /// <param name="constant">An integer, float, boolean, null or text.</param>
    public static Fact Of(Value constant) => new(KindsOf(constant), isConstant: true, constant);

    /// <summary>Whether it surely has one of some kinds.</summary>
    /// <param name="kinds">The kinds.</param>
    public bool Is(Kinds kinds) => (Kinds & ~kinds) == 0;

    /// <summary>What holds where two paths meet.</summary>
    /// <param name="other">What is known on the other path.</param>
    public Fact Join(Fact other) => Equals(other) ? this : Of(Kinds | other.Kinds);

    /// <inheritdoc/>
    public bool Equals(Fact other) =>
        Kinds == other.Kinds && IsConstant == other.IsConstant && (!IsConstant || IsSame(Constant, other.Constant));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kinds, IsConstant);

    /// <summary>Floats are compared by bits, so that 0.0 differs from -0.0 and NaN equals itself.</summary>
    private static bool IsSame(Value one, Value other) =>
        one.IsText || other.IsText
            ? one.IsText && other.IsText && one.AsText == other.AsText
            : ReferenceEquals(one.Tag, other.Tag) && one.Bits == other.Bits;

    private static Kinds KindsOf(Value constant) => constant switch
    {
        { IsInt: true } => Kinds.Int,
        { IsFloat: true } => Kinds.Float,
        { IsBool: true } => Kinds.Bool,
        { IsNull: true } => Kinds.Null,
        _ => Kinds.Text,
    };
}
