using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Scheme;

/// <summary>Stands for a labelled datum inside that datum while it is being read.</summary>
internal sealed class DatumPlaceholder : HeapValue
{
    /// <summary>What it stands for; <see cref="Value.Unset"/> before that has been read.</summary>
    public Value Target = Value.Unset;

    /// <summary>Whether it stands anywhere, so that it must be replaced.</summary>
    public bool IsUsed { get; set; }

    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.Unset;
}
