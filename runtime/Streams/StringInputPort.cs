using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Streams;

/// <summary>A port that the characters of a string come from.</summary>
/// <param name="text">The characters, in an array that nobody else writes to.</param>
internal sealed class StringInputPort(char[] text) : TextInputPort, IHeldBytes
{
    private char[]? _text = text;

    /// <inheritdoc/>
    public override string Name => "string";

    /// <inheritdoc/>
    public long HeldBytes { get; } = sizeof(char) * (long)text.Length;

    /// <inheritdoc/>
    protected override int Fill(ref char[] buffer)
    {
        if (_text is not { } text)
        {
            return 0;
        }

        (buffer, _text) = (text, null);
        return text.Length;
    }

    /// <inheritdoc/>
    protected override string? Free()
    {
        _text = null;
        return base.Free();
    }
}
