namespace TinyTotIL.Runtime.Values;

/// <summary>The place of a variable that closures share and that changes.</summary>
public sealed class CellValue : HeapValue
{
    /// <summary>What the variable holds; <see cref="Value.Unset"/> before its definition.</summary>
    public Value Content;

    /// <summary>Makes a place.</summary>
    /// <param name="content">What it holds.</param>
    public CellValue(Value content) => Value.Fill(ref Content, content);

    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.Cell;
}
