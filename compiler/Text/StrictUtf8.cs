using System.Text;
using System.Text.Unicode;

namespace TinyTotIL.Compiler.Text;

/// <summary>UTF-8 without replacement characters: bytes are text or they are not.</summary>
internal static class StrictUtf8
{
    private static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Decodes bytes; a byte-order mark stays part of the text.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="text">The text; empty on failure.</param>
    /// <param name="invalidAt">Offset of the first byte that does not belong; -1 on success.</param>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, out string text, out int invalidAt)
    {
        if (Utf8.IsValid(bytes))
        {
            text = Encoding.GetString(bytes);
            invalidAt = -1;
            return true;
        }

        text = "";
        invalidAt = FirstInvalid(bytes);
        return false;
    }

    /// <summary>Encodes text, or says that it holds half of a surrogate pair and so is no text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="bytes">Its bytes; empty on failure.</param>
    public static bool TryEncode(string text, out byte[] bytes)
    {
        if (!IsWellFormed(text))
        {
            bytes = [];
            return false;
        }

        bytes = Encoding.GetBytes(text);
        return true;
    }

    /// <summary>Whether every surrogate has its other half.</summary>
    /// <param name="text">The text.</param>
    public static bool IsWellFormed(ReadOnlySpan<char> text)
    {
        while (true)
        {
            int position = text.IndexOfAnyInRange('\uD800', '\uDFFF');
            if (position < 0)
            {
                return true;
            }

            if (position + 1 >= text.Length || !char.IsSurrogatePair(text[position], text[position + 1]))
            {
                return false;
            }

            text = text[(position + 2)..];
        }
    }

    private static int FirstInvalid(ReadOnlySpan<byte> bytes)
    {
        Span<char> scratch = stackalloc char[1024];
        int offset = 0;
        while (true)
        {
            var status = Utf8.ToUtf16(bytes[offset..], scratch, out int read, out _, replaceInvalidSequences: false);
            offset += read;
            if (status != System.Buffers.OperationStatus.DestinationTooSmall)
            {
                return offset;
            }
        }
    }
}
