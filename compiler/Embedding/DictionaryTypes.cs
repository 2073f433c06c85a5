using System.Diagnostics.CodeAnalysis;

namespace TinyTotIL;

/// <summary>The types an object can become.</summary>
internal static class DictionaryTypes
{
    private static readonly Type[] Generic = [typeof(Dictionary<,>), typeof(IDictionary<,>), typeof(IReadOnlyDictionary<,>)];

    /// <summary>Whether a type is one of them.</summary>
    /// <param name="type">The type.</param>
    /// <param name="entry">The type of what it holds under its names.</param>
    public static bool TryFind(Type type, [NotNullWhen(true)] out Type? entry)
    {
        entry = type.IsGenericType && Generic.Contains(type.GetGenericTypeDefinition()) && type.GetGenericArguments() is [{ } key, { } held] && key == typeof(string) ? held : null;
        return entry is not null;
    }
}
