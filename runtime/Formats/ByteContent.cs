using System.Text;
using System.Text.Unicode;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Formats;

/// <summary>The bytes of text and of bytes, and text made of bytes.</summary>
internal static class ByteContent
{
    /// <summary>Whether a value is text or bytes.</summary>
    /// <param name="value">The value.</param>
    public static bool Has(Value value) => value.IsText || value.Tag is BytesValue;

    /// <summary>About how many bytes text or bytes have.</summary>
    /// <param name="value">Text or bytes.</param>
    public static long LengthOf(Value value) => value.Tag is BytesValue bytes ? bytes.Bytes.Length : TextValue.LengthOf(value);

    /// <summary>The bytes of bytes, or of text in UTF-8. Nobody writes to them.</summary>
    /// <param name="value">Text or bytes.</param>
    /// <param name="budget">What may be allocated.</param>
    public static byte[] Of(Value value, BulkBudget budget)
    {
        if (value.IsText)
        {
            budget.Charge(Encoding.UTF8.GetByteCount(TextValue.SpanOf(value)));
        }

        return Of(value);
    }

    /// <summary>Bytes as they are, text as UTF-8.</summary>
    /// <param name="value">Text or bytes.</param>
    public static byte[] Of(Value value)
    {
        if (value.Tag is BytesValue bytes)
        {
            return bytes.Bytes;
        }

        var text = TextValue.SpanOf(value);
        byte[] encoded = new byte[Encoding.UTF8.GetByteCount(text)];
        Encoding.UTF8.GetBytes(text, encoded);
        return encoded;
    }

    /// <summary>The text that bytes are in UTF-8.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="notText">The error when they are none.</param>
    /// <param name="budget">What may be allocated.</param>
    /// <exception cref="DataFormatException">They are not UTF-8.</exception>
    public static Value TextOf(ReadOnlySpan<byte> bytes, string notText, BulkBudget budget)
    {
        if (!Utf8.IsValid(bytes))
        {
            throw new DataFormatException(notText);
        }

        budget.Charge(sizeof(char) * (long)bytes.Length);
        return Value.Text(Encoding.UTF8.GetString(bytes));
    }
}
