using TinyTotIL.Runtime.Scheme;

namespace TinyTotIL.Compiler.Lisp;

/// <summary>A piece of a text, with positions in the whole of it.</summary>
/// <param name="text">The text.</param>
/// <param name="start">Offset of the first unit.</param>
/// <param name="end">Offset after the last one.</param>
internal sealed class TextSlice(string text, int start, int end) : DatumSource
{
    private int _position = start;

    /// <inheritdoc/>
    public override int Position => _position;

    /// <inheritdoc/>
    public override int Peek() => _position < end ? text[_position] : End;

    /// <inheritdoc/>
    public override int Read() => _position < end ? text[_position++] : End;
}
