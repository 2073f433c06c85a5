using System.Text;
using System.Text.Json;

namespace TinyTotIL.Runtime.Formats;

/// <summary>The names of fields seen lately, so that the same name is the same string nearly always.</summary>
internal sealed class JsonNames
{
    private const int Places = 256;
    private const int LongestKept = 48;

    private readonly string?[] _known = new string?[Places];

    /// <summary>The name at which a reader stands.</summary>
    /// <param name="reader">The reader.</param>
    public string Get(ref Utf8JsonReader reader)
    {
        if (reader.HasValueSequence || reader.ValueIsEscaped || reader.ValueSpan is not { Length: > 0 and <= LongestKept } bytes)
        {
            return reader.GetString()!;
        }

        ref string? known = ref _known[PlaceOf(bytes)];
        return known is not null && known.Length == bytes.Length && Ascii.Equals(bytes, known) ? known : known = reader.GetString()!;
    }

    private static int PlaceOf(ReadOnlySpan<byte> name) =>
        (name[0] + (name[^1] * 31) + (name[name.Length / 2] * 131) + (name.Length * 17)) % Places;
}
