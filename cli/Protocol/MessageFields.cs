using System.Text.Json;

namespace TinyTotIL.Cli.Protocol;

/// <summary>Takes fields out of what a client sent, which may be anything.</summary>
internal static class MessageFields
{
    /// <summary>A field, whatever it holds; null when it is missing or null, or when this is no object.</summary>
    /// <param name="element">What may have the field.</param>
    /// <param name="name">The field.</param>
    public static JsonElement? Field(this JsonElement element, string name) => element.TryFind(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>Whether there is a field, be it null.</summary>
    /// <param name="element">What may have the field.</param>
    /// <param name="name">The field.</param>
    public static bool Has(this JsonElement element, string name) => element.TryFind(name, out _);

    /// <summary>A field of a field and so on; null when any is missing.</summary>
    /// <param name="element">What may have the first of them.</param>
    /// <param name="names">The fields.</param>
    public static JsonElement? FieldAt(this JsonElement element, params ReadOnlySpan<string> names)
    {
        JsonElement? found = element;
        foreach (string name in names)
        {
            found = found?.Field(name);
        }

        return found;
    }

    /// <summary>A field that has to be there.</summary>
    /// <param name="element">What has it.</param>
    /// <param name="name">The field.</param>
    /// <exception cref="InvalidMessageException">It is missing.</exception>
    public static JsonElement Need(this JsonElement element, string name) =>
        element.Field(name) ?? throw new InvalidMessageException($"'{name}' is missing");

    /// <summary>A field that has to be text.</summary>
    /// <param name="element">What has it.</param>
    /// <param name="name">The field.</param>
    /// <exception cref="InvalidMessageException">It is not.</exception>
    public static string NeedText(this JsonElement element, string name) =>
        TextOf(element.Need(name)) ?? throw new InvalidMessageException($"'{name}' is not text");

    /// <summary>A field that has to be a whole number that is not negative.</summary>
    /// <param name="element">What has it.</param>
    /// <param name="name">The field.</param>
    /// <exception cref="InvalidMessageException">It is not.</exception>
    public static int NeedCount(this JsonElement element, string name) =>
        element.Need(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out int number) && number >= 0
            ? number
            : throw new InvalidMessageException($"'{name}' is not a whole number from 0");

    /// <summary>A field that may be text; null when it is anything else.</summary>
    /// <param name="element">What may have it.</param>
    /// <param name="name">The field.</param>
    public static string? Text(this JsonElement element, string name) => element.Field(name) is { } value ? TextOf(value) : null;

    /// <summary>Whether a field is true.</summary>
    /// <param name="element">What may have it.</param>
    /// <param name="names">The way to the field.</param>
    public static bool IsTrue(this JsonElement element, params ReadOnlySpan<string> names) => element.FieldAt(names)?.ValueKind == JsonValueKind.True;

    /// <summary>The members of a field that is an array; none when it is anything else.</summary>
    /// <param name="element">What may have it.</param>
    /// <param name="name">The field.</param>
    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) =>
        element.Field(name) is { ValueKind: JsonValueKind.Array } value ? value.EnumerateArray() : [];

    /// <summary>The text of an element; null when it is none, which half of a surrogate pair is not either.</summary>
    /// <param name="value">The element.</param>
    public static string? TextOf(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static bool TryFind(this JsonElement element, string name, out JsonElement value)
    {
        value = default;
        try
        {
            return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out value);
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair in a name that begins as this one does.
            return false;
        }
    }
}
