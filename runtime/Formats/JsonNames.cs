using System.Text;
using System.Text.Json;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Runtime.Formats;

/// <summary>The names of fields seen lately, so that the same name is the same string nearly always.</summary>
internal sealed class JsonNames
{
    private const int Places = 256;
    private const int TextBytes = 24;
    private const int LongestKept = 48;

    private readonly string?[] _known = new string?[Places];

    /// <summary>The name at which a reader stands.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="budget">What may be allocated.</param>
    public string Get(ref Utf8JsonReader reader, BulkBudget budget)
    {
        if (reader.HasValueSequence || reader.ValueIsEscaped || reader.ValueSpan is not { Length: > 0 and <= LongestKept } bytes)
        {
            return Make(ref reader, budget);
        }

        ref string? known = ref _known[PlaceOf(bytes)];
        return known is not null && known.Length == bytes.Length && Ascii.Equals(bytes, known) ? known : known = Make(ref reader, budget);
    }

    private static string Make(ref Utf8JsonReader reader, BulkBudget budget)
    {
        string name = reader.GetString()!;
        budget.Charge(TextBytes + (sizeof(char) * (long)name.Length));
        return name;
    }

    private static int PlaceOf(ReadOnlySpan<byte> name) =>
        (name[0] + (name[^1] * 31) + (name[name.Length / 2] * 131) + (name.Length * 17)) % Places;
}
