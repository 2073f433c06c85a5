using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Formats;

/// <summary>The text that blocks of UTF-8 are made of. Texts in it are copied from here: turning them back from UTF-8 takes several times as long.</summary>
/// <remarks>
/// Only texts may have characters that are not ASCII. So between two texts as many characters lie as bytes, and it is enough to know
/// where one text ends in both to find the next; one that is ASCII may be left out. Half of a surrogate pair becomes U+FFFD;
/// where there is one, texts are taken from the UTF-8.
/// </remarks>
/// <param name="text">A string or a view.</param>
internal sealed class JsonOriginal(object text)
{
    /// <summary>A place in the text, and the byte of the present block that stands for it; behind both, as far as is known, all is ASCII.</summary>
    private int _place;
    private int _byte;
    private bool _isAscii;
    private bool _isDamaged;

    /// <summary>Turns what has not been consumed into UTF-8.</summary>
    /// <param name="block">Where to put it; there is room for a character.</param>
    /// <param name="written">How many bytes it is.</param>
    /// <returns>Whether it is all there is.</returns>
    public bool Fill(Span<byte> block, out int written)
    {
        var rest = TextValue.SpanOf(text)[_place..];
        int used;
        if (_isDamaged || Utf8.FromUtf16(rest, block, out used, out written, replaceInvalidSequences: false) == OperationStatus.InvalidData)
        {
            _isDamaged = true;
            Utf8.FromUtf16(rest, block, out used, out written);
        }

        _isAscii = used == written;
        return used == rest.Length;
    }

    /// <summary>How many bytes of UTF-8 it is that have not been consumed.</summary>
    public int CountBytesLeft() => Encoding.UTF8.GetByteCount(TextValue.SpanOf(text)[_place..]);

    /// <summary>Goes to the place where a reader has stopped.</summary>
    /// <param name="consumed">Bytes of the block before it; the block the next reader gets begins there.</param>
    public void Advance(int consumed)
    {
        _place += consumed - _byte;
        _byte = 0;
    }

    /// <summary>The text at which a reader stands.</summary>
    /// <param name="reader">The reader.</param>
    /// <exception cref="InvalidOperationException">It has half of a surrogate pair as an escape.</exception>
    public string Take(ref Utf8JsonReader reader)
    {
        var range = Find(ref reader);
        if (_isDamaged)
        {
            return reader.GetString()!;
        }

        var written = TextValue.SpanOf(text)[range];
        return reader.ValueIsEscaped ? JsonEscapes.Resolve(written) ?? reader.GetString()! : written.ToString();
    }

    /// <summary>Where the text is at which a reader stands, without its quotes.</summary>
    private Range Find(ref Utf8JsonReader reader)
    {
        int first = (int)reader.TokenStartIndex + 1;
        int bytes = reader.ValueSpan.Length;
        int start = _place + first - _byte;
        if (_isAscii)
        {
            return start..(start + bytes);
        }

        var rest = TextValue.SpanOf(text)[start..];
        int end = start + (reader.ValueIsEscaped ? JsonOutline.EndOfText(rest, 0) - 1 : rest.IndexOf('"'));
        _place = end;
        _byte = first + bytes;
        return start..end;
    }
}
