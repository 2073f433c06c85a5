using System.Text;
using System.Text.Json;

namespace TinyTotIL.Runtime.Formats;

/// <summary>The names of fields seen lately, so that the same name is the same string nearly always.</summary>
internal sealed class JsonNames
{
    /// <summary>How many it knows at most.</summary>
    public const int Places = 256;

    private const int LongestKept = 48;

    private readonly string?[] _known = new string?[Places];

    /// <summary>Looks for the name at which a reader stands.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="place">Where it is or may be kept; -1 when it is not to be.</param>
    /// <returns>The name; null if it is not known.</returns>
    public string? Find(ref Utf8JsonReader reader, out int place)
    {
        if (reader.HasValueSequence || reader.ValueIsEscaped || reader.ValueSpan is not { Length: > 0 and <= LongestKept } bytes)
        {
            place = -1;
            return null;
        }

        place = PlaceOf(bytes);
        return _known[place] is { } known && known.Length == bytes.Length && Ascii.Equals(bytes, known) ? known : null;
    }

    /// <summary>Keeps a name in the place of an older one.</summary>
    /// <param name="place">The place that looking for it gave.</param>
    /// <param name="name">The name.</param>
    public void Keep(int place, string name)
    {
        if (place >= 0)
        {
            _known[place] = name;
        }
    }

    private static int PlaceOf(ReadOnlySpan<byte> name) =>
        (name[0] + (name[^1] * 31) + (name[name.Length / 2] * 131) + (name.Length * 17)) % Places;
}
