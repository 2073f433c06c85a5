using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Scheme;

/// <summary>A datum that has begun and waits for its parts.</summary>
internal struct DatumGroup
{
    /// <summary>What began it: an opening, a prefix, a comment or a label.</summary>
    public DatumTokenKind Kind;

    /// <summary>Offset of its beginning.</summary>
    public int Start;

    /// <summary>How far a list is.</summary>
    public ListPart Part;

    /// <summary>The first pair of a list; the symbol of a prefix; the placeholder of a label.</summary>
    public object? First;

    /// <summary>The last pair of a list.</summary>
    public PairValue? Last;

    /// <summary>Where the elements of a vector begin among those of all vectors that are open.</summary>
    public int Elements;
}
