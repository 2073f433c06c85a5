using System.Globalization;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Streams;

/// <summary>A port that collects characters.</summary>
/// <param name="most">UTF-16 units it may hold.</param>
internal sealed class StringOutputPort(int most) : TextOutputPort, IHeldBytes
{
    private const int FirstLength = 64;

    private char[] _text = new char[FirstLength];
    private int _length;

    /// <inheritdoc/>
    public override string Name => "string";

    /// <inheritdoc/>
    public long HeldBytes => sizeof(char) * (long)_text.Length;

    /// <summary>What has been written so far; it stays also when the port is closed.</summary>
    public ReadOnlySpan<char> Written => _text.AsSpan(0, _length);

    /// <summary>Writes a character if that is one unit, for which there is room.</summary>
    /// <param name="scalar">The character.</param>
    public bool TryAdd(int scalar)
    {
        char[] text = _text;
        int length = _length;
        if ((uint)length >= (uint)text.Length || scalar > char.MaxValue)
        {
            return false;
        }

        text[length] = (char)scalar;
        _length = length + 1;
        return true;
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<char> text)
    {
        if (text.Length > _text.Length - _length)
        {
            Grow(text.Length);
        }

        text.CopyTo(_text.AsSpan(_length));
        _length += text.Length;
    }

    /// <inheritdoc/>
    public override void Flush()
    {
        // What is written is there at once.
    }

    /// <inheritdoc/>
    protected override string? Free() => null;

    private void Grow(int added)
    {
        long needed = _length + (long)added;
        if (needed > most)
        {
            throw new HostException(string.Create(CultureInfo.InvariantCulture, $"the port can hold no more than {most} characters"));
        }

        Array.Resize(ref _text, (int)Math.Min(most, Math.Max(needed, 2L * _text.Length)));
    }
}
