using System.Diagnostics.CodeAnalysis;

namespace TinyTotIL;

/// <summary>The types a list can become.</summary>
internal static class SequenceTypes
{
    private static readonly Type[] Generic =
    [
        typeof(List<>), typeof(IList<>), typeof(ICollection<>), typeof(IEnumerable<>), typeof(IReadOnlyList<>), typeof(IReadOnlyCollection<>),
    ];

    /// <summary>Whether a type is one of them.</summary>
    /// <param name="type">The type.</param>
    /// <param name="element">The type of its elements.</param>
    public static bool TryFind(Type type, [NotNullWhen(true)] out Type? element)
    {
        element = type.IsSZArray ? type.GetElementType()
            : type.IsGenericType && Generic.Contains(type.GetGenericTypeDefinition()) ? type.GetGenericArguments()[0]
            : null;
        return element is not null;
    }
}
