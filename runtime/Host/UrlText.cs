using System.Globalization;
using System.Text;

namespace TinyTotIL.Runtime.Host;

/// <summary>Text as it stands in addresses.</summary>
internal static class UrlText
{
    /// <summary>Undoes percent encoding. A <c>%</c> without two digits stays as it is; bytes that are no UTF-8 are replaced.</summary>
    /// <param name="text">The text.</param>
    public static string Decode(string text)
    {
        if (!text.Contains('%', StringComparison.Ordinal))
        {
            return text;
        }

        byte[] bytes = Encoding.UTF8.GetBytes(text);
        int length = 0;
        for (int i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] == '%' && i + 2 < bytes.Length && byte.TryParse(bytes.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte code))
            {
                bytes[length++] = code;
                i += 2;
            }
            else
            {
                bytes[length++] = bytes[i];
            }
        }

        return Encoding.UTF8.GetString(bytes, 0, length);
    }
}
