namespace TinyTotIL.Runtime.Values;

/// <summary>
/// The tag of a <see cref="Value"/> that has no object of its own: one static instance for each.
/// </summary>
/// <remarks>
/// The instances are static readonly so that the JIT folds them to constants in code compiled after this
/// class was initialized; <see cref="Initialize"/> is called before the first user method for that reason.
/// </remarks>
public sealed class Tag
{
    /// <summary>Tag of every float; the bits hold the double.</summary>
    public static readonly Tag Float = new(ValueKind.Float);

    /// <summary>Tag of true.</summary>
    public static readonly Tag True = new(ValueKind.Bool);

    /// <summary>Tag of false.</summary>
    public static readonly Tag False = new(ValueKind.Bool);

    /// <summary>Tag of null.</summary>
    public static readonly Tag Null = new(ValueKind.Null);

    /// <summary>Tag of a variable without a value.</summary>
    public static readonly Tag Unset = new(ValueKind.Unset);

    /// <summary>Tag of every character; the bits hold its scalar value.</summary>
    public static readonly Tag Character = new(ValueKind.Character);

    /// <summary>Tag of the empty list of Lisp.</summary>
    public static readonly Tag EmptyList = new(ValueKind.EmptyList);

    /// <summary>Tag of the end of an input.</summary>
    public static readonly Tag EndOfFile = new(ValueKind.EndOfFile);

    /// <summary>Tag of the result of what has none worth having.</summary>
    public static readonly Tag Unspecified = new(ValueKind.Unspecified);

    private Tag(ValueKind kind) => Kind = kind;

    /// <summary>The kind of the values that carry this tag.</summary>
    public ValueKind Kind { get; }

    /// <summary>Forces the static constructor to have run.</summary>
    public static void Initialize() => System.Runtime.CompilerServices.RuntimeHelpers.RunClassConstructor(typeof(Tag).TypeHandle);
}
