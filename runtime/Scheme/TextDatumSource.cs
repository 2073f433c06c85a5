namespace TinyTotIL.Runtime.Scheme;

/// <summary>Data from a text in memory.</summary>
/// <param name="text">The text.</param>
public sealed class TextDatumSource(string text) : DatumSource
{
    private int _position;

    /// <inheritdoc/>
    public override int Position => _position;

    /// <inheritdoc/>
    public override int Peek() => _position < text.Length ? text[_position] : End;

    /// <inheritdoc/>
    public override int Read() => _position < text.Length ? text[_position++] : End;
}
