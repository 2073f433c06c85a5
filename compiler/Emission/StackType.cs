using Mono.Cecil;

namespace TinyTotIL.Compiler.Emission;

/// <summary>How the evaluation stack holds a value.</summary>
internal enum StackKind
{
    Int32,
    Int64,
    NativeInt,
    Float,
    Object,
    ManagedPointer,
    Struct,
}

/// <summary>What is known of one value on the evaluation stack.</summary>
/// <remarks>Instances come from <see cref="StackTypes"/>, which makes one for each type: equal types are the same object.</remarks>
internal sealed class StackType
{
    /// <summary>Describes a kind of value.</summary>
    /// <param name="kind">How it is held.</param>
    /// <param name="name">What readers see.</param>
    /// <param name="type">The struct, the class, or what a pointer points to; null where nothing is known of it.</param>
    public StackType(StackKind kind, string name, TypeReference? type = null)
    {
        Kind = kind;
        Name = name;
        Type = type;
    }

    /// <summary>How it is held.</summary>
    public StackKind Kind { get; }

    /// <summary>What readers see.</summary>
    public string Name { get; }

    /// <summary>The struct, the class, or what a pointer points to; null where nothing is known of it.</summary>
    public TypeReference? Type { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
