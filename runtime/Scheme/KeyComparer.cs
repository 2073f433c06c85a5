using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Scheme;

/// <summary>Compares keys of tables as EQV? or EQUAL? do.</summary>
internal sealed class KeyComparer : IEqualityComparer<Value>
{
    private readonly bool _looksInside;

    private KeyComparer(bool looksInside) => _looksInside = looksInside;

    /// <summary>As EQUAL? does.</summary>
    public static KeyComparer Equal { get; } = new(looksInside: true);

    /// <summary>As EQV? does.</summary>
    public static KeyComparer Eqv { get; } = new(looksInside: false);

    /// <inheritdoc/>
    public bool Equals(Value x, Value y) => _looksInside ? DatumEquality.AreEqual(x, y) : DatumEquality.AreEqv(x, y);

    /// <inheritdoc/>
    public int GetHashCode(Value obj) => _looksInside ? KeyHash.OfContent(obj) : KeyHash.OfIdentity(obj);
}
